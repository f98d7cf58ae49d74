"""Questions as a learner meets them, cut out of a page of the site or of a wiki: two forms to be compared.

A site's question is a form; a wiki's is a self-check or a part of a `<quiz>`. `site` and `wiki` each take the
questions out of a page, leave a paragraph with the id in the place of each, and say what every question shows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from lxml import html as lxml_html
from lxml.html import HtmlElement

from tests.quiz_reader import QUIZ, Asked, questions

from .compare import page_tree
from .mediawiki import MediaWiki

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
NBSP = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ")


@dataclass(frozen=True)
class Shown:
    """What a question says; texts are outlines of `page_tree`."""

    title: str
    intro: str
    prompt: str
    tip: str
    hints: tuple[str, ...]
    choices: tuple[str, ...]
    right: frozenset[str]
    """Of choices their numbers, of typed answers the answers; of a quiz's numbers the question itself."""
    feedback: Mapping[str, str]
    """By number of the choice, followed by `LEFT_EMPTY` for one that is not ticked; of typed answers under `typed`, of
    wrong ones under `refused` where that is known."""
    explanation: str


LEFT_EMPTY, TICKED = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH CHECK}"
Questions = dict[str, Shown]


# A page of the site


def site(page: HtmlElement) -> Questions:
    """Take the questions out of a page of the site."""
    found = {form.get("id"): _of_form(form) for form in page.find_class("question")}
    for form in page.find_class("question"):
        _replace([form], form.get("id"))
    return found


def _of_form(form: HtmlElement) -> Shown:
    title, *rest = form
    fieldset = next(each for each in rest if each.tag == "fieldset")
    intro = [each for each in rest[: rest.index(fieldset)] if "points" not in (each.get("class") or "")]
    (answer,) = form.find_class("answer")
    verdicts = list(answer.find_class("verdicts")[0])
    typed = not any(verdict.get("data-choice") for verdict in verdicts)
    right = (verdict for verdict in verdicts if "right" in verdict.get("class"))
    tips = [each for each in fieldset.find_class("tip") if each.get("id", "").endswith(":tip")]
    labels = [_tree(each) for choice in fieldset.find_class("choice") for each in choice.iter("span")]
    options = [_tree(each) for each in fieldset.iter("option") if each.get("value")]
    return Shown(
        title=_tree(title),
        intro=_trees(intro),
        prompt=_tree(fieldset.find("legend")),
        tip=_trees(tips),
        hints=tuple(_without_summary(each) for each in form.find_class("hint")),
        choices=tuple(labels or options),
        right=frozenset(_answer(verdict) if typed else verdict.get("data-choice") for verdict in right),
        feedback=_said_on_site(verdicts, typed=typed),
        explanation="".join(_trees(list(each)[1:]) for each in answer.find_class("explanation")),
    )


def _said_on_site(verdicts: Sequence[HtmlElement], *, typed: bool) -> dict[str, str]:
    said: dict[str, str] = {}
    right: dict[str, None] = {}
    wrong: dict[str, list[str]] = {}  # answers that share a feedback
    for verdict in verdicts:
        for each in verdict.find_class("feedback"):
            if not typed:
                empty = LEFT_EMPTY if "unticked" in each.get("class").split() else ""
                said[verdict.get("data-choice") + empty] = _tree(each)
            elif "wrong" in verdict.get("class"):
                wrong.setdefault(_plain(each), []).append(_answer(verdict))
            else:
                right[_plain(each)] = None
    if right:
        said["typed"] = "".join(f" {each}" for each in right)
    if wrong:
        said["refused"] = "".join(f" {' / '.join(answers)}: {each}" for each, answers in wrong.items())
    return said


def _answer(verdict: HtmlElement) -> str:
    return _plain(verdict.find("bdi"))


def _without_summary(details: HtmlElement) -> str:
    return _trees([each for each in details if each.tag != "summary"])


# A page of a wiki


def wiki(mediawiki: MediaWiki, source: str) -> tuple[HtmlElement, Questions]:
    """A page of a wiki without its questions, and the questions."""
    quizzes = [questions(found) for found in QUIZ.finditer(source)]
    numbers = iter(range(len(quizzes)))
    without = QUIZ.sub(lambda _: f'<div class="quiz">{next(numbers)}</div>', source)
    page = lxml_html.fromstring(mediawiki.parse(without))
    for contents in page.find_class("toc"):
        contents.drop_tree()
    found: Questions = {}
    for place in page.find_class("quiz"):
        asked = quizzes[int(place.text_content())]
        shown = [_of_quiz(each, mediawiki) for each in asked]
        if len(asked) > 1:
            found |= {name: each for name, each in shown if name}
            for name, _ in reversed(shown):
                place.addnext(_placeholder(name))
            place.drop_tree()
        else:
            start = _anchor_before(place)
            parts = [start, *_siblings(start, place)]
            _, inside = shown[0]
            found[start.get("id")] = _with_opening(parts, inside)
            _replace(parts, start.get("id"))
    for box in page.xpath("//div[@data-expandtext]"):
        start = _anchor_before(box)
        parts = [start, *_siblings(start, box)]
        found[start.get("id")] = _of_self_check(parts)
        _replace(parts, start.get("id"))
    for anchor in page.xpath("//div[@id and not(node())]"):
        anchor.drop_tree()
    return page, found


def _anchor_before(element: HtmlElement) -> HtmlElement:
    """The element with the question's id: the last empty one before its heading."""
    for each in element.itersiblings(preceding=True):
        if each.tag == "div" and each.get("id") and not len(each) and not (each.text or "").strip():
            return each
    raise AssertionError(lxml_html.tostring(element))


def _siblings(first: HtmlElement, last: HtmlElement) -> Iterator[HtmlElement]:
    for each in first.itersiblings():
        yield each
        if each is last:
            return


def _of_self_check(parts: Sequence[HtmlElement]) -> Shown:
    *before, box = [each for each in parts[1:] if "mw-empty-elt" not in (each.get("class") or "")]
    hints: list[HtmlElement] = []
    while "mw-collapsible" in (before[-1].get("class") or ""):
        hints.insert(0, before.pop())
    choices = list(before.pop()) if before[-1].tag == "ol" else []
    asked = before.pop()
    opening = _with_opening([parts[0], *before], _EMPTY)
    (content,) = box.find_class("mw-collapsible-content")
    answer, *rest = [each for each in content if "mw-empty-elt" not in (each.get("class") or "")]
    said = rest.pop(0) if rest and rest[0].tag == "ul" else None
    prompt, tip = _prompt_and_tip(asked)
    right = (
        {str(ascii_uppercase.index(letter)) for letter in re.findall(r"(\w)\.", answer.text_content())}
        if choices
        else {_squeezed(each) for each in answer.text_content().split(" / ")}
    )
    return Shown(
        title=opening.title,
        intro=opening.intro,
        prompt=prompt,
        tip=tip,
        hints=tuple(_of_fold(each) for each in hints),
        choices=tuple(_tree(each) for each in choices),
        right=frozenset(right),
        feedback={} if said is None else _said_in_list(said, typed=not choices),
        explanation=_trees(rest[1:]),
    )


def _said_in_list(items: HtmlElement, *, typed: bool) -> dict[str, str]:
    said: dict[str, str] = {}
    for item in items:
        if typed:
            said["typed"] = f"{said.get('typed', '')} {_plain(item)}"
            continue
        letter = item.find("b")
        name = str(ascii_uppercase.index(letter.text_content()[0]))
        letter.drop_tree()
        sign = _without_sign(item)
        said[name + (LEFT_EMPTY if sign == LEFT_EMPTY else "")] = _tree(item)
    return said


def _without_sign(item: HtmlElement) -> str:
    """The sign before what is said of a choice, taken away."""
    sign = (item.text or "").strip()[:1]
    if sign not in (LEFT_EMPTY, TICKED):
        return ""
    item.text = item.text.partition(sign)[2]
    return sign


def _of_quiz(asked: Asked, mediawiki: MediaWiki) -> tuple[str, Shown]:
    """A question of a quiz, each of its texts parsed by the wiki as Quiz has it parsed: inside a line."""
    texts = [asked.head, asked.explanation, *(each.text for each in asked.proposals)]
    texts += [said for each in asked.proposals for said in each.feedback]
    texts += asked.feedback
    source = "".join(f'<div class="piece">{text}</div>\n' for text in texts)
    head, explanation, *rest = lxml_html.fromstring(mediawiki.parse(source)).find_class("piece")
    choices = [rest.pop(0) for _ in asked.proposals]
    said = {str(number): _tree(rest.pop(0)) for number, each in enumerate(asked.proposals) for _ in each.feedback}
    said |= _said_of_empty(explanation, [_plain(each) for each in choices])
    if rest:
        said["typed"] = "".join(f" {_plain(each)}" for each in rest)
    hints = tuple(_of_fold(each) for each in head.find_class("mw-collapsible"))
    for each in head.find_class("mw-collapsible"):
        each.drop_tree()
    name, title, intro, line = _of_head(head)
    prompt, tip = _prompt_and_tip(line)
    right = {str(number) for number, each in enumerate(asked.proposals) if each.right}
    right |= {_squeezed(answer) for field in asked.fields for answer in field}
    return name, Shown(
        title, intro, prompt, tip, hints, tuple(map(_tree, choices)), frozenset(right), said, _tree(explanation)
    )


def _said_of_empty(explanation: HtmlElement, choices: Sequence[str]) -> dict[str, str]:
    """What a quiz says of choices left empty, in a list at the end of the explanation; the list is taken away."""
    said = {}
    for item in list(explanation[-1]) if len(explanation) else []:
        if not (item.text or "").strip().startswith(LEFT_EMPTY):
            return {}
        _without_sign(item)
        name = item.find("b")
        number = choices.index(_plain(name))
        name.drop_tree()
        said[f"{number}{LEFT_EMPTY}"] = _tree(item)
    if said:
        explanation[-1].drop_tree()
    return said


def _of_head(head: HtmlElement) -> tuple[str, str, str, HtmlElement]:
    """Id, title, introduction of a question inside a quiz, and what is left: the line that asks."""
    anchors = [each for each in head.iterchildren("div") if each.get("id")]
    if not anchors:
        return "", "", "", head
    title = anchors[-1].getnext()
    name = anchors[-1].get("id")
    line = lxml_html.fromstring("<p></p>")
    intro: list[HtmlElement] = []
    for each in list(title.itersiblings()):
        if each.tag in {"b", "br", "i"} or len(line):
            line.append(each)
        else:
            intro.append(each)
    # What asks may have got a paragraph of its own.
    if not len(line):
        line = intro.pop()
    return name, _tree(title.find("b")), _trees(intro), line


def _with_opening(parts: Sequence[HtmlElement], inside: Shown) -> Shown:
    """A question with its heading and what stands between the heading and the question itself."""
    before = [each for each in parts[1:] if "quiz" not in (each.get("class") or "").split()]
    title = next(each for each in before if each.tag in HEADINGS or list(each.iter(*HEADINGS)))
    heading = title if title.tag in HEADINGS else next(title.iter(*HEADINGS))
    intro = _trees(before[before.index(title) + 1 :])
    return Shown(
        _tree(heading),
        intro,
        inside.prompt,
        inside.tip,
        inside.hints,
        inside.choices,
        inside.right,
        inside.feedback,
        inside.explanation,
    )


_EMPTY = Shown("", "", "", "", (), (), frozenset(), {}, "")


def _prompt_and_tip(line: HtmlElement) -> tuple[str, str]:
    prompt, tip = line.find("b"), line.find("i")
    return _inner(prompt), "" if tip is None else _inner(tip)


def _of_fold(box: HtmlElement) -> str:
    (content,) = box.find_class("mw-collapsible-content")
    return _tree(content)


# Both


def _tree(element: HtmlElement) -> str:
    """What is inside an element, its own mark left out."""
    return _inner(element)


def _inner(element: HtmlElement) -> str:
    copy = lxml_html.fromstring(lxml_html.tostring(element, encoding="unicode", with_tail=False))
    copy.tag = "div"
    copy.attrib.clear()
    return str(page_tree(lxml_html.tostring(copy, encoding="unicode"))).removeprefix("page").strip("\n")


def _trees(elements: Sequence[HtmlElement]) -> str:
    whole = "".join(lxml_html.tostring(each, encoding="unicode", with_tail=False) for each in elements)
    return str(page_tree(whole)).removeprefix("page").strip("\n")


def _plain(element: HtmlElement) -> str:
    return _squeezed(element.text_content())


def _squeezed(text: str) -> str:
    return " ".join(text.translate(NBSP).split())


def _placeholder(name: str) -> HtmlElement:
    return lxml_html.fragment_fromstring(f"<p>question {name}</p>")


def _replace(parts: Sequence[HtmlElement], name: str) -> None:
    parts[0].addprevious(_placeholder(name))
    for each in parts:
        each.drop_tree()
