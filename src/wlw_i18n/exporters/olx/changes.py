"""What a second import changes: the blocks of two archives, compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wlw_i18n.exporters.olx.blocks import CATEGORIES, COURSE
from wlw_i18n.model.olx import OlxBlock


class ChangeKind(StrEnum):
    """What becomes of a block."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"
    """Learners no longer see it; Open edX keeps what it knows of it, but nobody finds it again."""


class Loss(StrEnum):
    """Why an answer that a learner gave no longer means what it meant."""

    NONE = ""
    GONE = "gone"
    KIND = "kind"
    """The question is answered in another way: no stored answer fits."""
    ORDER = "order"
    """Choices are stored by their position, and other ones stand there now."""
    TEXTS = "texts"
    """Choices are stored by their text, and the text of one is another now, or it is gone."""
    CHOICES = "choices"
    """A choice that could be stored is gone."""


@dataclass(frozen=True, slots=True)
class BlockChange:
    """One block that is not the same in both archives."""

    kind: ChangeKind
    category: str
    name: str
    title: str
    loss: Loss = Loss.NONE
    """Of a problem."""


def compare(before: Mapping[str, OlxBlock], after: Mapping[str, OlxBlock]) -> tuple[BlockChange, ...]:
    """What an import of `after` changes in a run that has `before`; by category, from the outermost, then by name."""
    found = [change for identifier in {**before, **after} if (change := _change(before, after, identifier))]
    order = (COURSE, *CATEGORIES)
    return tuple(
        sorted(
            found,
            key=lambda change: (
                order.index(change.category) if change.category in order else len(order),
                change.name,
            ),
        )
    )


def _change(before: Mapping[str, OlxBlock], after: Mapping[str, OlxBlock], identifier: str) -> BlockChange | None:
    old, new = before.get(identifier), after.get(identifier)
    if new is None:
        gone = before[identifier]
        loss = Loss.GONE if gone.category == "problem" else Loss.NONE
        return BlockChange(ChangeKind.GONE, gone.category, gone.name, gone.title, loss)
    if old is None:
        return BlockChange(ChangeKind.ADDED, new.category, new.name, new.title)
    if old.digest == new.digest:
        return None
    loss = loss_of(old.answers, old.choices, new.answers, new.choices)
    return BlockChange(ChangeKind.CHANGED, new.category, new.name, new.title or old.title, loss)


def loss_of(answers: str, choices: tuple[str, ...], now: str, choices_now: tuple[str, ...]) -> Loss:
    """What the stored answers of a problem lose when it changes.

    Args:
        answers: how it was answered (`OlxBlock.answers`); empty when that is not known.
        choices: what stood for its choices.
        now: how it is answered now.
        choices_now: what stands for its choices now.
    """
    if not answers or not now:
        return Loss.NONE
    if answers != now:
        return Loss.KIND
    if answers == "multiple":
        # A text that changed in its place is an edit; one that stands elsewhere now was moved.
        if choices_now == choices[: len(choices_now)]:
            return Loss.CHOICES if len(choices_now) < len(choices) else Loss.NONE
        kept = len(choices_now) >= len(choices)
        moved = any(choice in choices and choices[at : at + 1] != (choice,) for at, choice in enumerate(choices_now))
        return Loss.ORDER if moved or not kept else Loss.NONE
    if set(choices) <= set(choices_now):
        return Loss.NONE
    return Loss.TEXTS if answers == "dropdown" else Loss.CHOICES
