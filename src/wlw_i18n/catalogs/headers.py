"""What the headers of new files say. No time, no version, no name of a person: nothing that changes by itself."""

from collections.abc import Iterator
from typing import Final

from wlw_i18n.model.course import Config, Language

GENERATOR: Final = "wlw-i18n"
DOCUMENT: Final = "X-Document"
SEGMENTER: Final = "X-Segmenter"

Fields = tuple[tuple[str, str], ...]

# Empty until a translator's program fills them. GNOME's Translation Editor refuses to save a file without them, and
# `msgfmt --check` complains.
_FOR_TRANSLATORS: Final = ("PO-Revision-Date", "Last-Translator", "Language-Team")

# gettext has its own names for scripts (manual, "Locale Names"), and for Chinese it uses the territory.
_SCRIPTS: Final = {"Latn": "latin", "Cyrl": "cyrillic", "Arab": "arabic", "Deva": "devanagari"}
_CHINESE: Final = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}


def of_language(language: Language, config: Config) -> Fields:
    """The header of a new PO file."""
    plural = plural_forms(language.tag)
    return (
        *_of_project(config),
        *((name, "") for name in _FOR_TRANSLATORS),
        ("Language", gettext_name(language.tag)),
        *_mime(),
        *((("Plural-Forms", plural),) if plural else ()),
        ("X-Generator", GENERATOR),
    )


def of_template(document: str, segmenter: int, config: Config) -> Fields:
    """The header of a template. The segmenter's version says how its units were cut."""
    return (
        *_of_project(config),
        *_mime(),
        ("X-Generator", GENERATOR),
        (DOCUMENT, document),
        *(((SEGMENTER, str(segmenter)),) if segmenter else ()),
    )


def gettext_name(tag: str) -> str:
    """A BCP 47 tag in gettext's form: `pt-BR` is `pt_BR`, `sr-Latn` is `sr@latin`, `zh-Hans` is `zh_CN`."""
    if tag in _CHINESE:
        return _CHINESE[tag]
    language, *rest = tag.split("-")
    modifiers = [f"@{_SCRIPTS[part]}" for part in rest if part in _SCRIPTS]
    return "_".join([language, *(part for part in rest if part not in _SCRIPTS)]) + "".join(modifiers)


def plural_forms(tag: str) -> str:
    """The `Plural-Forms` of a language as far as Babel knows it, else the empty string."""
    from babel.messages.plurals import PLURALS  # noqa: PLC0415 - slow to import, needed for new files only

    for name in (tag.replace("-", "_"), tag.split("-", maxsplit=1)[0]):
        if name in PLURALS:
            count, rule = PLURALS[name]
            return f"nplurals={count}; plural={rule};"
    return ""


def _of_project(config: Config) -> Iterator[tuple[str, str]]:
    yield "Project-Id-Version", config.title
    if config.bugs:
        yield "Report-Msgid-Bugs-To", config.bugs


def _mime() -> Fields:
    return (
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )
