"""The site of the real course in a real browser: as learners use it, whatever they have and can."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from benchmarks.pages import weights
from lxml import html as lxml_html

from tests.engines.asking import Submission, bare, submissions
from tests.engines.real_course import RealCourse
from wlw_i18n import inline
from wlw_i18n.model.course import Language
from wlw_i18n.model.question import Choices, NumberAnswers, Question, QuestionType
from wlw_i18n.pipeline.workspace import SourceFile

from .browser import OpenPage, Tab, axe_violations
from .openedx import OpenEdx, Problem

Page = Any
"""Playwright's: a machine without the engines can still collect these tests."""


@pytest.fixture(name="site")
def site_fixture(real_course: RealCourse) -> Path:
    return real_course.root / "exports/html"


def pages_of(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 40
    return found


# Everybody


def test_no_page_breaks_a_rule_of_accessibility_or_asks_anything_of_another_site(
    site: Path, open_page: OpenPage
) -> None:
    for path in pages_of(site):
        tab = open_page(path)
        assert tab.errors == [], path
        assert all(unquote(url).startswith(site.resolve().as_uri()) for url in tab.requests), (path, tab.requests)
        # Its script reads the style sheet once more, which the pages' policy forbids: last.
        assert axe_violations(tab) == [], path
        tab.page.context.close()


@pytest.mark.parametrize("name", ["en/welcome/self-test", "ar/state-of-the-gap/how-it-was-measured", "fr/index"])
def test_dark_pages_and_answered_questions_are_as_accessible(site: Path, open_page: OpenPage, name: str) -> None:
    tab = open_page(site / f"{name}.html", dark=True)
    for form in tab.page.locator("form.question").all():
        form.locator("summary").first.click()
        answer_somehow(form)
    assert axe_violations(tab) == []


def answer_somehow(form: Page) -> None:
    for field in form.locator("fieldset input, fieldset select").all()[:1]:
        kind = field.get_attribute("type")
        if kind in {"radio", "checkbox"}:
            field.check()
        elif kind == "text":
            field.fill("4")
        else:
            field.select_option(index=1)
    form.locator("button").click()


@pytest.mark.parametrize(("width", "what"), [(320, "a narrow telephone"), (512, "a window of 1024 pixels at 200 %")])
def test_nothing_is_cut_off(site: Path, open_page: OpenPage, width: int, what: str) -> None:
    tab = open_page(site / "index.html", width=width)
    for path in pages_of(site):
        tab.page.goto(path.as_uri())
        tab.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        if tab.page.locator(".languages details").count():
            tab.page.evaluate("document.querySelector('.languages details').open = false")
        wide = tab.page.evaluate("document.scrollingElement.scrollWidth")
        assert wide <= width, (what, path, wide)


def test_the_course_names_itself_once_on_a_telephone(site: Path, open_page: OpenPage) -> None:
    for width, times in ((360, 1), (1024, 2)):
        tab = open_page(site / "fr/index.html", width=width)
        title = tab.page.locator("h1").inner_text()
        assert tab.page.get_by_text(title, exact=True).filter(visible=True).count() == times, width


def test_a_word_that_is_shown_in_english_has_one_arrow(site: Path, open_page: OpenPage) -> None:
    tab = open_page(site / "ar/state-of-the-gap/how-it-was-measured.html", width=360)
    arrows = """([at, side]) => [...document.querySelectorAll(`nav.steps ${at} *`)]
        .filter((each) => getComputedStyle(each, side).content !== 'none').length"""
    for at, side in ((".previous", "::before"), (".next", "::after")):
        tab.page.locator(f"nav.steps {at} > span").evaluate(
            'each => { each.innerHTML = \'<span lang="en" dir="ltr">Step</span>\' }'
        )
        assert tab.page.evaluate(arrows, [at, side]) == 1


def test_every_link_and_anchor_within_the_site_leads_somewhere(site: Path) -> None:
    parsed = {path.resolve(): lxml_html.parse(path).getroot() for path in pages_of(site)}
    followed = 0
    for path, page in parsed.items():
        for address in page.xpath("//@href | //@src"):
            if re.match(r"[a-z]+:", address):
                assert address.startswith(("https://", "http://", "mailto:", "data:text/vtt;base64,")), (path, address)
                continue
            target, anchor = urldefrag(address)
            goal = (path.parent / unquote(target)).resolve() if target else path
            assert goal.is_file(), (path, address)
            assert not anchor or unquote(anchor) in parsed[goal].xpath("//@id"), (path, address)
            followed += 1
    assert followed > 1000


def test_pages_are_light(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is loaded for a page, without pictures: below 40 kB as a server sends it, and a lesson also unpacked.

    A quiz is as long as its author makes it.
    """
    found = list(weights(site))
    heaviest = max(found, key=lambda each: each.whole)
    lessons = [each for each in found if "questions.js" not in (site / each.path).read_text(encoding="utf-8")]
    longest = max(lessons, key=lambda each: each.whole)
    with capsys.disabled():
        print(  # noqa: T201 - a figure to be looked at
            f"\nheaviest page with its style and scripts: {heaviest.path}, {heaviest.whole:,} bytes;"
            f" heaviest without questions: {longest.path}, {longest.whole:,} bytes;"
            f" at most {max(each.whole_packed for each in found):,} bytes are sent"
        )
    assert longest.whole < 40_000
    assert max(each.whole_packed for each in found) < 40_000


def test_pictures_keep_their_place_while_they_load(site: Path) -> None:
    shown = [image for path in pages_of(site) for image in lxml_html.parse(path).getroot().xpath("//figure/img")]
    assert len(shown) > 30
    for image in shown:
        assert int(image.get("width")) > 0
        assert int(image.get("height")) > 0
        assert (image.get("loading"), image.get("decoding")) == ("lazy", "async")


def test_a_copy_in_any_folder_works(site: Path, open_page: OpenPage, tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", site)
    folder = tmp_path / "Mes documents/دورة #1 100%"
    shutil.unpack_archive(packed, folder)
    tab = open_page(folder / "fr/welcome/self-test.html")
    assert tab.page.evaluate("getComputedStyle(document.querySelector('.question')).borderTopWidth") == "1px"
    answer_somehow(tab.page.locator("form.question").first)
    assert tab.page.locator("form.question .verdict p").first.inner_text()
    tab.page.locator("nav.steps a.next").click()
    assert tab.page.url.endswith("/state-of-the-gap/index.html")
    assert tab.errors == []


def test_nothing_that_is_smuggled_into_a_page_runs(site: Path, open_page: OpenPage) -> None:
    path = site / "en/welcome/smuggled.html"
    page = (site / "en/welcome/self-test.html").read_text(encoding="utf-8")
    evil = "window.ran = true"
    smuggled = (
        f'<script>{evil}</script><img src="x" onerror="{evil}" alt=""><a id="evil" href="javascript:{evil}">x</a>'
        f'<iframe srcdoc="&lt;script&gt;parent.ran = true&lt;/script&gt;"></iframe>'
        '<script src="https://example.org/x.js"></script><img src="https://example.org/x.png" alt="">'
        '<style>body { background: url("https://example.org/y.png") }</style>'
    )
    path.write_text(page.replace("<h1", f"{smuggled}<h1", 1), encoding="utf-8")
    try:
        tab = open_page(site / "index.html")
        refused: dict[str, str] = {}
        tab.page.on("requestfailed", lambda request: refused.update({request.url: request.failure}))
        tab.page.goto(path.as_uri())
        tab.page.locator("#evil").click()
        tab.page.wait_for_timeout(200)
        assert tab.page.evaluate("window.ran") is None
        # The browser's own words for what the page's policy forbids: it never got to the network.
        assert {refused[url] for url in tab.external_requests} == {"csp"}
        answer_somehow(tab.page.locator("form.question").first)
        assert tab.page.locator("form.question .verdict p").first.inner_text(), "our own script runs"
    finally:
        path.unlink()


# With the keyboard alone


def tab_to(tab: Tab, wanted: str, most: int = 150) -> None:
    for _ in range(most):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            outline = tab.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{wanted}: nobody sees where the focus is"
            return
    raise AssertionError(f"no way with the keyboard to {wanted} on {tab.page.url}")


def follow(tab: Tab, wanted: str) -> None:
    tab_to(tab, wanted)
    with tab.page.expect_navigation():
        tab.page.keyboard.press("Enter")


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_keyboard_leads_from_the_course_through_a_lesson_and_a_quiz(
    site: Path, open_page: OpenPage, code: str
) -> None:
    tab = open_page(site / code / "index.html")
    follow(tab, "a[href='welcome/tools-we-use.html']")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("location.hash") == "#:main", "the first link skips to the content"
    follow(tab, "nav.steps a.next")
    assert tab.page.url.endswith("/welcome/self-test.html")
    names = [form.get_attribute("id") for form in tab.page.locator("form.question").all()]
    assert len(names) == 5
    for name in names:
        tab_to(tab, f"form[id='{name}'] fieldset :is(input, select)")
        kind = tab.page.evaluate("document.activeElement.type")
        if kind == "text":
            tab.page.keyboard.type("4")
        else:
            tab.page.keyboard.press("ArrowDown" if kind == "select-one" else "Space")
        tab_to(tab, f"form[id='{name}'] button")
        tab.page.keyboard.press("Enter")
        assert tab.page.locator(f"form[id='{name}'] .verdict p").first.inner_text()
        tab_to(tab, f"form[id='{name}'] details.hint summary")
        tab.page.keyboard.press("Enter")
        assert tab.page.locator(f"form[id='{name}'] details.hint[open]").count() == 1
    tab_to(tab, ".score button")
    follow(tab, "nav.steps a.next")
    assert tab.page.url.endswith("/state-of-the-gap/index.html")
    tab_to(tab, ".languages summary")
    tab.page.keyboard.press("Enter")
    follow(tab, ".languages a[hreflang='fr']")
    assert "/fr/state-of-the-gap/index.html" in tab.page.url


# Without JavaScript


def test_without_a_script_all_text_and_all_answers_can_be_reached(site: Path, open_page: OpenPage) -> None:
    tab = open_page(site / "index.html", javascript=False)
    for path in pages_of(site):
        tab.page.goto(path.as_uri())
        folded = tab.page.locator("main details:not([open]) > summary:visible")
        while folded.count():
            folded.first.click()
        main = lxml_html.parse(path).getroot().find(".//main")
        for hidden in main.xpath(".//*[@hidden]"):
            # What only the script can serve: the button, the search.
            assert {"actions", "search"} & set(hidden.get("class").split()), path
            hidden.drop_tree()
        for instead in main.xpath(".//video/a"):
            instead.drop_tree()  # for browsers that play no videos
        assert bare(tab.page.locator("main").inner_text()) == bare(main.text_content()), path
        for form in main.iter("form"):
            assert form.xpath(".//details[@class='answer']//li[@class='right']"), (path, form.get("id"))


def test_on_paper_answers_stand_open_and_furniture_is_left_out(site: Path, open_page: OpenPage) -> None:
    tab = open_page(site / "en/welcome/self-test.html", javascript=False, media="print")
    assert tab.page.locator("li.right").first.is_visible()
    for each in ("nav.steps", ".languages", ".crumbs", "button"):
        assert not tab.page.locator(each).first.is_visible(), each


# Questions


TRY = """
([name, values]) => {
  const form = document.getElementById(name);
  delete form.dataset.attempts;
  for (const field of form.querySelectorAll("fieldset input, fieldset select")) {
    if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
    else field.value = values[0];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.requestSubmit();
  const verdict = form.querySelector(".verdict");
  const said = [...form.querySelectorAll(":is(.verdict, .choice) .feedback")].map((each) => each.textContent);
  return [verdict.classList.contains("good"), verdict.classList.contains("bad"), said.join("\\n")];
}
"""


def asked(course: RealCourse, openedx: OpenEdx) -> Iterator[tuple[Language, SourceFile, Question, Problem, Any]]:
    for language in course.published:
        loaded = openedx.load(course.archive(language))
        problems = {problem.url_name: problem for problem in loaded.problems}
        for source in course.sources:
            for block in course.document(language, source).blocks:
                if isinstance(block, Question):
                    yield language, source, block, problems[f"{block.id}_problem"], loaded


def in_page(question: Question, problem: Problem, value: str | list[str]) -> list[str]:
    """What Open edX's page submits, as our page has it: choices by their numbers."""
    values = value if isinstance(value, list) else [value]
    if not isinstance(question.answers, Choices):
        return values
    (field,) = problem.inputs
    texts = {option.value: bare(option.text) for option in field.options}
    numbers = {bare(inline.visible(choice.prose.inlines)): str(n) for n, choice in enumerate(question.answers.items)}
    return [numbers[texts[each]] for each in values]


def test_a_comma_before_decimals_is_a_point_as_many_phones_have_no_other_key(
    real_course: RealCourse, openedx: OpenEdx, open_page: OpenPage
) -> None:
    language, source, question, number = next(
        (language, source, question, question.answers.numbers[0].value)
        for language, source, question, _, _ in asked(real_course, openedx)
        if isinstance(question.answers, NumberAnswers)
        and question.answers.numbers[0].value.isdecimal()
        and not question.answers.numbers[0].tolerance
    )
    tab = open_page(real_course.page(language, source))

    def verdict(typed: str) -> list[bool]:
        found: list[bool] = tab.page.evaluate(TRY, [question.id, [typed]])[:2]
        return found

    right, wrong = [True, False], [False, True]
    assert [verdict(f"{number}{end}") for end in (",0", ",5", ",00", ",000")] == [right, wrong, right, wrong]


def test_every_verdict_is_that_of_open_edx(real_course: RealCourse, openedx: OpenEdx, open_page: OpenPage) -> None:
    tab = open_page(real_course.root / "exports/html/index.html")
    page, verdicts = "", {True: 0, False: 0}
    for language, source, question, problem, loaded in asked(real_course, openedx):
        path = real_course.page(language, source).as_uri()
        if path != page:
            tab.page.goto(path)
            page = path
        (field,) = problem.inputs
        for submission in submissions(question, problem):
            if not submission.value and question.type is QuestionType.MULTIPLE:
                continue
            where = (language.code, question.id, submission.value)
            grade = openedx.grade(loaded, problem, {field.id: submission.value})
            assert grade.error == "", where
            values = in_page(question, problem, submission.value)
            right, wrong, said = tab.page.evaluate(TRY, [question.id, values])
            assert right is not wrong, where
            assert right is grade.correct is submission.right, where
            assert_said(submission, said, where)
            verdicts[right] += 1
    assert verdicts[True] > 60
    assert verdicts[False] > 150


def assert_said(submission: Submission, said: str, where: object) -> None:
    for text in submission.said:
        assert text in bare(said), where


def test_answers_are_kept_in_the_browser_until_they_are_cleared(site: Path, open_page: OpenPage) -> None:
    tab = open_page(site / "fr/welcome/self-test.html")
    assert not tab.page.locator(".score").is_visible()
    form = tab.page.locator("form.question").first
    form.locator("input").nth(1).check()
    form.locator("button").click()
    assert form.locator(".verdict.good").count() == 1
    assert tab.page.locator(".score [role=status]").inner_text() == "Réponses justes\u00a0: 1 sur 5"
    tab.page.reload()
    assert form.locator("input").nth(1).is_checked()
    assert form.locator(".verdict.good").count() == 1
    kept = tab.page.evaluate("JSON.stringify(localStorage)")
    assert [json.loads(value)["tries"] for value in json.loads(kept).values()] == [1]
    with tab.page.expect_navigation():
        tab.page.locator(".score button").click()
    assert form.locator(".verdict.good").count() == 0
    assert not tab.page.locator(".score").is_visible()
    assert tab.page.evaluate("localStorage.length") == 0


def test_attempts_run_out_and_then_the_answer_may_be_seen(site: Path, open_page: OpenPage) -> None:
    tab = open_page(site / "en/welcome/self-test.html")
    form = tab.page.locator("form.question").first
    most = int(form.get_attribute("data-attempts"))
    for left in range(most, 0, -1):
        form.locator("input").first.check()
        assert form.locator("button").is_enabled(), left
        form.locator("button").click()
    assert not form.locator("button").is_enabled()
    assert form.locator("details.answer").is_visible()
