"""Translations that come in from other programs: which language they are for, and what becomes of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wlw_i18n import languages
from wlw_i18n.catalogs import entries, exchange
from wlw_i18n.catalogs.exchange import Incoming, Taken
from wlw_i18n.memory import Retired, retired
from wlw_i18n.model.catalog import Message
from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline.desk import translated_captions, translated_files
from wlw_i18n.pipeline.desk.course import Desk
from wlw_i18n.pipeline.desk.translated_files import Aligned
from wlw_i18n.pipeline.refusal import RefusedError


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms translations are taken."""

    force: bool = False
    """They also take the place of other translations that are ready."""
    confirmed: bool = False
    """Somebody has looked at every pair that was made of translated Markdown files."""
    document: str = ""
    """Id of the document that the one Markdown file translates; if empty, its name tells."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will become of a language."""

    language: Language
    names: tuple[str, ...]
    """Of the files that came in."""
    results: tuple[Taken, ...]
    """By catalog."""
    unknown: tuple[Message, ...]
    """What came in and is no part of the course."""
    files: tuple[OutputFile, ...]
    """To be written, in this order."""
    aligned: tuple[Aligned, ...] = ()
    """How translated Markdown files were understood."""
    without_source: tuple[str, ...] = ()
    """Markdown files that translate no document of the course."""

    @property
    def is_incomplete(self) -> bool:
        """Whether a file has something that is not taken. Of another program's memory, nobody expects all."""
        return (
            any(result.kept for result in self.results)
            or any(message.key for message in self.unknown)
            or any(one.alignment.refused or one.alignment.surplus for one in self.aligned)
            or bool(self.without_source)
        )


def plans(desk: Desk, paths: Sequence[Path], code: str | None, terms: Terms) -> tuple[Plan, ...]:
    """Plan what to do with files that came in.

    Args:
        desk: the course.
        paths: XLIFF, TMX, CSV or PO files; or Markdown files and folders of them; or WebVTT files.
        code: of their language; if none, each file tells, by what stands in it or by its name.
        terms: on which they are taken.

    Returns:
        A plan for each language that the files are for, in course order.

    Raises:
        RefusedError: a file cannot be used, or its language is not known.
        OSError: a file cannot be read.
    """
    captions = [path for path in paths if translated_captions.is_captions(path)]
    texts = [path for path in paths if translated_files.is_markdown(path)]
    others = [path for path in paths if path not in texts and path not in captions]
    if captions and (texts or others):
        raise RefusedError("take captions and other files one after the other, not in one go.")
    if captions:
        return tuple(_of_captions(desk, captions, code, terms))
    if texts and others:
        raise RefusedError("take Markdown files and others one after the other, not in one go.")
    if texts:
        return (_of_markdown(desk, texts, code, terms),)
    return tuple(
        plan(desk, language, arrived, force=terms.force) for language, arrived in _by_language(desk, others, code)
    )


def _of_markdown(desk: Desk, paths: Sequence[Path], code: str | None, terms: Terms) -> Plan:
    named = next((path.name for path in paths if path.is_dir()), "")
    known = {language.code for language in desk.config.languages}
    if code is None and named not in known:
        raise RefusedError("Markdown does not tell its language. Say which one it is with --lang.")
    language = desk.language(code or named)
    arrived = translated_files.read(desk, paths, language, document=terms.document, confirmed=terms.confirmed)
    names = ", ".join(str(path) for path in paths)
    made = plan(desk, language, [(names, arrived.incoming)], force=terms.force)
    return replace(made, aligned=arrived.aligned, without_source=arrived.without_source)


def _of_captions(desk: Desk, paths: Sequence[Path], code: str | None, terms: Terms) -> Iterator[Plan]:
    for path in paths:
        language = translated_captions.language_of(desk, path, code)
        incoming, left = translated_captions.read(desk, path, language)
        made = plan(desk, language, [(str(path), incoming)], force=terms.force)
        yield replace(made, unknown=(*made.unknown, *left))


def plan(desk: Desk, language: Language, arrived: Sequence[tuple[str, Incoming]], *, force: bool) -> Plan:
    """Plan what to do with what some files, by name, say in a language."""
    catalogs = desk.catalogs(language)
    messages = [message for _, incoming in arrived for message in incoming.messages]
    results, unknown = exchange.take_over_all(catalogs, messages, force=force)
    changed = [result.catalog for result, old in zip(results, catalogs, strict=True) if result.catalog is not old]
    return Plan(
        language,
        tuple(name for name, _ in arrived),
        results,
        unknown,
        desk.changed(language, changed, _giving_way(results)),
    )


def _giving_way(results: Iterable[Taken]) -> Iterator[Retired]:
    for result in results:
        for message in result.replaced:
            entry = retired(message, entries.family_of(message))
            if entry is not None:
                yield entry


def _by_language(
    desk: Desk, files: Sequence[Path], code: str | None
) -> Iterator[tuple[Language, tuple[tuple[str, Incoming], ...]]]:
    """What the files say, by language in the order of the course."""
    wanted = desk.language(code) if code else None
    arrived: dict[str, list[tuple[str, Incoming]]] = {}
    problems: list[Diagnostic] = []
    for file in files:
        with file.open("rb") as stream:
            content = stream.read(exchange.MAX_BYTES + 1)
        incoming, said = exchange.read(
            str(file), content, desk.config.source_language.tag, wanted.tag if wanted else ""
        )
        problems.extend(said)
        if incoming is not None and incoming.language != languages.DOCUMENTATION:
            language = _language_of(desk, file, incoming, wanted)
            arrived.setdefault(language.code, []).append((str(file), incoming))
    if problems:
        raise RefusedError(diagnostics=tuple(problems))
    for language in desk.config.languages:
        if language.code in arrived:
            yield language, tuple(arrived[language.code])


def _language_of(desk: Desk, file: Path, incoming: Incoming, wanted: Language | None) -> Language:
    ours = desk.config.languages
    said = incoming.language
    meant = exchange.language_of(said, ours)
    if not said:
        # A sheet does not tell; its name does, if it was not changed.
        meant = next((one for one in ours if file.name.lower().startswith(f"{one.code}.")), None)
    language = wanted or meant
    if language is None:
        what = f'is in "{said}", which is no language of this course' if said else "does not say its language"
        raise RefusedError(f"{file} {what}. Say which one it is with --lang.")
    if meant not in (None, language) or (meant is None and _is_other(said, language)):
        raise RefusedError(f"{file} is not in {language.code}: what it says or its name is another language.")
    return language


def _is_other(said: str, language: Language) -> bool:
    """Whether a file names a language that is known and quite another one."""
    known = languages.find(said.lower().replace("_", "-")) if said else None
    return known is not None and known.tag.split("-")[0] != language.tag.split("-")[0]
