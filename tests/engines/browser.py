"""Debian's Chromium, driven by Playwright, with the accessibility rules of axe-core."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import pytest

from .installation import module, program

if TYPE_CHECKING:  # a machine without the engines can still collect these tests
    from playwright.sync_api import Browser, BrowserContext, Page

# Without a sandbox: CI runs as root. The others keep Chromium from asking the network for anything by itself.
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
# Level A and AA of WCAG 2.2, and axe's own best practices.
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass
class Tab:
    """An open page and what happened in it."""

    page: Page
    javascript: bool = True
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def external_requests(self) -> list[str]:
        """Requests that leave the machine's files. They were stopped; a static site must have none."""
        return [url for url in self.requests if not url.startswith(("file:", "data:", "about:", "blob:"))]

    def close(self) -> None:
        """Close it, where a test opens hundreds."""
        self.page.context.close()

    def screenshot(self, path: Path, *, full_page: bool = True) -> Path:
        """A PNG of the page at this path."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=full_page)
        return path


class OpenPage(Protocol):
    """Opens a local file (or an http:// address of a server that the test started) in a tab of its own."""

    def __call__(
        self,
        target: Path | str,
        *,
        javascript: bool = True,
        width: int = 1024,
        height: int = 768,
        media: Literal["screen", "print"] = "screen",
        dark: bool = False,
        reduced_motion: bool = False,
    ) -> Tab: ...


@dataclass(frozen=True)
class Violation:
    """A rule of axe-core that a page breaks, and where."""

    rule: str
    impact: str
    help: str
    targets: tuple[str, ...]


def axe_violations(tab: Tab, *, tags: tuple[str, ...] = AXE_TAGS) -> list[Violation]:
    """What axe-core finds wrong: nothing, if the page is accessible as far as a machine can tell."""
    assert tab.javascript, "axe-core is a script: it never answers in a tab without JavaScript"
    options = {"runOnly": {"type": "tag", "values": list(tags)}, "resultTypes": ["violations"]}
    axe = module("axe_playwright_python.sync_playwright").Axe()
    found: list[dict[str, Any]] = axe.run(tab.page, options=options).response["violations"]
    return [
        Violation(
            rule=each["id"],
            impact=each["impact"] or "",
            help=each["help"],
            targets=tuple(str(target) for node in each["nodes"] for target in node["target"]),
        )
        for each in found
    ]


@pytest.fixture(scope="session", name="browser")
def browser_fixture() -> Iterator[Browser]:
    """Chromium, for the whole run."""
    chromium = program("chromium")
    with module("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture(name="open_page")
def open_page_fixture(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages, each with storage of its own; they are closed when the test ends."""
    contexts: list[BrowserContext] = []

    def open_page(
        target: Path | str,
        *,
        javascript: bool = True,
        width: int = 1024,
        height: int = 768,
        media: Literal["screen", "print"] = "screen",
        dark: bool = False,
        reduced_motion: bool = False,
    ) -> Tab:
        context = browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
        )
        contexts.append(context)
        own = target if isinstance(target, str) else target.resolve().as_uri()
        tab = Tab(context.new_page(), javascript)
        context.route(_elsewhere(own), lambda route: route.abort())
        tab.page.on("request", lambda request: tab.requests.append(request.url))
        tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
        tab.page.on("console", lambda said: tab.errors.append(said.text) if said.type == "error" else None)
        tab.page.emulate_media(media=media)
        tab.page.goto(own)
        return tab

    yield open_page
    for context in contexts:
        context.close()


def _elsewhere(own: str) -> Callable[[str], bool]:
    """Which addresses are on the network: all of http but the opened page's own server."""
    server = re.match(r"https?://[^/]+/", own)
    return lambda url: url.startswith(("http:", "https:", "ws:", "wss:")) and not (server and url.startswith(server[0]))
