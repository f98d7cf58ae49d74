"""The offline copy, unpacked and clicked through in a real browser without a network."""

import zipfile
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from .browser import OpenPage
from .real_course import RealCourse


@pytest.mark.parametrize("tag", ["en", "fr", "ar"])
def test_a_learner_clicks_through_the_copy(
    real_course: RealCourse, open_page: OpenPage, tmp_path: Path, tag: str
) -> None:
    (copy,) = (real_course.root / "exports/html/offline").glob(f"*-{tag}.zip")
    with zipfile.ZipFile(copy) as archive:
        archive.extractall(tmp_path)
        inside = {name for name in archive.namelist() if name.endswith(".html")}
    tab = open_page(tmp_path / "index.html")
    top = tmp_path.resolve().as_uri()
    seen: list[str] = []
    tab.page.locator(".outline a").first.click()
    while True:
        # The style sheet may come after the page.
        tab.page.wait_for_load_state("load")
        seen.append(urldefrag(tab.page.url).url.removeprefix(f"{top}/"))
        assert tab.page.evaluate(
            "Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode(); }))"
            ".then(() => true)"
        )
        assert tab.page.evaluate("getComputedStyle(document.querySelector('main')).flexGrow") == "1"
        onward = tab.page.locator("a.next")
        if not onward.count():
            break
        onward.click()
    assert len(seen) == len(set(seen)) > 8
    ways = tab.page.evaluate("[...document.querySelectorAll('a[href]')].map((way) => way.href)")
    for way in {urldefrag(way).url for way in ways if way.startswith("file:")}:
        assert way.removeprefix(f"{top}/") in inside
    tab.page.locator("a.to-search").click()
    tab.page.get_by_role("searchbox").fill("wiki")
    tab.page.get_by_role("searchbox").press("Enter")
    assert tab.page.locator(".results a").count() > 3
    assert tab.errors == []
    assert tab.external_requests == []
    assert tab.page.locator("nav.languages").count() == 0
