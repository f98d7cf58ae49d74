"""Course to files: one package for each target; `wlw_i18n.exporters.base` says what an exporter is."""

from collections.abc import Mapping
from types import MappingProxyType

from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.epub import EPUB
from wlw_i18n.exporters.html import HTML
from wlw_i18n.exporters.media import MEDIA
from wlw_i18n.exporters.olx import OLX
from wlw_i18n.exporters.wikitext import WIKITEXT

__all__ = ["EXPORTERS", "MEDIA", "OLX", "Exporter"]

EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {exporter.name: exporter for exporter in (OLX, HTML, WIKITEXT, EPUB)}
)
"""Every target, by the name it has in `course.toml`."""
