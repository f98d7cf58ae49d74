"""Pictures and videos to HTML: shown when they are files of the course, linked to when they are on another site."""

from wlw_i18n import languages
from wlw_i18n.model.document import Captions, Figure, Video
from wlw_i18n.model.text import Image, Prose
from wlw_i18n.render import captions, transcript
from wlw_i18n.render.phrasing import HtmlContext, attributes, content, image, text
from wlw_i18n.render.sanitise import escape, safe_url
from wlw_i18n.speech import timing


def figure(block: Figure, context: HtmlContext) -> str:
    """A picture with its caption; it is loaded when it comes into view."""
    alt = text(block.alt)
    if context.plain:
        return _plain(block.src, alt, block.caption, context)
    picture = image(Image(block.src, alt), context, own=attributes(block.alt, context) if alt else "", line=block.line)
    return f"<figure>\n{picture}\n{caption(block.caption, context)}</figure>\n"


def caption(prose: Prose | None, context: HtmlContext) -> str:
    """The caption of a figure, or nothing."""
    if prose is None:
        return ""
    return f"<figcaption{attributes(prose, context)}>{content(prose, context)}</figcaption>\n"


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
    below = f"{_length(speech, context)}{caption(block.caption, context)}</figure>\n{said}"
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
    else:
        # `name.fr.vtt`: the language stands before the ending.
        parts = block.captions.rsplit("/", 1)[-1].split(".")
        tag = parts[-2] if len(parts) > 2 else context.tag
    label = escape(languages.autonym(tag))
    return f'<track kind="captions" src="{escape(src)}" srclang="{escape(tag)}" label="{label}" default="default" />'


def _plain(src: str, alt: str, title: Prose | None, context: HtmlContext) -> str:
    return f"<p>{image(Image(src, alt, '' if title is None else text(title)), context)}</p>\n"
