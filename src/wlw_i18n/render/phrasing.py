"""Inline nodes and `Prose` to HTML, and the context in which both are read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from wlw_i18n import languages
from wlw_i18n.inline import visible
from wlw_i18n.interface import WORDS
from wlw_i18n.links import is_external
from wlw_i18n.model.media import PictureCredit
from wlw_i18n.model.question import Question
from wlw_i18n.model.text import (
    Code,
    Emphasis,
    FootnoteMark,
    Image,
    Inline,
    LineBreak,
    Link,
    Prose,
    RawInline,
    State,
    Strikethrough,
    Strong,
    Text,
)
from wlw_i18n.render import sanitise
from wlw_i18n.render.sanitise import escape, safe_url

ENGLISH: Mapping[str, str] = MappingProxyType({name: word.text for name, word in WORDS.items()})
_COLUMN: Final = 680
"""CSS pixels: how wide the column of text is at most (`course.css`)."""
STALE_MARK = "\u21bb"
"""A quiet sign on text whose English has changed; its meaning is read aloud and shown on hover."""


@dataclass(slots=True)
class Trace:
    """What rendering came across on one page: the one thing that changes while a page is written."""

    marks: dict[str, int] = field(default_factory=dict)
    """Footnote label -> how many marks refer to it so far."""
    fallback: bool = False
    """Whether a text stands in another language than it should."""
    stale: bool = False
    """Whether a text was made for an older English."""
    linked: list[tuple[str, int]] = field(default_factory=list)
    """Pictures of other sites, which are linked to and not shown: address, and line or 0."""
    dropped: list[tuple[str, int]] = field(default_factory=list)
    """Raw HTML of which nothing is left: as written, and line or 0."""


def _no_question(question: Question, _context: "HtmlContext") -> str:
    raise ValueError(f'question "{question.id}" stands where the target renders none')


def _none_smaller(_src: str) -> tuple[tuple[str, int], ...]:
    return ()


def _no_size(_src: str) -> tuple[int, int]:
    return 0, 0


@dataclass(frozen=True, slots=True)
class HtmlContext:
    """What a page knows that its nodes do not. One context is for one page: it counts the footnote marks."""

    tag: str = "en"
    """BCP 47 tag of the language of the element that the output stands in: text in it needs no `lang`."""
    rtl: bool = False
    """Whether that element is written from right to left."""
    words: Mapping[str, str] = field(default_factory=lambda: ENGLISH)
    """The exporters' own words, by name."""
    words_tag: str = ""
    """BCP 47 tag of the words' language; empty when it is `tag`."""
    words_in: Mapping[str, str] = field(default_factory=dict)
    """BCP 47 tags of words that nobody has translated into that language, by name."""
    link: Callable[[str], str] = str
    """Link target as written -> href; empty when there is nothing to link to."""
    media: Callable[[str], str] = str
    """Media path or URL as written -> src; empty when it must not be loaded, then a link or the alt text stands in."""
    size: Callable[[str], tuple[int, int]] = _no_size
    """Media path as written -> width and height in CSS pixels, so that its place is kept free; 0 if not known."""
    smaller: Callable[[str], tuple[tuple[str, int], ...]] = _none_smaller
    """Media path as written -> addresses and widths of its smaller copies, which are WebP."""
    credits: Mapping[str, PictureCredit] = field(default_factory=dict)
    """Media path as written -> whose it is, where that is said below it."""
    question: Callable[[Question, "HtmlContext"], str] = _no_question
    """Renders a question."""
    source_tag: str = "en"
    """BCP 47 tag of the source language."""
    footnotes: Mapping[str, int] = field(default_factory=dict)
    """Number of each footnote by label; a mark without a number stays text."""
    mark_units: bool = True
    """Whether elements say which unit they hold (`data-unit`)."""
    heading_shift: int = 0
    """Added to the level of every heading."""
    top_heading: int = 1
    """No heading gets a lower level than this, so that a page has its `h1` to itself."""
    stylesheet: bool = True
    """Whether a style sheet knows our classes; else the few styles that matter are written in place."""
    plain: bool = False
    """For tests: exactly what markdown-it writes, raw HTML included. Never for learners."""
    trace: Trace = field(default_factory=Trace, init=False, compare=False)

    @property
    def words_attributes(self) -> str:
        """The attributes of an element that holds one of the exporters' own words: its language, if another."""
        return self.language(self.words_tag) if self.words_tag else ""

    def language(self, tag: str) -> str:
        """The attributes of an element whose text is in a language; none if it is the page's own."""
        return "" if tag == self.tag else f' lang="{escape(tag)}" dir="{languages.direction(tag)}"'

    def phrase(self, name: str, **values: object) -> str:
        """The same as `word`, for places where an element may stand: with its language, if it is a fallback."""
        word, tag = self.word(name, **values), self.words_in.get(name, "")
        if not tag or tag == (self.words_tag or self.tag):
            return word
        return f'<span lang="{escape(tag)}" dir="{languages.direction(tag)}">{word}</span>'

    def word(self, name: str, **values: object) -> str:
        """One of the exporters' own words, escaped, with its `{places}` filled in (with text, not markup)."""
        text = self.words[name]
        for place, value in values.items():
            text = text.replace(f"{{{place}}}", str(value))
        return escape(text)


def inline(inlines: Sequence[Inline], context: HtmlContext) -> str:
    """Inline nodes as HTML, every element closed."""
    return _inline(tuple(inlines), context, rtl=context.rtl)


def content(prose: Prose, context: HtmlContext) -> str:
    """A prose as HTML, for an element that carries `attributes(prose, context)`; with the mark if it is stale."""
    inlines = prose.inlines
    if len(inlines) == 1 and type(inlines[0]) is Text:
        html = escape(inlines[0].text)
    else:
        rtl = context.rtl if prose.lang == context.tag else languages.is_rtl(prose.lang)
        html = _inline(inlines, context, rtl=rtl)
    return f"{html}{_stale_mark(context)}" if prose.state is State.STALE and not context.plain else html


def attributes(prose: Prose, context: HtmlContext, kind: str = "") -> str:
    """The attributes of the element that holds a prose: its unit, its language if another, its state if stale.

    Args:
        prose: what the element holds.
        context: the page.
        kind: a class that the element has anyway.
    """
    classes = f' class="{kind}"' if kind else ""
    if context.plain:
        return classes
    unit = f' data-unit="{escape(prose.key)}"' if prose.key and context.mark_units else ""
    if prose.lang == context.tag and prose.state is not State.STALE:
        return f"{unit}{classes}"
    trace = context.trace
    trace.fallback = trace.fallback or prose.state is State.FALLBACK
    if prose.state is State.STALE:
        trace.stale = True
        classes = f' class="{kind} stale"' if kind else ' class="stale"'
    return f"{unit}{classes}{context.language(prose.lang)}"


def prose(prose: Prose, context: HtmlContext) -> str:
    """A prose as HTML for an element that holds more than it: in a `span` that carries its attributes, if any."""
    own = attributes(prose, context)
    return f"<span{own}>{content(prose, context)}</span>" if own else content(prose, context)


def text(prose: Prose) -> str:
    """What a reader sees of a prose, on one line and not escaped: for `alt`, `title`, and places without markup."""
    return visible(prose.inlines).replace("\n", " ")


def _stale_mark(context: HtmlContext) -> str:
    word = context.word("stale")
    return (
        f' <span class="stale-mark" role="img" aria-label="{word}" title="{word}"{context.words_attributes}>'
        f"{STALE_MARK}</span>"
    )


def _inline(inlines: tuple[Inline, ...], context: HtmlContext, *, rtl: bool) -> str:
    html = "".join([_node(node, context, rtl, linked=False) for node in inlines])
    return sanitise.balance(html) if not context.plain and _has_raw(inlines) else html


def _has_raw(inlines: tuple[Inline, ...]) -> bool:
    for node in inlines:
        match node:
            case RawInline():
                return True
            case Emphasis(children) | Strong(children) | Strikethrough(children) | Link(_, children):
                if _has_raw(children):
                    return True
            case Text() | Code() | LineBreak() | Image() | FootnoteMark():
                pass
    return False


def _node(node: Inline, context: HtmlContext, rtl: bool, *, linked: bool) -> str:  # noqa: C901, PLR0911 - a line a node
    match node:
        case Text(text):
            return escape(text)
        case Emphasis(children):
            return f"<em>{_nodes(children, context, rtl, linked)}</em>"
        case Strong(children):
            return f"<strong>{_nodes(children, context, rtl, linked)}</strong>"
        case Strikethrough(children):
            return f"<s>{_nodes(children, context, rtl, linked)}</s>"
        case Link():
            return _link(node, context, rtl, linked)
        case Code(text):
            return (
                f'<code dir="ltr">{escape(text)}</code>'
                if rtl and not context.plain
                else f"<code>{escape(text)}</code>"
            )
        case LineBreak():
            return "<br />\n"
        case Image():
            return image(node, context, linked=linked)
        case FootnoteMark(label):
            return _mark(label, context, linked)
        case RawInline(html):
            return html if context.plain else _raw(html, context)


def _raw(tag: str, context: HtmlContext) -> str:
    clean = sanitise.inline_tag(tag, rewriter(context))
    if not clean and not tag.startswith(("<!", "</")):
        context.trace.dropped.append((tag, 0))
    return clean


def _nodes(inlines: tuple[Inline, ...], context: HtmlContext, rtl: bool, linked: bool) -> str:
    return "".join([_node(node, context, rtl, linked=linked) for node in inlines])


def rewriter(context: HtmlContext) -> sanitise.Rewrite:
    """The way that addresses in raw HTML go."""
    return lambda name, url: context.link(url) if name == "href" else context.media(url)


_LATIN = re.compile("[A-Za-z]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")


def _is_foreign(inlines: tuple[Inline, ...]) -> bool:
    """Whether a text within a right-to-left one is a Latin name or an address: its own punctuation stays with it."""
    shown = visible(inlines)
    return bool(_LATIN.search(shown)) and not _RIGHT_TO_LEFT.search(shown)


def _link(link: Link, context: HtmlContext, rtl: bool, linked: bool) -> str:
    title = f' title="{escape(link.title)}"' if link.title else ""
    if context.plain:
        return f'<a href="{escape(link.target)}"{title}>{_nodes(link.children, context, rtl, linked)}</a>'
    href = safe_url(context.link(link.target))
    if not href or linked:
        return _nodes(link.children, context, rtl, linked)
    turned = ' dir="ltr"' if rtl and _is_foreign(link.children) else ""
    return f'<a href="{escape(href)}"{title}{turned}>{_nodes(link.children, context, rtl, linked=True)}</a>'


def image(node: Image, context: HtmlContext, *, linked: bool = False, own: str = "", line: int = 0) -> str:
    """A picture; where it must not be loaded, a link to it, or its alternative text.

    Args:
        node: the picture.
        context: the page.
        linked: whether it stands in a link already.
        own: further attributes of its element.
        line: where it is in the source file, if that is known.
    """
    title = f' title="{escape(node.title)}"' if node.title else ""
    if context.plain:
        return f'<img src="{escape(node.src)}" alt="{escape(node.alt)}"{title} />'
    if src := safe_url(context.media(node.src)):
        width, height = context.size(node.src)
        size = f' width="{width}" height="{height}"' if width and height else ""
        start = f'<img src="{escape(src)}" alt="{escape(node.alt)}"{title}{own}{size}'
        shown = f'{start} loading="lazy" decoding="async" />'
        copies = ", ".join(f"{escape(safe_url(copy))} {wide}w" for copy, wide in context.smaller(node.src))
        if not copies:
            return shown
        source = f'<source type="image/webp" srcset="{copies}" sizes="{_sizes(width)}" />'
        return f"<picture>{source}{shown}</picture>"
    alt = escape(node.alt or node.title or node.src)
    href = safe_url(node.src) if is_external(node.src) else ""
    if href:
        context.trace.linked.append((href, line))
    if href and not linked:
        return f'<a href="{escape(href)}"{own}>{alt}</a>'
    return f"<span{own}>{alt}</span>" if own else alt


def _sizes(width: int) -> str:
    """How wide a picture is shown: as wide as it is, or as the column of text (`course.css`), or the screen."""
    widest = min(width, _COLUMN)
    return f"(max-width: {widest}px) 100vw, {widest}px"


def _mark(label: str, context: HtmlContext, linked: bool) -> str:
    number = context.footnotes.get(label)
    if number is None:
        return escape(f"[^{label}]")
    count = context.trace.marks.get(label, 0)
    context.trace.marks[label] = count + 1
    # With a colon, which no heading's or question's id has.
    identifier = f"fnref:{number}" + (f":{count + 1}" if count else "")
    # A direction of its own keeps the number on its side of Latin words and figures in right-to-left text.
    own = f'class="footnote-ref" id="{identifier}"' + (' dir="ltr"' if context.rtl else "")
    if linked:
        return f"<sup {own}>{number}</sup>"
    return f'<sup {own}><a href="#fn:{number}" role="doc-noteref">{number}</a></sup>'
