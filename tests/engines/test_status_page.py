"""The status pages and badges in a browser and under the validator."""

from pathlib import Path

import pytest

from tests.report.sample import DASHBOARD, files
from wlw_i18n.exporters.html.templating import asset
from wlw_i18n.model.status import CourseStatus, Dashboard

from .browser import OpenPage, axe_violations
from .validator import Validate


@pytest.fixture(scope="module", name="site")
def site_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with nothing but the status pages; they are in `status/`."""
    folder = tmp_path_factory.mktemp("site")
    write(folder, "status", DASHBOARD)
    write(folder, "without-languages", Dashboard(CourseStatus("A course", DASHBOARD.status.documents, ())))
    (folder / "assets").mkdir()
    (folder / "assets/course.css").write_bytes(asset("course.css"))
    return folder


def write(site: Path, name: str, dashboard: Dashboard) -> None:
    (site / name).mkdir()
    for path, content in files(dashboard).items():
        (site / name / path).write_bytes(content)


def test_pages_and_badges_are_valid(site: Path, validate_html: Validate) -> None:
    assert [message for message in validate_html(site) if message.level != "info"] == []


@pytest.mark.parametrize("name", ["index.html", "fr.html", "ar.html", "sw.html", "../without-languages/index.html"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_are_accessible(name: str, dark: bool, site: Path, open_page: OpenPage) -> None:
    tab = open_page(site / "status" / name, dark=dark)
    # First: axe reads style sheets again, which the policy forbids to scripts.
    assert tab.errors == []
    assert tab.external_requests == []
    assert axe_violations(tab) == []


def test_every_link_and_file_of_the_pages_is_there(site: Path, open_page: OpenPage) -> None:
    (site / "index.html").touch()
    for path in sorted((site / "status").glob("*.html")):
        found = open_page(path).page.eval_on_selector_all(
            "[href], [src]", "all => all.map(each => each.getAttribute('href') ?? each.getAttribute('src'))"
        )
        below = [link for link in found if not link.startswith("#") and "translations/" not in link]
        assert len(below) > 4
        assert [link for link in below if not (path.parent / link).resolve().exists()] == []


@pytest.mark.parametrize("name", ["index.html", "ar.html"])
def test_a_phone_shows_a_page_without_moving_it_sideways(name: str, site: Path, open_page: OpenPage) -> None:
    page = open_page(site / "status" / name, width=320, height=640).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_steps_differ_without_colours(site: Path, open_page: OpenPage) -> None:
    """What is more is darker, and the line below it is thicker or of another kind."""
    page = open_page(site / "status" / "index.html").page
    styles = page.eval_on_selector_all(
        ".st-heat .st-share",
        """all => all.map(each => [
            Number(each.innerText.match(/\\d+/)?.[0] ?? 0),
            getComputedStyle(each).borderBlockEndStyle, getComputedStyle(each).borderBlockEndWidth])""",
    )
    by_step = {(share + 24) // 25 if share < 100 else 5: (style, width) for share, style, width in styles}
    assert set(by_step) == {0, 1, 2, 3, 4, 5}
    assert len({by_step[step] for step in range(5)}) == 5


def test_a_badge_is_as_wide_as_its_text(site: Path, open_page: OpenPage) -> None:
    for path in sorted((site / "status").glob("*.svg")):
        page = open_page(path).page
        texts, fields = (
            page.eval_on_selector_all(name, "all => all.map(each => [each.getBBox().x, each.getBBox().width])")
            for name in ("text", "rect")
        )
        for (text_start, text_width), (start, width) in zip(texts, fields, strict=True):
            assert start + 2 <= text_start, path.name
            assert text_start + text_width <= start + width - 2, path.name
            assert width < text_width * 1.6 + 20, path.name
