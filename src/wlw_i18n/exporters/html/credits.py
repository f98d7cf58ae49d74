"""Who made the course: authors, translators, pictures, licence."""

from dataclasses import dataclass

from markupsafe import Markup

from wlw_i18n.catalogs.headers import GENERATOR
from wlw_i18n.model.course import Edition, Language
from wlw_i18n.render.html import escape
from wlw_i18n.render.sanitise import safe_url


@dataclass(frozen=True, slots=True)
class Source:
    """A picture and whose it is; addresses that must not be linked to are empty."""

    name: str
    author: str
    licence: str
    licence_href: str
    href: str


@dataclass(frozen=True, slots=True)
class Credits:
    """What the page of credits shows."""

    authors: tuple[str, ...]
    translators: tuple[tuple[Language, tuple[str, ...]], ...]
    """By language, in the order of the list of languages; languages without a name are left out."""
    pictures: tuple[Source, ...]
    homepage: str
    tool: Markup


def credits_of(edition: Edition) -> Credits:
    """The credits of a course, as its configuration and PO files tell them."""
    named = ((language, edition.translators.get(language.code, ())) for language in edition.editions)
    return Credits(
        authors=edition.config.authors,
        translators=tuple((language, names) for language, names in named if names),
        pictures=tuple(
            Source(
                name=picture.title or picture.path.rpartition("/")[2],
                author=picture.author,
                licence=picture.licence,
                licence_href=safe_url(picture.licence_url),
                href=safe_url(picture.source_url),
            )
            for picture in edition.picture_credits
            if not picture.own
        ),
        homepage=safe_url(edition.config.homepage),
        tool=Markup(escape(edition.interface["made-with"]).replace("{tool}", f"<bdi>{GENERATOR}</bdi>")),  # noqa: S704
    )


def licence(edition: Edition) -> Markup:
    """The foot of a page: under which licence it stands."""
    config = edition.config
    name = f"<bdi>{escape(config.licence)}</bdi>"
    if href := escape(safe_url(config.licence_url)):
        name = f'<a href="{href}" rel="license">{name}</a>'
    return Markup(escape(edition.interface["licence"]).replace("{licence}", name))  # noqa: S704
