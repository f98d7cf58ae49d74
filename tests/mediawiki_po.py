r"""How MediaWiki's Translate reads a PO file: its rules, written anew, so that tests need no wiki.

What a real wiki (Translate's GettextFormat, 1.43 and later) was seen to do is listed here as rules; each is cited where
it is followed. A file that breaks one is refused there, or read with something lost: `Reading.lost` says what.

1.  The header is the first block: comments, perhaps `#, fuzzy`, then `msgid ""`, with no blank line before it. Else
    nothing is read.
2.  There is no byte order mark. Else nothing is read.
3.  A header that is fuzzy makes a file a template: its messages are the English texts. In any other file, an entry
    whose `msgstr` is empty is dropped.
4.  Exactly one blank line stands between entries. The second of two entries without one between them is lost.
5.  No `#~` line stands in the block of a live entry. Else the block is dropped. Blocks of `#~` lines are dropped too.
6.  `Plural-Forms` is absent or real. A number of forms that is no number ends the reading of a translation.
7.  Context and English are unique together: of two, the later one wins. Where the key is made of the context alone,
    the context is unique and is never missing.
8.  An empty translation is not fuzzy. Else it is read as a translation that says `!!FUZZY!!`.
9.  The file is in UTF-8. CRLF is tolerated.
10. The escapes are `\n`, `\t`, `\"` and `\\`. What others become is not established.
11. A fuzzy translation is stored with `!!FUZZY!!` in front.
12. White space at the end of a text is shown with a `\` after it.
13. Plural forms become `{{PLURAL:GETTEXT|…}}`.
14. Comments of the template (`#.`, `#:`, `#`) are kept. Those of a translation, `#|` and `#~` are lost.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha1
from typing import Final

FUZZY: Final = "!!FUZZY!!"

_STRING: Final = r'"(?:[^"\\]|\\.)*"'
_FIELD: Final = re.compile(
    rf"^(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\]) ({_STRING}(?:\n{_STRING})*)$", re.MULTILINE
)
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_FORMS: Final = re.compile(r"^Plural-Forms:.*$", re.MULTILINE)
_REAL_FORMS: Final = re.compile(r"nplurals=\d+; *plural=[^;]+;?")


class RefusedError(ValueError):
    """Nothing of the file is read."""


@dataclass(frozen=True)
class Entry:
    """A message as the file says it, and as the wiki has it."""

    context: str | None
    msgid: str
    msgstr: str
    fuzzy: bool
    definition: str
    """The English text that translators see."""
    stored: str
    """The text of the message's page: in a template, the English."""

    @property
    def key(self) -> str:
        """The key of the default algorithm: a hash of context and English, then how the English begins."""
        text = f"{self.context or ''}{self.msgid}".encode()
        start = self.msgid.encode()[:30].decode("utf-8", "ignore").replace(" ", "_")
        return f"{sha1(text, usedforsecurity=False).hexdigest()[:6]}-{start}"


@dataclass(frozen=True)
class Reading:
    """What a wiki has of a file."""

    template: bool
    entries: tuple[Entry, ...]
    lost: tuple[str, ...]
    """What a rule says is lost or read wrong."""


def read(content: bytes) -> Reading:
    """Read a file by the rules.

    Raises:
        RefusedError: by rule 1, 2, 6 or 9.
    """
    header, *blocks = _blocks(content)
    head = _fields(header, [])
    if head.get("msgid") != "" or "msgctxt" in head:
        raise RefusedError("rule 1: the header is not the first block")
    template = "fuzzy" in _flags(header)  # rule 3
    forms = _FORMS.search(head.get("msgstr", ""))
    if forms and not template and not _REAL_FORMS.fullmatch(forms[0].partition(":")[2].strip()):
        raise RefusedError("rule 6: Plural-Forms is not real")
    lost: list[str] = []
    found = [entry for block in blocks for entry in _entry(block, template, lost)]
    return Reading(template, tuple(_unique(found, lost)), tuple(lost))


def _blocks(content: bytes) -> list[str]:
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")  # rule 9
    except UnicodeDecodeError:
        raise RefusedError("rule 9: not UTF-8") from None
    if text.startswith("\ufeff"):
        raise RefusedError("rule 2: a byte order mark")
    if text.startswith("\n"):
        raise RefusedError("rule 1: a blank line before the header")
    return text.rstrip("\n").split("\n\n")  # rule 4


def _entry(block: str, template: bool, lost: list[str]) -> Iterator[Entry]:
    """The entry of a block, if the rules leave one."""
    lines = block.split("\n")
    if lines[0] == "":
        lost.append("rule 4: more than one blank line")
    live = any(line.startswith("msg") for line in lines)
    if any(line.startswith("#~") for line in lines):
        if live:
            lost.append("rule 5: an obsolete line in a live entry")
        return
    if not live:
        return  # Comments only: nothing to read, nothing lost.
    fields = _fields(block, lost)
    context, msgid, fuzzy = fields.get("msgctxt"), fields.get("msgid", ""), "fuzzy" in _flags(block)
    if "msgid_plural" in fields:
        forms = "|".join(text for name, text in fields.items() if name.startswith("msgstr["))
        msgstr = f"{{{{PLURAL:GETTEXT|{forms}}}}}" if forms.strip("|") else ""  # rule 13
    else:
        msgstr = fields.get("msgstr", "")
    definition = _shown(msgid)
    if template:
        yield Entry(context, msgid, msgstr, fuzzy, definition, _shown(msgstr) or definition)
    elif msgstr or fuzzy:
        if not msgstr:
            lost.append("rule 8: an empty translation is fuzzy")
        yield Entry(context, msgid, msgstr, fuzzy, definition, (FUZZY if fuzzy else "") + _shown(msgstr))  # rule 11


def _fields(block: str, lost: list[str]) -> dict[str, str]:
    """The texts of a block by keyword; the first of each."""
    fields: dict[str, str] = {}
    for name, strings in _FIELD.findall(block):
        if name in fields:
            lost.append("rule 4: no blank line between two entries")
            break
        raw = "".join(string[1:-1] for string in strings.split("\n"))
        strange = {found for found in _ESCAPE.findall(raw) if found not in _ESCAPED}
        lost.extend(f"rule 10: the escape \\{letter}" for letter in sorted(strange))
        fields[name] = _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[0]), raw)
    return fields


def _flags(block: str) -> set[str]:
    lines = (line for line in block.split("\n") if line.startswith("#,"))
    return {flag.strip() for line in lines for flag in line[2:].split(",")}


def _shown(text: str) -> str:
    """Rule 12."""
    return f"{text}\\" if text != text.rstrip() else text


def _unique(entries: list[Entry], lost: list[str]) -> list[Entry]:
    """Rule 7."""
    by_identity = {(entry.context or "", entry.msgid): entry for entry in entries}
    if len(by_identity) < len(entries):
        lost.append("rule 7: context and English stand twice")
    return list(by_identity.values())


def unfit_for_context_keys(reading: Reading) -> list[str | None]:
    """Contexts that are missing or stand twice, for groups whose keys are the contexts (rule 7)."""
    counts = Counter(entry.context for entry in reading.entries)
    return [context for context, count in counts.items() if not context or count > 1]
