"""Translations that come in from other programs: which language they are for, and what becomes of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wlw_i18n.catalogs import entries, exchange
from wlw_i18n.catalogs.exchange import Incoming, Taken
from wlw_i18n.memory import Retired, retired
from wlw_i18n.model.catalog import Message
from wlw_i18n.model.course import Language
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline.desk import Desk
from wlw_i18n.pipeline.refusal import RefusedError


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

    @property
    def is_incomplete(self) -> bool:
        """Whether a file has something that is not taken. Of another program's memory, nobody expects all."""
        return any(result.kept for result in self.results) or any(message.key for message in self.unknown)


def plans(desk: Desk, files: Sequence[Path], code: str | None, *, force: bool) -> tuple[Plan, ...]:
    """Plan what to do with files that came in.

    Args:
        desk: the course.
        files: XLIFF, TMX, CSV or PO files.
        code: of their language; if none, each file tells, by what stands in it or by its name.
        force: whether they also take the place of other translations that are ready.

    Returns:
        A plan for each language that the files are for, in course order.

    Raises:
        RefusedError: a file cannot be used, or its language is not known.
        OSError: a file cannot be read.
    """
    return tuple(plan(desk, language, arrived, force=force) for language, arrived in _by_language(desk, files, code))


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
        if incoming is not None:
            language = _language_of(desk, file, incoming, wanted)
            arrived.setdefault(language.code, []).append((str(file), incoming))
    if problems:
        raise RefusedError(diagnostics=tuple(problems))
    for language in desk.config.languages:
        if language.code in arrived:
            yield language, tuple(arrived[language.code])


def _language_of(desk: Desk, file: Path, incoming: Incoming, wanted: Language | None) -> Language:
    languages = desk.config.languages
    said = incoming.language
    meant = exchange.language_of(said, languages)
    if not said:
        # A sheet does not tell; its name does, if it was not changed.
        meant = next((one for one in languages if file.name.lower().startswith(f"{one.code}.")), None)
    language = wanted or meant
    if language is None:
        what = f'is in "{said}", which is no language of this course' if said else "does not say its language"
        raise RefusedError(f"{file} {what}. Say which one it is with --lang.")
    if meant not in (None, language):
        raise RefusedError(f"{file} is not in {language.code}: what it says or its name is another language.")
    return language
