"""One scenario of the benchmark, in a process of its own; prints seconds per stage as JSON."""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from wlw_i18n.catalogs import po
from wlw_i18n.pipeline.run import Options, run

SCENARIOS = {
    "catalogs": Options(write=True),
    "sync": Options(write=True, export=True),
    "sync-no-archives": Options(write=True, export=True, archives=False),
    "site": Options(write=True, export=True, archives=False, targets=("html",)),
}


def main() -> None:
    """Run the scenario named on the command line on the course named there."""
    scenario, root = sys.argv[1], Path(sys.argv[2])
    if scenario == "translate":
        _translate(root)
        print("{}")
        return
    stages: dict[str, float] = {}
    last = time.perf_counter()

    def report(stage: str, _done: int, _total: int) -> None:
        nonlocal last
        now = time.perf_counter()
        stages[stage] = stages.get(stage, 0.0) + now - last
        last = now

    outcome = run(root, SCENARIOS[scenario], report)
    if outcome.broken:
        sys.exit(str(outcome.diagnostics[:5]))
    stages["the rest"] = time.perf_counter() - last
    print(json.dumps(stages))


def _translate(root: Path) -> None:
    """Fill in every PO file: the English with each letter-word turned round is as long and as marked up."""
    for path in sorted((root / "translations").glob("*/**/*.po")):
        catalog, _ = po.read(path.relative_to(root).as_posix(), path.read_bytes())
        if catalog is None or path.name == "memory.po":
            continue
        messages = tuple(replace(message, msgstr=message.msgid.swapcase()) for message in catalog.messages)
        path.write_bytes(po.write(replace(catalog, messages=messages)))


if __name__ == "__main__":
    main()
