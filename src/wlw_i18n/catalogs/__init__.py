"""PO files and templates: files to catalogs and back, without losing a byte that did not change."""
