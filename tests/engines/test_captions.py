"""Captions where learners meet them: in Chromium's player, in Open edX's, on a wiki's page."""

import base64
import functools
import http.server
import tarfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pysubs2
import pytest
from lxml import html as lxml_html

from tests.pipeline import course_in
from tests.pipeline.course_in import CourseIn

from .browser import OpenPage, axe_violations
from .mediawiki import MediaWiki
from .openedx import OpenEdx

LESSON = "source/01-start/01-first-lesson.md"
MEDIA = "source/01-start/media"
VTT = """WEBVTT
Duration: 0:02

00:00.000 --> 00:01.000
<v May>Women are <i>missing</i>
from Wikipedia

00:01.000 --> 00:05.000
<v May>and that is not fair & not < right.
"""
VIDEOS = """

## Videos

![The gap](media/gap.webm "An animation")

![An event](https://youtu.be/AOUEsgFrYeg)

![A portrait](https://commons.wikimedia.org/wiki/File:The_gap.webm)
"""
NAMES = ("gap", "AOUEsgFrYeg", "The_gap")
_RECORD = """async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [160, 90];
    const drawing = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(10), {mimeType: "video/webm"});
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    const stopped = new Promise((resolve) => { recorder.onstop = resolve; });
    recorder.start();
    for (let step = 0; step < 20; step += 1) {
        drawing.fillStyle = `hsl(${step * 18}, 70%, 50%)`;
        drawing.fillRect(0, 0, 160, 90);
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    recorder.stop();
    await stopped;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
}"""
"""Two seconds of colours, recorded by the browser itself."""


@pytest.fixture(scope="module", name="course")
def course_fixture(tmp_path_factory: pytest.TempPathFactory) -> CourseIn:
    course = course_in.make(tmp_path_factory.mktemp("captions") / "course", "fr", "ar")
    course.write(f"{MEDIA}/gap.webm", "recorded later")
    course.write(f"{MEDIA}/gap.poster.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90"/>')
    for name in NAMES:
        course.write(f"{MEDIA}/{name}.en.vtt", VTT)
    course.write(LESSON, course.read(LESSON) + VIDEOS)
    assert not course.sync().broken
    course.translate("fr")
    assert not course.sync().broken
    return course


@pytest.fixture(scope="module", name="address")
def address_fixture(course: CourseIn) -> Iterator[str]:
    """Where the site is served: from files, browsers load no captions."""
    handler = functools.partial(_Quiet, directory=str(course.root / "exports/html"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.mark.parametrize(
    "shown",
    [
        ("en", "English", ["Women are missing\nfrom Wikipedia", "and that is not fair & not < right."]),
        ("fr", "français", ["⟦Women are missing from", "Wikipedia and that is\nnot fair & not < right.⟧"]),
    ],
)
def test_captions_show_in_the_player_and_nothing_is_loaded_before_a_click(
    course: CourseIn, address: str, open_page: OpenPage, shown: tuple[str, str, list[str]]
) -> None:
    code, label, said = shown
    # Recorded on a page of the server's: a file's own page may not.
    webm = base64.b64decode(open_page(f"{address}/en/index.html").page.evaluate(_RECORD))
    assert webm.startswith(b"\x1a\x45\xdf\xa3")
    (course.root / "exports/html/media/start/gap.webm").write_bytes(webm)
    tab = open_page(f"{address}/{code}/start/first-lesson.html")
    tab.page.wait_for_timeout(500)
    assert [url for url in tab.requests if not url.startswith(address)] == []
    assert not [url for url in tab.requests if url.endswith(".webm")]
    video = tab.page.locator("video")
    assert video.evaluate("video => [video.autoplay, video.preload, video.poster.endsWith('.svg')]") == [
        False,
        "none",
        True,
    ]
    cues = video.evaluate(
        """async (video) => {
            const track = video.textTracks[0];
            video.muted = true;
            await video.play();
            const seen = [];
            while (!video.ended) {
                const active = track.activeCues && track.activeCues[0];
                const text = active ? active.getCueAsHTML().textContent : "";
                if (text && seen.at(-1) !== text) seen.push(text);
                await new Promise((resolve) => setTimeout(resolve, 50));
            }
            return {mode: track.mode, language: track.language, label: track.label, kind: track.kind, seen};
        }"""
    )
    assert cues == {"mode": "showing", "language": code, "label": label, "kind": "captions", "seen": said}
    assert [url for url in tab.requests if not url.startswith(address)] == []


def test_what_is_said_can_be_read_and_the_page_is_accessible(address: str, open_page: OpenPage) -> None:
    tab = open_page(f"{address}/fr/start/first-lesson.html")
    parts = tab.page.locator("details.transcript")
    assert parts.count() == len(NAMES)
    parts.first.locator("summary").click()
    text = " ".join(parts.first.locator("p").inner_text().split())
    assert text == "⟦May⟧: ⟦Women are missing from Wikipedia and that is not fair & not < right.⟧"
    assert axe_violations(tab) == []


@pytest.mark.parametrize(("code", "languages"), [("en", ["en"]), ("fr", ["en", "fr"]), ("ar", ["en"])])
def test_open_edx_loads_every_transcript(course: CourseIn, openedx: OpenEdx, code: str, languages: list[str]) -> None:
    course.sync(replace(course_in.SYNC, draft=True))
    archives = (course.root / "exports/olx").glob("*.tar.gz")
    (archive,) = (
        path for path in archives if path.name.endswith(f"_{code}.tar.gz") or (code == "en" and "_" not in path.name)
    )
    loaded = openedx.load(archive)
    assert loaded.errors == ()
    # Of old, transcripts had another name: Open edX says that it has none of that kind.
    assert [each for each in loaded.warnings if "subs_AOUEsgFrYeg" not in each] == []
    (video,) = (block for block in loaded.blocks if block.block_type == "video")
    assert sorted(video.fields["transcripts"]) == languages
    for language, file in video.fields["transcripts"].items():
        srt = (loaded.folder / "static" / file).read_text(encoding="utf-8")
        ours = pysubs2.SSAFile.from_string(srt, format_="srt")
        assert [[start, end] for start, end, _ in video.transcripts[language]] == [
            [event.start, event.end] for event in ours
        ]
        said = " ".join(text for _, _, text in video.transcripts[language])
        assert "Women are <i>missing</i>" in said
        assert ("⟦May⟧:" in said) == (language == "fr")


def test_open_edx_says_so_when_it_cannot_load_a_transcript(course: CourseIn, openedx: OpenEdx, tmp_path: Path) -> None:
    """So the test above can fail."""
    (archive,) = (course.root / "exports/olx").glob("*_fr.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    for srt in (tmp_path / "course/static").glob("*-fr.srt"):
        srt.write_text("no transcript", encoding="utf-8")
    loaded = openedx.load(tmp_path / "course")
    (video,) = (block for block in loaded.blocks if block.block_type == "video")
    assert list(video.transcripts) == ["en"]


def test_mediawiki_shows_every_media_page(course: CourseIn, mediawiki: MediaWiki) -> None:
    folder = course.root / "exports/wikitext/generic"
    for code in ("en", "fr"):
        page = (folder / code / "start/first-lesson.wiki").read_text(encoding="utf-8")
        shown = lxml_html.fromstring(mediawiki.parse(page))
        boxes = [box for box in shown.find_class("mw-collapsible") if "Wikipedia" in box.text_content()]
        assert len(boxes) == len(NAMES)
        assert all("that is not fair & not < right." in box.text_content() for box in boxes)
        assert all(len(box.findall(".//i")) == 1 for box in boxes)
        for srt in sorted((folder / code / "timedtext").glob(f"*.webm.{code}.srt")):
            title = f"TimedText:{srt.name}"
            mediawiki.save(title, srt.read_text(encoding="utf-8"))
            assert pysubs2.SSAFile.from_string(mediawiki.page_text(title), format_="srt")
