"""Findings in the forms that other programs read: build servers, code hosts, reviews. `table` has the renderers."""

from enum import StrEnum


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"
    MARKDOWN = "markdown"
