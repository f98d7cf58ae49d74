"""Which unit of today is which unit of the last sync: keys that survive edits, moves, splits and renames.

Fresh units are matched with the units of the templates, from the surest evidence to the weakest, each step taking
only what the steps before it left (`identify.STEPS`). What is left over at the end is born: only that gets a new key.
The cost grows with the number of units: every step looks texts up, or compares only what stands between the same
neighbours or shares rare words.
"""

from wlw_i18n.identity.changes import Candidate, Change, ChangeKind, Identified
from wlw_i18n.identity.identify import identify

__all__ = ["Candidate", "Change", "ChangeKind", "Identified", "identify"]
