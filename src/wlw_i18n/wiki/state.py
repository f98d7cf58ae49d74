"""What is known of a course on a wiki: `translations/wiki/PROFILE.json`, to be committed with the PO files.

If it is lost, nothing else is: pages are compared with the wiki's again, and translations with the PO files'. Until
the next push, a translation of an older English then has to be confirmed, because nobody knows that English.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from wlw_i18n import outputs
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline.workspace import TRANSLATIONS

FOLDER: Final = f"{TRANSLATIONS}/wiki"
_VERSION: Final = 1
_REMEMBERED: Final = 5


class PageState(msgspec.Struct):
    """A page as we saved it last."""

    revision: int
    digest: str
    """Of its text."""
    units: dict[str, list[tuple[int, str]]] = {}
    """On a translatable page, by unit: the English sent, with the revision that brought it, newest first."""
    documented: dict[str, str] = {}
    """By unit: digest of the documentation that we saved for translators."""


class State(msgspec.Struct):
    """What is known of a course on a wiki."""

    api: str
    version: int = _VERSION
    pages: dict[str, PageState] = {}
    """By title."""
    bundle: str = ""
    """Title of the message bundle that we saved, if any; it is one of the pages."""
    pulled: dict[str, dict[str, dict[str, tuple[int, str]]]] = {}
    """By our language code, page and unit: the revision of the translation that was taken, and its digest."""


def path_of(profile: str) -> str:
    """The file of a profile, relative to the course root."""
    return f"{FOLDER}/{profile}.json"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file of a profile, at hand."""

    root: Path
    profile: str
    state: State
    """Changed in place."""
    lost: bool = False
    """Whether there was a file that says nothing of this wiki: damaged, or of another one."""

    @classmethod
    def open(cls, root: Path, profile: str, api: str) -> "Ledger":
        """What is known; nothing, if there is no file, if it is damaged or of another wiki."""
        try:
            state = msgspec.json.decode(outputs.target(root, path_of(profile)).read_bytes(), type=State)
        except FileNotFoundError:
            return cls(root, profile, State(api))
        except msgspec.DecodeError:
            return cls(root, profile, State(api), lost=True)
        is_good = (state.api, state.version) == (api, _VERSION)
        return cls(root, profile, state if is_good else State(api), lost=not is_good)

    def file(self) -> OutputFile:
        """The file as it shall be."""
        content = msgspec.json.format(msgspec.json.encode(self.state, order="deterministic"), indent=1)
        return OutputFile(path_of(self.profile), content + b"\n")

    def keep(self) -> None:
        """Write the file, whole or not at all.

        Raises:
            OSError: it cannot be written; the old one is whole.
        """
        outputs.write_if_changed(self.root, self.file())


def digest(text: str) -> str:
    """What tells a text from others."""
    return sha256(text.encode()).hexdigest()[:16]


def sent(page: PageState | None, revision: int, text: str, english: dict[str, str]) -> PageState:
    """A page's state after a revision of ours.

    Args:
        page: its state before.
        revision: the wiki's number of ours.
        text: of the page.
        english: of its units.
    """
    old = page.units if page else {}
    units = {}
    for name, now in english.items():
        known = old.get(name, [])
        units[name] = known if known and known[0][1] == now else [(revision, now), *known][:_REMEMBERED]
    return PageState(revision, digest(text), units, page.documented if page else {})
