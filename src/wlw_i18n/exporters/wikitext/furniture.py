"""What surrounds a document on its page: the way through the course, languages, notices, categories."""

from wlw_i18n import languages
from wlw_i18n.exporters.wikitext.places import Place, code_on, full_title, suffix
from wlw_i18n.exporters.wikitext.site import Site
from wlw_i18n.inline import visible
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Code, Prose, Text
from wlw_i18n.render.wikitext import Scribe, join, prose
from wlw_i18n.render.wikitext.escape import attribute, text, url
from wlw_i18n.render.wikitext.marks import Place as MarkPlace
from wlw_i18n.render.wikitext.marks import unit, word, word_heading

__all__ = [
    "breadcrumbs",
    "directed",
    "entry",
    "framed",
    "language_bar",
    "lessons",
    "licence",
    "neighbours",
    "notice",
    "title_line",
]

NAV_STYLE = "border-block:1px solid #a2a9b1; padding:0.3em 0; margin:0.5em 0"
TITLE_STYLE = "font-size:1.8em; line-height:1.3; margin:0.3em 0"


def title_line(title: Prose, scribe: Scribe) -> str:
    """A page's title, shown above its text."""
    # The page's own heading is its title on the wiki, which wikis do not let one replace.
    style = attribute("style", TITLE_STYLE)
    return f'<div role="heading" aria-level="1"{style}>{prose(title, scribe)}</div>'


def framed(site: Site, parts: list[str]) -> str:
    """The parts of a page, in their language, and its categories."""
    categories = "\n".join(_category(site, name) for name in site.profile.categories)
    body = join(parts)
    # The language of a translatable page, and of its translations, is the wiki's own affair.
    framed = (
        join([body, categories]) if site.translate else join([directed(site.edition.language.tag, body), categories])
    )
    return f"{framed}\n"


def _category(site: Site, name: str) -> str:
    if site.translate:
        return f"[[Category:{name}{{{{#translation:}}}}]]"
    edition = site.edition
    own = edition.language.code == edition.config.source_language.code
    return f"[[Category:{name}{'' if own else suffix(site.profile, edition.language, edition.config.source_language)}]]"


def directed(tag: str, body: str) -> str:
    """Text in another language than what is around it."""
    direction = languages.direction(tag)
    return f'<div lang="{tag}" dir="{direction}" class="mw-content-{direction}">\n{body}\n</div>'


def language_bar(site: Site, place: Place | None) -> str:
    """The languages in which a page can be read."""
    if not site.profile.languages_bar:
        return ""
    if site.translate:
        return "<languages />"
    edition = site.edition
    if len(edition.editions) < 2:
        return ""
    links = []
    for language in edition.editions:
        name = f'<span lang="{language.tag}" dir="{language.direction}">{text(language.autonym)}</span>'
        title = full_title(site.profile, place, code_on(site.profile, language, edition.config.source_language))
        links.append(f"'''{name}'''" if language.code == edition.language.code else f"[[{title}|{name}]]")
    return _nav(f"{word('languages', site.scribe())}: " + " · ".join(links))


def _nav(body: str) -> str:
    return f'<div role="navigation"{attribute("style", NAV_STYLE)}>{body}</div>'


def breadcrumbs(site: Site, document: Document, scribe: Scribe) -> str:
    """The way from the course to the page."""
    if not site.profile.navigation:
        return ""
    crumbs = [f"[[{site.goal(None)}|{word('course', scribe)}]]"]
    place = site.places.by_id.get(document.id)
    if place is not None and place.item is not place.module and not site.translate:
        module = site.places.by_id[place.module.id]
        crumbs.append(f"[[{site.goal(module)}|{_label(place.module.title, scribe)}]]")
    return _nav(" › ".join(crumbs))


def neighbours(site: Site, document: Document, scribe: Scribe) -> str:
    """Links to the pages before and after."""
    if not site.profile.navigation:
        return ""
    before, after = site.places.neighbours(document.id)
    links = []
    for name, place in (("previous", before), ("next", after)):
        if place is None:
            continue
        label = word(name, scribe)
        if not site.translate:  # there, a neighbour's title would be one more text to translate on every page
            label = f"{label}: {_label(place.item.title, scribe)}"
        links.append(f"[[{site.goal(place)}|{label}]]")
    return _nav(" · ".join(links)) if links else ""


def lessons(site: Site, document: Document, scribe: Scribe) -> str:
    """The list of a module's pages."""
    places = [place for place in site.places.order if place.module.id == document.id and place.item.id != document.id]
    if not places:
        return ""
    return join([word_heading("lessons", scribe), "\n".join(entry("#", site, place, scribe) for place in places)])


def entry(mark: str, site: Site, place: Place, scribe: Scribe) -> str:
    """An item of a list of pages."""
    return f"{mark} [[{site.goal(place)}|{_label(place.item.title, scribe)}]]"


def _label(title: Prose, scribe: Scribe) -> str:
    """A title as the text of a link: without links of its own."""
    plain = all(isinstance(node, Text | Code) for node in title.inlines)
    return prose(title, scribe) if plain else unit(title, text(visible(title.inlines)), scribe, MarkPlace.INLINE)


def notice(document: Document, scribe: Scribe) -> str:
    """What is said of a page that is not translated."""
    if not document.notice:
        return ""
    said = scribe.context.words["not-translated"].replace("{language}", languages.autonym(document.lang))
    return f'<div class="wlw-i18n-notice"{attribute("style", NAV_STYLE)}>{text(said)}</div>'


def licence(site: Site, scribe: Scribe) -> str:
    """The foot of a page."""
    config = site.edition.config
    if not config.licence:
        return ""
    said = text(scribe.context.words["licence"])
    name = f"[{url(config.licence_url)} {text(config.licence)}]" if config.licence_url else text(config.licence)
    placed = said.replace(text("{licence}"), f'<tvar name="1">{name}</tvar>' if site.translate else name)
    if site.translate:
        placed = f"<translate><!--T:ui-licence--> {placed}</translate>"
    return f"<div><small>{placed}</small></div>"
