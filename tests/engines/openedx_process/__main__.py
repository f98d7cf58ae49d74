"""Runs inside the Open edX virtual environment, for the whole run of the tests; `openedx.py` is the other end.

A request is a JSON object on one line of standard input, its answer one line of standard output:

    {"load": COURSE_DIR}
        -> blocks, problems, errors, warnings
    {"grade": COURSE_DIR, "problem": URL_NAME, "answers": {INPUT_ID: VALUE}}
        -> score, max_score, results, html; or error

What cannot be answered at all gets {"failed": REASON}.
"""

import django_setup  # noqa: F401 - the others need Django ready

# isort: split
import json
import sys
from pathlib import Path
from typing import Any

import course_import
import learner
from django.core.management import call_command


def load(folder: str, courses: dict[str, course_import.Course]) -> dict[str, Any]:
    """Imports a course, and renders each of its problems."""
    with course_import.WarningLog() as log:
        course = courses[folder] = course_import.Course(Path(folder))
        problems = []
        for block in course.of_type("problem"):
            try:
                problems.append(learner.describe(block))
            except Exception as error:  # noqa: BLE001 - what the engine refuses is what is asked for
                course.refuse("engine", "problem", block.usage_key.block_id, error)
    return {
        "blocks": [course_import.describe(block) for block in course.blocks],
        "problems": problems,
        "errors": course.errors,
        "warnings": course.runtime.warned + log.lines,
    }


def answer(request: dict[str, Any], courses: dict[str, course_import.Course]) -> dict[str, Any]:
    """The answer to one request."""
    if "load" in request:
        return load(request["load"], courses)
    return learner.grade(courses[request["grade"]].problem(request["problem"]), request["answers"])


def main() -> None:
    """Answers until standard input ends."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints must not get among the answers
    call_command("migrate", verbosity=0, run_syncdb=True)
    courses: dict[str, course_import.Course] = {}
    for line in sys.stdin:
        try:
            said = answer(json.loads(line), courses)
        except Exception as error:  # noqa: BLE001 - a course that cannot be read at all
            said = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps(said, default=str), file=answers, flush=True)


if __name__ == "__main__":
    main()
