"""Raw HTML of the source, filtered by what MediaWiki lets through (its `Sanitizer`; mediawiki.org, Help:HTML).

Everything that comes out is balanced: MediaWiki would let an open `<b>` run on to the end of the page.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

from wlw_i18n.render.wikitext import escape

__all__ = ["INLINE", "Opened", "block", "closing", "tag"]

_INLINE_NAMES: Final = (
    "abbr b bdi bdo big cite code data del dfn em i ins kbd mark q rb rp rt rtc ruby s samp small span strong sub sup "
    "time u var"
)
INLINE: Final = frozenset(_INLINE_NAMES.split())
_BLOCK_NAMES: Final = "blockquote caption center dd div dl dt h1 h2 h3 h4 h5 h6 li ol p pre table td th tr ul"
_BLOCK: Final = frozenset(_BLOCK_NAMES.split())
_VOID: Final = frozenset({"br", "hr", "wbr"})
_ATTRIBUTE_NAMES: Final = (
    "abbr align cite class clear colspan datetime dir headers id lang reversed rowspan scope start style title type "
    "value"
)
_ATTRIBUTES: Final = frozenset(_ATTRIBUTE_NAMES.split())
_SILENT: Final = frozenset({"script", "style"})
"""Elements whose content is no text either."""


Opened = list[tuple[str, str]]
"""The raw elements open in a container: name and opening tag."""


def tag(html: str, opened: Opened, refused: Callable[[str], None]) -> str:
    """One raw tag or comment inside a line.

    Args:
        html: as written.
        opened: the raw elements open in the same container; changed in place.
        refused: is told the name of an element that MediaWiki does not let through.
    """
    if html.startswith(("<!", "<?")):
        return ""
    parser = _Filter(INLINE, refused, opened)
    parser.feed(html)
    parser.close()
    return "".join(parser.pieces)


def block(html: str, refused: Callable[[str], None]) -> str:
    """A raw HTML block, in one line that can stand anywhere."""
    parser = _Filter(INLINE | _BLOCK, refused, [])
    parser.feed(html)
    parser.close()
    html = "".join(parser.pieces) + closing(parser.opened)
    return escape.start(re.sub(r"\s*\n\s*", " ", html).strip())


def closing(opened: Opened) -> str:
    """The closing tags of what is open."""
    return "".join(f"</{name}>" for name, _ in reversed(opened))


class _Filter(HTMLParser):
    """Writes what is allowed; text is escaped, comments vanish."""

    def __init__(self, allowed: frozenset[str], refused: Callable[[str], None], opened: Opened) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.opened = opened
        self._allowed = allowed
        self._refused = refused
        self._silent = 0
        self._code = False
        """Whether it is inside `<pre>`, where MediaWiki reads no tags."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._code:
            return
        self._code = tag == "pre" and tag in self._allowed
        if tag in _VOID:
            self.pieces.append(f"<{tag}{_attributes(attrs)} />")
        elif tag in self._allowed:
            self.pieces.append(f"<{tag}{_attributes(attrs)}>")
            self.opened.append((tag, self.pieces[-1]))
        else:
            self._refused(tag)
            self._silent += tag in _SILENT

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML the slash of "<b/>" means nothing.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if self._code and tag != "pre":
            return
        self._code = False
        index = next((at for at in reversed(range(len(self.opened))) if self.opened[at][0] == tag), None)
        if index is None:
            return
        # What was opened inside and not closed goes on behind it, as in a browser.
        inside = self.opened[index + 1 :]
        self.pieces.append(closing(self.opened[index:]))
        self.pieces += [opening for _, opening in inside]
        self.opened[index:] = inside

    def handle_data(self, data: str) -> None:
        if self._code:
            self.pieces.append(escape.code(data).replace("\n", "&#10;"))
        elif not self._silent:
            self.pieces.append(escape.text(data))


def _attributes(attrs: list[tuple[str, str | None]]) -> str:
    kept = ((name, value or "") for name, value in attrs if name in _ATTRIBUTES or re.fullmatch(r"data-[a-z-]+", name))
    return "".join(escape.attribute(name, value) for name, value in kept)
