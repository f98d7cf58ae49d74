"""The header of a PO file that two branches changed, field by field. A date that differs is no conflict."""

from typing import Final

from wlw_i18n.catalogs import headers, lexer, po
from wlw_i18n.catalogs.lexer import Fields
from wlw_i18n.merge.both import pick
from wlw_i18n.model.catalog import Catalog

_TRANSLATOR: Final = "Last-Translator"


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> str:
    """The header of a merged catalog; what both sides changed is as on ours.

    A translator whose name the field of the last translator has no more is named in the comment above it.
    """
    bom = po.BOM if ours.header.startswith(po.BOM) else ""
    old, mine, other = (catalog.header.removeprefix(po.BOM) for catalog in (base, ours, theirs))
    said = po.header_fields(ours), po.header_fields(theirs)
    # Units that two versions of the segmenter cut: nobody knows any more which cut what.
    mixed = said[0].get(headers.SEGMENTER) != said[1].get(headers.SEGMENTER)
    if not mixed and (mine in (old, other) or other == old):
        return bom + pick(old, mine, other)
    if not mine or not other:
        return bom + (mine or other)
    was = po.header_fields(base)
    merged = {name: pick(was.get(name), said[0].get(name), said[1].get(name)) for name in {**said[0], **said[1]}}
    if mixed:
        merged[headers.SEGMENTER] = None
    kept = {name: value for name, value in merged.items() if value is not None}
    raw = _raw(mine)
    if kept != said[0]:
        raw = tuple((name, _said(kept, ours.newline) if name == "msgstr" else text) for name, text in raw)
    comments = _comments(_raw(old), raw, _raw(other))
    name = said[1].get(_TRANSLATOR, "")
    if name and name not in (kept.get(_TRANSLATOR), was.get(_TRANSLATOR)) and name not in "".join(comments):
        comments.append(f"# {name}{ours.newline}")
    return bom + "".join([*comments, *(text for name, text in raw if name != "comments")])


def _raw(header: str) -> Fields:
    return next((entry.fields for entry in lexer.entries(header) if isinstance(entry, lexer.Entry)), ())


def _comments(old: Fields, ours: Fields, theirs: Fields) -> list[str]:
    """The comments of ours, with the lines that theirs added."""
    was, mine, other = (
        [line for name, text in fields if name == "comments" for line in lexer.lines(text)]
        for fields in (old, ours, theirs)
    )
    return [*mine, *(line for line in other if line not in mine and line not in was)]


def _said(fields: dict[str, str], newline: str) -> str:
    entry = po.header_text(fields.items())
    return entry[entry.index("msgstr") :].replace("\n", newline)
