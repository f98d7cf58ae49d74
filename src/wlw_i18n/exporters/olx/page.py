"""A page of a document as the blocks of a vertical: text, questions, videos, notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wlw_i18n import languages
from wlw_i18n.exporters.olx import names
from wlw_i18n.exporters.olx.codes import course_language
from wlw_i18n.exporters.olx.here import Here
from wlw_i18n.exporters.olx.video import youtube_id
from wlw_i18n.model.document import Block, Heading, Page, Paragraph, Video
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.question import Question
from wlw_i18n.model.text import State, Text
from wlw_i18n.render import capa, captions, transcript
from wlw_i18n.render.html import HtmlContext, blocks, escape, footnotes, text

_CALLOUT = '<aside class="callout '
_CALLOUT_TITLE = '<p class="callout-title"'
_TEXT_AS_ADDRESS = re.compile(r'( (?:alt|title|aria-label)=")/(?=(?:static|course|jump_to_id)/)')


@dataclass(frozen=True, slots=True)
class Component:
    """One block of a vertical."""

    tag: str
    """`html`, `problem` or `video`."""
    name: str
    files: tuple[OutputFile, ...]


def title_of(here: Here, page: Page) -> str:
    """What a page is called."""
    return capa.clean(text(page.title or here.document.title)).strip() or here.document.id


def components(here: Here, page: Page) -> tuple[Component, ...]:
    """The blocks of a page, in order; at least one."""
    opener = _opener(here, page)
    shown = page.blocks[1:] if opener else page.blocks
    shift = int(any(isinstance(block, Heading) and block.level <= 2 for block in shown))
    context = here.context(page, heading_shift=shift)
    parts = list(_parts(here, page, shown, context))
    first = "".join(_first(here, page, context))
    if context.trace.fallback and not here.document.notice:
        first = f"{_notice(context, context.word('partly-translated'))}{first}"
    parts = _with_first(here, page, first, parts)
    notes = footnotes(here.document.footnotes, context)
    if notes:
        name = names.notes(here.document.id, page.key)
        parts.append(_Text(name, notes, context.words["footnotes"]))
    if not parts:
        # The title is all there is, and a vertical may not be empty.
        html = blocks(page.blocks[:1], context) or f"<p>{escape(title_of(here, page))}</p>\n"
        parts = [_Text(names.text(here.document.id, page.key), html)]
    elif opener and isinstance(part := parts[0], _Text):
        parts[0] = replace(part, anchor=opener.id)
    return tuple(part if isinstance(part, Component) else _html(here, page, part) for part in parts)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, not yet a component."""

    name: str
    html: str
    title: str = ""
    anchor: str = ""


def _opener(here: Here, page: Page) -> Heading | None:
    """The heading that the platform shows as the page's title, if nothing is lost there.

    A title has no markup, and cannot say that it is in another language or that its English has changed.
    """
    first = page.blocks[0] if page.blocks else None
    if not isinstance(first, Heading) or page.title is None:
        return None
    is_plain = all(isinstance(node, Text) for node in first.prose.inlines)
    is_current = first.prose.lang == here.tag and first.prose.state is not State.STALE
    return first if is_plain and is_current else None


def _parts(here: Here, page: Page, shown: Sequence[Block], context: HtmlContext) -> Iterator[_Text | Component]:
    run: list[Block] = []
    after = below = ""

    def flush() -> Iterator[_Text]:
        nonlocal below
        html = below + blocks(run, context)
        if html.strip():
            yield _Text(names.text(here.document.id, page.key, after), html)
        run.clear()
        below = ""

    for block in shown:
        if isinstance(block, Question):
            yield from flush()
            yield _problem(here, page, block, context)
            after = block.id
        elif isinstance(block, Video) and (youtube := youtube_id(block.src)):
            yield from flush()
            after = _video_key(here, block)
            yield _video(here, block, youtube, names.video(after))
            below = blocks([Paragraph(block.caption)], context) if block.caption else ""
            below += transcript.html(block.speech, context) if block.speech else ""
        else:
            run.append(block)
    yield from flush()


def _first(here: Here, page: Page, context: HtmlContext) -> Iterator[str]:
    """What stands above a document: that it is not translated, and what it is about."""
    if page is not here.pages[0]:
        return
    document = here.document
    if document.notice:
        language = languages.autonym(here.tag)
        yield _notice(context, context.word("not-translated", language=language))
    if document.summary is not None and document.summary.inlines:
        yield blocks([Paragraph(document.summary)], context)


def _notice(context: HtmlContext, said: str) -> str:
    return f'<p class="notice"{context.words_attributes}><em>{said}</em></p>\n'


def _with_first(here: Here, page: Page, first: str, parts: list[_Text | Component]) -> list[_Text | Component]:
    if not first:
        return parts
    if parts and isinstance(part := parts[0], _Text):
        return [replace(part, html=f"{first}{part.html}"), *parts[1:]]
    return [_Text(names.text(here.document.id, page.key), first), *parts]


def _html(here: Here, page: Page, part: _Text) -> Component:
    pointer = capa.attributes({"filename": part.name, "display_name": capa.setting(part.title or title_of(here, page))})
    content = wrapped(part.html, tag=here.tag, anchor=part.anchor)
    files = (
        OutputFile(f"{here.root}/html/{part.name}.xml", f"<html{pointer}/>\n".encode()),
        OutputFile(f"{here.root}/html/{part.name}.html", content.encode()),
    )
    return Component("html", part.name, files)


def wrapped(html: str, *, tag: str, anchor: str = "") -> str:
    """HTML as a component's whole content, which says its language and is safe from what the platform replaces."""
    identity = {"id": anchor} if anchor else {}
    start = capa.attributes({**identity, "lang": tag, "dir": languages.direction(tag)})
    return f"<div{start}>\n{_dressed(_guarded(html))}</div>\n"


def _guarded(html: str) -> str:
    # The platform rewrites '/static/x' and the like in any quotes, also in a text about it. Ours are never single, and
    # double ones in a text are escaped already.
    html = _TEXT_AS_ADDRESS.sub(r"\1&#47;", html.replace("'/", "&#39;/"))
    return html.replace("%%", "&#37;%") if "%%" in html else html


def _dressed(html: str) -> str:
    """No style sheet knows our boxes there."""
    if _CALLOUT not in html:
        return html
    box = '<aside style="border-inline-start: 4px solid; padding-inline-start: 1em; margin-block: 1em" class="callout '
    return html.replace(_CALLOUT, box).replace(_CALLOUT_TITLE, '<p style="font-weight: bold" class="callout-title"')


def _problem(here: Here, page: Page, question: Question, context: HtmlContext) -> Component:
    tag = question.prompt.lang
    own = here.context(page, tag=tag, heading_shift=context.heading_shift, mark_units=False)
    # Notes are counted through the page, questions included.
    own.trace.marks.update(context.trace.marks)
    wrap = own.rtl or tag != here.edition.language.tag
    xml = capa.problem(question, own, here.document.settings, wrap=wrap)
    context.trace.marks.update(own.trace.marks)
    context.trace.fallback |= tag != context.tag
    name = names.problem(question.id)
    return Component("problem", name, (OutputFile(f"{here.root}/problem/{name}.xml", xml.encode()),))


def _video_key(here: Here, video: Video) -> str:
    """What identifies a video: the key of its title, or where it comes from if it has none."""
    if video.title.key:
        return video.title.key
    same = [block for block in here.document.blocks if isinstance(block, Video) and block.src == video.src]
    number = next(number for number, block in enumerate(same) if block is video)
    return names.digest(f"{here.document.id}\n{video.src}\n{number}")


def _video(here: Here, video: Video, youtube: str, name: str) -> Component:
    attributes = {
        "display_name": capa.setting(text(video.title), here.edition.interface["video"]),
        "youtube": f"1.00:{youtube}",
        "youtube_id_1_0": youtube,
        "download_video": "false",
    }
    transcripts = tuple(_transcripts(here, video, name)) if video.speech else ()
    inside = "".join(
        f"  <transcript{capa.attributes({'language': code, 'src': file})}/>\n" for code, file, _ in transcripts
    )
    start = f"<video{capa.attributes(attributes)}"
    xml = f"{start}>\n{inside}</video>\n" if inside else f"{start}/>\n"
    files = (OutputFile(f"{here.root}/static/{file}", content) for _, file, content in transcripts)
    return Component("video", name, (OutputFile(f"{here.root}/video/{name}.xml", xml.encode()), *files))


def _transcripts(here: Here, video: Video, name: str) -> Iterator[tuple[str, str, bytes]]:
    """Language in Open edX, file in `static/` and content of each transcript: the author's, and this language's."""
    if video.speech is None:
        return
    config = here.edition.config
    source = config.source_language.tag
    own = captions.language(video.speech, here.edition.language.tag)
    tracks = {source: captions.as_written(video.speech, source)}
    if own != source:
        tracks[own] = video.speech
    known: set[str] = set()
    for tag, speech in tracks.items():
        code = course_language(tag, config.olx.language_codes)
        if code and code not in known:
            yield code, f"{name}-{tag}.srt", captions.srt(speech, source=source)
        known.add(code)
