"""Source files to documents. Reading cannot fail: what is wrong becomes diagnostics."""

from wlw_i18n.readers.document import read_document

__all__ = ["read_document"]
