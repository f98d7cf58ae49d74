"""Findings in the forms that other programs read: build servers, code hosts, reviews.

Each renderer is a function of the findings alone and gives the whole text for standard output. `text` and `json` are
the command line's own: they are not in the table.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.report.formats import github, gitlab, junit, markdown, sarif

Renderer = Callable[[Sequence[Diagnostic]], str]


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"
    MARKDOWN = "markdown"


FORMATS: Mapping[Format, Renderer] = MappingProxyType(
    {
        Format.GITHUB: github.render,
        Format.GITLAB: gitlab.render,
        Format.JUNIT: junit.render,
        Format.SARIF: sarif.render,
        Format.MARKDOWN: markdown.render,
    }
)
