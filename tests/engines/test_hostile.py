"""Nothing that a translator writes runs in a browser, loads something or gets a handler: with no policy to help.

The pages of every hostile translation (`tests/hostile.py`), of which nothing was checked, are opened with scripts on
and their content security policy off, and used: questions are answered, the course is searched.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.exporters.epub_books import unpacked
from tests.hostile import EXPORTERS, Hostile, files_of, hostile
from wlw_i18n.model.output import OutputFile

from .installation import module

if TYPE_CHECKING:  # a machine without the engines can still collect these tests
    from playwright.sync_api import Browser, Page

Pages = Callable[[str], Iterator[tuple[str, bytes]]]
"""A text to the files of its pages: path and content."""

_USED = """() => {
  for (const form of document.querySelectorAll("form")) {
    const field = form.querySelector("input, select");
    if (field && field.type !== "radio" && field.type !== "checkbox") field.value = "alert";
    else if (field) field.checked = true;
    form.requestSubmit();
  }
  for (const details of document.querySelectorAll("details")) details.open = true;
  const all = [...document.querySelectorAll("*")];
  const names = ["href", "src", "xlink:href", "action", "formaction", "srcdoc", "data"];
  const handlers = all.flatMap((each) => [...each.attributes].map((one) => one.name)).filter((one) => /^on/i.test(one));
  const addresses = all.flatMap((each) => names.filter((one) => each.hasAttribute(one)).map((one) => each[one] ?? ""))
    .map(String).filter((one) => !/^(file|https?|mailto):/.test(one) && one !== "")
    .filter((one) => !one.startsWith("data:text/vtt;base64,"));
  const scripts = [...document.scripts].filter((each) => each.text.trim()).length;
  const strange = document.querySelectorAll("iframe, object, embed, base, meta[http-equiv=refresh], svg script").length;
  return { handlers, addresses, scripts, strange };
}"""
_NOTHING = {"handlers": [], "addresses": [], "scripts": 0, "strange": 0}


def _site(text: str) -> Iterator[tuple[str, bytes]]:
    yield from ((file.path, file.content) for file in files_of(EXPORTERS["html"], text))


def _book(text: str) -> Iterator[tuple[str, bytes]]:
    (book,) = (file for file in files_of(EXPORTERS["epub"], text) if file.path.endswith(".epub"))
    yield from unpacked(OutputFile("", book.content)).items()


def _blocks(text: str) -> Iterator[tuple[str, bytes]]:
    """The html blocks of Open edX, together on a page, as its learning system puts them."""
    made = files_of(EXPORTERS["olx"], text)
    # The course's own files, which the learning system serves.
    blocks = [file.content.replace(b'="/static/', b'="static/') for file in made if file.path.endswith(".html")]
    head = b'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n'
    yield "page.html", head + b"\n".join(blocks) + b"\n</body></html>\n"


PAGES: Mapping[str, tuple[Pages, tuple[str, ...], tuple[str, ...]]] = {
    "book": (_book, (), ("EPUB/text/lesson.xhtml", "EPUB/text/quiz.xhtml")),
    "olx": (_blocks, ("page.html",), ()),
    "site": (_site, ("fr/start/lesson.html", "fr/start/quiz.html"), ("fr/credits.html", "fr/search.html")),
}
"""What is written, which of its pages are opened for every case, and of which one is opened, in turn."""


class Watched:
    """A tab of which everything that happens is written down."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.own = folder.resolve().as_uri()
        self.seen: list[str] = []
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self._request(request.url))
        page.on("popup", lambda popup: self.seen.append(f"window {popup.url}"))
        page.on("pageerror", lambda error: self.seen.append(f"error {error}"))

    def _dialog(self, dialog: object) -> None:
        self.seen.append("dialog")
        dialog.dismiss()  # type: ignore[attr-defined]

    def _request(self, url: str) -> None:
        if not url.startswith(self.own):
            self.seen.append(f"request {url}")

    def look(self, path: Path) -> list[str]:
        """What happened on a page that must not."""
        self.seen.clear()
        self.page.goto(path.resolve().as_uri())
        try:
            found = self.page.evaluate(_USED)
        except module("playwright.sync_api").Error as error:
            found = f"the page went away: {error}"
        if self.page.url.partition("#")[0] != path.resolve().as_uri():
            self.seen.append(f"went to {self.page.url}")
        return [*self.seen, *([str(found)] if found != _NOTHING else [])]


@pytest.fixture(name="watched")
def watched_fixture(browser: Browser, tmp_path: Path) -> Iterator[Watched]:
    context = browser.new_context(bypass_csp=True, offline=True)
    yield Watched(context.new_page(), tmp_path)
    context.close()


def _written(folder: Path, files: Iterator[tuple[str, bytes]]) -> Path:
    for path, content in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.mark.parametrize("target", PAGES)
def test_nothing_runs(target: str, watched: Watched, tmp_path: Path) -> None:
    make, always, in_turn = PAGES[target]
    happened = {}
    cases: list[Hostile] = hostile()
    for number, case in enumerate(cases):
        folder = _written(tmp_path / str(number), make(case.text))
        for path in (*always, *in_turn[number % max(len(in_turn), 1) :][:1]):
            if said := watched.look(folder / path):
                happened[f"{case.name}: {path}"] = said
        shutil.rmtree(folder)
    assert happened == {}


def test_the_watch_sees_what_runs(watched: Watched, tmp_path: Path) -> None:
    """A test that cannot fail proves nothing."""
    payloads = {
        "script.html": "<script>alert(1)</script>",
        "handler.html": "<img src='x' onerror='alert(1)'>",
        "address.html": "<a href='javascript:alert(1)'>x</a>",
        "request.html": "<img src='https://evil.example/x.png'>",
        "frame.html": "<iframe srcdoc='x'></iframe>",
        "away.html": "<meta http-equiv='refresh' content='0;url=about:blank'>",
    }
    policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
    files = ((name, f"<!DOCTYPE html>{policy}<p>{text}</p>".encode()) for name, text in payloads.items())
    folder = _written(tmp_path / "evil", iter(files))
    assert [name for name in payloads if not watched.look(folder / name)] == []
