"""Links within the course: what they lead to, and what is said of those that lead nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefiles import cases
from wlw_i18n import links
from wlw_i18n.links import Outgoing
from wlw_i18n.model.course import LinkTarget
from wlw_i18n.readers import read_document

QUESTION = "<!-- question id=q-why -->\n\nWhy?\n\n- (x) A\n  > [Yes](#surveys)\n- ( ) B\n"

COURSE = {
    "source/01-state-of-the-gap/index.md": "---\ntitle: Gap\nkind: module\n---\nHere.\n",
    "source/01-state-of-the-gap/01-three-gaps.md": "---\ntitle: Gaps\n---\nText.\n\n## One {#one}\n\n## Two {#two}\n",
    "source/01-state-of-the-gap/02-how-it-was-measured.md": (
        f"---\ntitle: Measured\n---\n## Surveys {{#surveys}}\n\n### Été {{#été}}\n\n## Why? {{#why}}\n{QUESTION}"
    ),
    "source/02-plan/index.md": "---\ntitle: Plan\nkind: module\n---\nHere.\n",
    "source/02-plan/01-first-steps.md": "---\ntitle: Steps\nid: steps\n---\n## A {#a}\n",
}
"""The course in which every case's text is the lesson source/01-state-of-the-gap/03-here.md."""
FILES = [*COURSE, "source/course.toml", "source/01-state-of-the-gap/media/map.svg", "source/media/logo.svg"]
HERE = "source/01-state-of-the-gap/03-here.md"


def read(path: str, text: str) -> Outgoing:
    name = links.slug(path.rsplit("/", maxsplit=1)[-1].removesuffix(".md"))
    default = links.slug(path.split("/")[-2]) if name == "index" else name
    document, _ = read_document(path, text.encode(), default_id=default)
    assert document is not None
    return links.outgoing(document)


def resolve(text: str) -> list[str]:
    documents = [read(path, content) for path, content in COURSE.items()]
    documents.append(read(HERE, f"---\ntitle: Here\n---\n{text}"))
    resolved, problems = links.resolve(documents, [*FILES, HERE])
    assert all(not targets for document, targets in resolved.items() if document != "here")
    # Links within a page are the page's own.
    found = [
        f"{target} -> {link.document}{f'#{link.anchor}' if link.anchor else ''} page {link.page}"
        for target, link in resolved["here"].items()
    ]
    said = [
        f"{problem.location.line - 3 if problem.location else 0} {problem.severity.name.lower()} {problem.code}: "
        f"{problem.message}{f' | {problem.hint}' if problem.hint else ''}"
        for problem in problems
    ]
    return [*found, *said]


@pytest.mark.parametrize(("given", "expected"), cases("links"))
def test_links(given: str, expected: str) -> None:
    assert "\n".join(resolve(given)) == expected


def test_what_a_document_offers_and_asks_for() -> None:
    found = read("source/01-state-of-the-gap/02-how-it-was-measured.md", list(COURSE.values())[2])
    assert found.anchors == {"surveys": 0, "été": 0, "q-why": 1, "why": 1}
    assert [(use.target, use.media) for use in found.uses] == [("#surveys", False)]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("02-how-it-was", "how-it-was"), ("index", "index"), ("2024-x", "x"), ("1-2-x", "2-x"), ("x-1", "x-1")],
)
def test_slugs(name: str, slug: str) -> None:
    assert links.slug(name) == slug


@pytest.mark.parametrize(
    "target", ["https://x.org", "HTTP://x.org/a.md", "//x.org", "mailto:a@b", "MAILTO:a@b", "ftp://x"]
)
def test_external(target: str) -> None:
    assert links.is_external(target)
    assert links.media_path(HERE, target) is None


@pytest.mark.parametrize(
    "target", ["a.md", "#a", "../a/b.md", "a.md?u=https://x.org", "Help:Contents", "/a", "", "data:x"]
)
def test_internal(target: str) -> None:
    assert not links.is_external(target)


@pytest.mark.parametrize(
    ("src", "path"),
    [
        ("media/map.svg", "source/01-state-of-the-gap/media/map.svg"),
        ("../media/logo.svg", "source/media/logo.svg"),
        ("media/%C3%A9t%C3%A9.svg", "source/01-state-of-the-gap/media/été.svg"),
        ("../../secret", "secret"),
        ("../../../secret", "../secret"),
    ],
)
def test_media_paths(src: str, path: str) -> None:
    assert links.media_path(HERE, src) == path


@given(st.lists(st.integers(0, 99), min_size=3, max_size=3, unique=True))
def test_renumbering_breaks_no_link(numbers: list[int]) -> None:
    module, first, second = numbers
    text = "---\ntitle: A\n---\n[b](02-b.md#x) [m](index.md) [b](../01-m/02-b.md)\n"
    documents = [
        read(f"source/{module:02}-m/index.md", "---\ntitle: M\nkind: module\n---\n"),
        read(f"source/{module:02}-m/{first:02}-a.md", text),
        read(f"source/{module:02}-m/{second:02}-b.md", "---\ntitle: B\n---\n## X {#x}\n"),
    ]
    resolved, problems = links.resolve(documents, [])
    assert resolved["a"] == {
        "02-b.md#x": LinkTarget("b", "x"),
        "index.md": LinkTarget("m"),
        "../01-m/02-b.md": LinkTarget("b"),
    }
    outdated = [second != 2, (module, second) != (1, 2)]
    assert len(problems) == sum(outdated)
