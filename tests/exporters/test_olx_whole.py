"""The archive as a whole: what points to what, what Studio takes, what is deliberately not in it."""

import gzip
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exporters.olx_builders import CONFIG, Course, Translate, course, findings
from tests.exporters.test_olx import arabic, french, small
from wlw_i18n.exporters.olx import OLX, progress_blocks
from wlw_i18n.exporters.olx.archive import tar_gz
from wlw_i18n.exporters.olx.limits import MOST_BYTES, MOST_MEMBERS, too_large
from wlw_i18n.exporters.olx.unpack import NotAnArchiveError, unpacked
from wlw_i18n.model.course import OlxTarget
from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.model.output import OutputFile

BLOCKS = ("chapter", "sequential", "vertical", "html", "problem", "video")
EDITIONS = [("en", None), ("fr", french), ("ar", arabic), ("pt-br", None)]


@pytest.fixture(params=EDITIONS, ids=[code for code, _ in EDITIONS], name="folder")
def folder_fixture(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An edition's archive, unpacked."""
    return small().unpacked(tmp_path, *request.param)


def test_each_block_is_pointed_to_once_and_by_its_name_alone(folder: Path) -> None:
    pointers = Counter[str]()
    for path in folder.rglob("*.xml"):
        for child in etree.parse(path).getroot():
            if child.tag in BLOCKS and path.parent.name != "problem":
                # With another attribute it would be an empty block, and its file would be lost without a word.
                assert list(child.attrib) == ["url_name"], path
                pointers[f"{child.tag}/{child.get('url_name')}"] += 1
    files = {f"{path.parent.name}/{path.stem}" for kind in BLOCKS for path in (folder / kind).glob("*.xml")}
    assert set(pointers) == files
    assert set(pointers.values()) == {1}
    assert {path.stem for path in (folder / "html").glob("*.html")} == {
        path.stem for path in (folder / "html").glob("*.xml")
    }


def test_course_xml_has_three_attributes(folder: Path) -> None:
    assert sorted(etree.parse(folder / "course.xml").getroot().attrib) == ["course", "org", "url_name"]


def test_each_format_is_a_type_of_the_policy(folder: Path) -> None:
    (path,) = folder.glob("policies/*/grading_policy.json")
    types = {grader["type"] for grader in json.loads(path.read_text())["GRADER"]}
    formats = {etree.parse(path).getroot().get("format") for path in folder.glob("sequential/*.xml")} - {None}
    assert formats
    assert formats <= types


def test_what_is_not_there(folder: Path) -> None:
    paths = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert not [path for path in paths if path.startswith(("drafts/", "tabs/", "assets/")) or path.endswith(".srt")]
    texts = "".join(path.read_text() for path in folder.rglob("*.xml"))
    for word in ("markdown", "edx_video_id", "<transcript", "transcripts=", "xml:space", "parent_url", "index_in"):
        assert word not in texts, word


def test_pages_of_the_catalogue_say_their_language(folder: Path) -> None:
    code = folder.parent.name
    tag = {"pt-br": "pt-BR"}.get(code, code)
    overview = (folder / "about/overview.html").read_text()
    assert overview.startswith(f'<div lang="{tag}" dir="{"rtl" if code == "ar" else "ltr"}">')
    etree.fromstring(overview)
    assert (folder / "about/effort.html").read_text() == "2 hours\n"
    assert json.loads((folder / "info/updates.items.json").read_text()) == []


def test_markup_in_a_description_is_text(tmp_path: Path) -> None:
    bad = '</section><script>alert(1)</script> & "/static/x"'
    sources = {"01-a/index.md": "---\ntitle: A\nkind: module\n---\n"}
    folder = course(sources, config=replace(CONFIG, title=bad, description=bad)).unpacked(tmp_path)
    for name in ("overview", "short_description"):
        text = (folder / f"about/{name}.html").read_text()
        assert "<script" not in text
        assert '"/static/x"' not in text
    assert findings(folder) == []


def test_a_language_that_open_edx_does_not_have_is_left_out(tmp_path: Path) -> None:
    folder = small().unpacked(tmp_path, "dag", french)
    (path,) = folder.glob("course/*.xml")
    assert etree.parse(path).getroot().get("language") is None
    assert '<div lang="dag" dir="ltr">' in (folder / "html/start_page_start_text.html").read_text()
    assert findings(folder) == []


# -- what Studio takes ------------------------------------------------------------------------------------------------


def _said(of: Course, code: str = "en") -> list[Diagnostic]:
    return list(OLX.inspect(of.edition(code), of.export(code)))


def test_an_archive_of_usual_size_is_not_spoken_of() -> None:
    assert _said(small()) == []


@pytest.mark.parametrize(
    ("members", "size", "said"),
    [
        (MOST_MEMBERS, MOST_BYTES, []),
        (MOST_MEMBERS + 1, 0, ["olx: the archive has 50001 files; Studio takes 50000"]),
        (1, MOST_BYTES + 1024**2, ["olx: the archive has 2049 MB of files; Studio takes 2048"]),
    ],
)
def test_an_archive_that_is_too_large(members: int, size: int, said: list[str]) -> None:
    found = list(too_large(small().edition("fr"), members, size))
    assert [each.message for each in found] == said
    assert all((each.severity, each.language) == (Severity.ERROR, "fr") for each in found)


def test_a_course_address_that_is_too_long() -> None:
    long = course({"01-a/index.md": "---\ntitle: A\nkind: module\n---\n"}, config=replace(CONFIG, number="x" * 55))
    (found,) = _said(long, "pt-br")
    assert "together; Studio takes 65" in found.message
    assert _said(replace(long, config=replace(CONFIG, number="x" * 50)), "pt-br") == []


def test_a_course_image_that_is_not_there() -> None:
    missing = replace(small(), config=replace(CONFIG, olx=OlxTarget(image="none.png")))
    assert [found.message for found in _said(missing)] == [
        'olx: there is no picture "none.png" below source/, so the course has a plain one'
    ]
    assert _said(missing, "fr") == []


def test_a_course_of_one_letter_is_not_compressed_too_much() -> None:
    again = "a" * 5_000_000
    archive = course(
        {"01-a/index.md": "---\ntitle: A\nkind: module\n---\n", "01-a/01-b.md": f"---\ntitle: B\n---\n\n{again}\n"}
    ).archive()
    assert len(gzip.decompress(archive.content)) < 200 * len(archive.content)


# -- read again -------------------------------------------------------------------------------------------------------


def test_an_archive_reads_as_it_was_written() -> None:
    made = small().export("fr", french)
    files = {file.path: file.content for file in unpacked(small().archive("fr", french).content)}
    assert {file.path.removeprefix("fr/course/"): file.content for file in made}.items() <= files.items()


def test_the_blocks_with_progress_are_the_same_in_every_language() -> None:
    def names(code: str, translate: Translate | None = None) -> set[str]:
        made = small().export(code, translate)
        return {block.id for block in progress_blocks(small().edition(code), made)}

    english = names("en")
    assert len(english) > 10
    assert names("fr", french) == names("ar", arabic) == english


@pytest.mark.parametrize(
    "content", [b"", b"\x1f\x8b", gzip.compress(b"x" * 2000, mtime=0)], ids=["empty", "cut off", "no tar"]
)
def test_what_is_no_archive(content: bytes) -> None:
    with pytest.raises(NotAnArchiveError):
        unpacked(content)


def test_an_archive_without_a_course() -> None:
    with pytest.raises(NotAnArchiveError, match=r"there is no course\.xml"):
        unpacked(tar_gz([OutputFile("a/b.xml", b"<a/>")]))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["\ufffe", "\uffff", "]]>", "<!DOCTYPE x>"]))
def test_blocks_can_be_read_whatever_people_write(text: str) -> None:
    made = small().export("fr", lambda _unit: text)
    assert progress_blocks(small().edition("fr"), made)
