"""Templates (POT): the units of one document as of the last sync, in reading order. They are what keys are found in.

A template is written by sync alone, so reading is lenient: a conflict's two sides both count as memory, and what
cannot be read at all counts as lost; identity then takes the keys from the PO files.
"""

import re
from dataclasses import replace
from typing import Final

from wlw_i18n.catalogs import entries, headers, lexer, po
from wlw_i18n.model.catalog import Catalog, Message, Template, Unit
from wlw_i18n.model.course import Config
from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location

_VERSION: Final = re.compile("[0-9]{1,9}")


def read(path: str, content: bytes) -> tuple[Template, tuple[Diagnostic, ...]]:
    """Read a template.

    Args:
        path: relative to the course root.
        content: the file's bytes.

    Returns:
        The template, without units if nothing could be read, and warnings: a template never stops a sync.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _lost(path, 0, "This template is not in UTF-8.")
    if not text.strip():
        return _lost(path, 0, "This template is empty.")
    conflicts = lexer.conflicts(text)
    ours, theirs = lexer.sides(text) if conflicts else (text, "")
    try:
        template = _template(po.parse(path, ours))
    except lexer.SyntaxFault as fault:
        # Where a merge cut an entry in two, the other side may still be whole.
        if not theirs:
            return _lost(path, fault.line, fault.message)
        template = Template(path, entries.document_of(path))
    if not conflicts:
        return template, ()
    try:
        other = _template(po.parse(path, theirs)).units
    except lexer.SyntaxFault:
        other = ()
    known = {(unit.key, unit.text) for unit in template.units}
    conflicted = tuple(unit for unit in other if (unit.key, unit.text) not in known)
    # Which segmenter wrote what is unknown now: 0 makes identity look for units that were split or joined.
    return replace(template, conflicted=(*template.conflicted, *conflicted), segmenter=0), tuple(
        Diagnostic(
            Code.PO_CONFLICT,
            Severity.WARNING,
            "Two versions of this template were merged and contradict each other; both are taken into account.",
            Location(path, line),
            hint="Nothing to do: sync writes the template anew.",
        )
        for line in conflicts
    )


def write(template: Template, config: Config) -> bytes:
    """The bytes of a template. Its header is fuzzy and its translations empty, as xgettext writes them."""
    fields = headers.of_template(template.document, template.segmenter, config)
    place = entries.place_of(template.path)
    messages = tuple(
        Message(
            unit.key,
            unit.text,
            extracted=(*entries.extracted(unit), *((f"{entries.MINOR}{unit.minor}",) if unit.minor else ())),
            references=(entries.reference(unit, place),),
        )
        for unit in template.units
    )
    return po.write(Catalog(template.path, po.header_text(fields, fuzzy=True), messages))


def _template(catalog: Catalog) -> Template:
    said = po.header_fields(catalog)
    document = said.get(headers.DOCUMENT) or entries.document_of(catalog.path)
    version = said.get(headers.SEGMENTER, "")
    units: tuple[Unit, ...] = tuple(entries.unit_of(message, document) for message in catalog.messages if message.key)
    # The text that the other branch had, put aside when two branches were merged.
    aside = tuple(entries.unit_of(message, document) for message in catalog.obsolete if message.key)
    return Template(catalog.path, document, units, int(version) if _VERSION.fullmatch(version) else 0, aside)


def _lost(path: str, line: int, message: str) -> tuple[Template, tuple[Diagnostic, ...]]:
    return Template(path, entries.document_of(path)), (
        Diagnostic(
            Code.PO_SYNTAX,
            Severity.WARNING,
            f"{message} The keys of its texts are taken from the PO files.",
            Location(path, line),
            hint="Nothing to do: sync writes the template anew. To be safe, restore it from version control first.",
        ),
    )
