"""A MediaWiki export file, for Special:Import and `importDump.php` (www.mediawiki.org/xml/export-0.11.xsd)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

__all__ = ["dump"]

_NAMESPACE = "http://www.mediawiki.org/xml/export-0.11/"
_CONTRIBUTOR = "wlw-i18n"


def dump(pages: Iterable[tuple[str, str]], language: str) -> bytes:
    """Pages, as title and wikitext, to an export file.

    Revisions have no time: an import then gives them its own, so that they become the newest of their pages, and the
    same pages make the same file on every day.
    """
    written = "".join(_page(title, text) for title, text in pages)
    head = f'<mediawiki xmlns="{_NAMESPACE}" version="0.11" xml:lang="{language}">'
    return f"{head}\n{written}</mediawiki>\n".encode()


def _page(title: str, text: str) -> str:
    # Without white space at the end, as a wiki saves every page.
    return f"""  <page>
    <title>{escape(title)}</title>
    <revision>
      <contributor><username>{_CONTRIBUTOR}</username></contributor>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text xml:space="preserve">{escape(text.rstrip())}</text>
    </revision>
  </page>
"""
