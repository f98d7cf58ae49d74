"""The inline half of `compare`: an element's content as text with a few tags, the same for either rendering."""

import html
import re
from collections.abc import Callable

from lxml.html import HtmlElement

# One name for each meaning. A tag that is not here (span, bdi, font, abbr ...) says nothing by itself.
MEANING = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "code": "code",
    "tt": "code",
    "s": "s",
    "del": "s",
    "strike": "s",
    "u": "ins",
    "ins": "ins",
    "a": "a",
    **{tag: tag for tag in ("sub", "sup", "kbd", "mark", "samp", "var", "q", "small", "big")},
}
SPACE = re.compile(r"\s+")  # \s holds the no-break spaces too: MediaWiki puts them before ?, !, : and » by itself
BOTH = re.compile(r"<strong><em>((?:(?!</?em>).)*)</em></strong>")
NOTE_TARGET = re.compile(r"#(cite_note|fn|note)")
ONE_PICTURE = re.compile(r"\s*<media>[^<]*</media>\s*")  # MediaWiki links every picture to its own page
EMPTY = re.compile(r"<(\w+)></\1>")


def classes(element: HtmlElement) -> frozenset[str]:
    """The classes of an element."""
    return frozenset((element.get("class") or "").split())


class Inline:
    """Reads inline content; `is_furniture` says which elements are not part of the text."""

    def __init__(self, is_furniture: Callable[[HtmlElement], bool]) -> None:
        self._is_furniture = is_furniture

    def inside(self, element: HtmlElement) -> str:
        """The tidy text of an element's content, its own tag left out."""
        return self.tidy(self._content(element))

    def element(self, element: HtmlElement) -> str:
        """The text of one inline element, not yet tidy."""
        if not isinstance(element.tag, str) or self._is_furniture(element):
            return ""
        if self.is_media(element):
            return f"<media>{self.media(element)}</media>"
        if number := _note_number(element):
            return f"<note>{number}</note>"
        if element.tag in VOID:
            return VOID[element.tag](element)
        return self._marked(element)

    def _marked(self, element: HtmlElement) -> str:
        """The content of an element, with a tag if the element means something."""
        content = self._content(element)
        meaning = MEANING.get(element.tag)
        if meaning is None or (meaning == "a" and (element.get("href") is None or ONE_PICTURE.fullmatch(content))):
            return content
        return f"<{meaning}>{content}</{meaning}>"

    def text(self, text: str | None) -> str:
        """Characters between elements."""
        return html.escape(text or "", quote=False)

    def tidy(self, text: str) -> str:
        """White space, empty elements and the order of bold in italics made one way."""
        text = BOTH.sub(r"<em><strong>\1</strong></em>", EMPTY.sub("", text))
        text = SPACE.sub(" ", text)
        text = re.sub(r" ?<br> ?", "<br>", text)
        return re.sub(r"^(<br>)+|(<br>)+$", "", text.strip()).strip()

    def is_media(self, element: HtmlElement) -> bool:
        """A picture, film or sound, or MediaWiki's stand-in for a file it does not have."""
        return element.tag in {"img", "video", "audio"} or "mw-broken-media" in classes(element)

    def media(self, element: HtmlElement) -> str:
        """What is read for a picture. A file MediaWiki does not have shows its alternative text, else its name."""
        if "mw-broken-media" in classes(element):
            return self.tidy(element.text_content())
        return self.tidy(self.text(element.get("alt") or element.get("aria-label")))

    def _content(self, element: HtmlElement) -> str:
        parts = [self.text(element.text)]
        for child in element:
            parts += [self.element(child), self.text(child.tail)]
        return "".join(parts)


def _checkbox(element: HtmlElement) -> str:
    """A task item's box; MediaWiki has none, so there it is written out."""
    if element.get("type") != "checkbox":
        return ""
    return "[x] " if element.get("checked") is not None else "[ ] "


VOID: dict[str, Callable[[HtmlElement], str]] = {"br": lambda _: "<br>", "input": _checkbox}


def _note_number(element: HtmlElement) -> int | None:
    """The number of a note's mark: <sup> around a link to the note. In any script's digits."""
    link = element.find("a") if element.tag == "sup" else element
    if link is None or link.tag != "a":
        return None
    if link.get("role") != "doc-noteref" and not NOTE_TARGET.match(link.get("href", "")):
        return None
    digits = re.search(r"\d+", link.text_content())
    return int(digits[0]) if digits else None
