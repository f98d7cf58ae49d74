"""Captions as a wiki keeps them: a page for each video and language, `TimedText:NAME.fr.srt`, whose text is SRT.

(https://commons.wikimedia.org/wiki/Commons:Timed_Text)
"""

from collections.abc import Mapping

from wlw_i18n.exporters.wikitext.places import file_of
from wlw_i18n.model.course import Edition
from wlw_i18n.model.document import Document, Video
from wlw_i18n.model.tree import everything
from wlw_i18n.render import captions


def timed_texts(edition: Edition, document: Document) -> Mapping[str, bytes]:
    """Name of a page without `TimedText:` -> its text, for the videos of a document that are files of a wiki.

    A language of whose captions no sentence is translated has no page.
    """
    found: dict[str, bytes] = {}
    tag = edition.language.tag
    for video in (block for block in everything(document) if isinstance(block, Video)):
        name = file_of(edition, document.path, video.src)
        if name is None or video.speech is None or captions.language(video.speech, tag) != tag:
            continue
        title = f"{name}.{edition.language.code}.srt"
        found.setdefault(title, captions.srt(video.speech, source=edition.config.source_language.tag))
    return found
