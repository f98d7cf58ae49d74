"""The rules that a language's translations are checked by: those of `course.toml` and of the glossary.

What a course decides about findings is applied when they are reported: no text is checked again for that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wlw_i18n.checks import glossary_file
from wlw_i18n.checks.glossary_file import Glossary
from wlw_i18n.checks.rules import Rules
from wlw_i18n.model.checking import Excuse
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.pipeline import excuses


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of all languages."""

    config: Config
    glossary: Glossary
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the files of the glossary and of the excuses."""
    excuses: Mapping[str, tuple[Excuse, ...]] = field(default_factory=dict)
    """By BCP 47 tag."""

    def rules(self, language: Language) -> Rules:
        """What a language's translations are checked by."""
        own = self.config.checks.of(language.tag)
        return Rules(self.glossary.terms(language.code), own.shortest, own.longest)

    def decided(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Findings as the course has decided about them."""
        return excuses.decided(found, self.config.checks, self.excuses)

    def unused(self, found: Iterable[Diagnostic], languages: Iterable[Language]) -> tuple[Diagnostic, ...]:
        """Excuses of nothing, of languages that were checked."""
        return tuple(excuses.unused(found, self.excuses, languages)) if self.excuses else ()


def read(root: Path, config: Config) -> Rulebook:
    """Read the glossary and the excuses, as far as the course has them.

    Raises:
        OSError: a file cannot be read.
    """
    known, wrong = excuses.load(root, config.languages)
    try:
        content = (root / glossary_file.PATH).read_bytes()
    except FileNotFoundError:
        return Rulebook(config, Glossary(), wrong, known)
    glossary, found = glossary_file.read(content)
    return Rulebook(config, glossary, (*found, *wrong), known)
