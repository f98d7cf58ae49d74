"""GNU gettext accepts what we write, and reads in it what we read."""

import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.test_four_readers import HEADER, OURS, ROOT, WRITERS, Row, by_us, catalogs
from tests.world import MEMORY, World
from wlw_i18n.catalogs import po
from wlw_i18n.model.catalog import Catalog, Message

from .installation import program


@pytest.fixture(scope="module")
def world() -> World:
    """A course after edits: stale, suggested, retired, with quotes, tabs and several lines."""
    world = World(
        source={
            "one": [
                "h Start",
                "p Count the articles\nabout women.",
                'p Say "yes"\\no.',
                "p Ask a librarian for help today.",
            ],
            "two": ["q-1/ans one\n1", "p End."],
        }
    )
    world.sync()
    for number in range(3):
        world.translate(
            {message.msgid: f'«{number}» "é"\t\\\nfin' for name in world.source for message in world.messages(name)}
        )
        world.source["one"][1] += f" {number}"
        world.source["two"] = [f"p Ask a librarian for help {number} today.", f"p End {number}."]
        world.sync()
    return world


def test_msgfmt_accepts_every_file(world: World, tmp_path: Path) -> None:
    msgfmt = program("msgfmt")
    assert MEMORY in world.files
    for path, content in world.files.items():
        file = tmp_path / path.replace("/", "_")
        file.write_bytes(content)
        done = subprocess.run(
            [msgfmt, "--check", "--output-file=/dev/null", str(file)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{path}: {done.stderr}"
        # What gettext misses is what has a clock time or a person's name.
        complaints = [line for line in done.stderr.splitlines() if "missing in header" not in line]
        assert complaints == [], path


def test_msgcat_says_the_same_again(world: World, tmp_path: Path) -> None:
    msgcat = program("msgcat")
    for path, content in world.files.items():
        file = tmp_path / path.replace("/", "_")
        file.write_bytes(content)
        done = subprocess.run([msgcat, "--no-wrap", str(file)], capture_output=True, check=True)
        assert done.stdout.decode() == content.decode(), path


# The same messages


@pytest.mark.parametrize("path", [*OURS, *WRITERS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_gettext_reads_what_we_read(path: Path) -> None:
    content = path.read_bytes()
    # gettext takes a mark of the encoding for a fault; editors on Windows write it.
    assert by_gettext(content.removeprefix(po.BOM.encode())) == sorted(by_us(content))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_msgfmt_accepts_the_projects_files(path: Path) -> None:
    _run("msgfmt", "--check", "--output-file=/dev/null", "-", content=path.read_bytes())


SUGGESTION = Message("a", "A\nb", "B\nc", True, "c", "C\nd", ("x",))


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(catalogs())
@example(Catalog("x.po", HEADER, (SUGGESTION,)))
@example(Catalog("x.po", HEADER, obsolete=(SUGGESTION,)))
def test_gettext_reads_what_we_write(catalog: Catalog) -> None:
    fitting = replace(catalog, messages=tuple(map(_compilable, catalog.messages)))
    rows = [(m.key, m.msgid, m.msgstr, m.fuzzy) for m in fitting.messages]
    assert by_gettext(po.write(fitting)) == sorted(rows)


@settings(deadline=None, max_examples=20)
@given(st.text("\r\v\f\b\x07\x1b\x7f\u2028ab\n", max_size=8))
def test_gettext_reads_our_control_characters(text: str) -> None:
    message = Message("p-1", f"a{text}b", f"c{text}d")
    content = po.write(Catalog("x.po", HEADER, (message,)))
    assert by_gettext(content) == [(message.key, message.msgid, message.msgstr, False)]


def _compilable(message: Message) -> Message:
    """msgfmt refuses a translation that begins or ends with a line feed where its English does not."""
    if not message.msgstr:
        return message
    before, after = ("\n" * found for found in (message.msgid[:1] == "\n", message.msgid[-1:] == "\n"))
    return replace(message, msgstr=f"{before}a{message.msgstr.strip()}{after}")


def by_gettext(content: bytes) -> list[Row]:
    """Every entry as gettext reads it, sorted: translated and fuzzy ones compiled, the others by their English."""
    fuzzy = _run("msgattrib", "--only-fuzzy", "--no-obsolete", "--force-po", "-", content=content)
    bare = _run("msgattrib", "--untranslated", "--no-obsolete", "--force-po", "-", content=content)
    # msgen gives an entry its English as translation, so that it is compiled.
    filled = _run("msgen", "--force-po", "-", content=bare)
    return sorted(
        [
            *((*identity, text, False) for identity, text in _compiled(content)),
            *((*identity, text, True) for identity, text in _compiled(fuzzy, "--use-fuzzy")),
            *((*identity, "", False) for identity, _ in _compiled(filled)),
        ]
    )


def _compiled(content: bytes, *options: str) -> list[tuple[tuple[str, str], str]]:
    """What `msgfmt` makes of a file, by context and English; the header and what is untranslated are not in it."""
    machine = _run("msgfmt", *options, "--output-file=-", "-", content=content)
    return [((entry.msgctxt or "", entry.msgid), entry.msgstr) for entry in polib.mofile(machine) if entry.msgid]


def _run(name: str, *options: str, content: bytes) -> bytes:
    done = subprocess.run([program(name), *options], input=content, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
