"""Figures and videos."""

from wlw_i18n.model.document import Figure, Video
from wlw_i18n.model.text import Prose
from wlw_i18n.render.wikitext import escape
from wlw_i18n.render.wikitext.inline import alt, caption, prose
from wlw_i18n.render.wikitext.marks import word
from wlw_i18n.render.wikitext.scribe import Scribe

__all__ = ["figure", "video"]

# In the middle and wide enough to read the words in a diagram; `upright` counts from the reader's own width.
_SHAPE = "center|upright=2.5"


def figure(block: Figure, scribe: Scribe) -> str:
    """A picture with its caption; one that is not on the wiki is a link with its alternative text."""
    name = scribe.context.file(block.src)
    if name is None:
        hint = "Put the file into the course's media."
        scribe.note(f'the picture "{block.src}" cannot be shown on a wiki', line=block.line, hint=hint)
        return _linked(block.src, prose(block.alt, scribe), block.caption, scribe)
    return _file(name, block.alt, block.caption, scribe)


def video(block: Video, scribe: Scribe) -> str:
    """A video of Wikimedia Commons or of the course; one of another site is a link."""
    name = scribe.context.file(block.src)
    if name is None:
        label = ": ".join(part for part in (word("watch-video", scribe), prose(block.title, scribe)) if part)
        return _linked(block.src, label, block.caption, scribe)
    if block.captions and block.speech is None:
        hint = f'Put "{block.captions}" on the page TimedText:{name}.LANGUAGE.srt of the wiki.'
        scribe.note("captions of a video are pages of their own on a wiki", line=block.line, hint=hint)
    return _file(name, block.title, block.caption, scribe)


def _file(name: str, text: Prose, below: Prose | None, scribe: Scribe) -> str:
    described = f"|alt={alt(text, scribe)}"
    if below is None:
        return f"[[File:{name}|frameless|{_SHAPE}{described}]]"
    return f"[[File:{name}|thumb|{_SHAPE}{described}|{caption(below, scribe)}]]"


def _linked(src: str, label: str, below: Prose | None, scribe: Scribe) -> str:
    label = label or escape.text(src)
    goal = scribe.context.link(src)
    if goal is None:
        link = label
    elif goal.internal:
        link = f"[[{goal.target}|{label}]]"
    else:
        link = f"[{escape.url(goal.target)} {label}]"
    return link if below is None else f"{link}<br />{prose(below, scribe)}"
