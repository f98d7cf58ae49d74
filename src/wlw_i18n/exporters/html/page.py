"""What a page is to its template: plain data."""

from dataclasses import dataclass

from markupsafe import Markup

from wlw_i18n.exporters.html.credits import Credits
from wlw_i18n.exporters.html.switcher import OtherLanguage
from wlw_i18n.model.course import Language

_NONE = Markup()


@dataclass(frozen=True, slots=True)
class Said:
    """A text as a template needs it: attributes of its element, content, and where it leads."""

    html: Markup
    attributes: Markup = _NONE
    href: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list of documents."""

    title: Said
    summary: Said | None
    facts: Markup


@dataclass(frozen=True, slots=True)
class ListedModule:
    """A module in the course's outline; the number is None where the page is the module's own."""

    number: int | None
    title: Said
    summary: Said | None
    items: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that `page.html.j2` shows."""

    language: Language
    title: str
    description: str
    course: Said
    heading: Markup
    content: Markup
    content_attributes: Markup
    licence: Markup
    root: str
    languages: tuple[OtherLanguage, ...]
    to_credits: str
    """The way to the page of credits; empty on that page."""
    home: str = ""
    data: Markup = _NONE
    words_attributes: Markup = _NONE
    crumbs: tuple[Said, ...] = ()
    contents: tuple[Said, ...] = ()
    modules: tuple[ListedModule, ...] = ()
    previous: Said | None = None
    next: Said | None = None
    credits: Credits | None = None
    to_search: str = ""
    """The way to the page to search on; empty on that page."""
    scripts: tuple[str, ...] = ()
    """Scripts that this page alone needs."""
