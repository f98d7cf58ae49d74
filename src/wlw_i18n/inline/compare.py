"""When two texts differ only cosmetically."""

import re
from collections.abc import Collection, Mapping

from wlw_i18n.inline.parse import parse
from wlw_i18n.model.document import Reference
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

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_DASHES = re.compile(r"-{2,3}(?!-)")
_BLANKS = re.compile(r"[^\S\n]+")


def cosmetic(text: str, references: Mapping[str, Reference] | None = None, footnotes: Collection[str] = ()) -> str:
    """The form in which texts that differ only cosmetically are equal; not for reading.

    Left out: the amount and kind of white space, typographic against plain quotes, dashes and ellipses, `*` against
    `_` as marks of emphasis, and the targets of links and images. Code and raw HTML count as they are. Accepted
    answers are compared as they are, not by this.
    """
    return _write(parse(text, references, footnotes)).strip()


def _write(inlines: tuple[Inline, ...]) -> str:
    return "".join(map(_write_node, inlines))


def _smooth(text: str) -> str:
    return _BLANKS.sub(" ", _DASHES.sub("-", text.translate(_PLAIN)))


def _write_node(node: Inline) -> str:  # noqa: C901, PLR0911 - one line for each node
    # Control characters stand for marks: they cannot be mistaken for text.
    match node:
        case Text(text):
            return _smooth(text)
        case LineBreak():
            return "\n"
        case Code(text):
            return f"\x02c{text}\x03"
        case Emphasis(children):
            return f"\x02e{_write(children)}\x03"
        case Strong(children):
            return f"\x02s{_write(children)}\x03"
        case Strikethrough(children):
            return f"\x02d{_write(children)}\x03"
        case Link(target, children, title, label):
            shown = "" if _shows_target(target, children) else _write(children)
            # the title of a reference link stands with its target, outside the text
            return f"\x02a{shown}\x04{'' if label else _smooth(title)}\x03"
        case Image(_, alt, title):
            return f"\x02i{_smooth(alt)}\x04{_smooth(title)}\x03"
        case FootnoteMark(label):
            return f"\x02f{label}\x03"
        case RawInline(html):
            return f"\x02h{html}\x03"


def _shows_target(target: str, children: tuple[Inline, ...]) -> bool:
    """`<https://example.org>`: what is shown is the target."""
    return children in ((Text(target),), (Text(target.removeprefix("mailto:")),))
