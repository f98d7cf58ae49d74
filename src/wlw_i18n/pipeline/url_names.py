"""Warnings before learners' progress is lost: names that Open edX knows and the course no longer has.

Open edX keeps what learners did by a block's category and url_name alone. So a block may move to another module or
lesson and lose nothing; it loses everything when its name goes, and a question also when its stored answers no longer
mean what they meant.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from wlw_i18n.exporters.olx import names
from wlw_i18n.exporters.olx.changes import Loss, loss_of
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.document import DocumentKind
from wlw_i18n.model.olx import OlxBlock
from wlw_i18n.model.source import Location
from wlw_i18n.pages import START
from wlw_i18n.pipeline.lockfile import Entry, Lock
from wlw_i18n.pipeline.records import SourceRecord
from wlw_i18n.pipeline.workspace import LOCK

SKELETON: Final = frozenset({"chapter", "sequential", "vertical", "problem"})
"""Categories whose blocks are known from the sources alone, without an export."""

_WORDS: Final = {
    "chapter": "the module",
    "sequential": "the lesson or quiz",
    "vertical": "the page",
    "html": "the text",
    "problem": "the question",
    "video": "the video",
}
_LOST: Final = {
    "chapter": "learners lose their place in it",
    "sequential": "learners lose their place and their grade in it",
    "vertical": "learners lose its bookmark and the mark that they have done it",
    "html": "learners lose the mark that they have read it",
    "problem": "learners lose their answers and points",
    "video": "learners lose the mark that they have watched it",
}
_CHANGED: Final = {
    Loss.KIND: "is answered in another way now, so the answers that learners gave are lost",
    Loss.ORDER: "has its choices in another order, and a learner's ticks are stored by position: they would stand at "
    "other choices",
    Loss.TEXTS: "has other choices in its drop-down, and an answer is stored as the choice's text: who chose one that "
    "is gone, or worded anew, loses that answer",
    Loss.CHOICES: "has fewer choices: who chose one that is gone loses that answer",
}


def skeleton(sources: Iterable[SourceRecord]) -> Mapping[str, Entry]:
    """The names of all blocks but texts and videos, known without an export.

    Args:
        sources: the documents, in course order.
    """
    found: dict[str, Entry] = {}
    module = ""
    for source in sources:
        is_module = source.kind == DocumentKind.MODULE
        if is_module:
            module = f"chapter/{names.chapter(source.id)}"
            found[module] = Entry()
        document = f"sequential/{names.sequential(source.id, is_module=is_module)}"
        found[document] = Entry(module)
        found.update(
            {f"vertical/{names.vertical(source.id, page)}": Entry(document) for page in source.pages or (START,)}
        )
        # Which page a question is on is not known here, and takes no part in what is said of it.
        found.update(
            {
                f"problem/{names.problem(each.id)}": Entry(document, each.answers, each.choices)
                for each in source.questions
            }
        )
    return found


def entries(blocks: Iterable[OlxBlock], sources: Iterable[SourceRecord]) -> Mapping[str, Entry]:
    """What the lock file says of the blocks of an export.

    Args:
        blocks: all that were exported.
        sources: the documents, which tell how questions are answered.
    """
    known = skeleton(sources)
    blocks = tuple(blocks)
    inside = {child: block.id for block in blocks for child in block.children}
    return {block.id: replace(known.get(block.id, Entry()), inside=inside.get(block.id, "")) for block in blocks}


def changed(lock: Lock, present: Mapping[str, Entry]) -> Mapping[str, Loss]:
    """Questions whose stored answers no longer mean what they meant, by id."""
    found = {}
    for name, entry in present.items():
        known = lock.entries.get(name)
        if known is not None:
            loss = loss_of(known.answers, known.choices, entry.answers, entry.choices)
            if loss is not Loss.NONE:
                found[name] = loss
    return found


def findings(
    lock: Lock, present: Mapping[str, Entry], sources: Mapping[str, SourceRecord], new: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Warn of what learners would lose by an import.

    Args:
        lock: what was exported up to now.
        present: the blocks of the course as it is, or its skeleton.
        sources: the documents, by path.
        new: ids that no run has seen before: one of them may be the new name of a block that is gone.
    """
    categories = _categories(present)
    known = {name: entry for name, entry in lock.entries.items() if _category(name) in categories}
    gone = {name for name in known if name not in present}
    places = _Places(lock, sources)
    scene = _Scene(present, {name: present[name] for name in new}, known, places)
    inner: dict[str, list[str]] = defaultdict(list)
    for name in gone:
        top = _outermost(name, known, gone)
        if top not in lock.retired and not _is_retired(name, known, lock.retired):
            inner[top].append(name)
    for top, inside in sorted(inner.items()):
        if top in inside:
            yield _gone(top, sorted(inside), scene)
        else:
            # All of it was given up but these.
            for name in sorted(inside):
                yield _gone(name, [name], scene)
    for name, loss in sorted(changed(lock, present).items()):
        message = f"{_WORDS['problem']} {_shown(name)} {_CHANGED[loss]}"
        hint = (
            f"Undo it, or give the question a new id and leave the old one out. If learners may lose this, delete the "
            f'line "{name}" from {LOCK}{_at(lock.entries[name])}.'
        )
        yield _warning(message, places.of(name), hint)
    for name in sorted(lock.retired & present.keys()):
        message = f"{_WORDS[_category(name)]} {_shown(name)} has an id that was given up: what learners once did there "
        hint = f'If it is the old one again, take "{name}" out of retired in {LOCK}; else give it another id.'
        yield _warning(f"{message}will show in it", places.of(name), hint)


def _categories(present: Mapping[str, Entry]) -> frozenset[str]:
    """What can be told to be gone: of a skeleton, no texts and no videos."""
    found = frozenset(map(_category, present))
    return SKELETON if found <= SKELETON else frozenset(_WORDS)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a warning is made of."""

    present: Mapping[str, Entry]
    fresh: Mapping[str, Entry]
    known: Mapping[str, Entry]
    places: "_Places"


def _gone(top: str, inside: list[str], scene: _Scene) -> Diagnostic:
    category, shown = _category(top), _shown(top)
    questions = [_shown(name) for name in inside if _category(name) == "problem" and name != top]
    with_it = f", and their answers and points in {_listed('question', questions)}" if questions else ""
    if category == "chapter":
        documents = [_shown(name) for name in inside if _category(name) == "sequential" and not name.endswith("_index")]
        with_it = f" and in {_listed('document', documents)}{with_it}" if documents else with_it
    twin = next((name for name in scene.present if name != top and _name(name) == _name(top)), "")
    if twin:
        message = f'the id "{_name(top)}" was {_WORDS[category]} and is {_WORDS[_category(twin)]} now'
    else:
        message = f"{_WORDS[category]} {shown} was exported to Open edX and is not in the course any more"
    accept = (
        f'If learners may lose this, or nobody ever imported it, add "{top}" to retired in {LOCK}'
        f"{_at(scene.known[top])}."
    )
    severity = Severity.INFO if category == "html" else Severity.WARNING
    hint = f"{_restore(top, scene)} {accept}"
    return _warning(f"{message}: {_LOST[category]}{with_it}", scene.places.of(top), hint, severity)


def _restore(top: str, scene: _Scene) -> str:
    """How to give a name back."""
    category, entry = _category(top), scene.known[top]
    new = [name for name, other in scene.fresh.items() if _category(name) == category and _is_near(entry, other)]
    like = f" (perhaps {_shown(new[0])} is it)" if len(new) == 1 else ""
    if category == "problem":
        return f"If you gave it another id{like}, write the old one into its comment: <!-- question id={_id(top)} -->."
    if category in ("chapter", "sequential"):
        return (
            f'If you renamed its {"folder" if category == "chapter" else "file"}{like}, write "id: {_id(top)}" into '
            f"its front matter; if it is a draft now, it can come back."
        )
    if category == "vertical":
        return f"If you replaced its heading by a new one{like}, bring the old heading back, and sync; then reword it."
    return "If you can, bring it back to where it was."


def _is_near(entry: Entry, other: Entry) -> bool:
    return not entry.inside or entry.inside == other.inside or _category(entry.inside) != _category(other.inside)


def _outermost(name: str, known: Mapping[str, Entry], gone: set[str]) -> str:
    top = name
    for outer in _outer(name, known):
        if outer in gone:
            top = outer
    return top


def _is_retired(name: str, known: Mapping[str, Entry], retired: frozenset[str]) -> bool:
    return name in retired or any(outer in retired for outer in _outer(name, known))


def _outer(name: str, known: Mapping[str, Entry]) -> Iterator[str]:
    """The blocks that a block was in, from the inside out."""
    seen = {name}
    while (entry := known.get(name)) and entry.inside and entry.inside not in seen:
        name = entry.inside
        seen.add(name)
        yield name


class _Places:
    """The file in which a person would look for a name."""

    def __init__(self, lock: Lock, sources: Mapping[str, SourceRecord]) -> None:
        self._lock = lock
        self._files: dict[str, Location] = {}
        for path, source in sources.items():
            is_module = source.kind == DocumentKind.MODULE
            self._files[f"sequential/{names.sequential(source.id, is_module=is_module)}"] = Location(path)
            if is_module:
                self._files[f"chapter/{names.chapter(source.id)}"] = Location(path)
            for each in source.questions:
                self._files[f"problem/{names.problem(each.id)}"] = Location(path, each.line)

    def of(self, name: str) -> Location:
        """Where the block is, or the nearest thing around it that is still there, or its line in the lock file."""
        for each in (name, *_outer(name, self._lock.entries)):
            if each in self._files:
                return self._files[each]
        entry = self._lock.entries.get(name)
        return Location(LOCK, entry.line if entry else 0)


def _warning(message: str, where: Location, hint: str, severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic(Code.URL_NAME_GONE, severity, message, where, hint=hint)


def _at(entry: Entry) -> str:
    return f" (line {entry.line})" if entry.line else ""


def _category(name: str) -> str:
    return name.partition("/")[0]


def _name(name: str) -> str:
    return name.partition("/")[2]


def _id(name: str) -> str:
    """The id in the sources that a name is made of."""
    return _name(name).removesuffix("_problem").removesuffix("_index")


def _shown(name: str) -> str:
    return f'"{_id(name)}"'


def _listed(noun: str, names_: list[str]) -> str:
    few = names_[:5]
    rest = f" and {len(names_) - len(few)} more" if len(names_) > len(few) else ""
    plural = "" if len(names_) == 1 else "s"
    return f"the {noun}{plural} {', '.join(few)}{rest}"
