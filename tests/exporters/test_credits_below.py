"""Credits below pictures: which pictures have one, and how it is written in each form of a page."""

import re
from dataclasses import replace

import pytest

from tests.casefiles import cases
from tests.exporters.olx_builders import course
from tests.wikitext_course import EVERYTHING, GENERIC, META, edition_of, lesson
from wlw_i18n.exporters.base import Exporter
from wlw_i18n.exporters.crediting import credits_below
from wlw_i18n.exporters.epub import EPUB
from wlw_i18n.exporters.html import HTML
from wlw_i18n.exporters.olx import OLX
from wlw_i18n.exporters.wikitext.pages import document_page
from wlw_i18n.model.course import WikiProfile
from wlw_i18n.model.media import PictureCredit
from wlw_i18n.render.html import HtmlContext, blocks
from wlw_i18n.wiki.units import units_of

COMMONS = "https://commons.wikimedia.org/wiki/File:X.jpg"
CREDITS = (
    PictureCredit("01-a/media/own.svg", "The authors", "CC BY-SA 4.0", own=True),
    PictureCredit("01-a/media/plain.jpg", "unknown", "public domain", source_url=COMMONS),
    PictureCredit(
        "01-a/media/room.jpg",
        "Zola & Yaa",
        "CC BY 4.0",
        "A [room]",
        "https://example.org/by?a&b",
        "https://example.org/room",
    ),
    PictureCredit("01-a/media/talk.webm", "Ama", "CC0", "a gift to the course"),
)
MEDIA = {
    f"01-a/media/{name}": f"source/01-a/media/{name}"
    for name in ("own.svg", "plain.jpg", "room.jpg", "talk.webm", "other.png")
}


@pytest.mark.parametrize(("given", "expected"), cases("credits-below"))
def test_what_stands_below_a_picture(given: str, expected: str) -> None:
    document = lesson(given)
    edition = replace(edition_of([document], profiles=[GENERIC], media=MEDIA), picture_credits=CREDITS)
    html = blocks(document.blocks, HtmlContext(mark_units=False, credits=credits_below(edition, document)))
    wikitext = document_page(edition, GENERIC, document).text
    found = [*re.findall("<figcaption>.*", html), *re.findall(r"\[\[File:.*", wikitext)]
    assert "\n".join(found) == expected


@pytest.mark.parametrize("wiki", [META, EVERYTHING])
def test_a_credit_is_no_part_of_a_unit(wiki: WikiProfile) -> None:
    document = lesson('![A room](media/room.jpg "The room")')
    plain = edition_of([document], profiles=[wiki], media=MEDIA)
    credited = document_page(replace(plain, picture_credits=CREDITS), wiki, document, translate=True).text
    assert "Zola" in credited
    assert units_of(credited) == units_of(document_page(plain, wiki, document, translate=True).text)


@pytest.mark.parametrize("exporter", [HTML, OLX, EPUB], ids=lambda each: each.name)
def test_every_target_has_them(exporter: Exporter) -> None:
    made = course(
        {
            "01-a/index.md": "---\ntitle: A\nkind: module\n---\n\nText.\n",
            "01-a/02-b.md": "---\ntitle: B\n---\n\n![A room](media/room.jpg 'The room')\n",
        }
    )
    edition = replace(made.edition("ar"), picture_credits=CREDITS, media=MEDIA)
    written = b"".join(file.content for document in made.served("ar") for file in exporter.document(edition, document))
    assert b'<small class="credit"><bdi>Zola &amp; Yaa</bdi>, <a href="https://example.org/by?a&amp;b">' in written
