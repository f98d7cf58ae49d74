"""The HTML target: a static site for slow connections.

No framework, no web font, no request to another site; it works from a disk, without a script, on paper, in the dark,
on a narrow screen and from right to left.
"""

from wlw_i18n.exporters.html.exporter import HTML

__all__ = ["HTML"]
