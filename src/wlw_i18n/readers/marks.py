"""The marks of answers: `( )`, `(x)`, `[ ]`, `[x]`, `=`, `!=`."""

import re
from dataclasses import dataclass
from typing import Final

from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.readers.context import Context
from wlw_i18n.readers.headings import split_id
from wlw_i18n.readers.tree import Node

_MARK: Final = re.compile(r"(\( \)|\(x\)|\[ \]|\[x\]|!=|=)(?:\s+|$)")
_NEARLY: Final = re.compile(r"[(\[][^()\[\]]{0,3}[)\]](?!\()|!?=")


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer as written."""

    mark: str
    """Empty when there is none."""
    text: str
    """What follows the mark."""


def split(item: Node) -> Marked:
    """The mark and the text of a list item."""
    content = item.children[0].content if item.children and item.children[0].type == "paragraph" else ""
    found = _MARK.match(content)
    return Marked(found[1], content[found.end() :]) if found else Marked("", content)


def is_marked(node: Node) -> bool:
    """Whether any item of a list has an answer's mark."""
    return any(split(item).mark for item in node.children)


def looks_marked(text: str) -> bool:
    """Whether a text begins with something like a mark."""
    return bool(_NEARLY.match(text))


def report_stray_answers(node: Node, context: Context) -> None:
    """Report answers that belong to no question; a checklist is none, except in a quiz when a box is ticked."""
    telling = {"( )", "(x)", "=", "!=", *(["[x]"] if context.is_quiz else [])}
    if not any(split(item).mark in telling for item in node.children):
        return
    heading = context.last_heading
    where = f' under "{split_id(heading.content)[0]}" (line {heading.line})' if heading else ""
    context.report.add(
        Code.QUESTION_NO_ID,
        Severity.BROKEN,
        node.line,
        f"answers found{where}, but no question begins above them",
        "Write a line such as <!-- question id=q-name --> right under the question's heading.",
    )
