"""Beginnings: the starter course, a new language; and where catalogs are."""

from pathlib import Path

import pytest

from wlw_i18n import config, links
from wlw_i18n.pipeline import paths, starter, workspace
from wlw_i18n.readers import read_document


def test_the_starter_course_has_no_fault(tmp_path: Path) -> None:
    written = starter.make(tmp_path / "new" / "course")
    root = tmp_path / "new" / "course"
    assert set(written) == {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert {".gitignore", "source/course.toml"} <= set(written)
    assert config.read((root / config.PATH).read_bytes())[1] == ()
    listing = workspace.survey(root)
    assert listing.problems == ()
    outgoing = []
    for source in listing.sources:
        content = (root / source.path).read_bytes()
        document, problems = read_document(source.path, content, default_id=source.default_id)
        assert problems == ()
        assert document is not None
        outgoing.append(links.outgoing(document))
    assert links.resolve(outgoing, listing.files)[1] == ()


def test_an_empty_folder_will_do_and_a_full_one_not(tmp_path: Path) -> None:
    assert starter.make(tmp_path)
    with pytest.raises(starter.NotEmptyError):
        starter.make(tmp_path)
    with pytest.raises(starter.NotEmptyError):
        starter.make(tmp_path / ".gitignore")


def course(tmp_path: Path, text: str) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / config.PATH).write_bytes(text.encode())
    return tmp_path / config.PATH


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('languages = ["fr"]  # ours\n', 'languages = ["fr", "ha"]  # ours\n'),
        ("languages = []\n[gates]\n", 'languages = ["ha"]\n[gates]\n'),
        ('languages = [\n  "fr", # French\n]\n', 'languages = [\n  "fr", # French\n  "ha",\n]\n'),
        ('title = "é"\n\n[gates]\nquiz = 1\n', 'title = "é"\nlanguages = ["ha"]\n\n[gates]\nquiz = 1\n'),
        ('title = "x"\r\nlanguages = ["fr"]\r\n', 'title = "x"\r\nlanguages = ["fr", "ha"]\r\n'),
    ],
)
def test_a_language_is_added_and_all_else_left(tmp_path: Path, before: str, after: str) -> None:
    path = course(tmp_path, before)
    assert starter.add_language(tmp_path, "ha")
    assert path.read_bytes().decode() == after
    assert not starter.add_language(tmp_path, "ha")
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize(("text", "code"), [("", "en"), ('source_language = "fr"\n', "fr")])
def test_the_source_language_is_there_already(tmp_path: Path, text: str, code: str) -> None:
    path = course(tmp_path, text)
    assert not starter.add_language(tmp_path, code)
    assert path.read_text() == text


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = course(tmp_path, '\ufefflanguages = ["fr"]\n')
    assert starter.add_language(tmp_path, "ha")
    assert path.read_bytes() == b'languages = ["fr", "ha"]\n'


def test_where_catalogs_are() -> None:
    assert paths.catalog_path("fr", "gap", "measured") == "translations/fr/gap/measured.po"
    assert paths.catalog_path("fr", "gap", "gap") == "translations/fr/gap/index.po"
    assert paths.catalog_path("pt-br", "", "course") == "translations/pt-br/course.po"
    assert paths.template_path("gap", "measured") == "translations/templates/gap/measured.pot"
    assert paths.template_path("", "interface") == "translations/templates/interface.pot"
    assert paths.memory_path("fr") == "translations/fr/memory.po"
