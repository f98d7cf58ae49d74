"""The lock file, brought up to date: what learners or localised media would lose is said, and nothing is forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wlw_i18n.exporters import OLX
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline import localised, lockfile, url_names
from wlw_i18n.pipeline.editions import Standing


@dataclass(frozen=True, slots=True)
class Locked:
    """What became of the lock file."""

    file: OutputFile | None
    """The file as it should be now; None if a run that writes nothing, or exports nothing, leaves it as it is."""
    is_whole: bool
    """Whether it has all that it should have."""
    diagnostics: tuple[Diagnostic, ...]


def update(
    content: bytes | None,
    standing: Standing,
    present: Mapping[str, lockfile.Entry],
    digests: Mapping[str, str],
    *,
    write: bool,
) -> Locked:
    """Bring the lock file up to date.

    Args:
        content: the file as it is; None if there is none.
        standing: where the course stands.
        present: the blocks that Open edX gets now; none if nothing was exported for it.
        digests: of every file of the course, by path relative to its root.
        write: whether the run writes files.
    """
    lock = lockfile.Lock() if content is None else lockfile.read(content)
    known = present or url_names.skeleton(standing.sources.values())
    new = known.keys() - lock.entries.keys()
    languages = standing.config.languages
    media = localised.look(digests, [language.code for language in languages], lock.media)
    file = None
    if write and (present or media.made != lock.media):
        kept = lockfile.updated(lock, present, url_names.changed(lock, present)) if present else lock
        updated = replace(kept, media=media.made)
        file = lockfile.write(updated)
        lock = lockfile.placed(updated, file.content)
    shown = (source.outgoing for source in standing.sources.values())
    found = (
        *url_names.findings(lock, known, standing.sources, new),
        *localised.findings(media, shown, languages),
    )
    is_exported = OLX.name in standing.config.targets
    return Locked(file, lock.media == media.made and not (is_exported and known.keys() - lock.entries.keys()), found)
