"""What is fuzzed: functions that read what people and other programs wrote, and what must hold of what they give."""

from collections.abc import Callable, Iterable, Mapping

from tests.fuzz import seeds
from wlw_i18n import config, inline, segment
from wlw_i18n.align.foreign import read_translated
from wlw_i18n.catalogs import exchange, po, template
from wlw_i18n.catalogs.exchange import wikitext
from wlw_i18n.checks import glossary_file
from wlw_i18n.model.course import Config
from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.pipeline import lockfile
from wlw_i18n.readers import read_document
from wlw_i18n.wiki import markdown
from wlw_i18n.wiki.reading import Goals, UnreadableError


def _explained(problems: Iterable[Diagnostic], content: bytes) -> None:
    lines = len(content.splitlines()) + 2 + content.count(b"\0\n")
    for problem in problems:
        assert problem.message
        assert "Traceback" not in problem.message
        assert problem.location is None or 0 <= problem.location.line <= lines, problem


def source(content: bytes) -> None:
    document, problems = read_document("source/01-a/01-b.md", content, default_id="b")
    _explained(problems, content)
    if document is None:
        assert any(problem.severity is Severity.BROKEN for problem in problems)
        return
    assert segment.replace_prose(document, lambda prose: prose) is document
    for unit in segment.units(document):
        assert inline.visible(unit.inlines)


def configuration(content: bytes) -> None:
    found, problems = config.read(content)
    _explained(problems, content)
    assert (found is None) == bool(problems)


def lock(content: bytes) -> None:
    found = lockfile.read(content)
    written = lockfile.write(found).content
    assert lockfile.write(lockfile.read(written)).content == written


def catalog(content: bytes) -> None:
    found, problems = po.read("translations/fr/start/a.po", content)
    _explained(problems, content)
    if found is None:
        assert any(problem.severity is Severity.BROKEN for problem in problems)
    else:
        assert po.write(found) == content


def templates(content: bytes) -> None:
    found, problems = template.read("translations/templates/start/a.pot", content)
    _explained(problems, content)
    assert not any(problem.severity is Severity.BROKEN for problem in problems)
    template.write(found, _configured())


def glossary(content: bytes) -> None:
    found, problems = glossary_file.read(content)
    _explained(problems, content)
    found.terms("fr")


def exchanged(content: bytes) -> None:
    for name in ("fr.csv", "fr.po", "fr.xlf", "fr.tmx"):
        incoming, problems = exchange.read(name, content, "en", "fr")
        assert (incoming is None) == any(problem.severity is Severity.BROKEN for problem in problems)


def translated(content: bytes) -> None:
    document, problems = read_translated("fr/a.md", content, language="fr")
    assert document is not None or problems


def from_wiki(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    try:
        found = markdown.to_markdown(text, Goals({}, {}, {}, frozenset()))
    except UnreadableError:
        found = markdown.as_written(text)
    inline.parse(found)
    wikitext.to_markdown("An *English* text.", text, "An *English* text.")


def marks(content: bytes) -> None:
    text = content.decode("utf-8", "replace").strip()
    nodes = inline.parse(text)
    inline.visible(nodes)
    inline.write(nodes)


def _configured() -> Config:
    found, _ = config.read(seeds.of("config")[0].encode())
    assert found is not None
    return found


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "source": source,
    "config": configuration,
    "lock": lock,
    "catalog": catalog,
    "template": templates,
    "glossary": glossary,
    "exchange": exchanged,
    "translated": translated,
    "wikitext": from_wiki,
    "inline": marks,
}
"""By name; the name is the kind of seeds too."""
