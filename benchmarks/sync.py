"""How long a sync takes and how much memory it needs: cold, after one edit, with nothing to do.

Each scenario runs in a process of its own. Memory is the proportional share (PSS) of the whole process tree, so that
pages which forked workers share are counted once.
"""

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import course, pages

WORKER = "benchmarks.worker"


def main() -> None:
    """Make the course, run the scenarios, print a table."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wlw-bench-") as folder:
        root = Path(folder) / "course"
        _make(root, arguments.documents, arguments.languages)
        print(f"{arguments.documents} documents, {arguments.languages} languages", flush=True)
        if arguments.cold:
            _show("cold sync, no archives", _run(root, "sync-no-archives"))
            _show("nothing to do", _run(root, "sync-no-archives"))
            return
        _show("cold sync, all targets", _run(root, "sync"))
        _show("nothing to do", _run(root, "sync"))
        shutil.rmtree(root / "exports/html")
        _show("the site of all languages, anew", _run(root, "site"))
        pages.show(root / "exports/html")
        _edit(root)
        _show("one paragraph edited, no archives", _run(root, "sync-no-archives"))
        _run(root, "sync")
        _edit(root)
        _show("one paragraph edited, archives", _run(root, "sync"))
        _help()


def _make(root: Path, documents: int, languages: int) -> None:
    """A course that is translated whole. PO files are made for one language: which one takes no part in the time."""
    course.make(root, documents, 1)
    _run(root, "catalogs")
    _run(root, "translate")
    first, *others = course.LANGUAGES[:languages]
    for code in others:
        shutil.copytree(root / "translations" / first, root / "translations" / code)
    course.configure(root, languages)
    shutil.rmtree(root / ".wlw-i18n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--languages", type=int, default=20)
    parser.add_argument("--cold", action="store_true", help="only a sync from nothing, without archives: large courses")
    return parser.parse_args()


def _run(root: Path, scenario: str) -> dict[str, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
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
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "CPU seconds": cpu, "peak MB": peak / 1024, **stages}


def _show(title: str, figures: dict[str, float]) -> None:
    seconds, cpu, peak = (figures.pop(name) for name in ("seconds", "CPU seconds", "peak MB"))
    print(f"\n{title}: {seconds:.2f} s ({cpu:.0f} s of CPU), peak {peak:.0f} MB", flush=True)
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
