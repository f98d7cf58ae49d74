"""What is wrong with a `course.toml` that is no TOML or not of the right shape."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import msgspec

from wlw_i18n.config.places import line_of_key
from wlw_i18n.config.problems import broken, invalid
from wlw_i18n.config.schema import ChecksSchema, GatesSchema, WikiSchema, keys_at
from wlw_i18n.model.diagnostic import Diagnostic


def syntax_error(error: tomllib.TOMLDecodeError, text: str) -> Diagnostic:
    """The fault that stops the TOML reader."""
    message = str(error)
    found = re.search(r" ?\(at (?:line (\d+), column \d+|end of document)\)", message)
    line = int(found[1]) if found and found[1] else len(text.removesuffix("\n").split("\n"))
    return broken(f"not valid TOML: {message[: found.start()] if found else message}", line, "Repair this line.")


def schema_error(message: str, table: Mapping[str, Any], text: str) -> Diagnostic:
    """The first key that is unknown, missing or of the wrong type, from msgspec's message."""
    where = re.search(r" - at `\$\.?(?P<path>.*)`$", message)
    path = _named(where["path"], table) if where else ()
    if unknown := re.match(r"Object contains unknown field `(.*?)`", message):
        key, known = unknown[1], keys_at(path)
        near = get_close_matches(key, known, n=1)
        hint = f'Did you mean "{near[0]}"?' if near else f"Known keys: {', '.join(sorted(known))}."
        return invalid(f'unknown key "{key}"{_in(path)}', (*path, key), text, hint)
    if missing := re.match(r"Object missing required field `(.*?)`", message):
        line = line_of_key(path, text) or 1
        return broken(f'the key "{missing[1]}" is missing{_in(path)}', line, "Add it.")
    expected = re.match(r"Expected `(.*?)`, got `(.*?)`", message)
    said = f"expected {_type(expected[1])}, found {_type(expected[2])}" if expected else message
    return invalid(f'"{".".join(path)}": {said}', path, text)


def _in(path: tuple[str, ...]) -> str:
    return f" in [{'.'.join(path)}]" if path else ""


def _named(path: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """Where msgspec found a fault, with the names of tables that msgspec leaves out (`languages[...]`)."""
    names: list[str] = []
    for part in re.findall(r"\[\.\.\.\]|\[\d+\]|[^.\[\]]+", path):
        if part == "[...]":
            names.append(_faulty_entry(tuple(names), table))
        elif not part.startswith("["):  # the number of a list's item
            names.append(part)
    return tuple(names)


def _faulty_entry(path: tuple[str, ...], table: Mapping[str, Any]) -> str:
    kinds: Mapping[tuple[str, ...], type[msgspec.Struct]] = {
        ("gates", "languages"): GatesSchema,
        ("checks", "languages"): ChecksSchema,
        ("targets", "wikitext"): WikiSchema,
    }
    kind: type[object] = kinds.get(path, str)
    entries: Any = table
    for name in path:
        entries = entries[name]
    for name, entry in entries.items():
        try:
            msgspec.convert(entry, kind)
        except msgspec.ValidationError:
            return str(name)
    return "*"


def _type(name: str) -> str:
    names = {
        "str": "text in quotes",
        "int": "a number",
        "float": "a number",
        "bool": "true or false",
        "array": "a list",
        "object": "a table",
        "date": "a date without quotes",
        "datetime": "a date without quotes",
        "time": "a time without quotes",
    }
    first = name.removesuffix(" | null")
    return names.get(first, first)
