"""The rules that a language's translations are checked by: those of `course.toml` and of the glossary."""

from dataclasses import dataclass
from pathlib import Path

from wlw_i18n.checks import glossary_file
from wlw_i18n.checks.glossary_file import Glossary
from wlw_i18n.checks.rules import Rules
from wlw_i18n.model.course import Config
from wlw_i18n.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of all languages."""

    config: Config
    glossary: Glossary
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the glossary's file."""

    def rules(self, code: str) -> Rules:
        """The rules of a language, by its code."""
        return Rules(self.glossary.terms(code))


def read(root: Path, config: Config) -> Rulebook:
    """Read the glossary, if the course has one.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        content = (root / glossary_file.PATH).read_bytes()
    except FileNotFoundError:
        return Rulebook(config, Glossary())
    glossary, found = glossary_file.read(content)
    return Rulebook(config, glossary, found)
