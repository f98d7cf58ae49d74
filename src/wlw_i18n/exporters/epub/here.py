"""Where a document stands in the book: the way from it to other chapters and to pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from wlw_i18n.exporters.epub import names, pictures
from wlw_i18n.exporters.html import site
from wlw_i18n.links import is_external, media_path, slug
from wlw_i18n.model.course import Edition
from wlw_i18n.model.document import Document

_SOURCE: Final = "source/"
_MEDIA_FOLDER: Final = "/media/"


@dataclass(frozen=True, slots=True)
class Here:
    """The chapter being written."""

    edition: Edition
    document: Document

    def link(self, target: str) -> str:
        """The href for a link as it is written, its anchor not yet a name of XML; empty if it leads nowhere."""
        if is_external(target) or target.startswith("#"):
            return target
        found = self.edition.links.get(self.document.id, {}).get(target)
        if found is None:
            return self._online(target)
        anchor = f"#{quote(found.anchor)}" if found.anchor else ""
        return f"{names.name(found.document)}.xhtml{anchor}"

    def media(self, src: str) -> str:
        """The src for a picture as it is written; empty if it is no picture of the course that a book may hold."""
        below, shipped = self._shipped(src)
        return f"../{output(below)}" if shipped and pictures.is_picture(shipped) else ""

    def size(self, src: str) -> tuple[int, int]:
        """Width and height of a picture as it is written; 0 if they are not known."""
        picture = self.edition.pictures.get(self._shipped(src)[1])
        return (picture.width, picture.height) if picture else (0, 0)

    def _online(self, target: str) -> str:
        """A medium that is too large for a book, on the published site, if there is one."""
        below, shipped = self._shipped(target)
        home = self.edition.config.html.url
        if not shipped or not home:
            return ""
        return f"{home.rstrip('/')}/{quote(site.media_output(self.edition, below, shipped))}"

    def _shipped(self, src: str) -> tuple[str, str]:
        below = (media_path(self.document.path, src) or "").removeprefix(_SOURCE)
        return below, self.edition.media.get(below, "")


def output(below: str) -> str:
    """Where a picture is in the book, given its path below `source/`."""
    folder, _, rest = below.partition(_MEDIA_FOLDER)
    return names.medium(f"{slug(folder)}/{rest}" if rest else below)


def assets(edition: Edition) -> Mapping[str, str]:
    """Output path -> file of the course, for all pictures of an edition; packing leaves out those not used."""
    top = f"{edition.language.code}/{names.FOLDER}"
    return {
        f"{top}/{output(below)}": shipped for below, shipped in edition.media.items() if pictures.is_picture(shipped)
    }
