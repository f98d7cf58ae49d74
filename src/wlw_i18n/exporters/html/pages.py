"""Pages as data: what the templates are filled with."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from wlw_i18n import languages, segment
from wlw_i18n.exporters.crediting import credits_below
from wlw_i18n.exporters.html.credits import credits_of, licence
from wlw_i18n.exporters.html.page import Listed, ListedModule, Page, Said
from wlw_i18n.exporters.html.questions import question
from wlw_i18n.exporters.html.site import CREDITS, SEARCH, Here, Place
from wlw_i18n.exporters.html.switcher import languages_of
from wlw_i18n.model.document import Document, DocumentKind, Heading
from wlw_i18n.model.question import Question
from wlw_i18n.model.text import Prose
from wlw_i18n.render.html import HtmlContext, attributes, blocks, content, escape, footnotes, numbers, text

_MANY_SECTIONS = 3
"""From so many sections on, a page lists them at its top."""
_SECTION_LEVEL = 2
_KINDS = {DocumentKind.LESSON: "lesson", DocumentKind.QUIZ: "quiz", DocumentKind.ASSIGNMENT: "assignment"}


def context_of(here: Here) -> HtmlContext:
    """The context of a page's furniture: its heading, its lists, its ways to other pages."""
    edition = here.edition
    return HtmlContext(
        tag=edition.language.tag,
        rtl=edition.language.rtl,
        source_tag=edition.config.source_language.tag,
        words=edition.interface,
        words_in=edition.words_in,
        link=here.link,
        media=here.media,
        size=here.size,
        smaller=here.smaller,
        question=question,
        mark_units=False,
        top_heading=2,
    )


def phrases(here: Here) -> Mapping[str, Markup]:
    """The exporters' own words for places where an element may stand: each says its language if it is a fallback."""
    furniture = context_of(here)
    return {name: Markup(furniture.phrase(name)) for name in furniture.words}  # noqa: S704


def document_page(here: Here, document: Document) -> Page:
    """The page of a document."""
    edition, place, furniture = here.edition, here.place, context_of(here)
    body = replace(body_context(furniture, document), credits=credits_below(edition, document))
    html = blocks(document.blocks, body)
    html += footnotes(document.footnotes, body)
    # The title carries its unit here; elsewhere titles are only quoted.
    titled = replace(furniture, mark_units=True)
    is_module = document.kind is DocumentKind.MODULE
    contents = tuple(_contents(document, furniture))
    course = edition.strings["title"]
    heading = _heading(document.title, document.summary, titled, _facts(place, furniture, with_module=True))
    marked = body.trace.stale or titled.trace.stale
    parts = _notice(document, body, furniture, partly=titled.trace.fallback), html, _legend(body) if marked else ""
    return Page(
        language=edition.language,
        title=f"{text(document.title)} \u2013 {text(course)}",
        description=text(document.summary) if document.summary else "",
        course=_quoted(course, furniture),
        home=f"{here.top}index.html",
        heading=heading,
        content=Markup("".join(parts).rstrip("\n")),  # noqa: S704 - the renderer escapes
        content_attributes=Markup(furniture.language(body.tag)),  # noqa: S704
        words_attributes=Markup(body.words_attributes),  # noqa: S704
        licence=licence(edition),
        root=here.root,
        languages=languages_of(here),
        to_credits=f"{here.top}{CREDITS}",
        to_search=f"{here.top}{SEARCH}",
        data=_data(here) if any(isinstance(block, Question) for block in document.blocks) else Markup(),
        crumbs=tuple(_crumbs(here, furniture)),
        contents=contents if len(contents) >= _MANY_SECTIONS else (),
        modules=(_own_list(here, furniture),) if is_module and place.module.items else (),
        previous=_way(here, here.previous, furniture) if here.previous else None,
        next=_way(here, here.next, furniture) if here.next else None,
    )


def course_page(here: Here) -> Page:
    """The page of the course: its title, what it is about, its modules and their documents."""
    edition, furniture = here.edition, context_of(here)
    title, description = edition.strings["title"], edition.strings.get("description")
    modules = tuple(
        ListedModule(
            place.number,
            _way(here, place, furniture),
            _quoted(place.item.summary, furniture) if place.item.summary else None,
            _items(here, place, furniture),
        )
        for place in here.plan.places
        if place.item is place.module.index
    )
    return Page(
        language=edition.language,
        title=text(title),
        description=text(description) if description else "",
        course=_quoted(title, furniture),
        heading=_heading(title, description, furniture, ""),
        content=Markup(),
        content_attributes=Markup(),
        licence=licence(edition),
        root=here.root,
        languages=languages_of(here),
        to_credits=CREDITS,
        to_search=SEARCH,
        modules=modules,
    )


def credits_page(here: Here) -> Page:
    """The page that says who made the course."""
    edition, furniture = here.edition, context_of(here)
    course, title = edition.strings["title"], edition.interface["credits"]
    return Page(
        language=edition.language,
        title=f"{title} \u2013 {text(course)}",
        description="",
        course=_quoted(course, furniture),
        home="index.html",
        heading=Markup(f"<header>\n<h1>{furniture.phrase('credits')}</h1>\n</header>"),  # noqa: S704
        content=Markup(),
        content_attributes=Markup(),
        licence=licence(edition),
        root=here.root,
        languages=languages_of(here),
        to_credits="",
        to_search=SEARCH,
        crumbs=(
            Said(Markup(furniture.phrase("course")), href="index.html"),  # noqa: S704
            Said(Markup(furniture.phrase("credits"))),  # noqa: S704
        ),
        credits=credits_of(edition),
    )


# The parts of a document's page


def body_context(furniture: HtmlContext, document: Document) -> HtmlContext:
    """The context of a document's own text; a page that is not translated stands in the language it is shown in."""
    tag = _shown_language(document) if document.notice else furniture.tag
    return replace(
        furniture,
        tag=tag,
        rtl=furniture.rtl if tag == furniture.tag else languages.is_rtl(tag),
        words_tag=furniture.tag,
        footnotes=numbers(document.footnotes),
        mark_units=True,
    )


def _shown_language(document: Document) -> str:
    counted = Counter(prose.lang for prose in segment.prose_of(document) if prose.translatable)
    return counted.most_common(1)[0][0] if counted else document.lang


def _heading(title: Prose, summary: Prose | None, context: HtmlContext, facts: str) -> Markup:
    kicker = f'<p class="facts">{facts}</p>\n' if facts else ""
    lead = ""
    if summary is not None:
        lead = f"\n<p{attributes(summary, context, 'lead')}>{content(summary, context)}</p>"
    html = f"<header>\n{kicker}<h1{attributes(title, context)}>{content(title, context)}</h1>{lead}\n</header>"
    return Markup(html)  # noqa: S704


def _facts(place: Place, context: HtmlContext, *, with_module: bool) -> str:
    """Module, kind, minutes and whether it counts, as far as there is something to say."""
    item = place.item
    facts = [context.phrase("module", number=place.number)] if with_module else []
    if item.kind in _KINDS:
        facts.append(context.phrase(_KINDS[DocumentKind(item.kind)]))
    if item.minutes:
        facts.append(context.phrase("minutes", count=item.minutes))
    if item.kind == DocumentKind.QUIZ:
        facts.append(context.phrase("graded" if item.graded else "ungraded"))
    return " ".join(f"<span>{fact}</span>" for fact in facts)


def _notice(document: Document, body: HtmlContext, furniture: HtmlContext, *, partly: bool) -> str:
    own = body.words_attributes
    if document.notice and body.tag != furniture.tag:
        name = f"<bdi{furniture.language(body.tag)}>{escape(languages.autonym(body.tag))}</bdi>"
        word = furniture.phrase("not-translated").replace("{language}", name)
    elif partly or body.trace.fallback:
        word = furniture.phrase("partly-translated")
    else:
        return ""
    return f'<p class="notice" role="note"{own}>{word}</p>\n'


def _legend(body: HtmlContext) -> str:
    sign = '<span class="stale-mark" aria-hidden="true">\u21bb</span>'
    return f'<p class="legend"{body.words_attributes}>{sign} {body.phrase("stale")}</p>\n'


def _contents(document: Document, context: HtmlContext) -> Iterator[Said]:
    for block in document.blocks:
        match block:
            case Heading(level=level) if level <= _SECTION_LEVEL:
                yield _quoted(block.prose, context, f"#{block.id}")
            case Question(level=level) if level <= _SECTION_LEVEL:
                yield _quoted(block.title, context, f"#{block.id}")
            case _:
                pass


def _data(here: Here) -> Markup:
    """What the script says and remembers, once for the page."""
    config, words = here.edition.config, here.edition.interface
    data = {
        "course": f"{config.organisation}/{config.number}/{config.run}",
        "correct": words["correct"],
        "incorrect": words["incorrect"],
        "left": words["attempts-left"],
        "score": words["score"],
        "number": words["number-help"],
    }
    return Markup("".join(f' data-{name}="{escape(value)}"' for name, value in data.items()))  # noqa: S704


# Ways to other pages


def _quoted(prose: Prose, context: HtmlContext, href: str = "") -> Said:
    """A text without its own links, for places that are links themselves."""
    return Said(Markup(escape(text(prose))), Markup(context.language(prose.lang)), href)  # noqa: S704


def _way(here: Here, place: Place, context: HtmlContext) -> Said:
    return _quoted(place.item.title, context, here.to(place))


def _crumbs(here: Here, context: HtmlContext) -> Iterator[Said]:
    yield Said(Markup(context.phrase("course")), href=f"{here.top}index.html")  # noqa: S704
    place = here.place
    if place.item is not place.module.index:
        yield _quoted(place.module.index.title, context, "index.html")
    yield _quoted(place.item.title, context)


def _own_list(here: Here, context: HtmlContext) -> ListedModule:
    return ListedModule(None, _way(here, here.place, context), None, _items(here, here.place, context))


def _items(here: Here, module: Place, context: HtmlContext) -> tuple[Listed, ...]:
    """The documents of a module, given its first page's place."""
    return tuple(_listed(here, Place(module.number, module.module, item), context) for item in module.module.items)


def _listed(here: Here, place: Place, context: HtmlContext) -> Listed:
    summary = place.item.summary
    return Listed(
        _way(here, place, context),
        _quoted(summary, context) if summary else None,
        Markup(_facts(place, context, with_module=False)),  # noqa: S704
    )
