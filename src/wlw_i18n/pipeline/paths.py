"""Where catalogs are: by the ids of module and document, so that a renumbered lesson moves no file."""

from wlw_i18n.pipeline.workspace import TEMPLATES, TRANSLATIONS


def catalog_path(code: str, module: str, document: str) -> str:
    """The PO file of a document in a language; a module's first page is `index.po`.

    Args:
        code: the language's code.
        module: the module's id, or empty for catalogs that belong to no document (`course`, `interface`).
        document: the document's id.
    """
    return f"{TRANSLATIONS}/{code}/{_below(module, document)}.po"


def template_path(module: str, document: str) -> str:
    """The template of a document; arguments as in `catalog_path`."""
    return f"{TEMPLATES}/{_below(module, document)}.pot"


def memory_path(code: str) -> str:
    """Where a language's retired translations are."""
    return f"{TRANSLATIONS}/{code}/memory.po"


def _below(module: str, document: str) -> str:
    if not module:
        return document
    return f"{module}/{'index' if document == module else document}"
