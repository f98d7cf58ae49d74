"""What a language's translations are held to besides their English: words of the glossary, bounds on lengths."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language."""


NONE = Rules()
