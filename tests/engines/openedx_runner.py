"""Runs inside the Open edX virtual environment: loads a course with Open edX's own blocks and grades its problems.

A request is a JSON object on one line of standard input, its answer one line of standard output:

    {"load": COURSE_DIR}                                     -> counts, blocks, problems, errors, warnings
    {"grade": COURSE_DIR, "problem": URL_NAME, "answers": {INPUT_ID: VALUE}} -> score, results, html

Studio's import parses each block with the same `parse_xml`, from files read with the same XML parser (xmodule's
XMLModuleStore). Chapters, sequentials, verticals and the course itself are only walked through: their classes are not
published as a package. `openedx.py` is the other end.
"""

import gettext
import json
import logging
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.configure(
    STATIC_URL="/static/",
    SECRET_KEY="tests",  # noqa: S106
    USE_I18N=True,
    MEDIA_ROOT=tempfile.mkdtemp(prefix="openedx-media-"),
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "waffle",
        "edxval",
        "xblocks_contrib.problem.capa",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    ALL_LANGUAGES=[["en", "English"]],  # this and what follows: for edxval, which keeps a video's transcripts
    TRANSCRIPT_LANG_CACHE_TIMEOUT=60,
    VIDEO_IMAGE_SETTINGS={"VIDEO_IMAGE_MAX_AGE": 1, "STORAGE_KWARGS": {}, "DIRECTORY_PREFIX": ""},
    VIDEO_TRANSCRIPTS_SETTINGS={"STORAGE_KWARGS": {}, "DIRECTORY_PREFIX": ""},
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from fs.osfs import OSFS  # noqa: E402
from lxml import etree, html  # noqa: E402
from opaque_keys.edx.locator import CourseLocator  # noqa: E402
from xblock.fields import ScopeIds  # noqa: E402
from xblock.runtime import DictKeyValueStore, KvsFieldData, Runtime  # noqa: E402
from xblocks_contrib import DiscussionXBlock, HtmlBlock, ProblemBlock, VideoBlock  # noqa: E402
from xblocks_contrib.problem.capa.capa_problem import LoncapaProblem, LoncapaSystem  # noqa: E402

CLASSES = {"html": HtmlBlock, "problem": ProblemBlock, "video": VideoBlock, "discussion": DiscussionXBlock}
CONTAINERS = ("course", "chapter", "sequential", "vertical")
PARSER = etree.XMLParser(dtd_validation=False, load_dtd=False, remove_blank_text=True)
KINDS = {"radio": "radio", "checkbox": "checkbox"}


class Ids:
    """Names the blocks of one course run."""

    def __init__(self, course_key):
        self.target_course_id = course_key

    def create_usage(self, definition_id):
        return definition_id

    def create_definition(self, block_type, slug=None):
        return self.target_course_id.make_usage_key(block_type, slug)


class ImportRuntime(Runtime):
    """What a block asks of Studio while it is imported."""

    def __init__(self, folder: Path, course_key, policy):
        services = {
            "field-data": KvsFieldData(DictKeyValueStore()),
            "i18n": gettext.NullTranslations(),
            "user": None,
        }
        super().__init__(id_reader=None, id_generator=Ids(course_key), services=services)
        self.resources_fs = OSFS(str(folder))
        self.policy = policy
        self.warned: list[str] = []
        self.error_tracker = self.warned.append

    def get_policy(self, usage_key):
        return self.policy.get(f"{usage_key.block_type}/{usage_key.block_id}", {})

    def parse_asides(self, *_):
        return []

    def handler_url(self, *_, **__):
        return "/handler"

    resource_url = local_resource_url = handler_url

    def publish(self, *_):
        pass


class BlockStandIn:
    """What LoncapaProblem asks of the block it belongs to."""

    display_name = data = ""
    runtime = type("Quiet", (), {"publish": staticmethod(lambda *_: None)})()

    def __init__(self, block):
        self.usage_key = self.location = block.usage_key
        self.scope_ids = block.scope_ids

    def correctness_available(self):
        return True


class WarningLog(logging.Handler):
    """Keeps what Open edX logs as a warning or worse."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record):
        self.lines.append(f"{record.levelname}: {record.getMessage()}")


class Course:
    """A loaded course: its blocks, and what was said while they were loaded."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.blocks: list[Any] = []
        self.errors: list[dict[str, str]] = []
        pointer = etree.parse(folder / "course.xml", PARSER).getroot()
        run = pointer.get("url_name")
        self.key = CourseLocator(pointer.get("org"), pointer.get("course"), run)
        policy = folder / "policies" / run / "policy.json"
        self.runtime = ImportRuntime(
            folder, self.key, json.loads(policy.read_text("utf-8")) if policy.exists() else {}
        )
        self._walk(pointer)

    def _walk(self, node):
        name = node.get("url_name")
        try:
            if node.tag in CLASSES:
                usage = self.key.make_usage_key(node.tag, name)  # refuses what Studio refuses in a url_name
                ids = ScopeIds(None, node.tag, usage, usage)
                self.blocks.append(CLASSES[node.tag].parse_xml(node, self.runtime, ids))
            elif node.tag in CONTAINERS:
                for child in self._body(node, name).iterchildren(tag=etree.Element):
                    self._walk(child)
        except Exception as error:  # noqa: BLE001: whatever a block raises would end Studio's import
            self.errors.append(complaint(node.tag, name, error))

    def _body(self, node, name):
        """The definition a pointer points to: a pointer has url_name (the course: org and course too), and no child."""
        if len(node) == 0 and set(node.attrib) <= {"url_name", "org", "course"}:
            return etree.parse(self.folder / node.tag / f"{name.replace(':', '/')}.xml", PARSER).getroot()
        return node

    def problem(self, url_name: str) -> LoncapaProblem:
        return capa(next(block for block in self.of_type("problem") if block.usage_key.block_id == url_name))

    def of_type(self, block_type: str) -> Iterator[Any]:
        return (block for block in self.blocks if block.usage_key.block_type == block_type)


def complaint(block_type, name, error) -> dict[str, str]:
    return {"block_type": block_type, "url_name": name or "", "message": f"{type(error).__name__}: {error}"}


def capa(block) -> LoncapaProblem:
    """The engine that renders and grades a problem, not yet answered."""
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
    return LoncapaProblem(
        block.data, id=block.usage_key.html_id(), capa_system=system, capa_block=BlockStandIn(block), seed=1
    )


def shown_html(problem: LoncapaProblem) -> str:
    """The HTML a learner gets: ProblemBlock takes the hints out of what LoncapaProblem renders."""
    return str(ProblemBlock.remove_tags_from_html(None, problem.get_html()))


def inputs_of(rendered: str) -> list[dict[str, Any]]:
    """The inputs, and their options, as a browser would find them."""
    found: dict[str, dict[str, Any]] = {}
    tree = html.fromstring(f"<div>{rendered}</div>")
    for field in tree.xpath("//input[starts-with(@name, 'input_')] | //select[starts-with(@name, 'input_')]"):
        input_id = field.get("name").removeprefix("input_").removesuffix("[]")
        kind = "dropdown" if field.tag == "select" else KINDS.get(field.get("type"), "text")
        if field.xpath("ancestor::*[contains(@class, 'formulaequationinput')]"):
            kind = "number"
        entry = found.setdefault(input_id, {"id": input_id, "kind": kind, "options": []})
        if kind == "dropdown":
            options = [(option.get("value"), option) for option in field.iter("option")][1:]  # first: "Select an option"
        else:
            options = [(field.get("value"), label) for label in tree.xpath("//label[@for=$id]", id=field.get("id"))]
        if kind in {"dropdown", *KINDS}:
            entry["options"] += [{"value": value, "text": text_of(label)} for value, label in options]
    return list(found.values())


def text_of(element) -> str:
    return " ".join(element.text_content().split())


def inner_xml(element) -> str:
    return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)


def describe_problem(block) -> dict[str, Any]:
    problem = capa(block)
    rendered = shown_html(problem)
    return {
        "url_name": block.usage_key.block_id,
        "id": problem.problem_id,
        "max_score": problem.get_max_score(),
        "html": rendered,
        "inputs": inputs_of(rendered),
        "answers": problem.get_question_answers(),
        "hints": [inner_xml(hint) for hint in problem.tree.xpath("//problem/demandhint/hint")],
    }


def describe_block(block) -> dict[str, Any]:
    fields = {name: field.to_json(getattr(block, name)) for name, field in block.fields.items() if field.is_set_on(block)}
    return {"block_type": block.usage_key.block_type, "url_name": block.usage_key.block_id, "fields": fields}


class Server:
    """Answers requests about the courses it was asked to load."""

    def __init__(self):
        self.courses: dict[str, Course] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        if "load" in request:
            return self.load(request["load"])
        return self.grade(self.courses[request["grade"]].problem(request["problem"]), request["answers"])

    def load(self, folder: str) -> dict[str, Any]:
        log = WarningLog()
        logging.getLogger().addHandler(log)
        try:
            course = self.courses[folder] = Course(Path(folder))
            problems = []
            for block in course.of_type("problem"):
                try:
                    problems.append(describe_problem(block))
                except Exception as error:  # noqa: BLE001: the engine's refusals are what is asked for
                    course.errors.append(complaint("problem", block.usage_key.block_id, error))
        finally:
            logging.getLogger().removeHandler(log)
        return {
            "blocks": [describe_block(block) for block in course.blocks],
            "problems": problems,
            "errors": course.errors,
            "warnings": course.runtime.warned + log.lines,
        }

    def grade(self, problem: LoncapaProblem, answers: dict[str, Any]) -> dict[str, Any]:
        try:
            graded = problem.grade_answers(answers)
            problem.done = True
        except Exception as error:  # noqa: BLE001: StudentInputError and the engine's crashes alike
            return {"error": f"{type(error).__name__}: {error}"}
        score = problem.calculate_score()
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
        return {
            "score": score["score"],
            "max_score": score["total"],
            "results": results,
            "html": shown_html(problem),
        }


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints must not get among the answers
    call_command("migrate", verbosity=0, run_syncdb=True)
    server = Server()
    for line in sys.stdin:
        try:
            answer = server.answer(json.loads(line))
        except Exception as error:  # noqa: BLE001: a course that cannot be read at all
            answer = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=str), file=answers, flush=True)


if __name__ == "__main__":
    main()
