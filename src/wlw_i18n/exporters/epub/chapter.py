"""A document as a chapter: XHTML that `finish` completes once the whole book is known."""

from dataclasses import replace
from typing import Final

from wlw_i18n import languages
from wlw_i18n.exporters.crediting import credits_below
from wlw_i18n.exporters.epub import names, questions
from wlw_i18n.exporters.epub.here import Here
from wlw_i18n.exporters.html.pages import body_context
from wlw_i18n.model.course import Edition, Language, OutlineItem
from wlw_i18n.model.document import Document, DocumentKind
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.question import Question
from wlw_i18n.render.html import HtmlContext, attributes, blocks, content, escape, footnotes, text

_KINDS: Final = {DocumentKind.LESSON: "lesson", DocumentKind.QUIZ: "quiz", DocumentKind.ASSIGNMENT: "assignment"}


def chapter(edition: Edition, document: Document) -> OutputFile:
    """The file of a document, below the language's folder."""
    path = names.chapter(document.id)
    return file(edition, path, xhtml(edition.language, text(document.title), _body(edition, document), "../"))


def file(edition: Edition, path: str, content: str) -> OutputFile:
    """A file of the book, given its path in the book's folder."""
    return OutputFile(f"{edition.language.code}/{names.FOLDER}/{path}", content.encode())


def xhtml(language: Language, title: str, body: str, root: str = "") -> str:
    """A whole XHTML file.

    Args:
        language: of the book.
        title: not escaped.
        body: the `body` element.
        root: the way to the book's folder.
    """
    tag, direction = escape(language.tag), language.direction
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{tag}" xml:lang="{tag}" dir="{direction}">\n<head>\n<title>{escape(title) or tag}</title>\n'
        f'<link rel="stylesheet" type="text/css" href="{root}{names.STYLE}"/>\n</head>\n{body}</html>\n'
    )


def context_of(here: Here) -> HtmlContext:
    """The context of a chapter's furniture."""
    language = here.edition.language
    return HtmlContext(
        tag=language.tag,
        rtl=language.rtl,
        words=here.edition.interface,
        link=here.link,
        media=here.media,
        size=here.size,
        question=questions.question,
        mark_units=False,
        top_heading=2,
    )


def _body(edition: Edition, document: Document) -> str:
    furniture = context_of(Here(edition, document))
    below = credits_below(edition, document)
    context = replace(body_context(furniture, document), mark_units=False, credits=below)
    asked = [block for block in document.blocks if isinstance(block, Question)]
    html = blocks(document.blocks, context) + questions.answers(asked, context)
    html += footnotes(document.footnotes, context)
    header = _header(edition, document, furniture)
    partly = furniture.trace.fallback or context.trace.fallback
    notice = _notice(document, context, furniture, partly=partly)
    legend = _legend(context) if furniture.trace.stale or context.trace.stale else ""
    own = furniture.language(context.tag)
    return f"<body>\n<main>\n{header}<div{own}>\n{notice}{html}{legend}</div>\n</main>\n</body>\n"


def _header(edition: Edition, document: Document, context: HtmlContext) -> str:
    facts = " \u00b7 ".join(_facts(edition, document, context))
    title = f"<h1{attributes(document.title, context)}>{content(document.title, context)}</h1>\n"
    summary = document.summary
    lead = f"<p{attributes(summary, context, 'lead')}>{content(summary, context)}</p>\n" if summary else ""
    return f'<header>\n<p class="facts">{facts}</p>\n{title}{lead}</header>\n'


def _facts(edition: Edition, document: Document, context: HtmlContext) -> list[str]:
    number, item = _place(edition, document)
    facts = [context.word("module", number=number)]
    if document.kind in _KINDS:
        facts.append(context.word(_KINDS[document.kind]))
    if item.minutes:
        facts.append(context.word("minutes", count=item.minutes))
    return facts


def _place(edition: Edition, document: Document) -> tuple[int, OutlineItem]:
    for position, module in enumerate(edition.outline, 1):
        for item in (module.index, *module.items):
            if item.id == document.id:
                return position if module.number is None else module.number, item
    raise ValueError(f'document "{document.id}" is not in the outline')


def _notice(document: Document, body: HtmlContext, furniture: HtmlContext, *, partly: bool) -> str:
    own = body.words_attributes
    if document.notice and body.tag != furniture.tag:
        name = f"<bdi{furniture.language(body.tag)}>{escape(languages.autonym(body.tag))}</bdi>"
        word = furniture.word("not-translated").replace("{language}", name)
    elif partly:
        word = furniture.word("partly-translated")
    else:
        return ""
    return f'<p class="notice" role="note"{own}>{word}</p>\n'


def _legend(body: HtmlContext) -> str:
    sign = '<span class="stale-mark" aria-hidden="true">\u21bb</span>'
    return f'<p class="legend"{body.words_attributes}>{sign} {body.word("stale")}</p>\n'
