"""What `exchange` and `import` do: PO files to the formats of other programs, and what comes back into PO files."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from wlw_i18n import config as configuration
from wlw_i18n import memory, outputs
from wlw_i18n.catalogs import entries, exchange, po
from wlw_i18n.catalogs.exchange import Format, Incoming, Taken
from wlw_i18n.cli import console
from wlw_i18n.cli.app import BROKEN, CLEAN, FINDINGS
from wlw_i18n.memory import Memory, retired
from wlw_i18n.model.catalog import Catalog, Message
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.source import Location
from wlw_i18n.pipeline.paths import catalog_path, memory_path
from wlw_i18n.pipeline.workspace import CACHE, TRANSLATIONS, CourseNotFoundError, Listing, find_root, survey

_SHOWN = 10
"""How many texts of one kind are listed."""


def export_to(course: Path, to: str, codes: Sequence[str], out: Path) -> int:
    """Write one file for each language, with all its texts.

    Args:
        course: a folder of the course.
        to: a value of `Format`.
        codes: of the languages; all of the course when empty.
        out: the folder to write to. A file there that is not what would be written is left alone.

    Returns:
        The exit code.
    """
    try:
        with _opened(course) as desk:
            languages = [desk.language(code) for code in codes] or list(desk.config.languages)
            files = [desk.file_of(Format(to), language) for language in languages]
        _write_new(out, files)
    except _RefusedError:
        return BROKEN
    except OSError as error:
        return _refuse_file(error, out)
    return CLEAN


def import_from(course: Path, files: Sequence[Path], lang: str | None, *, force: bool, dry_run: bool) -> int:
    """Put translations from XLIFF, TMX or CSV files into the PO files, after a summary.

    Args:
        course: a folder of the course.
        files: what came back.
        lang: the code of their language; when empty, each file tells, by what stands in it or by its name.
        force: whether they also take the place of other translations that are ready.
        dry_run: whether to stop after the summary.

    Returns:
        The exit code: 1 if a file has something that was not taken, 2 if nothing could be read or written.
    """
    try:
        with _opened(course) as desk:
            plans = [desk.plan(*arrived, force=force) for arrived in desk.by_language(files, lang)]
            for plan in plans:
                _show(plan)
            written = () if dry_run else outputs.write_all(desk.root, _in_safe_order(plans)).written
    except _RefusedError:
        return BROKEN
    except OSError as error:
        return _refuse_file(error, course)
    _tell(written, dry_run=dry_run)
    return FINDINGS if any(plan.left for plan in plans) else CLEAN


class _RefusedError(Exception):
    """The command ends here; why has been printed."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What will become of a language."""

    language: Language
    names: tuple[str, ...]
    """Of the files."""
    results: tuple[Taken, ...]
    """By catalog."""
    unknown: tuple[Message, ...]
    files: tuple[OutputFile, ...]
    memory: OutputFile | None

    @property
    def left(self) -> bool:
        """Whether a file has something that is not taken. Of another program's memory, nobody expects all."""
        return any(result.kept for result in self.results) or any(message.key for message in self.unknown)


class _Desk:
    """A course, opened for exchange; no other run is at work meanwhile."""

    def __init__(self, root: Path, config: Config, listing: Listing) -> None:
        self.root = root
        self.config = config
        self.listing = listing

    def language(self, code: str) -> Language:
        found = next((language for language in self.config.languages if language.code == code), None)
        if found is None:
            known = ", ".join(language.code for language in self.config.languages) or "none"
            hint = f"It is translated to: {known}. Add a language with `wlw-i18n language add CODE`."
            message, where = f'the course is not translated to "{code}"', Location(configuration.PATH)
            raise _stopped(Diagnostic(Code.LANGUAGE_UNKNOWN, Severity.BROKEN, message, where, hint=hint))
        return found

    def catalogs(self, language: Language) -> list[Catalog]:
        """A language's PO files, in course order."""
        folder = f"{TRANSLATIONS}/{language.code}/"
        paths = [path for path in self.listing.files if path.startswith(folder) and path.endswith(".po")]
        order = {path: place for place, path in enumerate(self._expected(language))}
        found: list[Catalog] = []
        problems: list[Diagnostic] = []
        for path in sorted(paths, key=lambda path: (order.get(path, len(order)), path)):
            if path != memory_path(language.code):
                catalog, said = po.read(path, (self.root / path).read_bytes())
                problems.extend(problem for problem in said if problem.severity is Severity.BROKEN)
                found.extend(() if catalog is None else (catalog,))
        if problems:
            raise _stopped(*problems)
        if not found:
            raise _refused(f"{folder} has no PO files yet. Run `wlw-i18n sync` first.")
        return found

    def _expected(self, language: Language) -> Iterator[str]:
        """Where PO files are, as far as names of folders and files tell."""
        yield from (catalog_path(language.code, "", name) for name in ("course", "interface"))
        for source in self.listing.sources:
            yield catalog_path(language.code, source.module, source.default_id)

    def file_of(self, to: Format, language: Language) -> OutputFile:
        catalogs = self.catalogs(language)
        content, problems = exchange.write(to, catalogs, self.config.source_language.tag, language.tag)
        if content is None:
            raise _stopped(*problems)
        return OutputFile(f"{language.code}{exchange.EXTENSIONS[to]}", content)

    def by_language(
        self, files: Sequence[Path], lang: str | None
    ) -> Iterator[tuple[Language, tuple[tuple[str, Incoming], ...]]]:
        """What the files say, by language in the order of the course."""
        wanted = self.language(lang) if lang else None
        arrived: dict[str, list[tuple[str, Incoming]]] = {}
        problems: list[Diagnostic] = []
        for file in files:
            with file.open("rb") as stream:
                content = stream.read(exchange.MAX_BYTES + 1)
            incoming, said = exchange.read(
                str(file), content, self.config.source_language.tag, wanted.tag if wanted else ""
            )
            problems.extend(said)
            if incoming is not None:
                language = self._language_of(file, incoming, wanted)
                arrived.setdefault(language.code, []).append((str(file), incoming))
        if problems:
            raise _stopped(*problems)
        for language in self.config.languages:
            if language.code in arrived:
                yield language, tuple(arrived[language.code])

    def _language_of(self, file: Path, incoming: Incoming, wanted: Language | None) -> Language:
        languages = self.config.languages
        said = incoming.language
        meant = exchange.language_of(said, languages)
        if not said:
            # A sheet does not tell; its name does, if it was not changed.
            meant = next((one for one in languages if file.name.lower().startswith(f"{one.code}.")), None)
        language = wanted or meant
        if language is None:
            what = f'is in "{said}", which is no language of this course' if said else "does not say its language"
            raise _refused(f"{file} {what}. Say which one it is with --lang.")
        if meant not in (None, language):
            raise _refused(f"{file} is not in {language.code}: what it says or its name is another language.")
        return language

    def plan(self, language: Language, arrived: Sequence[tuple[str, Incoming]], *, force: bool) -> _Plan:
        catalogs = self.catalogs(language)
        messages = [message for _, incoming in arrived for message in incoming.messages]
        results, unknown = exchange.take_over_all(catalogs, messages, force=force)
        changed = [result.catalog for result, old in zip(results, catalogs, strict=True) if result.catalog is not old]
        return _Plan(
            language,
            tuple(name for name, _ in arrived),
            results,
            unknown,
            tuple(OutputFile(catalog.path, po.write(catalog)) for catalog in changed),
            self._memory(language, results),
        )

    def _memory(self, language: Language, results: Sequence[Taken]) -> OutputFile | None:
        """The memory with the translations that give way, if any do."""
        replaced = [
            entry
            for result in results
            for message in result.replaced
            if (entry := retired(message, entries.family_of(message))) is not None
        ]
        path = memory_path(language.code)
        old: Memory | None = Memory(path)
        if path in self.listing.files:
            old, problems = memory.read(path, (self.root / path).read_bytes())
            if old is None:
                raise _stopped(*problems)
        new = old.add(replaced) if old else None
        if new is None or new is old:
            return None
        return OutputFile(path, memory.write(new, language, self.config))


@contextmanager
def _opened(course: Path) -> Iterator[_Desk]:
    """Open the course that a folder is in."""
    try:
        root = find_root(course)
    except CourseNotFoundError:
        raise _refused(
            f"no course here: neither {course.resolve()} nor a folder above it has a source/course.toml. "
            "Name the course's folder with --course."
        ) from None
    with ExitStack() as stack:
        try:
            stack.enter_context(outputs.locked(root / CACHE / "lock"))
        except outputs.LockedError:
            raise _refused("another run is working on this course. Wait until it has ended, then try again.") from None
        config, problems = configuration.read((root / configuration.PATH).read_bytes())
        if config is None:
            raise _stopped(*problems)
        yield _Desk(root, config, survey(root))


def _write_new(out: Path, files: Sequence[OutputFile]) -> None:
    """Write files that do not exist yet: one that does may hold a translator's work."""
    for file in files:
        path = out / file.path
        if path.exists() and path.read_bytes() != file.content:
            raise _refused(
                f"{path} exists and is not what would be written: it may hold translations. Import it or move it away "
                "first, or choose another folder with --out. Nothing was written."
            )
    written = outputs.write_all(out, files).written
    console_out = console.output()
    for file in files:
        console_out.print(f"{out / file.path}{'' if file.path in written else '  is up to date'}")


def _in_safe_order(plans: Sequence[_Plan]) -> Iterator[OutputFile]:
    """Memories first: what gives way is safe before it does."""
    yield from (plan.memory for plan in plans if plan.memory is not None)
    yield from (file for plan in plans for file in plan.files)


def _show(plan: _Plan) -> None:
    """Print what a file brings, before anything is written."""
    out = console.output()
    out.print(f"{plan.language.code}  {plan.language.autonym}, from {', '.join(plan.names)}", style="bold")
    taken = [message for result in plan.results for message in result.taken]
    outdated = {message.key for result in plan.results for message in result.outdated}
    waiting = [message for message in taken if message.fuzzy and message.key not in outdated]
    noted = [message for result in plan.results for message in result.noted]
    replaced = [message for result in plan.results for message in result.replaced]
    kept = [message for result in plan.results for message in result.kept]
    counts = (
        (len(taken), "taken", ""),
        (len(outdated), "of them made for another English", ": stale, with that English beside them"),
        (len(waiting), "of them to be confirmed", ""),
        (len(replaced), "of them in place of another translation", ", which is in memory.po then"),
        (len(noted), "with new comments only", ""),
        (len(kept), "not taken", ": the PO file has another translation; --force replaces it"),
        (len(plan.unknown), "not in the course", ""),
    )
    for count, what, more in counts:
        if count:
            out.print(f"{count:>7,} {what}{more}")
        if count and what == "not taken":
            _list(kept)
    if not any(count for count, _, _ in counts):
        out.print("        nothing new")


def _list(messages: Sequence[Message]) -> None:
    out = console.output()
    for message in messages[:_SHOWN]:
        out.print(f"{'':>10}{message.key}  {_short(message.msgstr)}")
    if len(messages) > _SHOWN:
        out.print(f"{'':>10}…")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 50 else f"{line[:49]}…"


def _tell(written: Sequence[str], *, dry_run: bool) -> None:
    out = console.output()
    if dry_run:
        out.print("Nothing was written: this was a dry run.")
    elif not written:
        out.print("Nothing to write.")
    else:
        out.print("Written:")
        for path in written:
            out.print(f"  {path}")
        out.print("Next: `wlw-i18n sync`, which checks the translations and exports them.")


def _stopped(*problems: Diagnostic) -> _RefusedError:
    err = console.messages()
    console.print_diagnostics(err, problems)
    err.print("Nothing was written.")
    return _RefusedError()


def _refused(message: str) -> _RefusedError:
    console.print_text(console.messages(), f"wlw-i18n: {message}")
    return _RefusedError()


def _refuse_file(error: OSError, path: Path) -> int:
    console.print_text(console.messages(), f"wlw-i18n: {error.filename or path}: {error.strerror or error}.")
    return BROKEN
