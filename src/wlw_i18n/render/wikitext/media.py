"""Figures and videos."""

from wlw_i18n.model.document import Figure, Video
from wlw_i18n.model.media import PictureCredit
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
    return _file(name, block, block.alt, scribe)


def video(block: Video, scribe: Scribe) -> str:
    """A video of Wikimedia Commons or of the course; one of another site is a link."""
    name = scribe.context.file(block.src)
    if name is None:
        label = ": ".join(part for part in (word("watch-video", scribe), prose(block.title, scribe)) if part)
        return _linked(block.src, label, block.caption, scribe)
    if block.captions and block.speech is None:
        hint = f'Put "{block.captions}" on the page TimedText:{name}.LANGUAGE.srt of the wiki.'
        scribe.note("captions of a video are pages of their own on a wiki", line=block.line, hint=hint)
    return _file(name, block, block.title, scribe)


def _file(name: str, block: Figure | Video, text: Prose, scribe: Scribe) -> str:
    described = f"|alt={alt(text, scribe)}"
    credit = scribe.context.credits.get(block.src)
    below = caption(block.caption, scribe) if block.caption else ""
    if credit is not None:
        below = f"{below}<br />{_credit(credit)}" if below else _credit(credit)
    if not below:
        return f"[[File:{name}|frameless|{_SHAPE}{described}]]"
    return f"[[File:{name}|thumb|{_SHAPE}{described}|{below}]]"


def _credit(credit: PictureCredit) -> str:
    """Whose a picture is, in small letters. The marks of the element keep it from being read as an option."""
    whose = ", ".join(filter(None, (_named(credit.author), _named(credit.licence, credit.licence_url))))
    source = _named(credit.source_name, credit.source_url)
    return f"<small>{whose} ({source})</small>" if source else f"<small>{whose}</small>"


def _named(name: str, url: str = "") -> str:
    shown = f"<bdi>{escape.text(name)}</bdi>" if name else ""
    return f"[{escape.url(url)} {shown}]" if shown and url else shown


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
