"""Whether a piece of HTML is whole: well formed, the same to a browser as to us, and without anything that runs."""

import re

import nh3
from lxml import etree

from wlw_i18n.render import sanitise

# All that our pages ever hold; what is not here is a hole.
TAGS = frozenset(
    re.findall(
        r"\S+",
        """a abbr aside b bdi bdo blockquote br button caption cite code col colgroup dd del details dfn div dl dt em
        fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label legend li main mark
        nav ol option p pre q rp rt ruby s samp section select small span strong sub summary sup table tbody td tfoot th
        thead time tr track u ul var video wbr""",
    )
)
ATTRIBUTES = frozenset(
    re.findall(
        r"\S+",
        """alt autocapitalize autocomplete checked class colspan controls datetime decoding default dir disabled headers
        height hidden href hreflang id inputmode kind label lang loading name open preload rel reversed role rowspan
        scope spellcheck src srclang start style tabindex title type value width""",
    )
)
_EXTENDED = ("data-", "aria-")

# nh3 has a browser's parser: asked to keep all that we write, it says what a browser makes of it.
_BROWSER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(),
    generic_attribute_prefixes=set(_EXTENDED),
    attributes={"*": set(ATTRIBUTES)},
    link_rel=None,
)
_VOID = re.compile(r"<((?:br|hr|img|wbr|col|input|track)\b[^<]*?)>")
_PRE = re.compile(r"<pre([^>]*)>\n")
_VALUE = re.compile(r'="[^"]*"')


def assert_whole(fragment: str) -> None:
    """Fail unless a piece of a page is whole; what it may hold is listed above."""
    tree = etree.fromstring(f"<div>{fragment}</div>")
    for element in tree.iter():
        assert element.tag in TAGS, element.tag
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES or str(name).startswith(_EXTENDED), name
            if name in {"href", "src"}:
                assert sanitise.safe_url(str(value)) == value
            if name == "src":
                assert "://" not in str(value)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), ids
    # What follows is still where it was: nothing was left open, and a browser has nothing to mend.
    around = f"<div>{fragment}</div><hr />"
    seen = _VOID.sub(r"<\1 />", _BROWSER.clean(around)).replace("&nbsp;", "\xa0")
    assert _canonical(seen) == _canonical(around)


def _canonical(markup: str) -> str:
    # XML takes a line end in an attribute's value for a space, HTML does not.
    markup = _VALUE.sub(lambda value: value[0].replace("\n", "&#10;"), markup)
    return etree.canonicalize(f"<body>{_PRE.sub(r'<pre>', markup)}</body>")
