"""What the checks say of real translations: findings per check, and a random sample of each to be judged by reading.

    python -m benchmarks.findings --guides FOLDER --parallel EN ES --quizzes quizzes.json --course FOLDER

`--guides`: English Markdown files, and a folder for each language with files of the same names. `--parallel`: two
folders with the same files in English and in another language, whose code is the second folder's name. `--quizzes`: a
list as `benchmarks.quizzes` reads it, with `translations` by language beside each `assessment`. `--course`: a course
with PO files. Translations of Markdown files are paired as for an import; `--all-pairs` takes those too that would wait
for review. A sample shows text and translation as readers see them.

`--toolkit` runs the tests of translate-toolkit's pofilter instead, each on its own, on the visible texts: that is how
it was decided which of them are worth having.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from translate.filters import checks as toolkit

from benchmarks.alignment import read
from wlw_i18n import config as configuration
from wlw_i18n import inline, languages
from wlw_i18n.align import How, align
from wlw_i18n.catalogs import entries, po
from wlw_i18n.checks import Candidate, check_all
from wlw_i18n.checks.rules import Rules
from wlw_i18n.model.catalog import Message, Unit
from wlw_i18n.model.diagnostic import Code
from wlw_i18n.model.document import Document
from wlw_i18n.model.text import Kind
from wlw_i18n.pipeline import checking
from wlw_i18n.pipeline.serving import Definitions

TOOLKIT = (
    *("doublewords", "brackets", "doublespacing", "endpunc", "startpunc", "puncspacing", "sentencecount", "acronyms"),
    *("urls", "emails", "simplecaps", "startcaps", "unchanged", "blank", "long", "short", "singlequoting"),
    *("doublequoting", "newlines", "endwhitespace", "startwhitespace", "purepunc"),
)
_COUNTED = frozenset({Code.UNTRANSLATED, Code.FUZZY, Code.STALE})
Found = tuple[str, str, Candidate]
"""Name of the check, what it says, of which translation."""


def main() -> None:
    """Print the table, then the samples."""
    arguments = _arguments()
    chance = random.Random(arguments.seed)  # noqa: S311 - not for secrets
    groups = list(_groups(arguments))
    judge = _toolkit if arguments.toolkit else _ours
    began = time.process_time()
    found = [finding for group in groups for finding in judge(group)]
    seconds = time.process_time() - began
    units = sum(len(group) for group in groups)
    by_name: defaultdict[str, list[Found]] = defaultdict(list)
    for finding in found:
        if not arguments.code or finding[0] in arguments.code:
            by_name[finding[0]].append(finding)
    print(f"{units} translations in {len(groups)} files, {seconds:.1f} s of processor time")
    for name, all_of_it in sorted(by_name.items()):
        tags = sorted({candidate.language for _, _, candidate in all_of_it})
        shares = ", ".join(f"{tag} {sum(found[2].language == tag for found in all_of_it)}" for tag in tags)
        print(f"{name:28}{len(all_of_it):6}  {shares}")
    for name, all_of_it in sorted(by_name.items()):
        for _, said, candidate in chance.sample(all_of_it, min(arguments.sample, len(all_of_it))):
            print(f"\n[{name}] {candidate.language} {candidate.path}: {said}")
            print(f"  {inline.visible(candidate.unit.inlines)!r}\n  {inline.visible(candidate.inlines)!r}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=Path)
    parser.add_argument("--parallel", type=Path, nargs=2, metavar=("EN", "OTHER"))
    parser.add_argument("--quizzes", type=Path, metavar="JSON")
    parser.add_argument("--course", type=Path)
    parser.add_argument("--all-pairs", action="store_true")
    parser.add_argument("--toolkit", action="store_true")
    parser.add_argument("--code", action="append", help="only this check; may be given again")
    parser.add_argument("--lang", action="append", help="only this language; may be given again")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _groups(arguments: argparse.Namespace) -> Iterator[list[Candidate]]:
    """The translations of one file each."""
    wanted = arguments.lang
    if arguments.guides:
        for place in sorted(path for path in arguments.guides.iterdir() if path.is_dir()):
            if not wanted or place.name in wanted:
                yield from _markdown(arguments.guides, place, every=arguments.all_pairs)
    if arguments.parallel and (not wanted or arguments.parallel[1].name in wanted):
        yield from _markdown(*arguments.parallel, every=arguments.all_pairs)
    if arguments.quizzes:
        yield from _quizzes(arguments.quizzes, wanted)
    if arguments.course:
        yield from (group for group in _course(arguments.course) if not wanted or group[0].language in wanted)


def _markdown(english: Path, other: Path, *, every: bool) -> Iterator[list[Candidate]]:
    for path in sorted(other.rglob("*.md")):
        original = english / path.relative_to(other)
        if not original.exists():
            continue
        source = read(original, "en")
        alignment = align(source, read(path, other.name))
        pairs = [pair for pair in alignment.pairs if every or pair.how is How.STRUCTURE]
        if pairs:
            name = f"{other.name}/{path.relative_to(other)}"
            texts = [(pair.unit, Message(pair.unit.key, pair.unit.text, pair.text)) for pair in pairs]
            yield [_candidate(unit, message, name, other.name, source) for unit, message in texts]


def _candidate(unit: Unit, message: Message, path: str, language: str, source: Document) -> Candidate:
    definitions = Definitions.of(source)
    translation = inline.parse(message.msgstr, definitions.references, definitions.footnotes)
    return Candidate(unit, message, translation, path, language)


def _course(root: Path) -> Iterator[list[Candidate]]:
    config, _ = configuration.read((root / configuration.PATH).read_bytes())
    if config is None:
        raise SystemExit(f"{root} is no course that can be read")
    for folder in sorted(path for path in (root / "translations").iterdir() if path.is_dir()):
        language = languages.find(folder.name)
        if language is None:
            continue
        rules = checking.read(root, config).rules(language)
        for path in sorted(folder.rglob("*.po")):
            catalog, _ = po.read(path.relative_to(root).as_posix(), path.read_bytes())
            if catalog is not None and path.name != "memory.po" and catalog.messages:
                yield [_of_course(message, catalog.path, language.tag, rules) for message in catalog.messages]


def _quizzes(path: Path, wanted: Sequence[str] | None) -> Iterator[list[Candidate]]:
    for number, quiz in enumerate(json.loads(path.read_text("utf-8"))):
        for code, translated in quiz["translations"].items():
            texts, others = list(_texts(quiz["assessment"])), list(_texts(translated))
            if len(texts) == len(others) and (not wanted or code in wanted):
                pairs = zip(texts, others, strict=True)
                yield [_of_quiz(f"q{number}", kind, text, other, code) for (kind, text), (_, other) in pairs]


def _texts(assessment: Mapping[str, Any]) -> Iterator[tuple[Kind, str]]:
    yield Kind.PROMPT, assessment["question"]
    for answer in assessment["answers"]:
        yield Kind.CHOICE, answer["text"]
        yield Kind.FEEDBACK, answer.get("explanation") or ""


def _of_quiz(name: str, kind: Kind, english: str, translation: str, code: str) -> Candidate:
    english, translation = " ".join(english.split()), " ".join(translation.split())
    unit = Unit("", kind, english, name, name, inlines=inline.parse(english))
    return Candidate(unit, Message("", english, translation), inline.parse(translation), f"{code}/{name}", code)


def _of_course(message: Message, path: str, language: str, rules: Rules) -> Candidate:
    unit = replace(entries.unit_of(message, "document"), inlines=inline.parse(message.msgid))
    return Candidate(unit, message, inline.parse(message.msgstr), path, language, rules=rules)


def _ours(group: Sequence[Candidate]) -> Iterator[Found]:
    """All checks, those too that look at the texts of a file together."""
    numbered = {str(number): _with_key(candidate, str(number)) for number, candidate in enumerate(group)}
    for found in check_all(numbered.values()):
        if found.code not in _COUNTED:
            yield found.code.value, found.message, numbered[found.key]


def _with_key(candidate: Candidate, key: str) -> Candidate:
    """Texts of Markdown files have no keys yet."""
    return replace(candidate, unit=replace(candidate.unit, key=key), message=replace(candidate.message, key=key))


def _toolkit(group: Sequence[Candidate]) -> Iterator[Found]:
    checker = toolkit.StandardChecker(toolkit.CheckerConfig(targetlanguage=group[0].language.replace("-", "_")))
    tests: dict[str, Callable[[str, str], bool]] = {name: getattr(checker, name) for name in TOOLKIT}
    for candidate in group:
        texts = inline.visible(candidate.unit.inlines), inline.visible(candidate.inlines)
        for name, test in tests.items():
            try:
                passed, said = test(*texts), ""
            except toolkit.FilterFailure as failure:
                passed, said = False, "; ".join(failure.messages)
            if candidate.is_current and not passed:
                yield name, said, candidate


if __name__ == "__main__":
    main()
