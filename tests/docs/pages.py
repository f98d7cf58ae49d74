"""The pages of the documentation, and what stands in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
_SETUP = re.compile(r"<!--\s*setup:\s*(.+?)\s*-->", re.DOTALL)


@dataclass(frozen=True)
class Fence:
    """A block of code."""

    syntax: str
    content: str
    line: int


@dataclass(frozen=True)
class Page:
    """A Markdown file for people."""

    path: Path

    def __str__(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def tokens(self) -> list[Token]:
        return MarkdownIt("commonmark").enable("table").parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def inlines(self) -> list[Token]:
        return [child for token in self.tokens for child in token.children or ()]

    @property
    def fences(self) -> list[Fence]:
        """Blocks of code outside lists and quotations as well as in them, in order."""
        return [_fence(token) for token in self.tokens if token.type == "fence"]

    @property
    def steps(self) -> list[Fence]:
        """Console sessions, and what is done unseen between them (`<!-- setup: COMMAND -->`), in order."""
        return list(self._steps())

    def _steps(self) -> Iterator[Fence]:
        for token in self.tokens:
            if token.type == "fence" and _fence(token).syntax == "console":
                yield _fence(token)
            elif token.type == "html_block" and (found := _SETUP.search(token.content)):
                yield Fence("setup", found[1], _line(token))

    @property
    def links(self) -> list[str]:
        """Targets of links and pictures."""
        return [
            str(token.attrs["href" if token.type == "link_open" else "src"])
            for token in self.inlines
            if token.type in {"link_open", "image"}
        ]

    @cached_property
    def anchors(self) -> set[str]:
        """Ids of headings, as GitHub and GitLab make them."""
        found: set[str] = set()
        for place, token in enumerate(self.tokens):
            if token.type == "heading_open":
                text = "".join(child.content for child in self.tokens[place + 1].children or ())
                found.add(re.sub(r"\s", "-", re.sub(r"[^\w\- ]", "", text.strip().lower())))
        return found

    @property
    def code(self) -> list[str]:
        """Code in lines of text."""
        return [" ".join(token.content.split()) for token in self.inlines if token.type == "code_inline"]

    def table_under(self, heading: str) -> list[list[str]]:
        """The cells of the first table under a heading, without its head, as plain text."""
        titles = [i for i, token in enumerate(self.tokens) if token.type == "inline" and token.content == heading]
        body = next(i for i in range(titles[0], len(self.tokens)) if self.tokens[i].type == "tbody_open")
        rows: list[list[str]] = []
        for token in self.tokens[body:]:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append("".join(child.content for child in token.children or ()))
            elif token.type == "tbody_close":
                break
        return rows


def _fence(token: Token) -> Fence:
    return Fence(token.info.split(" ")[0], token.content, _line(token))


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def pages() -> list[Page]:
    """Every page, README first."""
    paths = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "exports/README.md")]
    return [Page(path) for path in (*paths, *sorted((ROOT / "docs").rglob("*.md")))]
