"""Units as Extension:Translate reads them: `<translate>` around a text, `<!--T:key-->` before it.

The forms are those that Translate writes itself, so marking a page for translation does not change it
(Help:Extension:Translate/Page translation administration).
"""

from enum import StrEnum

from wlw_i18n.model.text import Prose, State
from wlw_i18n.render.wikitext import escape
from wlw_i18n.render.wikitext.scribe import Scribe


class Place(StrEnum):
    """Where a text stands, which decides how its unit may be marked."""

    PARAGRAPH = "paragraph"
    """Alone between empty lines."""
    INLINE = "inline"
    """Inside a line: an item, a cell, a caption, an HTML element."""
    ATTRIBUTE = "attribute"
    """Where an element around it would be wrong: an attribute, an answer to be typed."""


def unit(prose: Prose, text: str, scribe: Scribe, place: Place) -> str:
    """A unit's wikitext with what says its identity (on a translatable page), or its language and state (elsewhere)."""
    if scribe.context.translate:
        return marked(prose.key if prose.translatable else "", text, scribe, place)
    if place is Place.ATTRIBUTE:
        return text
    return _wrapped(prose, text, scribe)


def marked(key: str, text: str, scribe: Scribe, place: Place) -> str:
    """A text of a translatable page as a unit; without a key or without text, as it is."""
    if not key or not text:
        return text
    marker = f"<!--T:{_name(key, scribe)}-->"
    match place:
        case Place.PARAGRAPH:
            return f"<translate>\n{marker}\n{text}\n</translate>"
        case Place.INLINE:
            return f"<translate>{marker} {text}</translate>"
        case Place.ATTRIBUTE:
            return f"<translate nowrap>{marker} {text}</translate>"


def heading(key: str, text: str, level: int, scribe: Scribe) -> str:
    """A heading's line. A heading is a unit together with its marks: only then its anchor works in translations."""
    signs = "=" * level
    line = f"{signs} {text} {signs}"
    if scribe.context.translate and key:
        return f"<translate>\n{line} <!--T:{_name(key, scribe)}-->\n</translate>"
    return line


def word_heading(name: str, scribe: Scribe) -> str:
    """One of the exporters' own words as a heading of the second level."""
    return heading(f"ui-{name}", escape.text(scribe.context.words[name]), 2, scribe)


def word(name: str, scribe: Scribe, place: Place = Place.INLINE) -> str:
    """One of the exporters' own words, escaped; on a translatable page a unit named after it."""
    text = escape.text(scribe.context.words[name])
    return marked(f"ui-{name}", text, scribe, place) if scribe.context.translate else text


def joined(parts: list[str]) -> str:
    """Blocks with an empty line between them; units that follow each other share one `<translate>`."""
    text = "\n\n".join(part for part in parts if part)
    return text.replace("\n</translate>\n\n<translate>\n", "\n\n")


def _name(key: str, scribe: Scribe) -> str:
    # A name may stand once on a page. Only texts that are the same wherever they stand (the exporters' words) come
    # twice, so that it does not matter which of them has which number.
    scribe.marks[key] += 1
    times = scribe.marks[key]
    return key if times == 1 else f"{key}.{times}"


def _wrapped(prose: Prose, text: str, scribe: Scribe) -> str:
    foreign, stale = prose.lang != scribe.context.tag, prose.state is State.STALE
    if not text or not (foreign or stale):
        return text
    attributes = ""
    if foreign:
        attributes = f' lang="{prose.lang}" dir="{scribe.context.direction(prose.lang)}"'
    if stale:
        attributes += f' class="wlw-i18n-stale"{escape.attribute("title", scribe.context.words["stale"])}'
    return f"<span{attributes}>{text}</span>"
