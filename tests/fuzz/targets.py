"""What is fuzzed: functions that read what people and other programs wrote, and what must hold of what they give."""

from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from tests.fuzz import seeds
from tests.speech import tracks
from tests.svg import drawn
from wlw_i18n import config, inline, segment
from wlw_i18n.align.foreign import read_translated
from wlw_i18n.catalogs import exchange, po, template
from wlw_i18n.catalogs.exchange import wikitext
from wlw_i18n.checks import Candidate, check_all, glossary_file
from wlw_i18n.checks.rules import Rules
from wlw_i18n.model.catalog import Message, Unit
from wlw_i18n.model.characters import printable
from wlw_i18n.model.course import Config
from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.model.text import Kind
from wlw_i18n.pipeline import lockfile
from wlw_i18n.readers import read_document
from wlw_i18n.render import captions as spoken
from wlw_i18n.render import sanitise
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


def raw_html(content: bytes) -> None:
    text = printable(content.decode("utf-8", "replace"))
    for clean in (sanitise.block(text, lambda _name, address: address), sanitise.balance(text)):
        etree.fromstring(f"<div>{clean}</div>".encode(), etree.XMLParser(huge_tree=False, resolve_entities=False))


def captions(content: bytes) -> None:
    document, problems = tracks.lesson(content)
    _explained(problems, content)
    said = tracks.video(document).speech
    if said is not None:
        spoken.webvtt(said, source="en", tag="fr")
        spoken.srt(said, source="en")


def drawing(content: bytes) -> None:
    document, problems = drawn.read(content)
    _explained(problems, content)
    found = drawn.figure(document).drawing
    if found is not None:
        etree.fromstring(drawn.in_language(content, "ar", {prose.text: "نص" for prose in found.texts}))


def checked(content: bytes) -> None:
    english, _, translation = printable(content.decode("utf-8", "replace")).partition("\n---\n")
    english, translation = " ".join(english.split()), translation.strip()
    unit = Unit("p-1", Kind.PARAGRAPH, english, "a", inlines=inline.parse(english))
    message = Message("p-1", english, translation)
    rules = Rules(terms=glossary_file.read(seeds.of("glossary")[0].encode())[0].terms("fr"), verdicts=("Correct",))
    candidate = Candidate(unit, message, inline.parse(translation), "translations/fr/a.po", "fr", rules=rules)
    for problem in check_all([candidate]):
        assert problem.message


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
    "html": raw_html,
    "checks": checked,
    "captions": captions,
    "drawing": drawing,
}
"""By name; the name is the kind of seeds too."""
