"""Texts that make a regular expression slow, made from the expression itself: runs of what it repeats.

A run without the end that the expression waits for makes a bad one try every way to divide the run among its parts.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined] # there is no other way to look into an expression
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import wlw_i18n

Items = Any
"""Parts of an expression, as Python's own parser gives them."""
_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)
_MANY = 20
LENGTHS = (16, 20, 24, 28, 32, 40, 60, 90, 140, 220, 350, 700)
"""What grows exponentially is slow at one of the first, cubically at the last; the steps are small, so that a bad one
is found before it takes for ever."""
_SECONDS = 0.1
_ENDS = ("\0", "\nx")
_SAMPLES = "a 1-\n.x\"\\|é*`\t<[({'#=!"
_PAIRS = 5
_CATEGORIES = {"SPACE": " ", "NOT_SPACE": "a", "WORD": "a", "NOT_WORD": " ", "DIGIT": "1", "NOT_DIGIT": "a"}
_OTHER = ("escape", "compile")
"""What is compiled has a name, and is found by it."""
_FROM_ANYWHERE = re.compile(r"^(?:search|sub|subn|finditer|findall|split)$")


@dataclass(frozen=True)
class Expression:
    """A regular expression of the toolkit."""

    where: str
    pattern: re.Pattern[str]
    anywhere: bool
    """Whether it is looked for at every place of a text, not at one alone."""


def expressions() -> list[Expression]:
    """Every regular expression of the toolkit that can be found without running it."""
    found: dict[tuple[str, int, bool], Expression] = {}
    for info in pkgutil.walk_packages(wlw_i18n.__path__, "wlw_i18n."):
        module = importlib.import_module(info.name)
        tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        for expression in (*_named(info.name, vars(module), tree), *_written(info.name, tree)):
            found.setdefault((expression.pattern.pattern, expression.pattern.flags, expression.anywhere), expression)
    return list(found.values())


def _named(module: str, names: dict[str, object], tree: ast.Module) -> Iterator[Expression]:
    uses: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            uses.setdefault(node.value.id, set()).add(node.attr)
    for name, value in names.items():
        for pattern in _patterns(value):
            used = uses.get(name, set())
            anywhere = not used or any(_FROM_ANYWHERE.match(use) for use in used)
            yield Expression(f"{module}.{name}", pattern, anywhere)


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _patterns(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _patterns(one)


def _written(module: str, tree: ast.Module) -> Iterator[Expression]:
    """Those that a function gives to `re` as a literal."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Attribute(ast.Name("re"), use), [ast.Constant(str(text)), *_]) if use not in _OTHER:
                flags = re.MULTILINE if "MULTILINE" in ast.unparse(node) else re.NOFLAG
                anywhere = bool(_FROM_ANYWHERE.match(use))
                yield Expression(f"{module}:{node.lineno}", re.compile(text, flags), anywhere)


def slow(expression: Expression, lengths: Sequence[int] = LENGTHS) -> str:
    """The text that an expression is slow on, described; empty if there is none."""
    for prefix, run in _attacks(expression.pattern):
        for end in _ENDS:
            for length in lengths:
                seconds = _seconds(expression, prefix + run * (length // len(run) + 1) + end)
                if seconds > _SECONDS:
                    return f"{seconds:.2f} s for {prefix[:30]!r}, {length} times {run[:30]!r}, {end!r}"
    return ""


def _seconds(expression: Expression, text: str) -> float:
    begin = time.process_time()
    if expression.anywhere:
        for _ in expression.pattern.finditer(text):
            pass
    else:
        expression.pattern.match(text)
        expression.pattern.fullmatch(text)
    return time.process_time() - begin


def _attacks(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """What stands before a run, and what is repeated in it."""
    items = parser.parse(pattern.pattern, pattern.flags)
    repeated = list(dict.fromkeys(_repeated(items, "")))
    whole = _sample(items)
    runs = list(dict.fromkeys(run for _, run in repeated if run))[:_PAIRS]
    found = [pair for prefix, run in repeated for pair in ((prefix, run), ("", prefix + run), ("", run), (whole, run))]
    found += [("", one + other) for one in runs for other in runs if one != other]
    found += [("", prefix) for prefix, _ in repeated]
    found += [("", whole[:length]) for length in range(1, min(len(whole), 8))]
    return ((prefix, run) for prefix, run in dict.fromkeys(found) if run)


def _repeated(items: Items, prefix: str) -> Iterator[tuple[str, str]]:
    for kind, value in items:
        if kind in _REPEATS:
            least, most, inner = value
            if most > _MANY:
                yield from ((prefix, sample) for sample in _alternatives(inner))
            yield from _repeated(inner, prefix)
            prefix += _sample([(kind, value)]) or (_sample(inner) if most <= _MANY and not least else "")
            continue
        for inner in _inside(kind, value):
            yield from _repeated(inner, prefix)
        prefix += _sample([(kind, value)])


def _inside(kind: Any, value: Any) -> list[Items]:
    if kind is c.SUBPATTERN:
        return [value[3]]
    if kind is c.ATOMIC_GROUP:
        return [value]
    if kind is c.BRANCH:
        return list(value[1])
    return [value[1]] if kind in (c.ASSERT, c.ASSERT_NOT) else []


def _alternatives(items: Items) -> list[str]:
    """A sample for each way in which one round of a repetition can go."""
    if len(items) == 1:
        kind, value = items[0]
        if kind is c.SUBPATTERN:
            return _alternatives(value[3])
        if kind is c.BRANCH:
            return [_sample(branch) for branch in value[1]]
        if kind is c.IN and value[0][0] is not c.NEGATE:
            return [_one_of([member]) for member in value]
    return [_sample(items)]


def _sample(items: Items) -> str:
    """A text that the items may match; good enough to get an expression going."""
    return "".join(_one(kind, value) for kind, value in items)


def _one(kind: Any, value: Any) -> str:  # noqa: PLR0911 - a table
    if kind is c.LITERAL:
        return chr(value)
    if kind is c.NOT_LITERAL:
        return "b" if chr(value) == "a" else "a"
    if kind is c.ANY:
        return "a"
    if kind is c.IN:
        return _one_of(value)
    if kind in _REPEATS:
        return _sample(value[2]) * min(value[0], _MANY)
    if kind is c.SUBPATTERN or kind is c.ATOMIC_GROUP or kind is c.BRANCH:
        return _sample(_inside(kind, value)[0])
    return ""


def _one_of(members: Items) -> str:
    if members[0][0] is c.NEGATE:
        return next((sample for sample in _SAMPLES if not any(_is_in(sample, one) for one in members[1:])), "字")
    kind, value = members[0]
    if kind is c.CATEGORY:
        return _CATEGORIES[str(value).removeprefix("CATEGORY_").removeprefix("UNI_")]
    return chr(value[0] if kind is c.RANGE else value)


def _is_in(character: str, member: tuple[Any, Any]) -> bool:
    kind, value = member
    if kind is c.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    if kind is c.LITERAL:
        return bool(ord(character) == value)
    name = str(value).removeprefix("CATEGORY_").removeprefix("UNI_")
    is_one = {
        "SPACE": character.isspace(),
        "WORD": character.isalnum() or character == "_",
        "DIGIT": character.isdigit(),
    }
    return not is_one[name.removeprefix("NOT_")] if name.startswith("NOT_") else is_one[name]
