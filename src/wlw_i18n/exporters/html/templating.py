"""The templates, compiled once."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from wlw_i18n.render.sanitise import printable

if TYPE_CHECKING:
    from jinja2 import Template

PACKAGE = "wlw_i18n.exporters.html"

POLICY = Markup(
    "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "style-src 'self' file:; script-src 'self' file:; img-src 'self' file:; media-src 'self' file:"
)
"""Content security policy: the site's own files and nothing else.

`file:` is for copies opened from a disk, where not every browser takes `'self'` to be the file's neighbours; on the
web it allows nothing, because pages from the web may not load local files.
"""


@cache
def template(name: str) -> "Template":
    """A template by its file's name; places escape what is not `Markup`, and a missing value is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - slow to import

    environment = Environment(
        loader=PackageLoader(PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


def _printable(value: object) -> object:
    """A value without characters that no page may hold; markup comes from the renderer, which sees to that."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def asset(name: str) -> bytes:
    """A file that goes into the site as it is."""
    return files(PACKAGE).joinpath("assets", name).read_bytes()
