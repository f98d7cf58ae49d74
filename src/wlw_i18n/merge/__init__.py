"""Catalogs through time: what becomes of a language's translations when the English changes.

Every entry is compared by its own `msgid`, the English that its translator saw, not by what the last sync knew: an old
file that comes back late is judged right. The law: every translation that goes in is, afterwards, in a PO file or in
the memory; and merging again changes nothing.
"""

from wlw_i18n.merge.carry import Carried, carry
from wlw_i18n.merge.follow import Definitions, accept, may_serve, withdraw
from wlw_i18n.merge.language import merge
from wlw_i18n.merge.work import Event, Merged, Work

__all__ = ["Carried", "Definitions", "Event", "Merged", "Work", "accept", "carry", "may_serve", "merge", "withdraw"]
