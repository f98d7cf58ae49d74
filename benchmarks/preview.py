"""How long it takes from a save to the new page: the preview of a course, asked over HTTP as a browser asks it.

The server is the real command in a process of its own. "told" is when an open page hears that it is another; "there"
is when the new page has been fetched. What a browser needs to show it comes on top (`tests/engines/test_preview.py`).
"""

import argparse
import http.client
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
WLW = Path(sys.executable).with_name("wlw-i18n")
_PATIENCE = 60
LIMIT = 0.5
"""Seconds that a page may take."""


@dataclass(frozen=True)
class Taken:
    """Seconds since a save."""

    told: float
    there: float


def main() -> None:
    """Copy a course, preview it, save files in it, print a table."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wlw-bench-") as folder:
        root = Path(folder) / "course"
        for name in ("source", "translations"):
            shutil.copytree(arguments.course / name, root / name)
        subprocess.run([WLW, "sync", "-C", root, "--no-archives"], check=False, stdout=subprocess.DEVNULL)
        started = time.perf_counter()
        process = subprocess.Popen([WLW, "preview", "-C", root, "--no-open"], stdout=subprocess.PIPE, text=True)
        try:
            port = _port(process)
            print(f"from the command to the address: {time.perf_counter() - started:.2f} s")
            medians = list(_scenarios(root, port, arguments.code, arguments.rounds))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()
    print(f"1-minute load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    sys.exit(any(median > LIMIT for median in medians))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--course", type=Path, default=REPOSITORY, help="the folder of a course")
    parser.add_argument("--code", default="fr", help="the language to translate to")
    parser.add_argument("--rounds", type=int, default=10)
    return parser.parse_args()


def _port(process: "subprocess.Popen[str]") -> int:
    for line in process.stdout or ():
        if found := re.search(r"http://[^:]+:(\d+)/", line):
            return int(found[1])
    sys.exit("the preview did not start")


def _scenarios(root: Path, port: int, code: str, rounds: int) -> Iterator[float]:
    """Measure each kind of save; give the median of each."""
    po, page, lesson = next(_lessons(root, port, code))
    text = po.read_text("utf-8")
    key = max(re.findall(r'msgctxt "([^"]+)"\nmsgid ".+"\nmsgstr ".+"', text), key=text.index)
    entry = re.compile(rf'(msgctxt "{key}"\nmsgid .*\nmsgstr ").*?(\d*")')
    print(f"{po.relative_to(root)}: {text.count('msgctxt')} messages; {rounds} saves each, seconds")

    def translation(number: int) -> None:
        _save(po, entry.sub(lambda found: f"{found[1]}{number} {number}{found[2]}", text, count=1))

    def lesson_edit(number: int) -> None:
        _save(lesson, f"{whole.rstrip()}\n\nOne more paragraph, number {number} of them.\n")

    yield _show("a translation", [_measure(port, page, translation, number) for number in range(rounds)])
    whole = lesson.read_text("utf-8")
    yield _show(
        "a lesson, shown in English",
        [_measure(port, page.replace(f"/{code}/", "/en/", 1), lesson_edit, number) for number in range(rounds)],
    )
    yield _show(
        "a lesson, shown translated",
        [_measure(port, page, lesson_edit, number) for number in range(rounds, 2 * rounds)],
    )


def _lessons(root: Path, port: int, code: str) -> Iterator[tuple[Path, str, Path]]:
    """PO file, page and source of each lesson, the largest first."""
    files = sorted((root / "translations" / code).glob("*/*.po"), key=lambda path: -path.stat().st_size)
    for file in files:
        page = f"/{code}/{file.parent.name}/{file.stem}.html"
        source = re.search(r'"lesson":"([^"]+)"', _get(port, page))
        if source and "kind: quiz" not in (root / source[1]).read_text("utf-8"):
            yield file, page, root / source[1]


def _save(path: Path, text: str) -> None:
    new = path.with_name(f"{path.name}~")
    new.write_text(text, "utf-8")
    new.replace(path)


def _measure(port: int, page: str, save: Callable[[int], None], number: int) -> Taken:
    html = _get(port, page)
    digest = re.search(r'data-digest="(\w+)"', html)
    if digest is None:
        sys.exit(f"{page} is not a page of the preview")
    listener = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    listener.request("GET", f"/:preview/events?page={page}&digest={digest[1]}")
    events = listener.getresponse()
    time.sleep(0.3)
    started = time.perf_counter()
    save(number)
    while b"changed" not in events.readline():
        if time.perf_counter() - started > _PATIENCE:
            sys.exit(f"{page} is as it was")
    told = time.perf_counter() - started
    _get(port, page)
    there = time.perf_counter() - started
    listener.close()
    return Taken(told, there)


def _get(port: int, page: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", page)
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def _show(title: str, taken: list[Taken]) -> float:
    median = statistics.median(each.there for each in taken)
    told = statistics.median(each.told for each in taken)
    worst = max(each.there for each in taken)
    print(f"  {title:<28} told {told:.3f}   there {median:.3f}   slowest {worst:.3f}")
    return median


if __name__ == "__main__":
    main()
