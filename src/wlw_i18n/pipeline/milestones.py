"""How far languages were at git tags: counted from the PO files that git keeps, remembered by commit.

Nothing here depends on exports or on a clock. Where there is no git, no tag or no history (a shallow clone), there are
no milestones.
"""

import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from wlw_i18n.catalogs import po
from wlw_i18n.identity.seen import visible
from wlw_i18n.merge import may_serve
from wlw_i18n.model.catalog import Catalog
from wlw_i18n.model.status import Milestone
from wlw_i18n.pipeline.paths import catalog_path, memory_path
from wlw_i18n.pipeline.strings import COURSE, INTERFACE
from wlw_i18n.pipeline.workspace import TRANSLATIONS

LAST: Final = 12
"""The tags that are looked at: the newest."""

Words = tuple[int, int]
"""Words that were translated, and all words."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted, to be kept for the next time."""

    commits: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    """By commit, then language code."""
    blobs: Mapping[str, Words] = field(default_factory=dict)
    """By git's name of a PO file's content; of the newest tag: the next will share most of its files."""


_FORMAT: Final = "%(objectname)%00%(*objectname)%00%(creatordate:short)%00%(refname:lstrip=2)"


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    commit: str
    date: str


def milestones(root: Path, codes: Sequence[str], known: Counted) -> tuple[tuple[Milestone, ...], Counted]:
    """How far the languages were at the last tags.

    The share is that of words with a translation that may be served; checks of today are not run on files of then.

    Args:
        root: the course root, anywhere in a git repository, or in none.
        codes: of the course's languages.
        known: what an earlier call counted.

    Returns:
        The milestones, oldest first, without tags that have no PO file of these languages; and what was counted, to be
        given to the next call.
    """
    tags = list(_tags(root))
    counted = {tag.commit: known.commits[tag.commit] for tag in tags if tag.commit in known.commits}
    blobs, newest = dict(known.blobs), known.blobs
    for tag in tags:
        if tag.commit not in counted:
            files = dict(_files(root, tag.commit))
            _count(root, files.values(), blobs)
            counted[tag.commit] = _by_language(files, blobs)
            newest = {blob: blobs[blob] for blob in sorted(set(files.values())) if blob in blobs}
    found = []
    for tag in tags:
        words = counted[tag.commit]
        shares = {code: words[code][0] / words[code][1] for code in codes if code in words and words[code][1]}
        if shares:
            found.append(Milestone(tag.name, tag.date, shares))
    return tuple(found), Counted(counted, newest)


def _tags(root: Path) -> Iterator[_Tag]:
    """The last tags, oldest first. The date of a tag is that of its message, or of its commit if it has none."""
    command = ("for-each-ref", "--sort=-refname", "--sort=-creatordate", f"--count={LAST}", f"--format={_FORMAT}")
    lines = _git(root, *command, "refs/tags").decode("utf-8", "replace").splitlines()
    for line in reversed(lines):
        own, peeled, date, name = line.split("\x00")
        if date:
            yield _Tag(name, peeled or own, date)


def _count(root: Path, wanted: Iterable[str], blobs: dict[str, Words]) -> None:
    """Count the blobs that were not counted yet."""
    new = [blob for blob in dict.fromkeys(wanted) if blob not in blobs]
    for blob, content in zip(new, _contents(root, new), strict=False):
        blobs[blob] = _words(content)


def _by_language(files: Mapping[str, str], blobs: Mapping[str, Words]) -> Mapping[str, Words]:
    """The words of each language, by code.

    Args:
        files: blobs by path relative to the course root.
        blobs: the words of each.
    """
    total: dict[str, Words] = {}
    for path, blob in files.items():
        code = path.split("/")[1]
        done, words = total.get(code, (0, 0))
        more_done, more_words = blobs.get(blob, (0, 0))
        total[code] = (done + more_done, words + more_words)
    return total


def _files(root: Path, commit: str) -> Iterator[tuple[str, str]]:
    """The PO files of documents at a commit, by path relative to the course root, with the names of their blobs."""
    for line in _git(root, "ls-tree", "-r", "-z", commit, "--", f"{TRANSLATIONS}/").split(b"\x00"):
        entry, _, name = line.partition(b"\t")
        path = name.decode("utf-8", "replace")
        parts = path.split("/")
        if not path.endswith(".po") or len(parts) < 3 or parts[2] == "media" or b" blob " not in entry:
            continue
        apart = {memory_path(parts[1]), *(catalog_path(parts[1], "", text) for text in (COURSE, INTERFACE))}
        if path not in apart:
            yield path, entry.split(b" ")[2].decode()


def _contents(root: Path, blobs: Sequence[str]) -> Iterator[bytes]:
    """The content of blobs, in their order."""
    if not blobs:
        return
    said = _git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode())
    place = 0
    while place < len(said):
        line_end = said.index(b"\n", place)
        size = int(said[place:line_end].split(b" ")[2])
        yield said[line_end + 1 : line_end + 1 + size]
        place = line_end + size + 2


def _words(content: bytes) -> Words:
    """Words translated and all words of a PO file; none if it cannot be read."""
    catalog, _ = po.read("", content)
    messages = (catalog or Catalog("")).messages
    counted = [(_count_words(message.msgid), may_serve(message)) for message in messages]
    return sum(words for words, is_served in counted if is_served), sum(words for words, _ in counted)


@lru_cache(maxsize=100_000)
def _count_words(msgid: str) -> int:
    """Kept: every language, and nearly every tag, has the same English."""
    return len(visible(msgid).split())


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What a git command says; nothing if it fails, or if there is no git."""
    try:
        done = subprocess.run(  # noqa: S603 - git's own words
            ["git", *arguments],  # noqa: S607
            cwd=root,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return b""
    return done.stdout if done.returncode == 0 else b""
