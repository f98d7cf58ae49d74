"""`source/course.toml`: read, checked against a schema, explained when it is wrong."""

import tomllib
from dataclasses import replace

import msgspec

from wlw_i18n import languages
from wlw_i18n.config import toml
from wlw_i18n.config.checks import check_problems, checks_of
from wlw_i18n.config.faults import schema_error, syntax_error
from wlw_i18n.config.problems import broken, problems
from wlw_i18n.config.schema import PATH, TARGETS, CourseSchema, GatesSchema, GatesTableSchema, WikiSchema
from wlw_i18n.config.wikis import wiki_problems
from wlw_i18n.model.course import Config, Gates, HtmlTarget, Language, OlxTarget, WikiProfile
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.wikis import PROFILES

__all__ = ["PATH", "TARGETS", "read"]


def read(content: bytes) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Read the configuration from the bytes of `course.toml`.

    Returns:
        The configuration and no diagnostic, or None and what is wrong, each with its line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return None, (broken("the file is not UTF-8 text", line, "Save it again as UTF-8."),)
    try:
        table = toml.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (syntax_error(error, text),)
    try:
        raw = msgspec.convert(table, CourseSchema)
    except msgspec.ValidationError as error:
        return None, (schema_error(str(error), table, text),)
    found = (*problems(raw, text), *wiki_problems(raw, text), *check_problems(raw, text))
    return (None, found) if found else (_config(raw), ())


def _config(raw: CourseSchema) -> Config:
    gates = _gates(raw.gates, Gates())
    return Config(
        title=raw.title,
        description=raw.description,
        organisation=raw.organisation,
        number=raw.number,
        run=raw.run,
        source_language=_language(raw.source_language),
        languages=tuple(_language(code) for code in raw.languages),
        licence=raw.licence,
        licence_url=raw.licence_url,
        homepage=raw.homepage,
        bugs=raw.bugs,
        repository=raw.repository,
        authors=tuple(raw.authors),
        gates=gates,
        gates_by_language={code: _gates(own, gates) for code, own in raw.gates.languages.items()},
        checks=checks_of(raw.checks),
        targets=tuple(target for target in TARGETS if target in raw.export),
        olx=OlxTarget(**msgspec.structs.asdict(raw.targets.olx)),
        html=HtmlTarget(**msgspec.structs.asdict(raw.targets.html)),
        wikis=tuple(_wiki(name, wiki) for name, wiki in raw.targets.wikitext.items()),
    )


def _language(code: str) -> Language:
    language = languages.find(code)
    if language is None:  # checked by `problems` before
        raise KeyError(code)
    return language


def _gates(raw: GatesSchema | GatesTableSchema, default: Gates) -> Gates:
    own = {name: getattr(raw, name) for name in ("document", "quiz", "course")}
    return replace(default, **{name: share for name, share in own.items() if share is not None})


def _wiki(name: str, raw: WikiSchema) -> WikiProfile:
    shipped = PROFILES.get(name, PROFILES["generic"])
    return WikiProfile(
        name=name,
        base_page=raw.base_page,
        quiz=shipped.quiz if raw.quiz is None else raw.quiz,
        translate=shipped.translate if raw.translate is None else raw.translate,
        interwiki=shipped.interwiki if raw.interwiki is None else raw.interwiki,
        language_codes={**shipped.language_codes, **raw.language_codes},
        categories=tuple(raw.categories),
        titles=shipped.titles if raw.titles is None else raw.titles,
        languages_bar=shipped.languages_bar if raw.languages_bar is None else raw.languages_bar,
        navigation=shipped.navigation if raw.navigation is None else raw.navigation,
        api=shipped.api if raw.api is None else raw.api,
        contact=raw.contact,
        translated_here=raw.translated_here,
    )
