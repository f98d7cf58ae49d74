"""The status as wikitext, to be put on a page of a wiki such as Meta. It needs no template and no extension."""

from collections.abc import Iterator

from wlw_i18n.model.status import CourseStatus, LanguageStatus
from wlw_i18n.render.wikitext import escape
from wlw_i18n.report.shares import number, percent

_MADE = "<!-- Made by wlw-i18n: the next sync writes it anew. -->\n"
_COUNTS = ("Translated", "Stale", "To confirm", "Rejected", "To do")


def table(status: CourseStatus) -> str:
    """Two tables: how far each language is, in words; and folded, each document in each language."""
    if not status.languages:
        return f"{_MADE}The course is not translated to any language yet.\n"
    return _MADE + "".join(f"{line}\n" for line in (*_languages(status), *_documents(status)))


def _languages(status: CourseStatus) -> Iterator[str]:
    yield '{| class="wikitable sortable"'
    yield f"|+ {escape.text(status.title)}: translations, in words of {number(status.words)}"
    yield "|-"
    yield '! scope="col" | Language'
    yield '! scope="col" data-sort-type="number" | Ready'
    for name in (*_COUNTS, "Failing checks"):
        yield f'! scope="col" data-sort-type="number" | {name}'
    yield '! scope="col" | Learners see it'
    for language in status.languages:
        counts = language.counts
        yield "|-"
        yield f'! scope="row" style="text-align: start" | {_name(language)} ({escape.text(language.code)})'
        yield f"{_number_cell(percent(counts.share))} | {percent(counts.share)} %"
        for words in (
            counts.translated.words,
            counts.stale.words + counts.outdated.words,
            counts.waiting.words,
            counts.rejected.words,
            counts.untranslated.words,
            sum(language.failing.values()),
        ):
            yield f"{_number_cell(words)} | {number(words)}"
        yield f"| {'yes' if language.published else f'from {percent(language.gate)} % on'}"
    yield "|}"


def _documents(status: CourseStatus) -> Iterator[str]:
    shares = {
        language.code: {document.id: document.counts for document in language.documents}
        for language in status.languages
    }
    yield ""
    yield '{| class="wikitable mw-collapsible mw-collapsed"'
    yield "|+ Documents, in per cent; * means that some of it is stale"
    yield "|-"
    yield '! scope="col" | Document'
    yield '! scope="col" | Words'
    for language in status.languages:
        yield f'! scope="col" | {escape.text(language.code)}'
    for module in status.modules:
        for document in module.documents:
            title = escape.text(document.title or document.id)
            yield "|-"
            is_first = document.kind == "module"
            yield f'! scope="row" style="text-align: start" | {title if is_first else f"&nbsp;&nbsp;{title}"}'
            yield f'| style="text-align: end" | {number(document.words)}'
            for language in status.languages:
                counts = shares[language.code][document.id]
                mark = "*" if counts.stale.units or counts.outdated.units else ""
                yield f'| style="text-align: end" | {percent(counts.share)}{mark}'
    yield "|}"


def _name(language: LanguageStatus) -> str:
    own = f'lang="{escape.quoted(language.tag)}" dir="{language.direction}"'
    return f"<bdi {own}>{escape.text(language.autonym)}</bdi>"


def _number_cell(value: int) -> str:
    return f'| data-sort-value="{value}" style="text-align: end"'
