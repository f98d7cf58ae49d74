"""Quizzes of the Wiki Education Dashboard in the authoring syntax; `benchmarks.quizzes` grades them in Open edX."""

from pathlib import Path

from benchmarks.quizzes import document, write_course

from wlw_i18n.model.question import Choices, Question
from wlw_i18n.pipeline.run import Options, run
from wlw_i18n.readers import read_document

PLAIN = {
    "id": 5013,
    "title": 'Who "owns" it: a quiz',
    "assessment": {
        "correct_answer_id": 2,
        "question": "Wikidata is a\nmultilingual project. That means...\n",
        "answers": [
            {"id": 1, "text": "One.\n", "explanation": "INCORRECT!  Type <code>P31</code>, see\n[it](./there).\n"},
            {"id": 2, "text": "Two.\n", "explanation": "CORRECT."},
        ],
    },
}
SYMBOLS = {
    "id": 7,
    "title": "Symbols",
    "assessment": {
        ":correct_answer_id": 1,
        ":question": "Which?",
        ":answers": [
            {":id": 1, ":text": "A", ":explanation": "INCORRECT.This"},
            {":id": 2, ":text": "B", ":explanation": None},
        ],
    },
}


def test_a_quiz_becomes_a_document() -> None:
    assert document(PLAIN) == (
        '---\ntitle: "Who \\"owns\\" it: a quiz"\nkind: quiz\n---\n\n'
        '## Who "owns" it: a quiz\n\n<!-- question id=q-5013 -->\n\n'
        "Wikidata is a multilingual project. That means...\n\n"
        "- ( ) One.\n  > Type `P31`, see it.\n- (x) Two.\n"
    )


def test_a_quiz_with_rubys_names_as_well() -> None:
    read, found = read_document("source/a/b.md", document(SYMBOLS).encode(), default_id="b")
    assert found == ()
    assert read is not None
    (question,) = [block for block in read.blocks if isinstance(block, Question)]
    assert isinstance(question.answers, Choices)
    assert [(choice.prose.text, choice.correct) for choice in question.answers.items] == [("A", True), ("B", False)]


def test_the_course_is_one(tmp_path: Path) -> None:
    paths = write_course(tmp_path, [PLAIN, SYMBOLS])
    assert len(paths) == 2
    outcome = run(tmp_path, Options(write=True), lambda *_: None)
    assert outcome.diagnostics == ()
