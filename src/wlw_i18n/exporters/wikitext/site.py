"""A course on a wiki, in one language: titles, links, files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from wlw_i18n import languages
from wlw_i18n.exporters.crediting import credits_below
from wlw_i18n.exporters.wikitext.places import Place, Places, code_on, file_of, full_title, title_below
from wlw_i18n.model.course import Edition, WikiProfile
from wlw_i18n.model.document import Document
from wlw_i18n.model.question import Question
from wlw_i18n.render.wikitext import Scribe, WikiLink, WikitextContext
from wlw_i18n.render.wikitext.targets import anchor, external

__all__ = ["Site", "context_of"]


@dataclass(frozen=True, slots=True)
class Site:
    """A course on a wiki, in one language."""

    edition: Edition
    profile: WikiProfile
    translate: bool
    places: Places

    def title_of(self, document: str) -> str:
        """The part of a page's title below the base page, without a language."""
        return title_below(self.profile, self.places.by_id[document])

    def goal(self, place: Place | None) -> str:
        """A page's title as links to it say it; None is the course's own page."""
        if self.translate:
            return f"Special:MyLanguage/{full_title(self.profile, place)}"
        edition = self.edition
        return full_title(self.profile, place, code_on(self.profile, edition.language, edition.config.source_language))

    def scribe(self) -> Scribe:
        """For what surrounds a document."""
        edition = self.edition
        return Scribe(
            WikitextContext(
                tag=edition.language.tag,
                words=edition.interface,
                link=partial(external, interwiki=self.profile.interwiki),
                file=lambda _: None,
                direction=languages.direction,
                question=lambda _question, _scribe: "",
                translate=self.translate,
            )
        )


def context_of(site: Site, document: Document, question: Callable[[Question, Scribe], str]) -> WikitextContext:
    """What a document's wikitext depends on, besides the document."""
    return WikitextContext(
        tag=document.lang,
        words=site.edition.interface,
        link=lambda target: _link(site, document, target),
        file=lambda src: file_of(site.edition, document.path, src),
        direction=languages.direction,
        question=question,
        credits=credits_below(site.edition, document),
        footnotes={note.label: number for number, note in enumerate(document.footnotes, 1)},
        translate=site.translate,
    )


def _link(site: Site, document: Document, target: str) -> WikiLink | None:
    found = site.edition.links.get(document.id, {}).get(target)
    if found is not None:
        place = site.places.by_id.get(found.document)
        if place is None:
            return None
        title = site.goal(place)
        return WikiLink(title + (anchor(found.anchor) if found.anchor else ""), internal=True)
    if target.startswith("#"):
        fragment = anchor(target[1:])
        return WikiLink(fragment, internal=True) if fragment else None
    link = external(target, interwiki=site.profile.interwiki)
    if link is not None:
        return link
    name = file_of(site.edition, document.path, target)
    return WikiLink(f"Media:{name}", internal=True) if name else None
