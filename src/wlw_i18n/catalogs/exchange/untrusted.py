"""Reading XML that comes from anywhere: no entities, nothing loaded, no endless files.

libxml2 itself limits depth (256), the length of a text (10 MB) and how much an entity may grow. Entities have no place
in the formats that are read here, so that a file which declares one is refused as a whole.
"""

import codecs
from typing import TYPE_CHECKING, Any, Final

from wlw_i18n.catalogs.exchange.faults import unusable
from wlw_i18n.model.diagnostic import Code

if TYPE_CHECKING:
    from lxml import etree

MAX_BYTES: Final = 64 * 1024 * 1024
"""A course of 15,000 texts makes about 20 MB."""

_AGAIN: Final = "Export it again from the program that you translate with. If it is whole there, tell the maintainer."
_XLIFF: Final = "{urn:oasis:names:tc:xliff:document"
_ZIP: Final = b"PK\x03\x04"


def check_size(path: str, size: int) -> None:
    """See that a file is no larger than any course makes it.

    Raises:
        Unusable: it is.
    """
    if size > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 1024 // 1024} MB, which is the limit."
        raise unusable(path, 0, message, "Split it, for example by documents.")


def is_xml(content: bytes) -> bool:
    """Whether content begins as XML does, in whatever encoding."""
    start = content[:400]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # Half a character may be at the end.
        text = start.decode("utf-16", "replace")
    else:
        text = start.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"").decode("latin-1")
    return text.lstrip().startswith("<")


def parse(path: str, content: bytes) -> "etree._Element":
    """The root element of a file.

    Raises:
        Unusable: it is not well-formed, or declares or uses entities.
    """
    from lxml import etree  # noqa: PLC0415 - slow to import

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise unusable(path, line, f"The file is damaged: {error.msg}.", _AGAIN) from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if any(True for _ in root.iter(etree.Entity)) or (dtd is not None and any(True for _ in dtd.iterentities())):
        raise unusable(
            path,
            0,
            "The file declares or uses entities. They can make a program read other files, so none is read.",
            _AGAIN,
        )
    return root


def kind(path: str, root: "etree._Element") -> str:
    """What a file is: `xliff 1`, `xliff 2` or `tmx`.

    Raises:
        Unusable: it is none of them.
    """
    namespace, _, name = str(root.tag).rpartition("}")
    family, _, version = namespace.rpartition(":")
    if name == "xliff" and family == _XLIFF and version[:2] in ("1.", "2.") and _is_plain(root):
        if root.get("version", version)[:2] == version[:2] and root.find(f"{namespace}}}file") is not None:
            return f"xliff {version[0]}"
        raise unusable(path, 0, "The file has no texts, or is of another version than it says.", _AGAIN)
    if str(root.tag) == "tmx" and root.find("body") is not None:
        return "tmx"
    raise unusable(
        path,
        0,
        f"This is neither XLIFF 1 or 2 nor TMX: its first element is <{name}>.",
        "Export the translations as XLIFF, TMX, CSV or PO.",
    )


def _is_plain(root: "etree._Element") -> bool:
    """Whether a file has one namespace of XLIFF and no prefix for it, which is all that translate-toolkit reads."""
    return root.prefix is None and sum(_XLIFF[1:] in str(name) for name in root.nsmap.values()) == 1


def text_of(path: str, content: bytes) -> str:
    """The text of a file that is not XML.

    Raises:
        Unusable: it is not text in UTF-8, or in UTF-16 with a mark.
    """
    if content.startswith(_ZIP):
        raise unusable(
            path,
            0,
            "This is a workbook (.xlsx, .ods) or an archive, not a CSV file.",
            'In the spreadsheet, choose "Save as" and the type "CSV (UTF-8)".',
        )
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise unusable(
            path,
            content.count(b"\n", 0, error.start) + 1,
            "The file is not in UTF-8.",
            'In the spreadsheet, choose "Save as" and the type "CSV UTF-8", or UTF-8 as the character set.',
            Code.FILE_ENCODING,
        ) from None
