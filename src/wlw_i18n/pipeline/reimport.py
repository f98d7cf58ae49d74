"""What an import of today's archives changes in course runs that have older ones."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from wlw_i18n import config as configuration
from wlw_i18n.exporters.olx import archive_of, run_of_language
from wlw_i18n.exporters.olx.blocks import COURSE, NotXmlError, blocks_of
from wlw_i18n.exporters.olx.changes import BlockChange, compare
from wlw_i18n.exporters.olx.unpack import NotAnArchiveError, unpacked
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.olx import OlxBlock
from wlw_i18n.pipeline.outcome import Options, Outcome, Report
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.run import run
from wlw_i18n.pipeline.workspace import EXPORTS, SOURCE, TRANSLATIONS

Blocks = Mapping[str, OlxBlock]

_GIT_HINT: Final = "Name a commit, a branch or a tag of the repository that the course is in."


@dataclass(frozen=True, slots=True)
class Reimport:
    """What an import changes in the run of one language."""

    language: Language
    changes: tuple[BlockChange, ...]
    is_first: bool = False
    """Whether there is no older archive: everything is new."""


def since(root: Path, revision: str, options: Options, report: Report) -> tuple[Outcome, tuple[Reimport, ...]]:
    """Export the course, and compare it with the course of a git revision.

    Both are exported by this version of the toolkit: what differs is what people changed.

    Args:
        root: the course root.
        revision: as git understands it.
        options: of the export; their languages, if there are any, are compared.
        report: told how far the exports are.

    Raises:
        RefusedError: there is no such revision, or its course cannot be exported.
        OSError: a file cannot be read or written.
    """
    with _checkout(root, revision) as old_root:
        config = _config(old_root)
        if config is None:
            raise _no_course(revision)
        known = {language.code for language in (config.source_language, *config.languages)}
        codes = tuple(code for code in options.languages if code in known)
        before: Mapping[str, Blocks] = {}
        if codes or not options.languages:
            asked = replace(options, languages=codes, targets=("olx",), write=False, export=True)
            outcome = run(old_root, asked, report)
            if outcome.broken:
                raise RefusedError(f'the course as it was at "{revision}" cannot be exported', outcome.diagnostics)
            before = _exported(old_root, config)
    return _compared(root, before, options, report)


def against(
    root: Path, archives: Sequence[Path], options: Options, report: Report
) -> tuple[Outcome, tuple[Reimport, ...]]:
    """Export the course, and compare it with archives that were made before.

    Args:
        root: the course root.
        archives: `.tar.gz` files, at most one for each language.
        options: of the export.
        report: told how far the export is.

    Raises:
        RefusedError: an archive cannot be read, or is of none of the course's languages.
        OSError: a file cannot be read or written.
    """
    config = _config(root)
    # Read before the export: the archive may be the one that the export replaces.
    before = {} if config is None else dict(_older(path, config, options.languages) for path in archives)
    return _compared(root, before, replace(options, languages=tuple(before)), report)


def _compared(
    root: Path, before: Mapping[str, Blocks], options: Options, report: Report
) -> tuple[Outcome, tuple[Reimport, ...]]:
    outcome = run(root, options, report)
    config = _config(root)
    if outcome.broken or config is None:
        return outcome, ()
    # An archive of a language that is not published any more may still be there.
    published = {each.code for each in outcome.status.languages if each.published} | {config.source_language.code}
    languages = [each for each in (config.source_language, *config.languages) if each.code in published]
    after = _exported(root, config)
    found = (
        Reimport(language, compare(before.get(language.code, {}), after[language.code]), language.code not in before)
        for language in languages
        if language.code in after and (not options.languages or language.code in options.languages)
    )
    return outcome, tuple(found)


def _config(root: Path) -> Config | None:
    path = root / configuration.PATH
    return configuration.read(path.read_bytes())[0] if path.is_file() else None


def _exported(root: Path, config: Config) -> Mapping[str, Blocks]:
    """The blocks of the archives below `exports/`, by language code."""
    paths = {
        language.code: root / EXPORTS / "olx" / archive_of(config, language)
        for language in (config.source_language, *config.languages)
    }
    return {code: _blocks(path) for code, path in paths.items() if path.is_file()}


def _blocks(path: Path) -> Blocks:
    try:
        return blocks_of(unpacked(path.read_bytes()))
    except NotAnArchiveError as error:
        raise RefusedError(f"{path} cannot be compared: {error}. Name an archive of exports/olx/.") from None
    except NotXmlError as error:
        raise RefusedError(f"{path} cannot be compared: {error} cannot be read.") from None


def _older(path: Path, config: Config, codes: Sequence[str]) -> tuple[str, Blocks]:
    """An archive and the language that it is of: by the name of its run, or the one that was asked for."""
    blocks = _blocks(path)
    runs = {block.name for block in blocks.values() if block.category == COURSE}
    languages = (config.source_language, *config.languages)
    found = [language.code for language in languages if run_of_language(config, language) in runs]
    if codes and (len(codes) == 1 or (found and found[0] in codes)):
        return (found[0] if found and found[0] in codes else codes[0]), blocks
    if not found or codes:
        known = ", ".join(sorted(runs)) or "no run"
        raise RefusedError(f"{path} has {known}, which is no run of this course. Name its language with --lang.")
    return found[0], blocks


@contextmanager
def _checkout(root: Path, revision: str) -> Iterator[Path]:
    """The course as it was at a revision, in a temporary folder. The repository is only read."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise RefusedError(f'git knows no revision "{revision}" here. {_GIT_HINT}')
    archive = _git(root, "archive", "--format=tar", commit.decode().strip())
    if not archive:
        raise _no_course(revision)
    with tempfile.TemporaryDirectory(prefix="wlw-i18n-") as folder:
        _extract(archive, Path(folder))
        yield Path(folder).resolve()


def _no_course(revision: str) -> RefusedError:
    return RefusedError(f'at "{revision}", there was no course here that this version can read')


def _extract(archive: bytes, folder: Path) -> None:
    tops = (f"{SOURCE}/", f"{TRANSLATIONS}/")
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as members:
        members.extractall(folder, members=_below(members, tops), filter="data")


def _below(members: Iterable[tarfile.TarInfo], tops: tuple[str, ...]) -> Iterator[tarfile.TarInfo]:
    return (member for member in members if member.name.startswith(tops))


def _git(root: Path, *arguments: str) -> bytes:
    """What a git command says; nothing if it fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise RefusedError("git is not installed. Compare with an archive instead: --against ARCHIVE.") from None
    return done.stdout if done.returncode == 0 else b""
