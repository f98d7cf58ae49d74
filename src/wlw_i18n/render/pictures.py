"""Pictures and videos to HTML: shown when they are files of the course, linked to when they are on another site."""

from base64 import b64encode
from typing import Final

from wlw_i18n import languages
from wlw_i18n.model.document import Figure, Video
from wlw_i18n.model.media import PictureCredit
from wlw_i18n.model.media_words import Captions
from wlw_i18n.model.text import Image, Prose
from wlw_i18n.render import captions, transcript
from wlw_i18n.render.phrasing import HtmlContext, attributes, content, image, prose, text
from wlw_i18n.render.sanitise import escape, safe_url
from wlw_i18n.speech import timing

_INLINED: Final = 10_000
"""Captions of so many bytes are in the page; those of a long talk are a file, which a page on a disk cannot show."""


def figure(block: Figure, context: HtmlContext) -> str:
    """A picture with its caption; it is loaded when it comes into view."""
    alt = text(block.alt)
    if context.plain:
        return _plain(block.src, alt, block.caption, context)
    picture = image(Image(block.src, alt), context, own=attributes(block.alt, context) if alt else "", line=block.line)
    return f"<figure>\n{picture}\n{_below(block, context)}</figure>\n"


def caption(said: Prose | None, context: HtmlContext) -> str:
    """The caption of a figure, or nothing."""
    if said is None:
        return ""
    return f"<figcaption{attributes(said, context)}>{content(said, context)}</figcaption>\n"


def _below(block: Figure | Video, context: HtmlContext) -> str:
    """The caption of a picture or a video, and in small letters whose it is."""
    credit = context.credits.get(block.src)
    if credit is None:
        return caption(block.caption, context)
    said = f"{prose(block.caption, context)}<br />" if block.caption else ""
    return f'<figcaption>{said}<small class="credit">{_credit(credit)}</small></figcaption>\n'


def _credit(credit: PictureCredit) -> str:
    whose = ", ".join(filter(None, (_named(credit.author), _named(credit.licence, credit.licence_url))))
    source = _named(credit.source_name, credit.source_url)
    return f"{whose} ({source})" if source else whose


def _named(name: str, url: str = "") -> str:
    """A name, which may be in another script than the text around it, perhaps as a link."""
    shown = f"<bdi>{escape(name)}</bdi>" if name else ""
    href = escape(safe_url(url))
    return f'<a href="{href}">{shown}</a>' if shown and href else shown


def video(block: Video, context: HtmlContext) -> str:
    """A video of the course with its captions, of which nothing is loaded until it is played; or a link to a video.

    What is said in it stands below, in a part that opens.
    """
    title = escape(text(block.title))
    if context.plain:
        return _plain(block.src, text(block.title), block.caption, context)
    own = attributes(block.title, context)
    speech = block.speech
    said = transcript.html(speech, context) if speech else ""
    below = f"{_length(speech, context)}{_below(block, context)}</figure>\n{said}"
    if src := escape(safe_url(context.media(block.src))):
        link = f'<a href="{src}">{title}</a>'
        poster = _poster(block, context)
        start = f'<video src="{src}" controls="controls" preload="none"{poster} aria-label="{title}"{own}>'
        return f'<figure class="video">\n{start}{_track(block, context)}{link}</video>\n{below}'
    shown = f"<span{own}>{title}</span>"
    if href := escape(safe_url(context.link(block.src))):
        word = f"<span{context.words_attributes}>{context.phrase('watch-video')}</span>"
        still = f"{image(Image(block.poster, ''), context, line=block.line)}<br />" if block.poster else ""
        shown = f'<a href="{href}">{still}{word}: {shown}</a>'
    return f'<figure class="video">\n<p>{shown}</p>\n{below}'


def _length(speech: Captions | None, context: HtmlContext) -> str:
    if speech is None or not speech.duration:
        return ""
    return f"<p>{context.phrase('video')}, {timing.duration(speech.duration)}</p>\n"


def _poster(block: Video, context: HtmlContext) -> str:
    src = safe_url(context.media(block.poster)) if block.poster else ""
    return f' poster="{escape(src)}"' if src else ""


def _track(block: Video, context: HtmlContext) -> str:
    src = safe_url(context.media(block.captions)) if block.captions else ""
    if not src:
        return ""
    if block.speech is not None:
        tag = captions.language(block.speech, context.tag)
        content = captions.webvtt(block.speech, source=context.source_tag, tag=tag)
        # In the page itself: browsers refuse captions that stand beside a page on a disk.
        if len(content) <= _INLINED:
            src = f"data:text/vtt;base64,{b64encode(content).decode()}"
    else:
        # `name.fr.vtt`: the language stands before the ending.
        parts = block.captions.rsplit("/", 1)[-1].split(".")
        tag = parts[-2] if len(parts) > 2 else context.tag
    label = escape(languages.autonym(tag))
    return f'<track kind="captions" src="{escape(src)}" srclang="{escape(tag)}" label="{label}" default="default" />'


def _plain(src: str, alt: str, title: Prose | None, context: HtmlContext) -> str:
    return f"<p>{image(Image(src, alt, '' if title is None else text(title)), context)}</p>\n"
