"""`source/course.toml`: read, checked against a schema, explained when it is wrong."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches

import msgspec

from wlw_i18n import languages
from wlw_i18n.model.course import Config, Gates, HtmlTarget, Language, OlxTarget, WikiProfile
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location

PATH = "source/course.toml"
TARGETS = ("olx", "html", "wikitext")

_KEY = re.compile(r"[A-Za-z0-9._-]{1,40}")
Share = float

_GATES = Gates()
_OLX = OlxTarget()


class _Gates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    document: Share = _GATES.document
    quiz: Share = _GATES.quiz
    course: Share = _GATES.course


class _GatesTable(_Gates, frozen=True, forbid_unknown_fields=True):
    languages: dict[str, _Gates] = {}


class _Olx(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    start: str = _OLX.start
    end: str = _OLX.end
    self_paced: bool = _OLX.self_paced
    image: str = _OLX.image
    effort: str = _OLX.effort
    pass_grade: Share = _OLX.pass_grade
    language_codes: dict[str, str] = {}


class _Html(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str = ""


class _Wiki(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    base_page: str
    quiz: bool | None = None
    translate: bool | None = None
    interwiki: bool | None = None
    language_codes: dict[str, str] = {}
    categories: list[str] = []


class _Targets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    olx: _Olx = _Olx()
    html: _Html = _Html()
    wikitext: dict[str, _Wiki] = {}


class _Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    description: str
    organisation: str
    number: str
    run: str
    licence: str
    licence_url: str
    languages: list[str] = []
    source_language: str = "en"
    homepage: str = ""
    bugs: str = ""
    export: list[str] = msgspec.field(default_factory=lambda: list(TARGETS))
    gates: _GatesTable = _GatesTable()
    targets: _Targets = _Targets()


def read(content: bytes) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Read the configuration from the bytes of `course.toml`.

    Returns:
        The configuration and no diagnostic, or None and what is wrong, each with its line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return None, (_broken("the file is not UTF-8 text", line, "Save it again as UTF-8."),)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (_syntax_error(error, text),)
    try:
        raw = msgspec.convert(table, _Course)
    except msgspec.ValidationError as error:
        return None, (_schema_error(str(error), text),)
    problems = tuple(_problems(raw, text))
    return (None, problems) if problems else (_config(raw), ())


def _config(raw: _Course) -> Config:
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
        gates=_gates(raw.gates),
        gates_by_language={code: _gates(gates) for code, gates in raw.gates.languages.items()},
        targets=tuple(target for target in TARGETS if target in raw.export),
        olx=OlxTarget(**msgspec.structs.asdict(raw.targets.olx)),
        html=HtmlTarget(**msgspec.structs.asdict(raw.targets.html)),
        wikis=tuple(_wiki(name, wiki) for name, wiki in raw.targets.wikitext.items()),
    )


def _language(code: str) -> Language:
    language = languages.find(code)
    if language is None:  # checked by `_problems` before
        raise KeyError(code)
    return language


def _gates(raw: _Gates) -> Gates:
    return Gates(raw.document, raw.quiz, raw.course)


def _wiki(name: str, raw: _Wiki) -> WikiProfile:
    shipped = PROFILES.get(name, PROFILES["generic"])
    return WikiProfile(
        name=name,
        base_page=raw.base_page,
        quiz=shipped.quiz if raw.quiz is None else raw.quiz,
        translate=shipped.translate if raw.translate is None else raw.translate,
        interwiki=shipped.interwiki if raw.interwiki is None else raw.interwiki,
        language_codes={**shipped.language_codes, **raw.language_codes},
        categories=tuple(raw.categories),
    )


PROFILES: Mapping[str, WikiProfile] = {
    "meta": WikiProfile("meta", "", translate=True, language_codes={"zh-hans": "zh", "no": "nb"}),
    "wikiversity": WikiProfile("wikiversity", "", quiz=True),
    "betawikiversity": WikiProfile("betawikiversity", "", quiz=True, translate=True),
    "generic": WikiProfile("generic", "", interwiki=False),
}
"""What is known of the wikis that a profile may be named after; which extensions they run is public configuration."""


def _problems(raw: _Course, text: str) -> Iterator[Diagnostic]:
    for name in ("title", "organisation", "number", "run"):
        if not getattr(raw, name).strip():
            yield _invalid(f'"{name}" is empty', name, text)
    for name in ("organisation", "number", "run"):
        value = getattr(raw, name)
        if value.strip() and not _KEY.fullmatch(value):
            hint = "Open edX makes the course's address of it: use letters, digits, '.', '_' and '-', at most 40."
            yield _invalid(f'"{name}" may not be "{value}"', name, text, hint)
    for target in raw.export:
        if target not in TARGETS:
            yield _invalid(f'unknown target "{target}"', "export", text, f"Known targets: {', '.join(TARGETS)}.")
    yield from _bad_languages(raw, text)
    yield from _bad_shares(raw, text)
    yield from _bad_dates(raw, text)


def _bad_languages(raw: _Course, text: str) -> Iterator[Diagnostic]:
    for code in (raw.source_language, *raw.languages, *raw.gates.languages):
        if languages.find(code) is None:
            yield _unknown_language(code, text)
    if raw.source_language in raw.languages:
        yield _invalid(f'"{raw.source_language}" is the source language: leave it out', "languages", text)
    for code in sorted({code for code in raw.languages if raw.languages.count(code) > 1}):
        yield _invalid(f'"{code}" is listed twice', "languages", text)


def _bad_shares(raw: _Course, text: str) -> Iterator[Diagnostic]:
    for gates in (raw.gates, *raw.gates.languages.values()):
        for name in ("document", "quiz", "course"):
            if not 0 <= getattr(gates, name) <= 1:
                yield _invalid(f'the gate "{name}" is {getattr(gates, name)}; a share is from 0 to 1', name, text)
    if not 0 <= raw.targets.olx.pass_grade <= 1:
        yield _invalid('"pass_grade" is a share from 0 to 1', "pass_grade", text)


def _bad_dates(raw: _Course, text: str) -> Iterator[Diagnostic]:
    for name in ("start", "end"):
        value = getattr(raw.targets.olx, name)
        try:
            datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")
        except ValueError:
            yield _invalid(f'"{name}" is not a date: "{value}"', name, text, 'Write it as "2026-01-31T00:00:00Z".')


def _unknown_language(code: str, text: str) -> Diagnostic:
    near = languages.suggestion(code)
    hint = f'Did you mean "{near}"? ' if near else ""
    return Diagnostic(
        Code.LANGUAGE_UNKNOWN,
        Severity.BROKEN,
        f'"{code}" is not a language code that MediaWiki knows',
        Location(PATH, _line_of(f'"{code}"', text) or _line_of(code, text)),
        hint=f"{hint}Use MediaWiki's codes in lower case, such as fr, pt-br, zh-hans.",
    )


def _syntax_error(error: tomllib.TOMLDecodeError, text: str) -> Diagnostic:
    message = str(error)
    found = re.search(r" ?\(at (?:line (\d+), column \d+|end of document)\)", message)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    return _broken(f"not valid TOML: {message[: found.start()] if found else message}", line, "Repair this line.")


def _schema_error(message: str, text: str) -> Diagnostic:
    where = re.search(r" - at `(?P<path>.*)`$", message)
    path = where["path"].removeprefix("$").strip(".") if where else ""
    if unknown := re.match(r"Object contains unknown field `(.*?)`", message):
        key = unknown[1]
        near = get_close_matches(key, _keys_at(path), n=1)
        table = f" in [{path.replace('[...]', '.*')}]" if path else ""
        hint = f'Did you mean "{near[0]}"?' if near else f"Known keys: {', '.join(sorted(_keys_at(path)))}."
        return _broken(f'unknown key "{key}"{table}', _line_of_key(key, text), hint)
    if missing := re.match(r"Object missing required field `(.*?)`", message):
        table = f" in [{path.replace('[...]', '.*')}]" if path else ""
        return _broken(f'the key "{missing[1]}" is missing{table}', _line_of(f"[{path}]", text) or 1, "Add it.")
    expected = re.match(r"Expected `(.*?)`, got `(.*?)`", message)
    key = path.split(".")[-1].split("[")[0]
    said = f"expected {_type(expected[1])}, found {_type(expected[2])}" if expected else message
    return _broken(f'"{path}": {said}', _line_of_key(key, text))


def _keys_at(path: str) -> tuple[str, ...]:
    structs: Mapping[str, type[msgspec.Struct]] = {
        "": _Course,
        "gates": _GatesTable,
        "targets": _Targets,
        "targets.olx": _Olx,
        "targets.html": _Html,
    }
    default = _Gates if path.startswith("gates") else _Wiki
    return structs.get(path, default).__struct_fields__


def _type(name: str) -> str:
    names = {"str": "text in quotes", "int": "a number", "float": "a number", "bool": "true or false"}
    return names.get(name, {"array": "a list", "object": "a table"}.get(name, name))


def _line_of(needle: str, text: str) -> int:
    position = text.find(needle)
    return 0 if position < 0 else text.count("\n", 0, position) + 1


def _line_of_key(key: str, text: str) -> int:
    found = re.search(rf'^\s*(?:\[.*\b)?"?{re.escape(key)}"?\s*(?:=|\]|\.)', text, re.MULTILINE)
    return text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1 if found else 0


def _invalid(message: str, key: str, text: str, hint: str = "") -> Diagnostic:
    return _broken(message, _line_of_key(key, text), hint)


def _broken(message: str, line: int, hint: str = "") -> Diagnostic:
    return Diagnostic(Code.CONFIG_INVALID, Severity.BROKEN, message, Location(PATH, line), hint=hint)
