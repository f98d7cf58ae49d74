"""OLX: a course that olxcleaner has nothing to say about, the same bytes each time, the same names in each language."""

import gzip
import io
import json
import random
import re
import struct
import tarfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.casefiles import CASES, cases
from tests.exporters.olx_builders import CONFIG, SVG, Course, course, findings, lesson
from wlw_i18n.exporters.olx import OLX, archive_name, names
from wlw_i18n.exporters.olx.archive import tar_gz
from wlw_i18n.exporters.olx.codes import course_language
from wlw_i18n.exporters.olx.picture import course_image
from wlw_i18n.exporters.olx.video import youtube_id
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import OlxTarget
from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.text import Kind

SMALL = {
    "01-start/index.md": "---\ntitle: Start\nkind: module\nsummary: What is here.\n---\n\nWelcome. "
    "Go to [the lesson](01-lesson.md#deep).\n",
    "01-start/01-lesson.md": """---
title: "A lesson & more"
id: the-lesson
summary: Why *read* this.
---

Before.[^n]

![A map](media/map.svg "The map")

## First

See [start](index.md), [the quiz](../02-end/01-quiz.md) and [below](#deep).

![Film](https://youtu.be/AOUEsgFrYeg "A film")

After the film.

## Second {#deep}

> [!TIP]
> Do it.

[^n]: A note.
""",
    "02-end/index.md": "---\ntitle: End\nkind: module\n---\n",
    "02-end/01-quiz.md": """---
title: Quiz
kind: quiz
graded: true
attempts: 2
---

Two questions.

## Colour
<!-- question id=q-colour -->

Which colour?

- (x) Red
- ( ) Blue

## Number
<!-- question id=q-number weight=2 -->

How many?

- = 8 +- 1
""",
    "02-end/02-task.md": "---\ntitle: Task\nkind: assignment\ngraded: true\n---\n\nDo it.\n",
}
MEDIA = {"source__01-start__media__map_DOT_svg": SVG, "translations__fr__media__start__map_DOT_svg": SVG + b"\n"}


def texts_in(files: tuple[OutputFile, ...]) -> dict[str, str]:
    """The text files below `course/`."""
    return {
        file.path.split("/course/", 1)[1]: file.content.decode() for file in files if not file.path.endswith(".png")
    }


def small() -> Course:
    return course(SMALL, **MEDIA)


def french(unit: Unit) -> str:
    return f"l'\u00e9 {unit.text}"


def arabic(unit: Unit) -> str:
    return unit.text if unit.kind is Kind.ANSWERS else f"\u0645\u0631\u062d\u0628\u0627 {unit.text}"


def html_of(of: Course, code: str = "en", translate: Callable[[Unit], str | None] | None = None, **words: str) -> str:
    files = of.export(code, translate, **words)
    return "".join(
        each.content.decode() for each in files if "/html/lesson" in each.path and each.path.endswith("html")
    )


def names_in(files: tuple[OutputFile, ...]) -> set[str]:
    """The files of blocks, with the language left out."""
    blocks = ("chapter/", "sequential/", "vertical/", "html/", "problem/", "video/")
    paths = {file.path.split("/course/")[1] for file in files}
    return {path for path in paths if path.startswith(blocks)}


# -- the whole --------------------------------------------------------------------------------------------------------


def test_a_small_course_is_what_it_was() -> None:
    """Look at the difference; if it is meant, write what is shown into the file."""
    files = sorted(small().export("fr", french), key=lambda file: file.path)
    shown = "".join(
        f"== {file.path}\n{file.content.decode() if not file.path.endswith('.png') else '(picture)'}\n"
        for file in files
    )
    assert shown == (CASES / "olx" / "course.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "translate"),
    [
        ("en", None),
        ("fr", None),
        ("fr", french),
        ("ar", arabic),
        ("pt-br", lambda unit: unit.text if len(unit.key) % 2 else None),
        ("zh-hans", lambda unit: "\u5b57" if unit.kind is Kind.TITLE else None),
    ],
)
def test_olxcleaner_finds_nothing(tmp_path: Path, code: str, translate: Callable[[Unit], str | None] | None) -> None:
    assert findings(small().unpacked(tmp_path, code, translate)) == []


def test_a_course_with_nothing_in_it_is_valid(tmp_path: Path) -> None:
    bare = course({"01-a/index.md": "---\ntitle: A\nkind: module\n---\n", "01-a/01-b.md": "---\ntitle: B\n---\n"})
    folder = bare.unpacked(tmp_path)
    assert findings(folder) == []
    assert (folder / "html/b_page_start_text.html").read_text() == '<div lang="en" dir="ltr">\n<p>B</p>\n</div>\n'


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["", "null", '"x"', "\x0b", "/static/x", "]]>"])
)
def test_olxcleaner_finds_nothing_whatever_translators_write(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = small().unpacked(tmp_path_factory.mktemp("olx"), "fr", lambda _unit: text)
    assert findings(folder) == []


def test_every_text_of_a_lesson_as_html_is_shown(tmp_path: Path) -> None:
    everything = "\n\n".join(part.split("\n.\n")[1] for part in _case_texts("texts"))
    assert findings(lesson(everything).unpacked(tmp_path)) == []


def _case_texts(folder: str) -> list[str]:
    return [
        f"{title.id}\n.\n{title.values[0]}\n.\n"  # type: ignore[attr-defined]
        for title in cases(f"olx/{folder}")
    ]


# -- names ------------------------------------------------------------------------------------------------------------


def test_names_are_the_same_in_every_language() -> None:
    english = names_in(small().export())
    assert names_in(small().export("fr", french)) == english
    assert names_in(small().export("ar", arabic)) == english


def test_names_are_unique_and_short_and_plain() -> None:
    found = [path.rsplit(".", 1)[0].split("/")[1] for path in names_in(small().export()) if path.endswith(".xml")]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch("[a-z0-9_-]{1,64}", name) for name in found)


BODY = """Before.

## Page

Text.

### Question
<!-- question id=q-a -->

Which?

- (x) Right
- ( ) Wrong

### Afterwards

More.
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Before.", "Earlier.\n\nBefore."),
        ("## Page", "## New page\n\nNew.\n\n## Page"),
        ("Text.", "![Film](https://youtu.be/AOUEsgFrYeg)\n\nText."),
        ("### Question", "### New\n<!-- question id=q-new -->\n\nWho?\n\n- (x) I\n- ( ) You\n\n### Question"),
        ("More.", "> More."),
    ],
)
def test_what_is_put_in_renames_nothing(old: str, new: str) -> None:
    before, after = names_in(lesson(BODY).export()), names_in(lesson(BODY.replace(old, new)).export())
    # The text behind a new video follows that video: it is the one thing that may get a new name.
    assert {name for name in before - after if not name.startswith("html/")} == set()
    if "youtu" not in new:
        assert before <= after


def test_renumbering_a_module_and_a_lesson_renames_nothing() -> None:
    renumbered = {
        path.replace("02-end/01-", "07-end/05-")
        .replace("02-end/02-", "07-end/09-")
        .replace("02-end/", "07-end/"): text.replace("../02-end/01-quiz", "../07-end/05-quiz")
        for path, text in SMALL.items()
    }
    assert names_in(course(renumbered, **MEDIA).export()) == names_in(small().export())


def test_a_question_keeps_its_name_in_another_document() -> None:
    files = lesson(BODY, front="title: Lesson\nid: another").export()
    assert "problem/q-a_problem.xml" in names_in(files) & names_in(lesson(BODY).export())


@given(st.lists(st.text(st.characters(codec="ascii", categories=["Ll", "Nd"]), min_size=1, max_size=40), min_size=1))
def test_names_that_fit_are_readable_and_others_are_hashed(parts: list[str]) -> None:
    name = names.url_name(*parts)
    assert re.fullmatch("[a-z0-9_-]{1,64}", name)
    if len("_".join(parts)) <= 64:
        assert name == "_".join(parts)


@given(st.text(min_size=1), st.text(min_size=1))
def test_different_ids_have_different_names(one: str, other: str) -> None:
    assert (names.url_name(one) == names.url_name(other)) == (one == other)
    assert re.fullmatch("[a-z0-9_-]{1,64}", names.url_name(one))


@pytest.mark.parametrize(
    ("path", "shipped", "expected"),
    [
        ("01-gap/media/map.svg", "source/01-gap/media/map.svg", "gap_map.svg"),
        ("07-gap/media/map.svg", "source/07-gap/media/map.svg", "gap_map.svg"),
        ("01-gap/media/map.svg", "translations/pt-br/media/gap/map.svg", "gap_map-pt-br.svg"),
        ("01-gap/media/plan", "translations/fr/media/gap/plan", "gap_plan-fr"),
        ("cover.png", "source/cover.png", "e05c93de9b_cover.png"),
        ("01-gap/map.svg", "source/01-gap/map.svg", "5cec8b2c3d_map.svg"),
        ("01-gap/media/My picture é.svg", "source/01-gap/media/My picture é.svg", "3b1a8ba5ea_My-picture-.svg"),
    ],
)
def test_names_of_media(path: str, shipped: str, expected: str) -> None:
    assert re.sub("^[0-9a-f]{10}_", "#_", names.static(path, shipped)) == re.sub("^[0-9a-f]{10}_", "#_", expected)


@given(st.lists(st.text(min_size=1, max_size=90).map(lambda name: f"01-a/media/{name}"), unique=True, max_size=8))
def test_names_of_media_are_flat_ascii_and_different(paths: list[str]) -> None:
    media = {path: f"source/{path}" for path in paths}
    found = names.media_names(media)
    assert len(found) == len(media)
    assert all(re.fullmatch(r"[A-Za-z0-9._-]{1,80}", name) and not name.startswith(".") for name in found)


def test_a_translated_picture_is_shipped_under_its_own_name() -> None:
    assert OLX.assets(small().edition("fr")) == {
        "fr/course/static/start_map-fr.svg": "translations/fr/media/start/map.svg"
    }
    assert OLX.assets(small().edition("ar")) == {"ar/course/static/start_map.svg": "source/01-start/media/map.svg"}


# -- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("markdown", "expected"), cases("olx/texts"))
def test_a_lesson_as_html_components(markdown: str, expected: str) -> None:
    assert html_of(lesson(markdown)) == f"{expected}\n"


def test_a_document_that_is_not_translated_says_so_in_the_learners_language() -> None:
    words = {"not-translated": "Pas encore traduit ({language})."}
    html = html_of(lesson("Text.\n\n## Page\n\nMore."), "fr", None, **words)
    assert html == (
        '<div lang="en" dir="ltr">\n'
        '<p class="notice" lang="fr" dir="ltr"><em>Pas encore traduit (English).</em></p>\n'
        '<p data-unit="p-d89f7dce">Text.</p>\n</div>\n'
        '<div id="page" lang="en" dir="ltr">\n<p data-unit="p-4f5a4e40">More.</p>\n</div>\n'
    )


def test_a_page_that_is_partly_translated_says_so() -> None:
    html = html_of(lesson("One.\n\nTwo."), "ar", lambda unit: None if unit.text == "Two." else "\u0623.")
    assert 'dir="rtl">\n<p class="notice"><em>Parts of this page' in html
    assert re.search('<p data-unit="[^"]*" lang="en" dir="ltr">Two.</p>', html)
    assert "notice" not in html_of(lesson("One.\n\nTwo."), "ar", lambda _unit: "\u0623.")


def test_a_heading_that_a_title_cannot_do_justice_to_stays() -> None:
    html = html_of(lesson("## Page\n\nText."), "fr", lambda unit: None if unit.kind is Kind.HEADING else "texte")
    assert re.search('<h3 id="page" data-unit="[^"]*" lang="en" dir="ltr">Page</h3>', html)


def test_a_question_that_falls_back_says_its_language() -> None:
    files = lesson(BODY).export("fr", lambda unit: None if unit.question else "texte")
    (xml,) = [file.content for file in files if "/problem/" in file.path]
    assert dict(etree.fromstring(xml)[0].attrib) == {"lang": "en", "dir": "ltr"}
    (xml,) = [file.content for file in lesson(BODY).export("fr", french) if "/problem/" in file.path]
    assert etree.fromstring(xml)[0].tag == "multiplechoiceresponse"


def test_a_document_of_a_right_to_left_language() -> None:
    files = texts_in(lesson(BODY).export("ar", arabic))
    assert files["html/lesson_page_start_text.html"].startswith('<div lang="ar" dir="rtl">\n')
    assert '<div lang="ar" dir="rtl">\n<multiplechoiceresponse>' in files["problem/q-a_problem.xml"]


def test_links_lead_to_pages_and_documents() -> None:
    files = texts_in(small().export())
    assert re.search(r"/jump_to_id/the-lesson_page_h-\w{8}\"", files["html/start_page_start_text.html"])
    (first,) = [
        text
        for path, text in files.items()
        if re.fullmatch(r"html/the-lesson_page_h-\w+_text.html", path) and ">below<" in text
    ]
    assert 'href="/jump_to_id/start_page_start"' in first
    assert 'href="/jump_to_id/quiz_page_start"' in first
    assert re.search(r'href="/jump_to_id/the-lesson_page_h-\w{8}">below', first)


def test_a_link_to_a_document_whose_page_is_not_known_leads_to_the_document() -> None:
    edition = small().edition()
    links = {
        name: {target: replace(link, key="") for target, link in targets.items()}
        for name, targets in edition.links.items()
    }
    files = OLX.document(replace(edition, links=links), small().documents[1])
    html = "".join(file.content.decode() for file in files if file.path.endswith(".html"))
    assert 'href="/jump_to_id/start_index"' in html
    assert 'href="/jump_to_id/quiz"' in html


def test_a_link_to_a_question_leads_to_it() -> None:
    html = html_of(lesson("See [it](#q-a) and [it](#own).\n\n" + BODY.replace("Question\n", "Question {#own}\n")))
    assert html.count('href="/jump_to_id/q-a_problem"') == 2


def test_footnotes_count_through_questions() -> None:
    body = BODY.replace("Which?", "Which?[^a]").replace("More.", "More.[^a][^b]") + "\n[^a]: A.\n[^b]: B.\n"
    files = [file for file in lesson(body).export() if file.path.endswith(".html") or "/problem/" in file.path]
    text = "".join(file.content.decode() for file in files)
    ids = re.findall(r' id="(fn[^"]*)"', text)
    assert sorted(ids) == ["fn:1", "fn:2", "fnref:1", "fnref:1:2", "fnref:2"]


def test_titles_that_are_json_stay_as_they_are() -> None:
    source = {
        "01-a/index.md": "---\ntitle: '\"A\"'\nkind: module\n---\n",
        "01-a/01-b.md": "---\ntitle: 'null'\n---\n\nText.\n\n## \"Page\"\n\nText.",
    }
    made = course(source, config=replace(CONFIG, title='"Course"')).export()
    xml = [
        etree.fromstring(file.content) for file in made if file.path.endswith(".xml") and "course.xml" not in file.path
    ]
    titles = {each.get("display_name") for each in xml}
    assert titles == {'"\\"Course\\""', '"\\"A\\""', '"null"', '"\\"Page\\""'}


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("https://youtu.be/AOUEsgFrYeg", "AOUEsgFrYeg"),
        ("https://www.youtube.com/watch?v=AOUEsgFrYeg&t=3", "AOUEsgFrYeg"),
        ("https://m.youtube.com/watch?t=3&v=AOUEsgFrYeg", "AOUEsgFrYeg"),
        ("http://www.youtube-nocookie.com/embed/AOUEsgFrYeg", "AOUEsgFrYeg"),
        ("https://www.youtube.com/playlist?list=AOUEsgFrYeg", ""),
        ("https://youtu.be/AOUEsgFrYeg12", ""),
        ("https://evil.example/youtu.be/AOUEsgFrYeg", ""),
        ("media/film.webm", ""),
    ],
)
def test_youtube_addresses(src: str, expected: str) -> None:
    assert youtube_id(src) == expected


def test_videos_without_a_title_have_names_of_their_own() -> None:
    film = "![](https://youtu.be/AOUEsgFrYeg)\n\n"
    once, twice = names_in(lesson(film).export()), names_in(lesson(f"{film}Text.\n\n{film}").export())
    assert len([name for name in twice if name.startswith("video/")]) == 2
    assert {name for name in once if name.startswith("video/")} < twice


def test_a_film_of_the_course_itself_plays_in_the_page() -> None:
    media = {"source__01-start__media__film_DOT_webm": b"x"}
    html = html_of(lesson("![Film](media/film.webm)", **media))
    assert '<video src="/static/start_film.webm" controls="controls"' in html


# -- course, policies -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", "fr"),
        ("pt-BR", "pt"),
        ("es-419", "es"),
        ("zh-Hans", "zh_HANS"),
        ("zh-Hant", "zh_HANT"),
        ("zh-TW", "zh_HANT"),
        ("zh", "zh_HANS"),
        ("fil", "tl"),
        ("sr-Latn", "sr"),
        ("ckb", "ku"),
        ("arz", "ar"),
        ("be-tarask", "be"),
        ("dag", ""),
        ("ha", "ha"),
    ],
)
def test_course_languages(tag: str, expected: str) -> None:
    assert course_language(tag, {}) == expected
    assert course_language(tag, {tag: "xx"}) == "xx"


def _policy(folder: Path, name: str) -> dict[str, object]:
    (path,) = folder.glob(f"policies/*/{name}.json")
    found: dict[str, object] = json.loads(path.read_text())
    return found


QUESTION = "## Q\n<!-- question id=q-{} -->\n\nWhich?\n\n- (x) A\n- ( ) B\n"


def _graded(*kinds: str) -> Course:
    sources = {"01-a/index.md": "---\ntitle: A\nkind: module\n---\n"}
    for number, kind in enumerate(kinds, 1):
        front = f"---\ntitle: D\nkind: {kind}\ngraded: true\n---\n\n"
        sources[f"01-a/{number:02}-d{number}.md"] = f"{front}{QUESTION.format(number)}"
    return course(sources)


@pytest.mark.parametrize("kinds", [(), ("quiz",), ("quiz", "quiz", "assignment"), ("lesson", "quiz", "assignment") * 7])
def test_graded_documents_count_the_same_and_weights_are_one(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    made = _graded(*kinds)
    folder = made.unpacked(tmp_path, "fr", french)
    grader = _policy(folder, "grading_policy")["GRADER"]
    assert isinstance(grader, list)
    assert abs(sum(each["weight"] for each in grader) - 1) < 1e-9
    types = {each["type"]: each["min_count"] for each in grader}
    formats = [etree.parse(path).getroot().get("format") for path in folder.glob("sequential/d*.xml")]
    assert {name: formats.count(name) for name in formats} == (types if kinds else {})
    assert findings(folder) == []


def test_a_graded_document_without_a_question_would_make_passing_impossible(tmp_path: Path) -> None:
    folder = small().unpacked(tmp_path)
    assert "graded" not in (folder / "sequential/task.xml").read_text()
    grader = _policy(folder, "grading_policy")["GRADER"]
    assert [each["type"] for each in grader] == ["Quiz"]  # type: ignore[attr-defined]
    (found,) = [each for document in small().documents for each in OLX.diagnose(small().edition(), document)]
    assert (found.code, found.severity, str(found.location)) == (
        Code.NOT_EXPRESSIBLE,
        Severity.WARNING,
        "source/02-end/02-task.md:1",
    )


def test_settings_stand_in_one_place_only(tmp_path: Path) -> None:
    assert _policy(small().unpacked(tmp_path), "policy") == {
        "course/2026_en": {"discussion_topics": {"Course": {"id": "course"}}}
    }


def test_the_courses_own_picture() -> None:
    config = replace(CONFIG, olx=OlxTarget(image="01-start/media/map.svg"))
    files = {file.path: file.content for file in course(SMALL, config=config, **MEDIA).export("fr")}
    assert b'course_image="start_map-fr.svg"' in files["fr/course/course/2026_fr.xml"]
    assert "fr/course/static/course-image.png" not in files
    assert "fr/course/static/start_map-fr.svg" in files


def test_the_picture_that_is_made_is_a_png() -> None:
    png = course_image()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, rows = 8, b""
    while place < len(png):
        length, kind = struct.unpack(">L4s", png[place : place + 8])
        data = png[place + 8 : place + 8 + length]
        assert zlib.crc32(kind + data) == struct.unpack(">L", png[place + 8 + length : place + 12 + length])[0]
        rows += zlib.decompress(data) if kind == b"IDAT" else b""
        place += 12 + length
    assert len(rows) == (756 + 1) * 450


# -- the archive ------------------------------------------------------------------------------------------------------


def test_the_archive_has_one_folder_and_no_date() -> None:
    packed = small().archive("pt-br", french)
    assert packed.path == "WikiBasics-2026_pt-BR.tar.gz" == archive_name(small().edition("pt-br"))
    assert packed.content[4:8] == bytes(4)
    with tarfile.open(fileobj=io.BytesIO(packed.content)) as archive:
        members = archive.getmembers()
    assert [member.name for member in members] == sorted(member.name for member in members)
    assert {member.name.split("/")[0] for member in members} == {"course"}
    assert {(member.mtime, member.uid, member.gid, member.uname, member.mode) for member in members} == {
        (0, 0, 0, "", 0o644)
    }
    assert "course/course.xml" in {member.name for member in members}


def test_the_archive_is_the_same_whatever_the_order() -> None:
    files = list(small().export("fr", french))
    assert OLX.package is not None
    first = list(OLX.package(small().edition("fr"), files))
    random.Random(1).shuffle(files)  # noqa: S311 - no secret
    assert list(OLX.package(small().edition("fr"), files)) == first == [small().archive("fr", french)]


_paths = st.from_regex(r"\A[a-z]{1,30}(/[a-zA-Z0-9._-]{1,60}){1,3}\Z").filter(
    lambda path: not any(part in {".", ".."} for part in path.split("/"))
)


@given(st.dictionaries(_paths, st.binary(max_size=2000) | st.builds(bytes, st.sampled_from([0, 511, 512, 513]))))
def test_the_archive_is_what_tarfile_reads(files: dict[str, bytes]) -> None:
    packed = tar_gz(OutputFile(path, content) for path, content in files.items())
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        read = {member.name: archive.extractfile(member).read() for member in archive}  # type: ignore[union-attr]
    assert read == files
    assert len(gzip.decompress(packed)) % 10240 == 0


def test_an_archive_is_never_compressed_so_much_that_it_is_refused() -> None:
    packed = tar_gz([OutputFile("course/a", bytes(50_000_000))])
    assert len(gzip.decompress(packed)) / len(packed) < 200


@pytest.mark.parametrize("path", ["course/\u00e9", "d" * 101, f"{'a' * 60}/{'b' * 150}"])
def test_a_path_that_does_not_fit_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=re.escape(path)):
        tar_gz([OutputFile(path, b"")])


def test_exporting_twice_gives_the_same() -> None:
    assert small().export("ar", arabic) == small().export("ar", arabic)


# -- what cannot be expressed -----------------------------------------------------------------------------------------

DROPDOWN = "## Drop\n<!-- question id=q-d type=dropdown -->\n\nWhich?\n\n- (x) *one*\n- ( ) two\n"


def test_what_the_author_wrote_is_reported_once_and_what_a_translator_did_in_each_language() -> None:
    made = lesson(DROPDOWN)
    (found,) = OLX.diagnose(made.edition(), made.documents[1])
    assert (found.code, found.severity, found.language) == (Code.NOT_EXPRESSIBLE, Severity.WARNING, "")
    assert str(found.location) == "source/01-start/01-lesson.md:11"
    translated = made.served("fr", lambda unit: "m\u00eame" if unit.kind is Kind.CHOICE else unit.text)[1]
    found = list(OLX.diagnose(made.edition("fr"), translated))
    assert [(each.severity, each.language) for each in found] == [(Severity.ERROR, "fr")] * 2
    assert all(each.key.startswith("a-") and "q-d" in each.message for each in found)


def test_a_course_without_a_fault_has_none() -> None:
    for document in small().served("fr", french):
        assert list(OLX.diagnose(small().edition("fr"), document)) == []
