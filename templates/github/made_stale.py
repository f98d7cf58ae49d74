"""Prints which translations a change makes stale, by language, as a table in Markdown.

Arguments: three files. What `wlw-i18n check --json` finds besides what was known before the change; what
`wlw-i18n status --json` says of the course before it and after it.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any


def main(found: Path, before: Path, after: Path) -> str:
    """The table, or a sentence if nothing is stale that was not."""
    stale = Counter(each["language"] for each in _read(found).get("diagnostics", []) if each["code"] == "stale")
    if not stale:
        return "This change makes no translation stale.\n"
    old, new = _words(_read(before)), _words(_read(after))
    rows = [f"| {tag} | {count:,} | {old.get(tag, 0):,} | {new.get(tag, 0):,} |" for tag, count in stale.items()]
    head = ("| Language | Texts made stale | Stale words before | Stale words now |", "| --- | ---: | ---: | ---: |")
    title = "### What this change makes stale\n"
    return "\n".join((title, *head, *sorted(rows), "\nWords are those of the English texts.\n"))


def _words(status: Any) -> dict[str, int]:
    """Words of English whose translation is stale, served or not, by language."""
    return {
        language["tag"]: sum(language["counts"][state]["words"] for state in ("stale", "outdated"))
        for language in status.get("languages", [])
    }


def _read(path: Path) -> Any:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return json.loads(text or "{}")


if __name__ == "__main__":
    sys.stdout.write(main(*map(Path, sys.argv[1:])))
