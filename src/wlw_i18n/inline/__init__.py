r"""Inline Markdown: parse, write, compare.

The dialect is CommonMark with GFM strikethrough and footnote references; there is no linkify and no typographer.
Only inline rules run, so a text can never create a block: a translator who begins a message with `# ` or `- ` gets
these characters, not a heading or a list. In a message a newline is a hard line break: a soft one is already a space.
"""

from wlw_i18n.inline.compare import cosmetic
from wlw_i18n.inline.parse import MAX_DEPTH, lines, parse, picture_alt
from wlw_i18n.inline.seen import as_seen, as_typed
from wlw_i18n.inline.unwrap import unwrap
from wlw_i18n.inline.visible import has_letter, normalise_label, visible
from wlw_i18n.inline.write import plain, write

__all__ = [
    "MAX_DEPTH",
    "as_seen",
    "as_typed",
    "cosmetic",
    "has_letter",
    "lines",
    "normalise_label",
    "parse",
    "picture_alt",
    "plain",
    "unwrap",
    "visible",
    "write",
]
