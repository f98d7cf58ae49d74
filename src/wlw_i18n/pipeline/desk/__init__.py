"""What people do to PO files outside of a sync: imports, decisions about stale texts, trimming of memories.

Each works on a `Desk`: the course, opened, with its lock held. It plans first and writes last.
"""

from wlw_i18n.pipeline.desk.course import Desk, opened

__all__ = ["Desk", "opened"]
