"""Course localisation: Markdown sources to PO files and back, exported as OLX, HTML, EPUB and wikitext."""

__version__ = "0.1.0"
