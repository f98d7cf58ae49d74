"""The site's templates, and what its pages may load."""

from functools import cache
from typing import Final

from markupsafe import Markup

from wlw_i18n.render.templating import Templates

_TEMPLATES: Final = Templates("wlw_i18n.exporters.html")

template = _TEMPLATES.template

POLICY: Final = Markup(
    "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "style-src 'self' file:; script-src 'self' file:; img-src 'self' file:; media-src 'self' file: data:"
)
"""Content security policy: the site's own files and nothing else; captions are in the page (`data:`).

`file:` is for copies opened from a disk, where not every browser takes `'self'` to be the file's neighbours; on the
web it allows nothing, because pages from the web may not load local files.
"""


@cache
def asset(name: str) -> bytes:
    """A style sheet or script of the site without comments and indentation, which many learners pay for."""
    import rcssmin  # noqa: PLC0415 - only an export needs them
    import rjsmin  # noqa: PLC0415

    text = _TEMPLATES.asset(name).decode()
    short: str = rcssmin.cssmin(text) if name.endswith(".css") else rjsmin.jsmin(text)
    return f"{short}\n".encode()
