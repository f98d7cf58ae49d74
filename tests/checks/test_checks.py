"""The checks of translations: every finding of every case is expected, and good translations are silent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefiles import CASES, cases
from wlw_i18n import inline
from wlw_i18n.checks import CHECKS, REJECTING, Candidate, check_all, glossary_file
from wlw_i18n.checks.rules import NONE, Rules
from wlw_i18n.checks.safety import is_safe_url
from wlw_i18n.model.catalog import Message, Unit
from wlw_i18n.model.diagnostic import FIXED, Code, Diagnostic, Severity
from wlw_i18n.model.document import Reference
from wlw_i18n.model.source import Location
from wlw_i18n.model.text import Kind
from wlw_i18n.readers import answers
from wlw_i18n.report.explanations import CATALOGUE

REFERENCES = {"GUIDE": Reference("02-guide.md"), "META": Reference("https://meta.wikimedia.org/wiki/Women")}
FOOTNOTES = frozenset({"1", "source"})
NOTES = {
    "accepted": answers.ACCEPTED_NOTE,
    "replacing": answers.REPLACING_NOTE,
    "refused": answers.REFUSED_NOTE,
    "cased": answers.CASE_NOTE,
}
GLOSSARY, _ = glossary_file.read((CASES / "checks" / "glossary.csv").read_bytes())
VERDICTS = ("C’est juste.", "Faux", "Correct")
KINDS = {kind.name.lower(): kind for kind in Kind}
STATES = {
    "translated": {},
    "stale": {"fuzzy": True, "previous_msgid": "An older English."},
    "suggestion": {"fuzzy": True, "previous_key": "p-00000000", "previous_msgid": "Another English."},
    "fuzzy": {"fuzzy": True},
}


def candidate(number: int, english: str, translation: str, options: tuple[str, ...] = ()) -> Candidate:
    kind = next((KINDS[option] for option in options if option in KINDS), Kind.PARAGRAPH)
    state = next((STATES[option] for option in options if option in STATES), {})
    key = f"k-{number}"
    notes = tuple(NOTES[option] for option in options if option in NOTES)
    question = "another" if "of-another-question" in options else "question"
    language = next((option.removeprefix("lang-") for option in options if option.startswith("lang-")), "fr")
    source = inline.lines(english) if kind is Kind.ANSWERS else inline.parse(english, REFERENCES, FOOTNOTES)
    return Candidate(
        Unit(key, kind, english, "document", question, notes, inlines=source, location=Location("source/a.md", 7)),
        Message(key, english, translation, line=10 + number, **state),
        inline.parse(translation, REFERENCES, FOOTNOTES),
        "translations/fr/a.po",
        language,
        VERDICTS,
        rules=Rules(GLOSSARY.terms(language)) if "glossary" in options else NONE,
    )


def read(given: str) -> list[Candidate]:
    """`@ options`, the English, `---`, the translation; further ones after `===`."""
    found = []
    for number, part in enumerate(given.split("\n===\n"), start=1):
        first, _, rest = part.partition("\n") if part.startswith("@") else ("", "", part)
        english, _, translation = rest.partition("\n---\n") if "\n---\n" in rest else (rest[: -len("\n---")], "", "")
        found.append(candidate(number, english, translation, tuple(first.removeprefix("@").split())))
    return found


def shown(found: Diagnostic) -> str:
    hint = f" | {found.hint}" if found.hint else ""
    served = "rejected" if found.code in REJECTING else "served"
    return f"{found.key.removeprefix('k-')} {found.code} {found.severity.name.lower()} {served}: {found.message}{hint}"


@pytest.mark.parametrize(("given", "expected"), cases("checks"))
def test_findings(given: str, expected: str) -> None:
    assert "\n".join(map(shown, check_all(read(given)))) == expected


@pytest.mark.parametrize(("given", "expected"), cases("checks/good"))
def test_good_translations_are_silent(given: str, expected: str) -> None:
    assert "\n".join(map(shown, check_all(read(given)))) == expected == ""


def test_every_judging_code_has_a_case() -> None:
    codes = {Code(line.split()[1]) for case in cases("checks") for line in case.values[1].splitlines()}
    assert codes == REJECTING | {
        Code.UNTRANSLATED,
        Code.STALE,
        Code.FUZZY,
        Code.MARKUP_EMPHASIS,
        Code.WIKI_CODE,
        Code.NUMBERS,
        Code.QUESTION_FEEDBACK_OPENING,
        Code.QUESTION_LONG_ANSWER,
        Code.EDGES,
        Code.UNCHANGED,
        Code.LENGTH,
        Code.DOUBLED_WORD,
        Code.PUNCTUATION,
        Code.ADDRESS,
        Code.TYPOGRAPHY,
        Code.CHARACTERS,
        Code.TERM_MISSING,
        Code.TERM_FORBIDDEN,
        Code.NAME_CHANGED,
    }


def test_a_finding_says_where() -> None:
    (found,) = check_all([candidate(3, "Read `this`.", "Lisez.")])
    assert found == Diagnostic(
        Code.MARKUP,
        Severity.WARNING,
        "code: missing this",
        Location("translations/fr/a.po", 13),
        "fr",
        "k-3",
        "Code between ` marks is copied as it is.",
        Location("source/a.md", 7),
    )


OF_THE_LANGUAGE = {Code.UNCHANGED, Code.TYPOGRAPHY, Code.CHARACTERS}
MARKUP = st.text(alphabet=st.sampled_from(list("ab é1[]()<>!*_`~\\&{}#/:. \n")), max_size=60)
TEXTS = st.one_of(MARKUP, st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=60))


@given(TEXTS.filter(str.strip), st.sampled_from([Kind.PARAGRAPH, Kind.CHOICE, Kind.STRING, Kind.ANSWERS]))
def test_a_translation_equal_to_the_english_is_silent(text: str, kind: Kind) -> None:
    same = candidate(1, text, text, (kind.name.lower(),))
    # An address that an author may not link to is found in the source too, and so is what French does not do.
    found = [found for found in check_all([same]) if found.code not in OF_THE_LANGUAGE]
    assert [each for each in found if "address" not in each.message] == []


@given(TEXTS, TEXTS, st.sampled_from(sorted(STATES)))
def test_checks_never_fail(english: str, translation: str, state: str) -> None:
    for found in check_all([candidate(1, english, translation, (state,))]):
        assert found.message
        assert found.code is not Code.UNTRANSLATED or not translation
        assert "\n" not in found.message


@given(TEXTS, TEXTS, st.sampled_from(["suggestion", "fuzzy"]))
def test_what_is_never_served_is_only_counted(english: str, translation: str, state: str) -> None:
    found = [diagnostic.code for diagnostic in check_all([candidate(1, english, translation, (state,))])]
    assert found == ([Code.FUZZY] if translation else [Code.UNTRANSLATED])


@pytest.mark.parametrize("url", ["a.md", "../a/b.md#c", "#c", "?x=1:2", "https://x.org", "HTTP://x", "mailto:a@b.org"])
def test_safe_urls(url: str) -> None:
    assert is_safe_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:x",
        " javascript:x",
        "java\tscript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///x",
    ],
)
def test_unsafe_urls(url: str) -> None:
    assert not is_safe_url(url)


def test_checks_are_named_after_their_modules() -> None:
    for name, check in CHECKS.items():
        assert check.__module__ == f"wlw_i18n.checks.{name}"


def test_what_keeps_a_text_from_learners_cannot_be_switched_off() -> None:
    stopping = {code for code, explanation in CATALOGUE.items() if Severity.BROKEN in explanation.severities}
    # Of a reader's fault that may be of two kinds, the one that stops nothing may be switched off.
    assert REJECTING | stopping == FIXED, "see FIXED in src/wlw_i18n/model/diagnostic.py"
