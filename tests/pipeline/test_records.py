"""What is remembered from run to run, and what happens when it is damaged."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wlw_i18n
from wlw_i18n import outputs
from wlw_i18n.links import Outgoing, Use
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location
from wlw_i18n.model.status import Counts, Tally
from wlw_i18n.pipeline import records, toolkit
from wlw_i18n.pipeline.digests import Stamp
from wlw_i18n.pipeline.records import (
    ExportRecord,
    LanguageCache,
    Part,
    Parts,
    QuestionRecord,
    SourceCache,
    SourceRecord,
    TranslationRecord,
)

FOUND = Diagnostic(
    Code.STALE, Severity.WARNING, "said", Location("a.po", 3), "pt-BR", "p-1", "do", Location("source/a.md", 1)
)
SOURCE = SourceRecord(
    digest="d",
    template="t",
    id="a",
    kind="lesson",
    title="Título",
    summary=None,
    minutes=None,
    graded=False,
    draft=False,
    units=2,
    words=3,
    outgoing=Outgoing("a", "source/01-m/01-a.md", {"x": 0}, (Use("b.md", 4), Use("c.svg", 5, media=True))),
    questions=(QuestionRecord("q-1", 9, "multiple", ("x", "y")),),
    warnings=(FOUND, Diagnostic(Code.MEDIA_ALT, Severity.INFO, "no place")),
)
TRANSLATION = TranslationRecord(
    template="t",
    catalog="c",
    counts=Counts(translated=Tally(1, 2), stale=Tally(3, 4)),
    title="T",
    title_stale=True,
    summary=None,
    summary_stale=False,
    diagnostics=(FOUND,),
)
CACHES = [
    SourceCache(config="c", documents={"source/a.md": SOURCE}, stamps={"source/a.md": Stamp(1, 2, 3, 4, "d")}),
    LanguageCache(
        documents={"a": TRANSLATION, "course": TRANSLATION},
        exports={"html": {"a": ExportRecord("i", {"exports/html/a.html": "d"}, (FOUND,)), "": ExportRecord("j")}},
    ),
    Parts(documents={"a": Part("i", [("html/a.html", b"\x00\xff")])}),
]
NAMES = ["sources", "languages/pt-br", "parts/pt-br/olx"]


@pytest.mark.parametrize(("name", "cache"), list(zip(NAMES, CACHES, strict=True)), ids=NAMES)
def test_what_is_saved_is_read_again(tmp_path: Path, name: str, cache: SourceCache) -> None:
    records.save(tmp_path, name, cache)
    again = records.load(tmp_path, name, type(cache))
    assert again == cache
    assert (tmp_path / ".wlw-i18n" / f"{name}.msgpack").is_file()


def test_types_come_back() -> None:
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(SOURCE), type=SourceRecord)
    assert again.warnings[0].severity is Severity.WARNING
    assert again.warnings[0].code is Code.STALE
    assert isinstance(again.outgoing.uses[1], Use)


@pytest.mark.parametrize("kind", [SourceCache, LanguageCache, Parts])
def test_no_cache_is_an_empty_one(tmp_path: Path, kind: type[SourceCache]) -> None:
    empty = records.load(tmp_path, "none", kind)
    assert empty == kind()
    empty.documents["a"] = SOURCE
    assert records.load(tmp_path, "none", kind).documents == {}


def test_the_cache_of_another_version_is_an_empty_one(tmp_path: Path) -> None:
    records.save(tmp_path, "sources", SourceCache(tool="0.0.0-old", config="c"))
    assert records.load(tmp_path, "sources", SourceCache) == SourceCache()


def test_the_cache_of_another_kind_is_an_empty_one(tmp_path: Path) -> None:
    records.save(tmp_path, "x", CACHES[1])
    assert records.load(tmp_path, "x", Parts) == Parts()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_cache_is_an_empty_one(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / ".wlw-i18n" / "sources.msgpack"
    records.save(tmp_path, "sources", CACHES[0])
    good = path.read_bytes()
    cut = data.draw(st.integers(0, len(good) - 1))
    damage = data.draw(st.binary(max_size=8))
    path.write_bytes(good[:cut] + damage)
    found = records.load(tmp_path, "sources", SourceCache)
    assert found in (SourceCache(), CACHES[0])


def test_a_cache_that_cannot_be_written_costs_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records.save(tmp_path, "sources", CACHES[0])

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(outputs, "replace", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    records.save(tmp_path, "sources", SourceCache(config="new"))
    assert records.load(tmp_path, "sources", SourceCache) == CACHES[0]


def test_a_cache_that_cannot_be_replaced_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records.save(tmp_path, "sources", CACHES[0])

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outputs, "replace", refuse)
    records.save(tmp_path, "sources", SourceCache(config="new"))
    assert records.load(tmp_path, "sources", SourceCache) == SourceCache()


def test_outputs_of_a_language() -> None:
    exports = {
        "html": {"a": ExportRecord("i", {"h/a": "1"}), "": ExportRecord("i", {"h/index": "2"})},
        "olx": {"a": ExportRecord("i")},
    }
    assert records.outputs_of(exports) == {"h/a": "1", "h/index": "2"}


def test_another_toolkits_records_are_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records.save(tmp_path, "sources", SourceCache(config="known"))
    assert records.load(tmp_path, "sources", SourceCache).config == "known"
    monkeypatch.setattr(records, "fingerprint", lambda: "another")
    assert records.load(tmp_path, "sources", SourceCache).config == ""


def test_a_changed_file_of_the_toolkit_is_another_toolkit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "wlw_i18n"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.setattr("wlw_i18n.__file__", str(package / "__init__.py"))
    toolkit.fingerprint.cache_clear()
    before = toolkit.fingerprint()
    (package / "checks.py").write_text("CHECKS = ()\n")
    toolkit.fingerprint.cache_clear()
    after = toolkit.fingerprint()
    toolkit.fingerprint.cache_clear()
    assert before != after
    assert before.startswith(wlw_i18n.__version__)
