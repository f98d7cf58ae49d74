"""Writes the pages that are made of code: run it after a change to the explanations of findings."""

from pathlib import Path

from wlw_i18n.report.diagnostics import to_markdown

DIAGNOSTICS = Path(__file__).parents[2] / "docs" / "diagnostics.md"

if __name__ == "__main__":
    DIAGNOSTICS.write_text(to_markdown(), encoding="utf-8")
