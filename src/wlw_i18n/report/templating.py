"""The templates of the status pages, and what these pages may load."""

from typing import Final

from markupsafe import Markup

from wlw_i18n.render.templating import Templates
from wlw_i18n.report.shares import number, percent, step

_TEMPLATES: Final = Templates("wlw_i18n.report", {"percent": percent, "step": step, "number": number})

template = _TEMPLATES.template
asset = _TEMPLATES.asset

POLICY: Final = Markup(
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'self' file:; img-src 'self' file:"
)
"""Content security policy: the site's, without scripts and videos, of which these pages have none."""
