"""Grades: which documents count, and for how much.

Open edX gives no point for a graded subsection without a problem but still counts it, so that nobody could reach the
pass grade. Hence only documents with a question are graded, and the policy is made of what was in fact written.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from wlw_i18n.model.document import Document, DocumentKind
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.question import Question

_FORMATS = {DocumentKind.QUIZ: "Quiz", DocumentKind.ASSIGNMENT: "Assignment"}
_OTHER_FORMAT = "Lesson"
_LABELS = {"Quiz": "Q", "Assignment": "A", _OTHER_FORMAT: "L"}
_GRADED = re.compile(r'^<sequential [^>]*? format="([A-Za-z]+)" graded="true">')


def is_scored(document: Document) -> bool:
    """Whether a document has anything to give points for."""
    return any(isinstance(block, Question) for block in document.blocks)


def settings(document: Document) -> Mapping[str, str]:
    """The attributes by which a document counts; none if it does not.

    The type is never translated: a subsection counts only if its `format` is the policy's type, letter by letter.
    """
    if not document.settings.graded or not is_scored(document):
        return {}
    return {"format": _FORMATS.get(document.kind, _OTHER_FORMAT), "graded": "true"}


def policy(files: Iterable[OutputFile], pass_grade: float) -> dict[str, object]:
    """The grading policy for the documents among these files: every one that is graded counts the same."""
    sequentials = (file.content.decode() for file in files if "/sequential/" in file.path)
    counts = Counter(found[1] for found in map(_GRADED.match, sequentials) if found)
    # A course without any still needs a type.
    counts = counts or Counter({"Quiz": 1})
    weights = {kind: round(count / counts.total(), 4) for kind, count in sorted(counts.items())}
    last = max(weights)
    weights[last] = round(weights[last] + 1 - sum(weights.values()), 4)
    grader = [
        {"type": kind, "short_label": _LABELS[kind], "min_count": counts[kind], "drop_count": 0, "weight": weight}
        for kind, weight in weights.items()
    ]
    return {"GRADER": grader, "GRADE_CUTOFFS": {"Pass": pass_grade}}
