"""What fuzzing starts from: real files of each kind, and pieces that mean something in them."""

from functools import cache
from pathlib import Path

from tests.casefiles import CASES, cases
from wlw_i18n.pipeline import starter

_FRONT = "---\ntitle: A title\n---\n\n"
_PO_HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_PO_ENTRY = '#. family: prose\n#: start/first-lesson\nmsgctxt "p-1234abcd"\nmsgid "One *word*."\nmsgstr "Un *mot*."\n'
_STALE = '\n#, fuzzy\n#| msgid "Old"\nmsgctxt "p-2234abcd"\nmsgid "New"\nmsgstr "Vieux"\n'
_OBSOLETE = '\n#~ msgctxt "p-3"\n#~ msgid "Gone"\n#~ msgstr "Parti"\n'
_XLIFF1 = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="start/a" source-language="en" '
    'target-language="fr" datatype="x"><body><trans-unit id="p-1"><source>One</source><target state="final">Un</target>'
    "<note>N</note></trans-unit></body></file></xliff>"
)
_XLIFF2 = (
    '<xliff version="2.0" srcLang="en" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"><unit '
    'id="p-1"><segment state="final"><source>One</source><target>Un</target></segment></unit></file></xliff>'
)
_TMX = (
    '<tmx version="1.4"><header srclang="en"/><body><tu tuid="p-1"><tuv xml:lang="en"><seg>One</seg></tuv>'
    '<tuv xml:lang="fr"><seg>Un</seg></tuv></tu></body></tmx>'
)
_CSV = 'key,english,translation,state\np-1,One,Un,translated\np-2,"Two, three","Deux\ntrois",stale\n'
_VTT = (
    "WEBVTT\nDuration: 1:00\nLanguage: en\n\nNOTE a\n\n1\n00:01.000 --> 00:02.500 align:start\n<v Ada>One <b>two</b>\n"
    "three.\n\n01:00:02.500 --> 01:00:04.000\nFour &amp; five?\n"
)
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" data-mirror="true"><title>T</title>'
    '<g transform="translate(1 2) scale(.5)"><rect x="1" y="2" width="90" height="40"/><text x="5" y="9">One'
    '<tspan x="5" dy="1.2em" font-weight="bold">two</tspan></text></g><text x="1" y="90">12.7%</text></svg>'
)
_HTML = (
    '<figure><img src="a.svg" alt="b"><figcaption>c</figcaption></figure>\n<ul><li>d<li>e</ul>\n'
    '<table><tr><td colspan=2><a href="https://f.org" title="<g>">h</a><br></table><p>i &amp; &nbsp;&copy;</p>'
)

MARKS = [
    *(
        "---\n",
        "\n",
        "\n\n",
        " ",
        "\t",
        "\r\n",
        "\\",
        '"',
        "'",
        "`",
        "``",
        "*",
        "_",
        "~~",
        "**_",
        "[",
        "](",
        "![",
        "]",
        ")",
    ),
    *(
        "<",
        "</",
        ">",
        "<!--",
        "-->",
        "<details>\n",
        "</details>\n",
        "<figure>",
        "<b",
        "{#",
        "}",
        "{{",
        "[[",
        "]]",
        "|",
        "| - |\n",
    ),
    *(
        "# ",
        "## ",
        "- ",
        "  ",
        "    ",
        "1. ",
        "> ",
        "> [!NOTE]\n",
        ": ",
        "- ( ) ",
        "- (x) ",
        "- [x] ",
        "- = ",
        "- != ",
        "+- 5%",
    ),
    *("<!-- question id=q -->\n", "<!-- translators: x -->\n", "<!-- no-translate -->\n", "<!-- /no-translate -->\n"),
    *(
        "<!-- minor -->\n",
        "[^1]",
        "[^1]: ",
        "[a]: <b>\n",
        "media/a.svg",
        "../01-start/01-first-lesson.md#x",
        "&amp;",
        "&#0;",
        "&#8;",
        "00:01.000 --> 00:02.000\n",
        "<v Ada>",
        "<text>",
        '<tspan x="1" y="2">',
        'transform="rotate(9)" ',
        "99999999",
    ),
    *(
        "msgid ",
        "msgstr ",
        "msgctxt ",
        "#, fuzzy\n",
        "#| msgid ",
        "#~ ",
        "#. ",
        '""\n',
        "<<<<<<< a\n",
        "=======\n",
        ">>>>>>> b\n",
    ),
    *(
        "title: ",
        "id: ",
        "kind: module\n",
        "status: draft\n",
        "weight: ",
        "&a ",
        "*a",
        "!!int ",
        "{",
        "[[",
        "]]",
        " = ",
        "nan",
        "1e999",
    ),
    *(
        "\0",
        "\x1b",
        "\x7f",
        "\ufeff",
        "\u2028",
        "\u200f",
        "\ufffe",
        "\ud800",
        "é",
        "e\u0301",
        "字",
        "𞤀",
        "9" * 30,
        "a" * 300,
    ),
    *(
        "javascript:alert(1)",
        "../../../x",
        "/etc/passwd",
        "<script>",
        "' onclick='",
        "]]>",
        "<?x",
        "<![CDATA[",
        "%00",
        "=1+1",
    ),
]
"""Pieces that mean something in one of the kinds of files."""


@cache
def of(kind: str) -> tuple[str, ...]:
    """Texts of a kind of file: a name of `targets.TARGETS`."""
    found: dict[str, tuple[str, ...]] = {
        "source": (*_sources(), *_course("source", ".md")),
        "config": (*_course("source", "course.toml"), *_inputs("config")),
        "lock": ('[olx]\nretired = [\n  "html/x",\n]\n\n[olx.names]\n"chapter/a" = { in = "b", choices = ["c"] }\n',),
        "catalog": (
            _PO_HEADER + _PO_ENTRY + _STALE + _OBSOLETE,
            *_files("catalogs", ".po"),
            *_files("exchange", ".po"),
        ),
        "template": (_PO_HEADER + _PO_ENTRY, *_files("threeway", ".pot")),
        "glossary": (
            (CASES / "checks/glossary.csv").read_text("utf-8"),
            "term;fr;fr not\nred link;lien rouge;lien, rouge\n",
        ),
        "exchange": (_XLIFF1, _XLIFF2, _TMX, _CSV, _PO_HEADER + _PO_ENTRY, *_files("exchange/foreign", "")),
        "translated": (*_sources(), *_course("source", ".md")),
        "wikitext": (
            *_inputs("wikitext/to-markdown"),
            "'''Bold''' [[A|b]] <br /> {{c|d=e}} <ref>f</ref> [https://a.org b]",
        ),
        "captions": (_VTT, *_inputs("captions-files")),
        "drawing": (_SVG, *_inputs("svg-safety"), *_inputs("svg-words")),
        "checks": tuple(text for text in _inputs("checks") if "\n---\n" in text),
        "html": (_HTML, *_inputs("readers"), *_inputs("inline")),
        "inline": (*_inputs("inline"), "a *b* `c` [d](e 'f') ![g](h) <b>i</b> [^1] ~~j~~ \\* https://k.org"),
    }
    return found[kind]


def _sources() -> tuple[str, ...]:
    folders = ("readers", "questions", "segment", "front-matter")
    inputs = [text for folder in folders for text in _inputs(folder)]
    return tuple(text if text.startswith("---") else _FRONT + text for text in inputs)


def _inputs(folder: str) -> tuple[str, ...]:
    return tuple(str(case.values[0]) for case in cases(folder))  # type: ignore[attr-defined]


def _files(folder: str, suffix: str) -> tuple[str, ...]:
    paths = sorted(path for path in (CASES / folder).rglob(f"*{suffix}") if path.is_file())
    return tuple(path.read_bytes().decode("utf-8", "replace") for path in paths)


@cache
def _course(folder: str, suffix: str) -> tuple[str, ...]:
    root = Path(starter.__file__).parent.parent / "data/starter"
    return tuple(path.read_text("utf-8") for path in sorted((root / folder).rglob(f"*{suffix}")))
