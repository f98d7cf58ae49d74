"""Made-up English that is as alike and as varied as a course: sentences of patterns, words that go together."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.course import WORDS

_PEOPLE: Final = (  # noqa: SIM905 - easier to read than one word a line
    "learners editors readers facilitators volunteers librarians teachers students mentors organisers translators "
    "photographers journalists researchers newcomers patrollers administrators members friends partners speakers "
    "trainers scientists athletes writers artists farmers nurses engineers judges activists musicians"
).split()
_THINGS: Final = tuple(
    dict.fromkeys(
        (
            *WORDS,
            *(  # noqa: SIM905
                "article biography draft sandbox watchlist category template infobox reference footnote citation "
                "source newspaper archive library museum photograph portrait licence caption heading paragraph summary "
                "title figure chart table query database statement property item label alias description survey "
                "report study sample margin percentage average trend bias barrier hostility harassment policy "
                "guideline rule consensus discussion thread forum message signature username password account profile "
                "browser phone laptop connection battery projector printer room venue budget grant invoice calendar "
                "schedule agenda checklist certificate badge poster leaflet newsletter campaign contest workshop "
                "edit-a-thon meetup webinar podcast interview recording transcript subtitle translation glossary "
                "dictionary language dialect alphabet keyboard spelling grammar dialogue story chapter lesson "
                "module quiz exercise assignment feedback hint explanation answer example mistake correction revision "
                "history difference rollback protection deletion nomination notability neutrality copyright permission "
                "consent privacy safety trust kindness confidence leadership partnership network community region "
                "country village city university hospital parliament court laboratory stadium theatre festival prize"
            ).split(),
        )
    )
)
_DOES: Final = (  # noqa: SIM905
    "read write check compare measure explain translate correct publish upload download describe discuss organise plan "
    "prepare invite welcome thank support follow count collect record choose avoid remember protect share review "
    "improve shorten illustrate cite quote verify question answer finish open close move rename merge split delete "
    "restore report notice practise repeat print copy save test show teach find"
).split()
_LIKE: Final = (  # noqa: SIM905
    "short long clear reliable local global public private free early late careful small large recent old missing "
    "neutral friendly difficult easy useful careless independent official common rare whole second third final next "
    "open quiet strong weak honest complete partial visible hidden slow fast cheap expensive new"
).split()
_WHEN: Final = (  # noqa: SIM905
    "before the first meeting|after the workshop|during the event|at the end of the week|on the talk page|in the forum|"
    "in your own language|on a slow connection|with a partner|without an account|in a few minutes|in the next lesson|"
    "on every page|in most countries|at the library|on a phone|once a month|as soon as possible|in your sandbox|"
    "in the history of the page|from the beginning|if there is time|in simple words|with the group|since 2015|"
    "in about 20 minutes|by the end of March|in at least 3 languages|for 45 minutes|in 2024"
).split("|")
_PATTERNS: Final = (
    "{Do} the {thing} {when}.",
    "{Do} the {like} {thing}, then {do} the {thing}.",
    "{Do} a {like} {thing} {when}, so that {people} can {do} it.",
    "The {thing} is {like}, but the {thing} of {people} is often {like}.",
    "Most {people} {do} the {thing} {when}.",
    "{When}, you {do} the {thing} and the {thing}.",
    "If the {thing} is {like}, {people} will {do} it {when}.",
    "Do not {do} the {thing} of {people} {when}.",
    "A {like} {thing} helps {people} to {do} their {thing}.",
    "There are {number} {people} who {do} the {thing} {when}.",
    "Why do {people} {do} the {thing}? Because the {thing} is {like}.",
    "You can {do} it {when}, or {do} a {like} {thing} instead.",
    "In this lesson, you learn to {do} a {thing} and to {do} the {like} {thing}.",
    "{People} from {number} countries {do} the {thing}; few of them {do} the {thing}.",
    "Ask {people} to {do} the {thing}, and {do} the {like} {thing} yourself.",
    "See [the {thing}](https://meta.wikimedia.org/wiki/{Thing}) for **{like} {thing}**.",
    "When {people} {do} a {thing}, the {thing} becomes {like}.",
    "Only {number}% of {people} have a {like} {thing}.",
    "Your {thing} needs a {like} {thing}, a {thing} and {number} {people}.",
    "The {thing} says who may {do} the {thing} and how {people} {do} it {when}.",
    "Some {people} think that a {thing} is {like}; others {do} the {thing} {when}.",
    "Write down the {thing}, the {thing} and the {like} {thing} {when}.",
    "Nobody expects {people} to {do} a {thing} without a {like} {thing}, {when} least of all.",
    "What began as a {like} {thing} became a {thing} that {people} {do} {when}.",
    "{When} we {do} every {thing}; the {like} ones go to {people}, who {do} them again.",
    "Suppose that {people} find a {like} {thing}: do they {do} it, or do they {do} the {thing}?",
    "Between the {thing} and the {thing} lies a {thing} which few {people} {do}.",
    "Keep your {thing} {like}; a {like} {thing} makes {people} leave {when}.",
    "{People} told us that the {thing} was {like} and that nobody could {do} it {when}.",
    "For each {thing}, choose one {thing}, {do} it {when} and tell {people} about it.",
    "It takes {number} minutes to {do} a {thing}, but a {like} {thing} needs {people} who {do} it with care.",
    "Long before the {thing}, {people} had to {do} each {thing} by hand.",
    "Neither the {thing} nor the {like} {thing} shows which {people} {do} the {thing}.",
    "A word about {thing}: {people} {do} it {when}, and that is {like} enough.",
    "Then comes the {thing}, which you {do} together with {people} from another {thing}.",
    "{Number} of the {people} we asked could not {do} their {thing} {when}.",
    "Thanks to a {like} {thing}, {people} now {do} the {thing} twice as fast as their {thing}.",
    "Is the {thing} {like}? {Do} it {when}, and let {people} {do} the rest.",
    "How {like} a {thing} seems depends on the {thing} of the {people} who {do} it.",
    "Never let {people} {do} a {thing} that has no {thing}.",
)
_BEGINNINGS: Final = (
    "For example:",
    "As the {thing} shows,",
    "In the {like} {thing} below,",
    "Whoever they are,",
    "According to {people},",
    "With or without a {thing},",
    "To {do} a {thing},",
    "Remember:",
)
_ENDS: Final = (
    ", which {people} seldom {do}",
    ", especially {when}",
    " (see the {thing})",
    ": a {thing} is never {like}",
    ", and the {thing} follows",
    " unless {people} {do} it first",
    ", as the {like} {thing} says",
    "; the {thing} comes later",
)
_HEADINGS: Final = (
    "{Do} a {like} {thing}",
    "The {thing} and the {thing}",
    "What {people} {do}",
    "{Like} {thing}",
    "Why {people} {do} your {thing}",
    "From {thing} to {thing}: {do} and {do}",
    "{Thing}, {thing} and {like} {thing}",
    "{Number} ways to {do} a {thing} {when}",
    "Who {do} the {thing}?",
    "How {like} is your {thing} {when}?",
    "{People} and their {like} {thing}",
    "A {thing} for {people}",
    "Your turn: {do} the {thing}",
)
_CELLS: Final = ("{Like} {thing}", "{Thing}", "{Number} {people}", "{People} {when}")


@dataclass(frozen=True)
class Topic:
    """The words that a document uses most."""

    things: Sequence[str]
    does: Sequence[str]
    people: Sequence[str]


class Author:
    """Writes; the same seed, the same text."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - not for secrets

    def topic(self) -> Topic:
        """A subject for a document."""
        chance = self.chance
        return Topic(chance.sample(_THINGS, 20), chance.sample(_DOES, 12), chance.sample(_PEOPLE, 5))

    def sentence(self, topic: Topic) -> str:
        """A sentence of 5 to 20 words."""
        chance = self.chance
        pattern = chance.choice(_PATTERNS)
        if chance.random() < 0.35 and pattern[-1] == ".":
            pattern = f"{pattern[:-1]}{chance.choice(_ENDS)}."
        said = self._filled(pattern, topic)
        if chance.random() < 0.25:
            return f"{self._filled(chance.choice(_BEGINNINGS), topic)} {said[0].lower()}{said[1:]}"
        return said

    def heading(self, topic: Topic) -> str:
        """A few words without a full stop."""
        return self._filled(self.chance.choice(_HEADINGS), topic)

    def cell(self, topic: Topic) -> str:
        """One to four words."""
        return self._filled(self.chance.choice(_CELLS), topic)

    def word(self) -> str:
        """Any thing."""
        return self.chance.choice(_THINGS)

    def when(self) -> str:
        """Any time or place."""
        return self.chance.choice(_WHEN)

    def like(self) -> str:
        """Any quality."""
        return self.chance.choice(_LIKE)

    def _filled(self, pattern: str, topic: Topic) -> str:
        first, *rest = pattern.split("{")
        parts = [first]
        for part in rest:
            slot, _, after = part.partition("}")
            word = self._word(slot.lower(), topic)
            parts.append((word[0].upper() + word[1:] if slot[0].isupper() else word) + after)
        return "".join(parts)

    def _word(self, slot: str, topic: Topic) -> str:
        chance = self.chance
        usual = chance.random() < 0.6
        match slot:
            case "thing":
                return chance.choice(topic.things if usual else _THINGS)
            case "do":
                return chance.choice(topic.does if usual else _DOES)
            case "people":
                return chance.choice(topic.people if usual else _PEOPLE)
            case "like":
                return chance.choice(_LIKE)
            case "number":
                return str(chance.randrange(2, 90))
            case _:
                return chance.choice(_WHEN)
