"""How well and how fast messages are found again: GNU msgmerge, pot2po and this project, on the same files.

A course of 3,500 translated messages becomes one of 5,000 (`benchmarks.history`), and of each new message is known
which old one's translation is right for it. All programs get the same PO file and the same template, without contexts.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polib

from benchmarks import history
from benchmarks.history import Fate, History, Text

FASTER = 20
"""So many times faster than msgmerge this project promises to be."""


@dataclass
class Score:
    """What a program did."""

    name: str
    seconds: float
    right: Counter[Fate] = field(default_factory=Counter)
    wrong: Counter[Fate] = field(default_factory=Counter)
    missed: Counter[Fate] = field(default_factory=Counter)
    unmarked: int = 0
    """Wrong ones that are not even fuzzy."""
    kept: int = 0
    """Wrong ones that are not suggestions but count as the message's own older translation (ours only)."""
    stages: Mapping[str, float] = field(default_factory=dict)


def main() -> None:
    """Make the files, run the programs one after another, print tables; fail if the promise is not kept."""
    arguments = _arguments()
    if shutil.which("msgmerge") is None:
        sys.exit("This comparison needs GNU gettext. On Debian or Ubuntu: apt-get install gettext")
    made = history.make(arguments.old, arguments.new, arguments.seed)
    with tempfile.TemporaryDirectory(prefix="wlw-matching-") as name:
        folder = Path(name)
        _write(folder, made)
        print(f"{len(made.old)} old messages, {len(made.new)} new; seed {arguments.seed}; {_machine()}", flush=True)
        scores = [_ours(folder, made), _ours(folder, made, "flat"), _msgmerge(folder, made)]
        if not arguments.without_pot2po:
            scores.append(_pot2po(folder, made))
    _print(scores, made)
    _judge(scores[:2], scores[2])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--old", type=int, default=3500)
    parser.add_argument("--new", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-pot2po", action="store_true", help="leave the translate toolkit out")
    return parser.parse_args()


def _machine() -> str:
    return f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"


def _ours(folder: Path, made: History, *options: str) -> Score:
    out = folder / "ours.po"
    files = (folder / "old.po", folder / "new.pot", out)
    seconds, said = _run(sys.executable, "-m", "benchmarks.match_worker", *files, *options)
    return _score("wlw-i18n, one document" if options else "wlw-i18n", seconds, out, made, json.loads(said))


def _msgmerge(folder: Path, made: History) -> Score:
    out = folder / "msgmerge.po"
    seconds, _ = _run("msgmerge", "--previous", "--quiet", "-o", out, folder / "old.po", folder / "new.pot")
    return _score("msgmerge --previous", seconds, out, made)


def _pot2po(folder: Path, made: History) -> Score:
    out = folder / "pot2po.po"
    program = Path(sys.executable).with_name("pot2po")
    seconds, _ = _run(program, "--progress=none", "-t", folder / "old.po", folder / "new.pot", out)
    return _score("pot2po", seconds, out, made)


def _run(*command: str | Path) -> tuple[float, bytes]:
    """How long a program took, and what it said."""
    started = time.perf_counter()
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return time.perf_counter() - started, said


def _write(folder: Path, made: History) -> None:
    """The files. A translation is the English with its case turned round: each tells whose it is."""
    for name, texts, translated in (("old.po", made.old, True), ("new.pot", made.new, False)):
        file = polib.POFile(wrapwidth=0)
        file.metadata = {
            "Project-Id-Version": "matching",
            "Language": "fr" if translated else "",
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
        }
        file.extend(_entry(text, translated=translated) for text in texts)
        file.save(str(folder / name))


def _entry(text: Text, *, translated: bool) -> polib.POEntry:
    return polib.POEntry(
        msgid=text.text,
        msgstr=text.text.swapcase() if translated else "",
        comment=f"type: {text.kind.label}",
        occurrences=[(text.document, "")],
    )


def _score(name: str, seconds: float, out: Path, made: History, stages: Mapping[str, float] | None = None) -> Score:
    """Compare a program's file with what is known."""
    score = Score(name, seconds, stages=stages or {})
    found = {entry.msgid: entry for entry in polib.pofile(str(out)) if not entry.obsolete}
    for text in made.new:
        entry = found[text.text]
        if not entry.msgstr:
            if text.origins:
                score.missed[text.fate] += 1
        elif entry.msgstr.swapcase() in text.origins:
            score.right[text.fate] += 1
        else:
            score.wrong[text.fate] += 1
            score.unmarked += not entry.fuzzy
            score.kept += bool(score.stages) and entry.fuzzy and not entry.previous_msgctxt
    return score


def _print(scores: Sequence[Score], made: History) -> None:
    print(
        f"\n{'':<24}{'seconds':>9}{'right':>7}{'wrong':>7}{'missed':>7}{'precision':>11}{'recall':>8}{'unmarked':>10}"
    )
    for score in scores:
        right, wrong, missed = score.right.total(), score.wrong.total(), score.missed.total()
        known = sum(1 for text in made.new if text.origins)
        print(
            f"{score.name:<24}{score.seconds:>9.2f}{right:>7}{wrong:>7}{missed:>7}"
            f"{right / (right + wrong):>11.3f}{right / known:>8.3f}{score.unmarked:>10}"
        )
    print(f"\n{'right + wrong of':<30}" + "".join(f"{score.name:>24}" for score in scores))
    many = Counter(text.fate for text in made.new)
    for fate in Fate:
        cells = "".join(f"{f'{score.right[fate]} + {score.wrong[fate]}':>24}" for score in scores)
        print(f"{fate.value:<23}{many[fate]:>7}{cells}")
    for score in scores:
        if score.stages:
            stages = ", ".join(f"{stage} {took:.2f} s" for stage, took in score.stages.items())
            print(f"\n{score.name}: {stages}")
            print(f"of its wrong ones, {score.wrong.total() - score.kept} are suggestions, which are never published")


def _judge(ours: Sequence[Score], msgmerge: Score) -> None:
    print()
    kept = True
    for score in ours:
        ratio = msgmerge.seconds / score.seconds
        print(f"{score.name}: {ratio:.0f} times as fast as msgmerge, the start of Python and all files included")
        kept = kept and ratio >= FASTER and score.right.total() >= msgmerge.right.total()
    print(f"at the end: {_machine()}")
    if not kept:
        sys.exit(f"The promise is not kept: {FASTER} times as fast, and at least as many right matches.")


if __name__ == "__main__":
    main()
