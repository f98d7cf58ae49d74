"""How long a sync takes and how much memory it needs: cold, after one edit, with nothing to do.

Each scenario runs in a process of its own. Memory is the proportional share (PSS) of the whole process tree, so that
pages which forked workers share are counted once.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import course

WORKER = "benchmarks.worker"


def main() -> None:
    """Make the course, run the scenarios, print a table."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wlw-bench-") as folder:
        root = Path(folder) / "course"
        course.make(root, arguments.documents, arguments.languages)
        _run(root, "catalogs")
        _run(root, "translate")
        shutil.rmtree(root / ".wlw-i18n")
        print(f"{arguments.documents} documents, {arguments.languages} languages")
        _show("cold sync, all targets", _run(root, "sync"))
        _show("nothing to do", _run(root, "sync"))
        _edit(root)
        _show("one paragraph edited, no archives", _run(root, "sync-no-archives"))
        _run(root, "sync")
        _edit(root)
        _show("one paragraph edited, archives", _run(root, "sync"))
        _help()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--languages", type=int, default=20)
    return parser.parse_args()


def _run(root: Path, scenario: str) -> dict[str, float]:
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", WORKER, scenario, str(root)], stdout=subprocess.PIPE, text=True)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _memory(process.pid))
        time.sleep(0.2)
    seconds = time.perf_counter() - started
    if process.returncode or process.stdout is None:
        sys.exit(f"{scenario} failed")
    stages: dict[str, float] = json.loads(process.stdout.read())
    return {"seconds": seconds, "peak MB": peak / 1024, **stages}


def _show(title: str, figures: dict[str, float]) -> None:
    print(f"\n{title}: {figures.pop('seconds'):.2f} s, peak {figures.pop('peak MB'):.0f} MB")
    for stage, seconds in figures.items():
        print(f"  {stage:<40} {seconds:>8.2f} s")


def _edit(root: Path) -> None:
    path = next((root / "source").glob("*/05-*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\n\n([A-Z][a-z]+ )", r"\n\n\1indeed ", text, count=1), encoding="utf-8")


def _help() -> None:
    started = time.perf_counter()
    subprocess.run([Path(sys.executable).with_name("wlw-i18n"), "--help"], check=True, stdout=subprocess.DEVNULL)
    print(f"\nwlw-i18n --help: {time.perf_counter() - started:.2f} s")


def _memory(pid: int) -> int:
    """Proportional memory of a process and its children, in kB."""
    total = 0
    for process in (pid, *_children(pid)):
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        found = re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)
        total += int(found[1]) if found else 0
    return total


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


if __name__ == "__main__":
    main()
