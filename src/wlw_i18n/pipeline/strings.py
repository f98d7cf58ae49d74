"""Texts that belong to no document: the course's title and description, and the exporters' own words."""

from typing import Final

from wlw_i18n import inline, interface
from wlw_i18n.model.catalog import Unit
from wlw_i18n.model.course import Config
from wlw_i18n.model.text import Kind, Text
from wlw_i18n.pipeline import editions

COURSE: Final = "course"
INTERFACE: Final = "interface"


def course_units(config: Config) -> tuple[Unit, ...]:
    """The course's own texts."""
    comments = {"title": "The course's title.", "description": "What the course is about, shown on its first page."}
    return tuple(
        Unit(
            editions.course_key(name), Kind.STRING, text, COURSE, comments=(comments[name],), inlines=inline.parse(text)
        )
        for name, text in editions.course_texts(config).items()
    )


def interface_units() -> tuple[Unit, ...]:
    """The words that exporters put around the texts of the course."""
    return tuple(
        Unit(
            editions.interface_key(name),
            Kind.STRING,
            word.text,
            INTERFACE,
            comments=(word.comment,),
            inlines=(Text(word.text),),
        )
        for name, word in interface.WORDS.items()
    )
