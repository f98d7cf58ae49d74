"""What translatewiki.net needs besides the PO files: message groups, documentation of messages (`qqq`), codes.

Translate's file-based groups are described in Help:Extension:Translate/Group configuration. `qqq` is a language whose
translations explain the messages.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

import yaml

from wlw_i18n.catalogs import entries, po
from wlw_i18n.links import slug
from wlw_i18n.model.catalog import Catalog, Message
from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.output import OutputFile
from wlw_i18n.pipeline.desk import Desk
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.workspace import TEMPLATES, TRANSLATIONS
from wlw_i18n.wiki.state import FOLDER

DOCUMENTATION: Final = "qqq"
GROUPS: Final = f"{FOLDER}/translatewiki.yaml"
_ROOT: Final = "%GROUPROOT%"
# translatewiki.net translates to scripts and variants where others have one code for all of them
# ($wgTranslateDisabledTargetLanguages in its public configuration).
_VARIANTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "crh": "crh-latn",
        "gan": "gan-hans",
        "hif": "hif-latn",
        "kk": "kk-cyrl",
        "ku": "ku-latn",
        "sh": "sh-latn",
        "skr": "skr-arab",
        "sr": "sr-ec",
        "tg": "tg-cyrl",
        "tt": "tt-cyrl",
        "ug": "ug-arab",
        "zh": "zh-hans",
        "zh-cn": "zh-hans",
        "zh-tw": "zh-hant",
    }
)
_REFUSED: Final = frozenset({"es-419", "nan", "yue"})
# What Translate offers to insert: links, pictures and addresses as they are (as wikimedia-developer-portal has it).
_INSERTABLES: Final = (
    {
        "class": "RegexInsertablesSuggester",
        "params": {
            "regex": r"/(?<pre>!?\[).+(?<post>\]\(.+\)(\{.+\})?)/",
            "display": "$pre$post",
            "pre": "$pre",
            "post": "$post",
        },
    },
    {"class": "UrlInsertablesSuggester"},
)


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be written, and what has to be said about it."""

    files: tuple[OutputFile, ...]
    codes: Mapping[str, str]
    """The wiki's code of each language whose folder is named otherwise."""
    refused: tuple[Language, ...]
    """Languages that cannot be translated there."""
    kept: int
    """Documentation that people changed, and that stays."""


def make(desk: Desk) -> Made:
    """The message groups and the documentation of a course.

    Raises:
        RefusedError: there are no templates yet, or one cannot be read.
        OSError: a file cannot be read.
    """
    paths = [path for path in desk.listing.files if path.startswith(f"{TEMPLATES}/") and path.endswith(".pot")]
    if not paths:
        raise RefusedError("there are no templates yet. Run `wlw-i18n sync` first.")
    config = desk.config
    codes = {_VARIANTS[each.code]: each.code for each in config.languages if each.code in _VARIANTS}
    names = [path.removeprefix(f"{TEMPLATES}/").removesuffix(".pot") for path in sorted(paths)]
    documented = [_documented(desk, name) for name in names]
    groups = OutputFile(GROUPS, _yaml(_groups(config, names, codes)))
    return Made(
        (groups, *(OutputFile(catalog.path, po.write(catalog)) for catalog, _ in documented)),
        codes,
        tuple(each for each in config.languages if each.code in _REFUSED),
        sum(kept for _, kept in documented),
    )


def documentation(message: Message) -> str:
    """What translators are told about a message: what it is, what the author says, where it stands."""
    lines = [line for line in message.extracted if not line.startswith(entries.MINOR)]
    said = [f"{line[:1].upper()}{line[1:]}" for line in lines]
    where = [f"Stands in: {reference}" for reference in message.references]
    return "\n".join([*said, *where])


def _documented(desk: Desk, name: str) -> tuple[Catalog, int]:
    """The documentation of a template's messages, and how many of them people wrote."""
    path = f"{TEMPLATES}/{name}.pot"
    template = _read(desk, path)
    own = f"{TRANSLATIONS}/{DOCUMENTATION}/{name}.po"
    old = _read(desk, own) if own in desk.listing.files else Catalog(own)
    messages = tuple(_message(message, old.by_key.get(message.key)) for message in template.messages)
    header = old.header or po.header_text(_header(po.header_fields(template)))
    kept = sum(message.msgstr != documentation(message) for message in messages)
    return Catalog(own, header, messages), kept


def _message(message: Message, old: Message | None) -> Message:
    new = replace(message, msgstr=documentation(message), fuzzy=False, raw=())
    if old is None or not old.msgstr or old.msgstr == documentation(old):
        return new
    # Other than what its own comments say: people wrote it, on the wiki.
    return replace(new, msgstr=old.msgstr, comments=old.comments, fuzzy=old.fuzzy)


def _read(desk: Desk, path: str) -> Catalog:
    catalog, problems = po.read(path, (desk.root / path).read_bytes())
    if catalog is None:
        raise RefusedError(diagnostics=problems)
    return catalog


def _header(template: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    kept = ("Project-Id-Version", "Report-Msgid-Bugs-To", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
    return [*((name, template[name]) for name in kept if name in template), ("Language", DOCUMENTATION)]


def _groups(config: Config, names: Sequence[str], codes: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    course = _identifier(config.number or config.title)
    yield {
        "BASIC": {
            "id": course,
            "label": config.title,
            "description": config.description,
            "namespace": "NS_WIKIMEDIA",
            "class": "AggregateMessageGroup",
        },
        "GROUPS": [f"{course}-{_identifier(name)}" for name in names],
    }
    for name in names:
        yield _group(config, course, name, codes)


def _group(config: Config, course: str, name: str, codes: Mapping[str, str]) -> Mapping[str, Any]:
    identifier = f"{course}-{_identifier(name)}"
    below = f"{_ROOT}/{course}/{TRANSLATIONS}"
    files: dict[str, Any] = {
        "format": "Gettext",
        "definitionFile": f"{below}/templates/{name}.pot",
        "sourcePattern": f"{below}/%CODE%/{name}.po",
    }
    if codes:
        files["codeMap"] = dict(codes)
    files["header"] = f"# License: {config.licence}\n#\n"
    return {
        "BASIC": {
            "id": identifier,
            "label": f"{config.number} {name}",
            "namespace": "NS_WIKIMEDIA",
            "class": "FileBasedMessageGroup",
            "sourcelanguage": config.source_language.code,
        },
        "FILES": files,
        "MANGLER": {"class": "StringMatcher", "prefix": f"{identifier}-", "patterns": ["*"]},
        "VALIDATORS": [{"id": "GettextNewline", "enforce": True}],
        "INSERTABLES": list(_INSERTABLES),
    }


def _identifier(name: str) -> str:
    return re.sub(r"-{2,}", "-", slug(name.replace("/", "-")).lower()).strip("-")


def _yaml(groups: Iterable[Mapping[str, Any]]) -> bytes:
    text: str = yaml.safe_dump_all(groups, sort_keys=False, allow_unicode=True, width=1000)
    return text.encode()
