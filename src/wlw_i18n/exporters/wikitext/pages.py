"""Pages: one for each document, and the contents page of the course; in one language, or as a translatable source."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wlw_i18n.exporters.wikitext import furniture
from wlw_i18n.exporters.wikitext.places import places_of
from wlw_i18n.exporters.wikitext.questions import self_check
from wlw_i18n.exporters.wikitext.quiz import can_share, fits_inside, quiz, why_not
from wlw_i18n.exporters.wikitext.site import Site, context_of
from wlw_i18n.model.course import Edition, WikiProfile
from wlw_i18n.model.document import Block, Document, DocumentKind
from wlw_i18n.model.question import Question
from wlw_i18n.model.text import Prose
from wlw_i18n.render.wikitext import Note, Scribe, blocks, flat, join, prose
from wlw_i18n.render.wikitext.inline import ref_name
from wlw_i18n.render.wikitext.marks import Place as MarkPlace
from wlw_i18n.render.wikitext.marks import word_heading

__all__ = ["Page", "contents_page", "document_page", "is_translatable"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what it could not say."""

    text: str
    notes: tuple[Note, ...]


def is_translatable(edition: Edition, profile: WikiProfile) -> bool:
    """Whether translatable source pages are made: from the source language, where Extension:Translate runs."""
    return profile.translate and edition.language.code == edition.config.source_language.code


def document_page(edition: Edition, profile: WikiProfile, document: Document, *, translate: bool = False) -> Page:
    """A document's page.

    Args:
        edition: the language.
        profile: the wiki.
        document: the document in that language.
        translate: whether to write a translatable source page.
    """
    site = Site(edition, profile, translate, places_of(edition))
    scribe = Scribe(context_of(site, document, _quiz_or_check if profile.quiz else self_check))
    body = join(
        [
            furniture.title_line(document.title, scribe),
            "" if document.summary is None else f"<div>''{prose(document.summary, scribe)}''</div>",
            _body(document, profile, scribe),
            furniture.lessons(site, document, scribe) if document.kind is DocumentKind.MODULE else "",
        ]
    )
    body = join([body, _footnotes(document, scribe)])
    outer = site.scribe() if not translate else scribe
    if not translate and document.lang != edition.language.tag:
        body = furniture.directed(document.lang, body)
    place = site.places.by_id[document.id]
    parts = [
        furniture.language_bar(site, place),
        furniture.breadcrumbs(site, document, outer),
        furniture.notice(document, outer),
        body,
        furniture.neighbours(site, document, outer),
        furniture.licence(site, outer),
    ]
    return Page(furniture.framed(site, parts), tuple(scribe.notes))


def contents_page(edition: Edition, profile: WikiProfile, *, translate: bool = False) -> Page:
    """The course's first page: its title, what it is about, and its modules."""
    site = Site(edition, profile, translate, places_of(edition))
    scribe = site.scribe()
    title, about = _string(edition, "title"), _string(edition, "description")
    parts = [
        furniture.language_bar(site, None),
        furniture.title_line(title, scribe) if title else "",
        "" if about is None else prose(about, scribe, MarkPlace.PARAGRAPH),
        "\n".join(
            furniture.entry("*" if place.item is place.module else "**", site, place, scribe)
            for place in site.places.order
        ),
        furniture.licence(site, scribe),
    ]
    return Page(furniture.framed(site, parts), tuple(scribe.notes))


def _string(edition: Edition, name: str) -> Prose | None:
    """A course-level string, with the key that its catalog has for it."""
    found = edition.strings.get(name)
    return None if found is None else replace(found, key=f"course-{name}")


def _quiz_or_check(question: Question, scribe: Scribe) -> str:
    reason = why_not(question)
    if not reason:
        return quiz((question,), scribe)
    message = f'Extension:Quiz cannot ask the question "{question.id}": {reason}'
    scribe.note(message, line=question.line, hint="A self-check is written in its place.", local=True)
    return self_check(question, scribe)


def _body(document: Document, profile: WikiProfile, scribe: Scribe) -> str:
    if not (profile.quiz and document.kind is DocumentKind.QUIZ):
        return blocks(document.blocks, scribe)
    return join([_group(group, scribe) for group in _groups(document.blocks)])


def _group(group: tuple[Block, ...], scribe: Scribe) -> str:
    questions = tuple(block for block in group if isinstance(block, Question))
    return quiz(questions, scribe) if len(questions) > 1 else blocks(group, scribe)


def _groups(content: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Questions that can share one quiz together, every other block alone."""
    run: list[Question] = []
    for block in content:
        if isinstance(block, Question) and fits_inside(block) and not why_not(block):
            if not can_share(run, block):
                yield tuple(run)
                run = []
            run.append(block)
            continue
        if run:
            yield tuple(run)
            run = []
        yield (block,)
    if run:
        yield tuple(run)


def _footnotes(document: Document, scribe: Scribe) -> str:
    # In a list of their own, so that a footnote is no part of the unit that refers to it. MediaWiki takes only those
    # that the text refers to.
    if not scribe.cited:
        return ""
    scribe.in_footnote = True
    notes = [
        f'<ref name="{ref_name(number)}">{flat(note.blocks, scribe)}</ref>'
        for number, note in enumerate(document.footnotes, 1)
        if note.label in scribe.cited
    ]
    return join([word_heading("footnotes", scribe), "\n".join(["<references>", *notes, "</references>"])])
