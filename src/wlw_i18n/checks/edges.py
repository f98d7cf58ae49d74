"""White space at the ends of a translation: gettext refuses a line feed there that the English does not have."""

from collections.abc import Iterator

from wlw_i18n.checks.candidate import Candidate
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity


def check(candidate: Candidate) -> Iterator[Diagnostic]:
    """Report white space at the beginning and the end that the English does not have there."""
    english, translation = candidate.unit.text, candidate.message.msgstr
    inner = translation.strip()
    if translation == inner or not inner or not candidate.is_current:
        return
    before, after = _ends(translation, inner)
    wanted_before, wanted_after = _ends(english, english.strip())
    parts = [("begins", before, wanted_before), ("ends", after, wanted_after)]
    wrong = [f"{verb} with {_named(space)}" for verb, space, wanted in parts if space and space != wanted]
    if wrong:
        message = f"the translation {' and '.join(wrong)}, which the English does not"
        yield candidate.finding(Code.EDGES, Severity.WARNING, message, "Take it away, also an empty last line.")


def _ends(text: str, inner: str) -> tuple[str, str]:
    start = text.find(inner)
    return text[:start], text[start + len(inner) :]


def _named(space: str) -> str:
    return "a line feed" if "\n" in space else "a space"
