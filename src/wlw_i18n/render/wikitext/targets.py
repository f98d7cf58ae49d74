"""What a link out of the course becomes on a wiki: an interwiki link, a file, or a URL."""

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from wlw_i18n.render.wikitext.escape import PROTOCOLS

__all__ = ["WikiLink", "anchor", "commons_file", "external", "web_address", "wiki_id"]


@dataclass(frozen=True, slots=True)
class WikiLink:
    """Where a link leads."""

    target: str
    """A page title, possibly with `#anchor`; or a URL, not yet escaped."""
    internal: bool
    """Whether it is written `[[target|label]]`."""


# Interwiki prefixes that hold on every Wikimedia wiki (meta.wikimedia.org/wiki/Interwiki_map).
_FAMILIES: Final = MappingProxyType(
    {
        "wikipedia": "w",
        "wikiversity": "v",
        "wikibooks": "b",
        "wikisource": "s",
        "wikinews": "n",
        "wikiquote": "q",
        "wikivoyage": "voy",
        "wiktionary": "wikt",
    }
)
_SITES: Final = MappingProxyType(
    {
        "commons.wikimedia.org": "c",
        "meta.wikimedia.org": "m",
        "outreach.wikimedia.org": "outreach",
        "species.wikimedia.org": "species",
        "incubator.wikimedia.org": "incubator",
        "www.wikidata.org": "d",
        "www.mediawiki.org": "mw",
        "beta.wikiversity.org": "betawikiversity",
    }
)
_HOST: Final = re.compile(r"([a-z][a-z-]+)\.([a-z]+)\.org")
_SCHEME: Final = re.compile(rf"(?:(?:{PROTOCOLS}):|//)\S", re.IGNORECASE)
# What a title cannot hold, and what the parser would change in it (entities, %-escapes, behaviour switches).
_NO_TITLE: Final = re.compile(
    r"[\x00-\x1f\x7f\[\]{}|<>#\ufffd\ud800-\udfff]|~~~|''|//|__|&#?\w+;|%[0-9A-Fa-f]{2}|^[\s:/.]|\s$|(?:^|/)\.\.?(?:/|$)"
)
_NO_ANCHOR: Final = re.compile(r"[\x00-\x1f\x7f<>\ufffd\ud800-\udfff]|&#?\w+;|%[0-9A-Fa-f]{2}")
_MARK_IN_ANCHOR: Final = re.compile(r"[\[\]{}|]|''+|~~~+")
_LONGEST: Final = 255
_IN_PATH: Final = "/:()!,;@$*'&=+-_.~"


def external(target: str, *, interwiki: bool) -> WikiLink | None:
    """The form of a link to another site; None for what MediaWiki does not make a link of."""
    if not _SCHEME.match(target):
        return None
    page = _wiki_page(target) if interwiki else None
    return WikiLink(page, internal=True) if page else WikiLink(target, internal=False)


def anchor(fragment: str) -> str:
    """A `#fragment` as a wiki link says it, or an empty string if it cannot."""
    name = wiki_id(unquote(fragment))
    if not name or _NO_ANCHOR.search(name):
        return ""
    return "#" + _MARK_IN_ANCHOR.sub(lambda found: "".join(f"%{ord(mark):02X}" for mark in found[0]), name)


def wiki_id(name: str) -> str:
    """An id as links of a wiki can name it: a wiki makes one underscore of several."""
    return re.sub(r"__+", "_", name).strip("_")


def web_address(title: str) -> str:
    """The address of an interwiki link's page: the inverse of `external`. Empty for a page of the wiki itself."""
    prefix, _, rest = title.removeprefix(":").partition(":")
    host = next((host for host, known in _SITES.items() if known == prefix), "")
    family = next((family for family, known in _FAMILIES.items() if known == prefix), "")
    if family:
        language, _, rest = rest.partition(":")
        host = f"{language}.{family}.org" if re.fullmatch(r"[a-z][a-z-]+", language) else ""
    page, mark, fragment = rest.replace(" ", "_").partition("#")
    if not host or not page:
        return ""
    return f"https://{host}/wiki/{quote(page, safe=_IN_PATH)}{mark}{quote(fragment, safe=_IN_PATH)}"


def commons_file(url: str) -> str | None:
    """The file's name, if a URL is that of a file page on Wikimedia Commons or of such a file itself."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if parts.hostname == "commons.wikimedia.org":
        found = re.fullmatch(r"/wiki/(?:File|Special:FilePath)[:/](.+)", path)
    elif parts.hostname == "upload.wikimedia.org":
        found = re.fullmatch(r"/wikipedia/commons/(?:thumb/)?[0-9a-f]/[0-9a-f]{2}/([^/]+)(?:/[^/]+)?", path)
    else:
        return None
    name = found[1].replace("_", " ").strip() if found else ""
    return name if name and not _NO_TITLE.search(name) and "/" not in name else None


def _wiki_page(url: str) -> str | None:
    """`https://fr.wikipedia.org/wiki/Genre_(social)#Histoire` as `:w:fr:Genre (social)#Histoire`."""
    try:
        parts = urlsplit(url)
    except ValueError:  # not a URL at all, such as "http://[": left to the wiki
        return None
    if parts.scheme != "https" or parts.query or not parts.path.startswith("/wiki/"):
        return None
    prefix = _prefix(parts.netloc)
    title = unquote(parts.path.removeprefix("/wiki/")).replace("_", " ")
    if not prefix or not title.strip() or _NO_TITLE.search(title) or len(title.encode()) > _LONGEST:
        return None
    fragment = anchor(parts.fragment)
    if parts.fragment and not fragment:
        return None
    return f":{prefix}:{title}{fragment}"


def _prefix(host: str) -> str | None:
    if host in _SITES:
        return _SITES[host]
    found = _HOST.fullmatch(host)
    if found is None or found[1] == "www" or found[2] not in _FAMILIES:
        return None
    return f"{_FAMILIES[found[2]]}:{found[1]}"
