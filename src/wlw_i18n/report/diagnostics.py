"""`docs/diagnostics.md`, made of the explanations: every finding, what it means, how to repair it."""

from collections.abc import Iterator

from wlw_i18n.model.diagnostic import Code, Severity
from wlw_i18n.report.explanations import CATALOGUE, SECTIONS, Explanation

__all__ = ["CATALOGUE", "to_markdown"]

_INTRO = """\
<!-- Made of src/wlw_i18n/report/explanations.py by `python -m tests.docs.update`: change that file. -->

# Findings

Search this page for the code in square brackets at the end of a message.

```text
translations/fr/welcome/tools-we-use.po:212: warning: links: 1 in the English, 0 in the translation [markup]
```

A message names a file, a line, how much it matters, what is wrong, and the code. Below it stand what to do and where
the English text is.
"""

_WORDS = {
    Severity.BROKEN: "**Error**: nothing is written until it is repaired",
    Severity.ERROR: "**Error**",
    Severity.WARNING: "**Warning**",
    Severity.INFO: "**Note**",
}


def to_markdown() -> str:
    """The page as Markdown."""
    return "\n".join((_INTRO, *_contents(), *_sections()))


def _contents() -> Iterator[str]:
    for section in SECTIONS:
        codes = " · ".join(f"[{code.value}](#{code.value})" for code in section.explanations)
        yield f"- {section.title}: {codes}"
    yield ""


def _sections() -> Iterator[str]:
    for section in SECTIONS:
        yield f"## {section.title}\n"
        yield f"{section.intro}\n"
        for code, explanation in section.explanations.items():
            yield from _entry(code, explanation)


def _entry(code: Code, explanation: Explanation) -> Iterator[str]:
    unserved = ", not shown to learners" if explanation.unserved else ""
    yield f"### {code.value}\n"
    yield f"{', or '.join(_WORDS[severity] for severity in explanation.severities)}{unserved}.\n"
    if explanation.planned:
        yield "*Not yet: no command reports this so far.*\n"
    yield f"{explanation.meaning}\n"
    yield f"**Repair.** {explanation.repair}\n"
    if explanation.bad:
        yield f"Not like this:\n\n```{explanation.syntax}\n{explanation.bad.rstrip()}\n```\n"
        yield f"Like this:\n\n```{explanation.syntax}\n{explanation.good.rstrip()}\n```\n"
