"""The templates of the status pages, compiled once."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from wlw_i18n.render.sanitise import printable
from wlw_i18n.report.shares import number, percent, step

if TYPE_CHECKING:
    from jinja2 import Template

_PACKAGE: Final = "wlw_i18n.report"

POLICY: Final = Markup(
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'self' file:; img-src 'self' file:"
)
"""Content security policy: the site's, without scripts and videos, of which these pages have none."""


@cache
def template(name: str) -> "Template":
    """A template by its file's name; everything is escaped, and a missing value is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - slow to import

    environment = Environment(
        loader=PackageLoader(_PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    environment.filters.update({"percent": percent, "step": step, "number": number})
    return environment.get_template(name)


def _printable(value: object) -> object:
    """A value without characters that no page may hold."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def asset(name: str) -> bytes:
    """A file that goes beside the pages as it is."""
    return files(_PACKAGE).joinpath("assets", name).read_bytes()
