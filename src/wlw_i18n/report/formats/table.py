"""The renderers. Each is a function of the findings alone and gives the whole text for standard output."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.report.formats import Format, github, gitlab, junit, markdown, sarif

Renderer = Callable[[Sequence[Diagnostic]], str]

FORMATS: Mapping[Format, Renderer] = MappingProxyType(
    {
        Format.GITHUB: github.render,
        Format.GITLAB: gitlab.render,
        Format.JUNIT: junit.render,
        Format.SARIF: sarif.render,
        Format.MARKDOWN: markdown.render,
    }
)
"""All but `text` and `json`, which are the command line's own: they depend on the terminal."""
