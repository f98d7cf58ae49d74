"""Code blocks: highlighted where Extension:SyntaxHighlight knows the language, else `<pre>`."""

import re
from typing import Final

from wlw_i18n.model.document import CodeBlock
from wlw_i18n.render.wikitext import escape

__all__ = ["LANGUAGES", "code_block"]

_NAMES: Final = (
    "apache bash bat c console cpp csharp css diff docker dot elixir erlang go haskell html html+jinja "
    "http ini java javascript js json jsonld julia kotlin latex lua make makefile markdown md mysql nginx perl "
    "php postgresql powershell py python r rb rst ruby rust sass scala scss sh sparql sql sqlite3 swift tex toml ts "
    "turtle typescript vim xml xslt yaml zsh"
)
LANGUAGES: Final = frozenset(_NAMES.split())
"""Names of Pygments' lexers that wikis of any age know; another name would put the page in a tracking category."""
_TAG: Final = re.compile(r"</?(?:syntaxhighlight|source|translate|tvar|languages)\b", re.IGNORECASE)


def code_block(block: CodeBlock, *, one_line: bool = False) -> str:
    """A code block. Its content is not wikitext: nothing in it is run.

    Args:
        block: the code.
        one_line: whether it must stand in one line, as in a quiz.
    """
    code = block.text.removesuffix("\n")
    language = block.info.split(maxsplit=1)[0].lower() if block.info.strip() else ""
    if language in LANGUAGES and not one_line and not _TAG.search(code) and code.strip():
        return f'<syntaxhighlight lang="{language}">\n{code.translate(escape.DROPPED)}\n</syntaxhighlight>'
    content = escape.code(code)
    if one_line:
        return f'<pre dir="ltr">{content.replace(chr(10), "&#10;")}</pre>'
    return f'<pre dir="ltr">\n{content}</pre>'
