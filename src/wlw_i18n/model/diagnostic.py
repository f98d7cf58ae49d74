"""What is wrong, where, and what to do: the one form in which every stage reports.

Stages return diagnostics; only the command line prints them.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from wlw_i18n.model.source import Location


class Severity(IntEnum):
    """How much a finding matters; the command line turns it into an exit code."""

    INFO = 0
    WARNING = 1
    """A volunteer's slip, or something an author may want to change."""
    ERROR = 2
    """The course is published with a fault."""
    BROKEN = 3
    """Input that cannot be used: nothing is written."""


class Code(StrEnum):
    """Every finding has a code; `docs/diagnostics.md` is generated from `CATALOGUE` in `report`."""

    # configuration and files
    CONFIG_MISSING = "config-missing"
    CONFIG_INVALID = "config-invalid"
    COURSE_EMPTY = "course-empty"
    FILE_ENCODING = "file-encoding"
    FILE_UNREADABLE = "file-unreadable"
    FILE_NAME = "file-name"
    PATH_OUTSIDE = "path-outside"
    DUPLICATE_ID = "duplicate-id"
    LANGUAGE_UNKNOWN = "language-unknown"
    # sources
    FRONT_MATTER = "front-matter"
    HTML_TEXT = "html-text"
    HTML_CONTAINER = "html-container"
    DIRECTIVE = "directive"
    HEADING_ID = "heading-id"
    LINK_BROKEN = "link-broken"
    LINK_OUTDATED = "link-outdated"
    ANCHOR_BROKEN = "anchor-broken"
    MEDIA_MISSING = "media-missing"
    MEDIA_ALT = "media-alt"
    MEDIA_HEAVY = "media-heavy"
    PICTURE_UNSAFE = "picture-unsafe"
    MEDIA_CREDIT = "media-credit"
    MEDIA_LOCALISED = "media-localised"
    FOOTNOTE_MISSING = "footnote-missing"
    CAPTIONS = "captions"
    # questions
    QUESTION_NO_ID = "question-no-id"
    QUESTION_ID = "question-id"
    QUESTION_DUPLICATE_ID = "question-duplicate-id"
    QUESTION_SETTING = "question-setting"
    QUESTION_NO_ANSWERS = "question-no-answers"
    QUESTION_NO_PROMPT = "question-no-prompt"
    QUESTION_MARK = "question-mark"
    QUESTION_EMPTY_ANSWER = "question-empty-answer"
    QUESTION_MIXED = "question-mixed"
    QUESTION_RIGHT_ANSWERS = "question-right-answers"
    QUESTION_STRUCTURE = "question-structure"
    QUESTION_NUMBER = "question-number"
    QUESTION_RANGE = "question-range"
    QUESTION_NUMBER_FEEDBACK = "question-number-feedback"
    QUESTION_FEEDBACK_OPENING = "question-feedback-opening"
    QUESTION_FEW_CHOICES = "question-few-choices"
    QUESTION_SAME_CHOICES = "question-same-choices"
    QUESTION_LONG_ANSWER = "question-long-answer"
    QUESTION_DROPDOWN_MARKUP = "question-dropdown-markup"
    # catalogs
    PO_CONFLICT = "po-conflict"
    PO_SYNTAX = "po-syntax"
    PO_DUPLICATE = "po-duplicate"
    PO_NO_KEY = "po-no-key"
    MSGID_CHANGED = "msgid-changed"
    # files of other programs
    EXCHANGE_SYNTAX = "exchange-syntax"
    EXCHANGE_TEXT = "exchange-text"
    # translations
    UNTRANSLATED = "untranslated"
    STALE = "stale"
    FUZZY = "fuzzy"
    MARKUP = "markup"
    MARKUP_EMPHASIS = "markup-emphasis"
    LINK_TARGET = "link-target"
    PLACEHOLDER = "placeholder"
    WIKI_CODE = "wiki-code"
    NUMBERS = "numbers"
    EDGES = "edges"
    UNCHANGED = "unchanged"
    LENGTH = "length"
    CAPTION_ROOM = "caption-room"
    CAPTION_SPEED = "caption-speed"
    DOUBLED_WORD = "doubled-word"
    PUNCTUATION = "punctuation"
    ADDRESS = "address"
    TYPOGRAPHY = "typography"
    CHARACTERS = "characters"
    TERM_MISSING = "term-missing"
    TERM_FORBIDDEN = "term-forbidden"
    NAME_CHANGED = "name-changed"
    GLOSSARY = "glossary"
    EXCUSE = "excuse"
    LINK_DEAD = "link-dead"
    LINK_MOVED = "link-moved"
    PICTURE_TEXT_LONG = "picture-text-long"
    UNSAFE = "unsafe"
    CHOICES_SAME = "choices-same"
    ANSWERS_EMPTY = "answers-empty"
    ANSWERS_OVERLAP = "answers-overlap"
    # publishing
    GATE_DOCUMENT = "gate-document"
    GATE_COURSE = "gate-course"
    URL_NAME_GONE = "url-name-gone"
    NOT_EXPRESSIBLE = "not-expressible"
    PAGE_TITLE = "page-title"
    # the project's own lists
    BASELINE = "baseline"


FIXED: Final = frozenset(
    {
        # The run stops, or something is published that cannot work.
        Code.CONFIG_MISSING,
        Code.CONFIG_INVALID,
        Code.COURSE_EMPTY,
        Code.FILE_ENCODING,
        Code.FILE_UNREADABLE,
        Code.FILE_NAME,
        Code.PATH_OUTSIDE,
        Code.DUPLICATE_ID,
        Code.LANGUAGE_UNKNOWN,
        Code.FRONT_MATTER,
        Code.LINK_BROKEN,
        Code.ANCHOR_BROKEN,
        Code.MEDIA_MISSING,
        Code.CAPTIONS,
        Code.QUESTION_NO_ID,
        Code.QUESTION_ID,
        Code.QUESTION_DUPLICATE_ID,
        Code.QUESTION_SETTING,
        Code.QUESTION_NO_ANSWERS,
        Code.QUESTION_NO_PROMPT,
        Code.QUESTION_MARK,
        Code.QUESTION_EMPTY_ANSWER,
        Code.QUESTION_MIXED,
        Code.QUESTION_RIGHT_ANSWERS,
        Code.QUESTION_STRUCTURE,
        Code.QUESTION_NUMBER,
        Code.QUESTION_RANGE,
        Code.QUESTION_NUMBER_FEEDBACK,
        Code.PO_CONFLICT,
        Code.PO_SYNTAX,
        Code.PO_DUPLICATE,
        Code.EXCHANGE_SYNTAX,
        Code.EXCHANGE_TEXT,
        # The translation is kept from learners.
        Code.MARKUP,
        Code.LINK_TARGET,
        Code.PLACEHOLDER,
        Code.UNSAFE,
        Code.CHOICES_SAME,
        Code.ANSWERS_EMPTY,
        Code.ANSWERS_OVERLAP,
    }
)
"""Findings about which a course cannot decide otherwise: neither their severity nor that they are reported."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding."""

    code: Code
    severity: Severity
    message: str
    """A sentence for a translator or an author, not for a programmer."""
    location: Location | None = None
    language: str = ""
    """BCP 47 tag, or empty for the source."""
    key: str = ""
    """The unit concerned, if one is."""
    hint: str = ""
    """What to do."""
    source: Location | None = None
    """For a translation: where the source text is."""
