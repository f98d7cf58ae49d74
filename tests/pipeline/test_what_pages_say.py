"""What pages of the site say of the course around them: shares, times, names, sizes; and how rarely that changes."""

from io import BytesIO
from pathlib import Path

import pytest
from lxml import html as lxml_html
from PIL import Image

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.catalogs import po
from wlw_i18n.model.diagnostic import Code
from wlw_i18n.model.media import Picture
from wlw_i18n.pipeline import pictures, reading_time
from wlw_i18n.pipeline.run import Options

LESSON = "source/01-start/01-first-lesson.md"
PO = "translations/fr/start/first-lesson.po"
PAGE = "exports/html/en/start/first-lesson.html"


@pytest.fixture
def course(tmp_path: Path) -> CourseIn:
    return make(tmp_path / "course", "fr")


def page(course: CourseIn, path: str = PAGE) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(course.read(path))


def notes(course: CourseIn, path: str = PAGE) -> list[str]:
    return page(course, path).xpath("//nav[@class='languages']//small/text()")


def untranslate(course: CourseIn, start: str) -> None:
    """A translator takes the translation of a text back."""
    catalog = course.catalog(PO)
    (found,) = [message for message in catalog.messages if message.msgid.startswith(start)]
    course.edit(PO, f'msgstr "{found.msgstr}"', 'msgstr ""')


# Shares


def test_a_share_is_told_in_whole_steps_and_every_page_follows(course: CourseIn) -> None:
    assert notes(course) == []
    untranslate(course, "Three boxes")
    outcome = course.sync()
    assert notes(course) == ["90 % translated"]
    assert notes(course, "exports/html/en/start/first-quiz.html") == []
    assert notes(course, "exports/html/en/index.html") == ["95 % translated"]
    english = [path for path in outcome.written if path.startswith("exports/html/en/")]
    assert english == [PAGE, "exports/html/en/index.html"]


def test_within_a_step_no_other_language_is_written_again(course: CourseIn) -> None:
    untranslate(course, "Three boxes")
    course.sync()
    untranslate(course, "The author")
    outcome = course.sync()
    assert notes(course) == ["90 % translated"]
    assert not [path for path in outcome.written if path.startswith("exports/html/en/")]


def test_a_page_below_its_gate_says_that_it_is_not_shown(course: CourseIn) -> None:
    course.edit("source/course.toml", "document = 0.75", "document = 0.95")
    untranslate(course, "Three boxes")
    course.sync()
    assert notes(course) == ["90 % translated, not shown yet"]


# Words that nobody translated


def test_a_word_without_translation_says_its_language(course: CourseIn) -> None:
    path = "translations/fr/interface.po"
    course.edit(path, 'msgstr "⟦Authors and licence⟧"', 'msgstr ""')
    outcome = course.sync()
    foot = page(course, PAGE.replace("/en/", "/fr/")).xpath("//footer//a/span")
    assert [(each.text, each.get("lang"), each.get("dir")) for each in foot] == [("Authors and licence", "en", "ltr")]
    assert not [path for path in outcome.written if path.startswith("exports/html/en/")]


# Weight


def test_a_lesson_with_its_style_and_script_is_below_40_kilobytes(course: CourseIn) -> None:
    files = [PAGE.replace("/en/", "/fr/"), "exports/html/assets/course.css", "exports/html/assets/course.js"]
    assert sum(len(course.files("exports")[path]) for path in files) < 40_000


# Reading time


def facts(course: CourseIn, path: str = PAGE) -> list[str]:
    return page(course, path).xpath("//p[@class='facts']/span/text()")


def test_the_author_says_how_long_a_lesson_takes_or_its_words_do(course: CourseIn) -> None:
    assert facts(course) == ["Module 1", "Lesson", "5 min"]
    course.edit(LESSON, "minutes: 5\n", "")
    course.edit(LESSON, "Write short sentences.", "Write short sentences. " + "and so on " * 180)
    course.sync()
    assert facts(course) == ["Module 1", "Lesson", "4 min"]
    listed = page(course, "exports/html/en/start/index.html").xpath("//small[@class='facts']/span/text()")
    assert listed[:2] == ["Lesson", "4 min"]


def test_other_languages_take_their_own_time(course: CourseIn) -> None:
    course.edit(LESSON, "minutes: 5\n", "")
    course.sync()
    course.translate("fr")
    catalog = course.catalog(PO)
    (found,) = [message for message in catalog.messages if message.msgid.startswith("Thank you for writing")]
    course.edit(PO, found.msgstr, "et " * 700)
    course.sync()
    assert facts(course)[-1] == "1 min"
    assert facts(course, PAGE.replace("/en/", "/fr/"))[-1] == "⟦5 min⟧"


@pytest.mark.parametrize(
    ("text", "tag", "minutes"),
    [
        ("word " * 180, "en", 1),
        ("word " * 181, "en", 2),
        ("كلمة " * 280, "ar", 2),
        ("字" * 510, "zh-Hans", 2),
        ("字" * 355, "ja", 1),
        ("ก" * 1800, "th", 2),
        ("", "fr", 1),
    ],
)
def test_minutes(text: str, tag: str, minutes: int) -> None:
    assert reading_time.minutes(reading_time.seconds(text, tag)) == minutes


# Who made it


def test_translators_and_authors_are_named_without_their_addresses(course: CourseIn) -> None:
    course.edit("source/course.toml", 'run = "2026"\n', 'run = "2026"\nauthors = ["Ama Mensah", "Zola"]\n')
    header = course.catalog(PO).header
    named = header.replace("Last-Translator: ", "Last-Translator: Lea Martin <lea@example.org>")
    course.edit(PO, header, f"# Author: Zoé\n# Author: Adèle\n{named}")
    course.sync()
    for code in ("en", "fr"):
        made_by = page(course, f"exports/html/{code}/credits.html")
        names = made_by.xpath("//ul[@class='names']/li/bdi/text()")
        assert names == ["Ama Mensah", "Zola", "Adèle", "Lea Martin", "Zoé"]
        assert "example.org" not in made_by.text_content()


# What a language needs that is exported alone


def test_a_site_of_one_language_is_whole(course: CourseIn) -> None:
    for path in course.files("exports"):
        (course.root / path).unlink()
    course.sync(Options(export=True, targets=("html",), languages=("fr",)))
    written = course.files("exports/html")
    assert {"exports/html/index.html", "exports/html/assets/course.css", "exports/html/fr/index.html"} <= written.keys()
    assert not [path for path in written if path.startswith("exports/html/en/")]


# Pictures


def test_a_picture_that_grows_is_measured_again_and_reported(course: CourseIn) -> None:
    (picture,) = page(course).iter("img")
    assert (picture.get("width"), picture.get("height")) == ("640", "160")
    path = "source/01-start/media/flow.svg"
    course.write(path, course.read(path).replace('width="640"', 'width="320"', 1))
    course.sync()
    (picture,) = page(course).iter("img")
    assert picture.get("width") == "320"
    course.write(path, course.read(path).replace("</svg>", f'<path d="M0 0{" h1 v1" * 40_000}"/></svg>'))
    found = [each for each in course.sync().diagnostics if each.code is Code.MEDIA_HEAVY]
    assert [(str(each.location), each.language) for each in found] == [(f"{LESSON}:19", "")]


def svg(attributes: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="480" height="330"', (480, 330)),
        ('width="480px" height="330.4px"', (480, 330)),
        ('width="1in" height="72pt"', (96, 96)),
        ('viewBox="0 0 800 600"', (800, 600)),
        ('viewBox="0,0,800,600" width="100%"', (800, 600)),
        ('viewBox="0 0 800 600" width="400"', (400, 300)),
        ('viewBox="0 0 800 600" height="400"', (533, 400)),
        ('width="480"', (0, 0)),
        ('width="480" height="0"', (0, 0)),
        ('viewBox="0 0 x 1"', (0, 0)),
        ('viewBox="0 0 1 inf"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    content = svg(attributes)
    assert pictures.measure("a.svg", content) == Picture(len(content), *size)


def raster(kind: str, *, orientation: int = 0) -> bytes:
    stream = BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    Image.new("RGB", (30, 20)).save(stream, kind, exif=exif)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.JPG", "JPEG"), ("a.webp", "WEBP")])
def test_size_of_a_photograph(name: str, kind: str) -> None:
    found = pictures.measure(name, raster(kind))
    assert (found.width, found.height) == (30, 20)


def test_a_photograph_taken_upright_is_measured_as_browsers_show_it() -> None:
    found = pictures.measure("a.jpg", raster("JPEG", orientation=6))
    assert (found.width, found.height) == (20, 30)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b""),
        ("a.png", b"GIF89a"),
        ("a.png", raster("PNG")[:20]),
        ("a.jpg", raster("JPEG")[:30]),
        ("a.png", raster("PNG").replace(b"\x00\x00\x00\x1e\x00\x00\x00\x14", b"\x7f\xff\xff\xff\x7f\xff\xff\xff")),
        ("a.svg", b"<svg"),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg width="&a;" height="1"/>'),
    ],
)
def test_what_is_no_picture_has_no_size(name: str, content: bytes) -> None:
    found = pictures.measure(name, content)
    assert (found.bytes, found.width, found.height) == (len(content), 0, 0)


def test_a_catalog_without_translators_names_nobody(course: CourseIn) -> None:
    assert po.header_fields(course.catalog(PO)).get("Last-Translator") == ""
    assert page(course, "exports/html/fr/credits.html").xpath("//ul[@class='names']") == []
