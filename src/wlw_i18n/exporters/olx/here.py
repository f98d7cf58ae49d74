"""Where a document stands in Open edX: its languages, and the way from it to other blocks and to media."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from wlw_i18n import languages
from wlw_i18n.exporters.crediting import credits_below
from wlw_i18n.exporters.olx import names
from wlw_i18n.links import is_external, media_path, outgoing
from wlw_i18n.model.course import Edition
from wlw_i18n.model.document import Document, DocumentKind, Page
from wlw_i18n.model.media import PictureCredit
from wlw_i18n.model.question import Question
from wlw_i18n.pages import START, pages_of
from wlw_i18n.render.html import HtmlContext, numbers

_SOURCE = "source/"


@dataclass(frozen=True)
class Here:
    """A document in one language."""

    edition: Edition
    document: Document

    @property
    def root(self) -> str:
        """The folder of the edition's files."""
        return root(self.edition)

    @property
    def sequential(self) -> str:
        """The document's own name."""
        return names.sequential(self.document.id, is_module=self.document.kind is DocumentKind.MODULE)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The document's pages; one without blocks for a document without any."""
        return pages_of(self.document) or (Page(START, None, ()),)

    @property
    def tag(self) -> str:
        """The language that the document's text is in, as far as it is in one."""
        return self.document.title.lang if self.document.notice else self.edition.language.tag

    def context(self, page: Page, *, tag: str = "", heading_shift: int = 0, mark_units: bool = True) -> HtmlContext:
        """How a page's nodes, or those of a question in the language `tag`, become HTML."""
        tag = tag or self.tag
        own = self.edition.language
        return HtmlContext(
            tag=tag,
            rtl=own.rtl if tag == own.tag else languages.is_rtl(tag),
            words=self.edition.interface,
            words_tag=own.tag,
            link=self._link_from(page),
            media=self.media,
            credits=self._credits,
            footnotes=numbers(self.document.footnotes),
            mark_units=mark_units,
            heading_shift=heading_shift,
            top_heading=3,
            stylesheet=False,
        )

    def media(self, src: str) -> str:
        """The address of a picture or video as an author wrote it; empty if it is no file of the course."""
        path = media_path(self.document.path, src)
        below = "" if path is None else path.removeprefix(_SOURCE)
        shipped = self.edition.media.get(below)
        return f"/static/{names.static(below, shipped)}" if shipped else ""

    def _link_from(self, page: Page) -> Callable[[str], str]:
        def link(target: str) -> str:
            if target.startswith("#"):
                return self._within(target[1:], page)
            if is_external(target):
                return target
            found = self.edition.links.get(self.document.id, {}).get(target)
            if found is None:
                return self.media(target)
            if found.key:
                return _jump(names.vertical(found.document, found.key))
            return _jump(names.sequential(found.document, is_module=found.document in self._modules))

        return link

    def _within(self, anchor: str, page: Page) -> str:
        """The way to a heading or a question of this document: on this page, or on another one."""
        if anchor in self._questions:
            return _jump(names.problem(self._questions[anchor]))
        other = self._anchors.get(anchor, page.key)
        return f"#{anchor}" if other == page.key else _jump(names.vertical(self.document.id, other))

    @cached_property
    def _credits(self) -> Mapping[str, PictureCredit]:
        return credits_below(self.edition, self.document)

    @cached_property
    def _modules(self) -> frozenset[str]:
        return frozenset(module.id for module in self.edition.outline)

    @cached_property
    def _anchors(self) -> Mapping[str, str]:
        """Key of the page that each heading is on."""
        return {anchor: self.pages[number].key for anchor, number in outgoing(self.document).anchors.items()}

    @cached_property
    def _questions(self) -> Mapping[str, str]:
        """Question by anchor: its id, or the id that its heading has."""
        questions = [block for block in self.document.blocks if isinstance(block, Question)]
        return {anchor: question.id for question in questions for anchor in (question.anchor, question.id) if anchor}


def root(edition: Edition) -> str:
    """The folder of an edition's files; in the archive it is `course`."""
    return f"{edition.language.code}/course"


def _jump(name: str) -> str:
    return f"/jump_to_id/{name}"
