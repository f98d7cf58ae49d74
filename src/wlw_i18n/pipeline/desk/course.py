"""A course's PO files on the desk, to be changed by another hand than sync's: an import, a decision of a maintainer."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from wlw_i18n import config as configuration
from wlw_i18n import memory, outputs
from wlw_i18n.catalogs import po
from wlw_i18n.memory import Memory, Retired
from wlw_i18n.model.catalog import Catalog
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.source import Location
from wlw_i18n.pipeline import records
from wlw_i18n.pipeline.paths import catalog_path, memory_path
from wlw_i18n.pipeline.records import SourceCache
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.workspace import CACHE, TRANSLATIONS, Listing, find_root, survey


class Desk:
    """A course whose lock is held."""

    def __init__(self, root: Path, config: Config, listing: Listing) -> None:
        self.root = root
        self.config = config
        self.listing = listing

    def language(self, code: str) -> Language:
        """A language of the course.

        Raises:
            RefusedError: the course has no such language.
        """
        found = next((language for language in self.config.languages if language.code == code), None)
        if found is None:
            known = ", ".join(language.code for language in self.config.languages) or "none"
            hint = f"It is translated to: {known}. Add a language with `wlw-i18n language add CODE`."
            message, where = f'the course is not translated to "{code}"', Location(configuration.PATH)
            raise RefusedError(
                diagnostics=(Diagnostic(Code.LANGUAGE_UNKNOWN, Severity.BROKEN, message, where, hint=hint),)
            )
        return found

    def languages(self, codes: Sequence[str]) -> tuple[Language, ...]:
        """The languages with these codes; all of the course when there are none.

        Raises:
            RefusedError: the course has no such language.
        """
        return tuple(self.language(code) for code in codes) or self.config.languages

    def catalogs(self, language: Language) -> tuple[Catalog, ...]:
        """A language's PO files, in course order.

        Raises:
            RefusedError: there are none, or one is damaged.
        """
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
            raise RefusedError(diagnostics=tuple(problems))
        if not found:
            raise RefusedError(f"{folder} has no PO files yet. Run `wlw-i18n sync` first.")
        return tuple(found)

    def memory(self, language: Language) -> Memory:
        """A language's memory, empty if there is none.

        Raises:
            RefusedError: it is damaged.
        """
        path = memory_path(language.code)
        if path not in self.listing.files:
            return Memory(path)
        found, problems = memory.read(path, (self.root / path).read_bytes())
        if found is None:
            raise RefusedError(diagnostics=problems)
        return found

    def changed(
        self, language: Language, catalogs: Iterable[Catalog], retired: Iterable[Retired] = ()
    ) -> tuple[OutputFile, ...]:
        """The files of a language to write, in a safe order: what gives way is in the memory before it does.

        Args:
            language: the language.
            catalogs: those that changed.
            retired: translations that go to the memory.
        """
        old = self.memory(language)
        new = old.add(retired)
        kept = () if new is old else (OutputFile(new.path, memory.write(new, language, self.config)),)
        return (*kept, *(OutputFile(catalog.path, po.write(catalog)) for catalog in catalogs))

    def write(self, files: Iterable[OutputFile]) -> tuple[str, ...]:
        """Write files in the order given; return the paths of those that changed.

        Raises:
            OSError: a file cannot be written; every file is whole.
        """
        return outputs.write_all(self.root, files).written

    def _expected(self, language: Language) -> Iterator[str]:
        """Where PO files are, as far as the last sync or the names of folders and files tell."""
        yield from (catalog_path(language.code, "", name) for name in ("course", "interface"))
        known = records.load(self.root, "sources", SourceCache).documents
        for source in self.listing.sources:
            identifier = known[source.path].id if source.path in known else source.default_id
            yield catalog_path(language.code, source.module, identifier)


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """Open the course that a folder is in; no other run is at work meanwhile.

    Raises:
        CourseNotFoundError: there is no course.
        LockedError: another run is at work.
        RefusedError: its configuration cannot be used.
        OSError: a file cannot be read.
    """
    root = find_root(folder)
    with outputs.locked(root / CACHE / "lock"):
        config, problems = configuration.read((root / configuration.PATH).read_bytes())
        if config is None:
            raise RefusedError(diagnostics=problems)
        yield Desk(root, config, survey(root))
