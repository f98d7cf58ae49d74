"""`course.toml`: what is read, and what is said when it is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefiles import cases
from wlw_i18n import config, languages
from wlw_i18n.model.course import Gates
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity

GOOD = {
    "title": 'title = "A course"',
    "description": 'description = "What it is about."',
    "organisation": 'organisation = "Org"',
    "number": 'number = "C1"',
    "run": 'run = "2026"',
    "licence": 'licence = "CC BY-SA 4.0"',
    "licence_url": 'licence_url = "https://creativecommons.org/licenses/by-sa/4.0/"',
}


def course(fragment: str = "") -> str:
    """The good file with a fragment in it: its keys first, on the lines that the case gives them."""
    lines = fragment.split("\n") if fragment else []
    without = {line[1:] for line in lines if line.startswith("!")}
    top = [line for line in lines if not line.startswith("!")]
    given = {line.split("=")[0].strip() for line in top if "=" in line}
    rest = [line for key, line in GOOD.items() if key not in given | without]
    first_table = next((number for number, line in enumerate(top) if line.startswith("[")), len(top))
    return "\n".join((*top[:first_table], *rest, *top[first_table:])) + "\n"


def shown(found: Diagnostic, lines: list[str]) -> str:
    """The line it points to, then what it says."""
    assert found.severity is Severity.BROKEN
    assert found.location is not None
    assert found.location.path == config.PATH
    hint = f" | {found.hint}" if found.hint else ""
    return f"{lines[found.location.line - 1]}\n    {found.code}: {found.message}{hint}"


@pytest.mark.parametrize(("given", "expected"), cases("config"))
def test_faults(given: str, expected: str) -> None:
    text = course(given)
    found, problems = config.read(text.encode())
    assert found is None
    assert "\n".join(shown(problem, text.split("\n")) for problem in problems) == expected


def test_the_least_that_is_needed() -> None:
    found, problems = config.read(course().encode())
    assert problems == ()
    assert found is not None
    assert found.title == "A course"
    assert found.source_language == languages.find("en")
    assert found.languages == ()
    assert found.targets == ("olx", "html", "wikitext", "epub")
    assert found.gates == Gates()
    assert found.gates_of("fr") is found.gates


def test_everything() -> None:
    text = course(
        'languages = ["fr", "pt-br", "ar"]\n'
        'export = ["html", "olx"]\n'
        "[gates]\nquiz = 1\ndocument = 0.5\n"
        "[gates.languages.ar]\ndocument = 0.25\n"
        '[targets.olx]\nstart = "2026-01-31T00:00:00Z"\nimage = "media/course.png"\n'
        '[targets.olx.language_codes]\n"pt-BR" = "pt-br"\n'
        '[targets.html]\nurl = "https://example.org/"\n'
        '[targets.wikitext.meta]\nbase_page = "A"\ntranslate = false\nlanguage_codes = { fr = "fra" }\n'
        '[targets.wikitext.our-wiki]\nbase_page = "B"\ncategories = ["C"]\n'
    )
    found, problems = config.read(text.encode())
    assert problems == ()
    assert found is not None
    assert [language.tag for language in found.languages] == ["fr", "pt-BR", "ar"]
    assert [language.direction for language in found.languages] == ["ltr", "ltr", "rtl"]
    assert found.targets == ("olx", "html")
    assert found.gates == Gates(document=0.5, quiz=1.0)
    assert found.gates_of("fr") == found.gates
    assert found.gates_of("ar") == Gates(document=0.25)
    assert found.olx.start == "2026-01-31T00:00:00Z"
    assert found.olx.language_codes == {"pt-BR": "pt-br"}
    assert found.html.url == "https://example.org/"
    meta, ours = found.wikis
    assert (meta.name, meta.translate, meta.interwiki) == ("meta", False, True)
    assert meta.language_codes["fr"] == "fra"
    assert meta.language_codes.items() > config.PROFILES["meta"].language_codes.items()
    assert (ours.name, ours.interwiki, ours.categories) == ("our-wiki", False, ("C",))


@pytest.mark.parametrize("content", [course().encode("utf-8-sig"), course().replace("\n", "\r\n").encode()])
def test_windows_files(content: bytes) -> None:
    assert config.read(content)[1] == ()


def test_no_break_spaces_and_direction_marks_are_text() -> None:
    assert config.read(course('title = "Ceci\u00a0: l\u2019\u200f"').encode())[1] == ()


def test_lines_are_those_of_editors_whatever_stands_in_texts() -> None:
    for sign in ("\u2028", "\u2029", "\x85"):
        text = f'[targets.wikitext.meta]\nbase_page = "{sign}A"\nno_key = true\n'
        found = [problem for problem in config.read(text.encode())[1] if "no_key" in problem.message]
        assert [problem.location and problem.location.line for problem in found] == [3]


def test_bytes_that_are_not_utf8() -> None:
    (problem,) = config.read(b'title = "a"\nrun = "\xe9"\n')[1]
    assert (problem.code, problem.location.line if problem.location else 0) == (Code.CONFIG_INVALID, 2)
    assert problem.message == "the file is not UTF-8 text"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('title = "a"\nauthors = ' + "[" * 5000, "Brackets are nested too deeply"),
        ('title = "a"\nauthors = ' + "{a=" * 5000, "Brackets are nested too deeply"),
        ('title = "a"\nnumber = ' + "1" * 5000, "Number with too many digits"),
    ],
)
def test_what_pythons_toml_reader_gives_up_on(text: str, expected: str) -> None:
    (problem,) = config.read(text.encode())[1]
    assert problem.message == f"not valid TOML: {expected}"
    assert problem.location is not None
    assert problem.location.line == 2


@given(st.one_of(st.binary(max_size=80), st.text(max_size=80).map(str.encode)))
def test_reading_never_fails(content: bytes) -> None:
    found, problems = config.read(content)
    assert (found is None) == bool(problems)


VALUES = ["1", '"x"', "true", "[]", "{}", "2026-01-31", "nan", "[{a = 1}]", "{a = {a = 1}}", "0.5"]
KEYS = [
    *GOOD,
    "languages",
    "gates",
    "gates.languages",
    "gates.quiz",
    "targets",
    "targets.olx",
    "targets.olx.image",
    "targets.wikitext",
    "targets.wikitext.meta",
    "targets.html.url",
    "targets.olx.language_codes",
    "export",
    "x.y",
]


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=3))
def test_any_value_at_any_key_is_read_or_explained(entries: dict[str, str]) -> None:
    text = course("\n".join(f"{key} = {value}" for key, value in entries.items()))
    found, problems = config.read(text.encode())
    assert (found is None) == bool(problems)
    for problem in problems:
        assert problem.location is not None
        assert 0 < problem.location.line <= text.count("\n")
        assert "`" not in problem.message


def test_a_key_of_too_many_parts_is_named() -> None:
    found, (problem,) = config.read(f"\ntitle{'.a' * 20_000} = 1\n".encode())
    assert found is None
    assert problem.location is not None
    assert problem.location.line == 2
    assert problem.message == "not valid TOML: Key with more than 200 parts"


def test_a_text_of_many_sentences_is_no_key() -> None:
    found, problems = config.read(course(f'description = "{"A text. Two words. " * 500}"').encode())
    assert found is not None, problems
