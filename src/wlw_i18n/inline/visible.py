"""What a reader sees of a text."""

import re

from markdown_it.common.utils import normalizeReference

from wlw_i18n.model.text import (
    Code,
    Emphasis,
    FootnoteMark,
    Image,
    Inline,
    LineBreak,
    Link,
    RawInline,
    Strikethrough,
    Strong,
    Text,
)


def normalise_label(label: str) -> str:
    """The form in which CommonMark compares labels of link definitions."""
    return normalizeReference(label)


def visible(inlines: tuple[Inline, ...]) -> str:
    r"""What a reader sees: text, code and alt texts, with `\n` for a line break; no targets, tags or note marks."""
    return "".join(map(_visible, inlines))


def _visible(node: Inline) -> str:
    match node:
        case Text(text) | Code(text):
            return text
        case Emphasis(children) | Strong(children) | Strikethrough(children) | Link(_, children):
            return visible(children)
        case Image(_, alt):
            return alt
        case LineBreak():
            return "\n"
        case FootnoteMark() | RawInline():
            return ""


_LETTER = re.compile(r"[^\W\d_]")


def has_letter(inlines: tuple[Inline, ...]) -> bool:
    """Whether there is anything to translate: a letter of any script in what a reader sees."""
    return bool(_LETTER.search(visible(inlines)))
