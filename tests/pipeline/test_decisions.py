"""What a course decides about findings: severities, excuses, the glossary's file; and that a new rule is noticed."""

from pathlib import Path

import pytest

from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity

CONFIG = "source/course.toml"
EXCUSES = "translations/fr/excuses.toml"
GLOSSARY = "translations/glossary.csv"


@pytest.fixture
def course(tmp_path: Path) -> CourseIn:
    """A French course of which the title of one lesson is badly written."""
    found = make(tmp_path / "course", "fr")
    path = "translations/fr/start/first-lesson.po"
    key = found.catalog(path).messages[0].key
    text = found.read(path)
    start = text.index("msgstr", text.index(f'msgctxt "{key}"'))
    end = text.index("\n", start)
    found.write(path, f'{text[:start]}msgstr "Qui répond ?"{text[end:]}')
    return found


def of(course: CourseIn, code: Code) -> list[Diagnostic]:
    """Findings with this code; of typography, that of the title: made-up translations have English punctuation."""
    found = [found for found in course.check().diagnostics if found.code is code]
    return [each for each in found if code is not Code.TYPOGRAPHY or "Qui répond" in each.message]


def configure(course: CourseIn, text: str) -> None:
    course.write(CONFIG, f"{course.read(CONFIG)}\n{text}\n")


def test_a_finding_has_its_severity(course: CourseIn) -> None:
    assert [found.severity for found in of(course, Code.TYPOGRAPHY)] == [Severity.INFO]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[checks]\nseverity = {typography = "error"}', [Severity.ERROR]),
        ('[checks]\nseverity = {typography = "off"}', []),
        ('[checks.languages.fr]\nseverity = {typography = "warning"}', [Severity.WARNING]),
        ('[checks.languages.sw]\nseverity = {typography = "warning"}', [Severity.INFO]),
        (
            '[checks]\nseverity = {typography = "off"}\n[checks.languages.fr]\nseverity = {typography = "info"}',
            [Severity.INFO],
        ),
    ],
)
def test_a_course_decides_on_severities(course: CourseIn, text: str, expected: list[Severity]) -> None:
    course.sync()
    configure(course, text)
    assert [found.severity for found in of(course, Code.TYPOGRAPHY)] == expected


def test_an_excuse(course: CourseIn) -> None:
    (found,) = of(course, Code.TYPOGRAPHY)
    course.write(EXCUSES, f'[[excuse]]\nkey = "{found.key}"\ncode = "typography"\nreason = "A title as printed."\n')
    assert of(course, Code.TYPOGRAPHY) == []
    assert of(course, Code.EXCUSE) == []


def test_an_excuse_of_nothing_is_reported(course: CourseIn) -> None:
    course.write(EXCUSES, '\n[[excuse]]\nkey = "p-00000000"\ncode = "length"\nreason = "It is a poem."\n')
    (found,) = of(course, Code.EXCUSE)
    assert found.message == '"length" is not found in the text p-00000000 any more'
    assert found.location is not None
    assert (found.location.path, found.location.line) == (EXCUSES, 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[excuse]]\nkey = "p-1"\ncode = "lenght"\nreason = "x"\n', 'there is no finding "lenght"'),
        ('[[excuse]]\nkey = "p-1"\ncode = "markup"\nreason = "x"\n', '"markup" cannot be changed'),
        ('[[excuse]]\nkey = "p-1"\ncode = "length"\nreason = " "\n', "an excuse without a reason"),
        ('[[excuse]]\nkey = "p-1"\ncode = "length"\n', "the file cannot be read"),
        ("[[excuse\n", "the file cannot be read"),
    ],
)
def test_a_faulty_excuse_excuses_nothing(course: CourseIn, text: str, message: str) -> None:
    course.write(EXCUSES, text)
    (found,) = of(course, Code.EXCUSE)
    assert message in found.message
    assert len(of(course, Code.TYPOGRAPHY)) == 1


def test_a_new_row_of_the_glossary_is_noticed_without_another_change(course: CourseIn) -> None:
    course.sync()
    assert of(course, Code.TERM_MISSING) == []
    course.write(GLOSSARY, "term,fr\nlesson,leçon\n")
    found = of(course, Code.TERM_MISSING)
    assert found
    assert {each.severity for each in found} == {Severity.WARNING}
    assert course.sync().diagnostics
    assert len(of(course, Code.TERM_MISSING)) == len(found)
    course.write(GLOSSARY, "term,fr\n")
    assert of(course, Code.TERM_MISSING) == []


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("trem,fr\nlesson,leçon\n", 1, 'there is no column "term"', "names of the columns"),
        ("term,french\nlesson,leçon\n", 1, 'unknown column "french"', 'Did you mean "fr"?'),
        ("term,kind,fr\nlesson,nmae,leçon\n", 2, 'unknown kind "nmae"', 'Did you mean "name"?'),
        ("term,fr\nlesson,leçon\nLesson,cours\n", 3, 'the term "Lesson" stands in line 2 already', "Keep one"),
        ("term,fr\n,leçon\n", 2, "a row without a term", "English term"),
    ],
)
def test_a_faulty_glossary(course: CourseIn, text: str, line: int, message: str, hint: str) -> None:
    course.write(GLOSSARY, text)
    found = of(course, Code.GLOSSARY)[0]
    assert (found.message, found.severity) == (message, Severity.WARNING)
    assert hint in found.hint
    assert found.location is not None
    assert (found.location.path, found.location.line) == (GLOSSARY, line)


def test_a_file_that_is_no_glossary_has_few_findings(course: CourseIn) -> None:
    course.write(GLOSSARY, "term," + ",".join(f"column {number}" for number in range(3000)) + "\nlesson,a\n")
    found = of(course, Code.GLOSSARY)
    assert len(found) == 21
    assert 'unknown column "column 0"' in {each.message for each in found}
    assert "2980 more unknown columns" in {each.message for each in found}


def test_lengths_that_a_course_allows(course: CourseIn) -> None:
    configure(course, "[checks.languages.fr]\nshortest = 1.5\nlongest = 1.6")
    assert of(course, Code.LENGTH)


def test_what_is_off_is_no_failing_check_of_the_status(course: CourseIn) -> None:
    def failing() -> dict[str, int]:
        (language,) = course.check().status.languages
        return dict(next(document for document in language.documents if document.id == "first-lesson").failing)

    assert "typography" in failing()
    configure(course, '[checks.severity]\ntypography = "off"')
    assert "typography" not in failing()
