"""Questions to problems of Open edX's CAPA engine: `problem` writes one, `limits` says what it cannot express."""

from wlw_i18n.render.capa.limits import Limit, limits
from wlw_i18n.render.capa.problem import choice_names, problem
from wlw_i18n.render.capa.stored import stored
from wlw_i18n.render.capa.xml import attributes, clean, plain, setting

__all__ = ["Limit", "attributes", "choice_names", "clean", "limits", "plain", "problem", "setting", "stored"]
