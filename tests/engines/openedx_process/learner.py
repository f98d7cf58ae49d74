"""What a learner meets: a problem as Open edX's capa engine renders it, and its verdict on an answer."""

import gettext
from typing import Any
from xml.sax.saxutils import escape

from django.template.loader import get_template
from lxml import etree, html
from xblocks_contrib import ProblemBlock
from xblocks_contrib.problem.capa.capa_problem import LoncapaProblem, LoncapaSystem

CHOICES = frozenset({"radio", "checkbox"})


class BlockStandIn:
    """What LoncapaProblem asks of the block it belongs to."""

    display_name = data = ""
    runtime = type("Quiet", (), {"publish": staticmethod(lambda *_: None)})()

    def __init__(self, block: Any) -> None:
        self.usage_key = self.location = block.usage_key
        self.scope_ids = block.scope_ids

    def correctness_available(self) -> bool:
        return True


def engine_of(block: Any) -> Any:
    """The engine of a problem that nobody has answered yet."""
    system = LoncapaSystem(
        ajax_url="/ajax",
        anonymous_student_id="student",
        cache=None,
        can_execute_unsafe_code=lambda: False,
        get_python_lib_zip=lambda: None,
        DEBUG=True,
        i18n=gettext.NullTranslations(),
        render_template=lambda name, context: get_template(name).render(context),
        resources_fs=block.runtime.resources_fs,
        seed=1,
        xqueue=None,
    )
    name = block.usage_key.html_id()
    return LoncapaProblem(block.data, id=name, capa_system=system, capa_block=BlockStandIn(block), seed=1)


def describe(block: Any) -> dict[str, Any]:
    """A problem before it is answered."""
    problem = engine_of(block)
    shown = _shown_html(problem)
    return {
        "url_name": block.usage_key.block_id,
        "id": problem.problem_id,
        "max_score": problem.get_max_score(),
        "html": shown,
        "inputs": _inputs(html.fromstring(f"<div>{shown}</div>")),
        "answers": problem.get_question_answers(),
        "hints": [_inner_xml(hint) for hint in problem.tree.xpath("//problem/demandhint/hint")],
    }


def grade(block: Any, answers: dict[str, Any]) -> dict[str, Any]:
    """The verdict on a first submission."""
    problem = engine_of(block)
    try:
        graded = problem.grade_answers(answers)
        problem.done = True
    except Exception as error:  # noqa: BLE001 - an unreadable answer (StudentInputError) and a crash alike
        return {"error": f"{type(error).__name__}: {error}"}
    results = [
        {
            "id": answer_id,
            "correctness": graded.get_correctness(answer_id),
            "points": graded.get_npoints(answer_id),
            "message": graded.get_msg(answer_id),
            "hint": graded.get_hint(answer_id),
        }
        for answer_id in graded
    ]
    score = problem.calculate_score()
    return {"score": score["score"], "max_score": score["total"], "results": results, "html": _shown_html(problem)}


def _shown_html(problem: Any) -> str:
    """The HTML a learner gets: ProblemBlock takes the hints out of what LoncapaProblem renders."""
    return str(ProblemBlock.remove_tags_from_html(None, problem.get_html()))


def _inputs(page: Any) -> list[dict[str, Any]]:
    """The inputs, and their options, as a browser would find them."""
    found: dict[str, dict[str, Any]] = {}
    for field in page.xpath("//*[self::input or self::select][starts-with(@name, 'input_')]"):
        name = field.get("name").removeprefix("input_").removesuffix("[]")
        entry = found.setdefault(name, {"id": name, "kind": _kind(field), "options": []})
        if field.tag == "select":
            _prompt, *options = field.iter("option")  # the first says "Select an option"
            entry["options"] = [_option(option.get("value"), option) for option in options]
        elif entry["kind"] in CHOICES:
            (label,) = page.xpath("//label[@for=$id]", id=field.get("id"))
            entry["options"].append(_option(field.get("value"), label))
    return list(found.values())


def _kind(field: Any) -> str:
    if field.tag == "select":
        return "dropdown"
    if field.get("type") in CHOICES:
        return str(field.get("type"))
    return "number" if field.xpath("ancestor::*[contains(@class, 'formulaequationinput')]") else "text"


def _option(value: str, label: Any) -> dict[str, str]:
    return {"value": value, "text": " ".join(label.text_content().split())}


def _inner_xml(element: Any) -> str:
    return escape(element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)
