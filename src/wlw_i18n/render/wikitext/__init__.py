"""Nodes to wikitext.

One file for each concern: `escape` (characters), `targets` (what a link leads to), `raw` (HTML by MediaWiki's list),
`marks` (markers of Extension:Translate), `inline`, `blocks` (wiki marks), `flat` (HTML elements, where wiki marks
cannot say it). `Scribe` is what they share while a page is written.
"""

from wlw_i18n.render.wikitext.blocks import blocks, heading, join
from wlw_i18n.render.wikitext.flat import anchor_element, flat, fold
from wlw_i18n.render.wikitext.inline import prose
from wlw_i18n.render.wikitext.marks import Place
from wlw_i18n.render.wikitext.scribe import Note, Scribe, WikitextContext
from wlw_i18n.render.wikitext.targets import WikiLink

__all__ = [
    "Note",
    "Place",
    "Scribe",
    "WikiLink",
    "WikitextContext",
    "anchor_element",
    "blocks",
    "flat",
    "fold",
    "heading",
    "join",
    "prose",
]
