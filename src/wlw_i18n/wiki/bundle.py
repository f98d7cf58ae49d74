"""The course's texts that stand on none of its pages, as a message bundle: words in pictures, buttons, its description.

A bundle is a page of JSON, the English by key, of a content model of Extension:Translate. It needs no marking: what is
saved is what translators see. Its rules (Help:Extension:Translate/Message bundles; MessageBundleContent): keys are
letters, digits, `-`, `_` and `.`, at most a hundred; values are texts that are not blank; `@metadata` has the source
language, which never changes, a label and a description.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from unicodedata import normalize

from wlw_i18n import segment
from wlw_i18n.catalogs import template
from wlw_i18n.model.catalog import Message
from wlw_i18n.model.course import Config
from wlw_i18n.pipeline.desk import Desk
from wlw_i18n.pipeline.paths import template_path
from wlw_i18n.pipeline.workspace import TEMPLATES
from wlw_i18n.wiki.arrivals import Arrival
from wlw_i18n.wiki.pages import BUNDLE, Page
from wlw_i18n.wiki.source import Source
from wlw_i18n.wiki.state import PageState
from wlw_i18n.wiki.translate import WikiMessage
from wlw_i18n.wiki.units import key_of, same, units_of

_METADATA: Final = "@metadata"
_OUTSIDE: Final = ("course", "interface")
"""Catalogs that belong to no document."""
_LABEL: Final = "{title}: texts outside of the pages"
_DESCRIPTION: Final = "Words in pictures, and words of buttons and notices, which stand on no page."
# What a wiki rewrites when it saves a translation (Help:Signatures, Help:Substitution, Help:Pipe trick).
_REWRITTEN: Final = re.compile(r"~~~|\{\{\s*(?:safe)?subst:|\[\[[^\[\]|]*\|\]\]", re.IGNORECASE)


def texts(desk: Desk, lessons: Source, pages: Iterable[Page]) -> Mapping[str, str]:
    """The English of all units that are on none of the pages, by key, in course order.

    Args:
        desk: the course, up to date with its templates.
        lessons: its documents.
        pages: those that the wiki is to have.

    Raises:
        OSError: a template cannot be read.
    """
    shown = {key_of(name) for page in pages for name in units_of(page.text)}
    return {key: text for key, text in _all(desk, lessons) if key not in shown}


def _all(desk: Desk, lessons: Source) -> Iterator[tuple[str, str]]:
    for name in _OUTSIDE:
        path = template_path("", name)
        content = (desk.root / path).read_bytes() if path in desk.listing.files else b""
        yield from ((unit.key, unit.text) for unit in template.read(path, content)[0].units)
    for document in lessons.documents:
        yield from ((unit.key, unit.text) for unit in segment.units(document))


def is_rewritten(text: str) -> bool:
    """Whether a wiki would rewrite a text that translators save, so that a bundle cannot have it."""
    return _REWRITTEN.search(text) is not None


def page_of(title: str, config: Config, english: Mapping[str, str]) -> Page:
    """The bundle as a page.

    Args:
        title: of the page.
        config: the course's configuration.
        english: texts by key; those that a wiki would rewrite are left out.
    """
    metadata = {
        "sourceLanguage": config.source_language.code,
        "label": _LABEL.format(title=config.title),
        "description": _DESCRIPTION,
    }
    kept = {key: text for key, text in english.items() if not is_rewritten(text)}
    content = json.dumps({_METADATA: metadata, **kept}, ensure_ascii=False, indent="\t")
    return Page(title, normalize("NFC", content), TEMPLATES, config.source_language.code, model=BUNDLE)


def arrivals(title: str, messages: Iterable[WikiMessage], known: PageState | None) -> tuple[Arrival, ...]:
    """The translations of a message bundle, whose texts are Markdown already.

    Args:
        title: of the bundle's page.
        messages: in one language.
        known: what we sent.
    """
    sent = known.units if known else {}
    return tuple(
        Arrival(title, each.unit, _message(each, sent.get(each.unit, [])), each.revision, each.translator)
        for each in messages
        if each.translation
    )


def _message(message: WikiMessage, sent: Iterable[tuple[int, str]]) -> Message:
    """A translation with the English that it was made for.

    Revisions have rising numbers in all of a wiki, and a bundle's translators see what was saved last. So a
    translation that is older than the English of today was made for the one before, whatever the wiki holds it for:
    Translate of MediaWiki 1.43 holds just these for up to date.
    """
    known = list(sent)
    today = next((revision for revision, text in known if same(text, message.definition)), 0)
    then = ""
    if 0 < message.revision < today:
        then = next((text for revision, text in known if 0 < revision < message.revision), "")
    if then and not same(then, message.definition):
        return Message(message.unit, then, message.translation)
    return Message(message.unit, message.definition, message.translation, fuzzy=message.fuzzy)
