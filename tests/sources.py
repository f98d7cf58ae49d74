"""Source files for property tests: any text, and texts made of the pieces that authors use."""

from hypothesis import strategies as st

_WORDS = [
    "text",
    "*text*",
    "[text](b.md)",
    "`text`",
    "12",
    "é字",
    "[^1]",
    "a\nb",
    "a\\\nb",
    "<b>t</b>",
    "[[a]] {{b}} ~~~~",
]
_PIECES = [
    "# {}",
    "## {} {{#id}}",
    "### {}\n<!-- question id=q -->\n\n{}\n\n*{}*\n\n- ( ) {}\n  > {}\n- (x) {}\n\n> [!TIP]\n> {}\n\n> [!NOTE]\n> {}",
    "### {}\n<!-- question id=r -->\n\n{}\n\n- = {}\n  > {}\n- != {}\n  > {}",
    "### {}\n<!-- question id=s -->\n\n{}\n\n- [x] {}\n  > [x] {}\n  >\n  > [ ] {}\n- [ ] {}",
    "## {}\n<!-- question id=n -->\n\n{}\n\n- = 8 +- 1\n  > {}",
    "{}",
    "- {}\n- {}\n\n  {}",
    "1. {}\n   - [x] {}",
    "> {}\n>\n> {}",
    "> [!NOTE]\n> {}",
    "| {} | {} |\n| - | - |\n| {} | {} |",
    "![{}](media/a.svg)",
    '![{}](media/a.webm "{}")',
    "{}\n: {}\n: {}",
    "[^1]: {}\n\n    {}",
    "<details>\n<summary>{}</summary>\n\n{}\n\n</details>",
    "<details>\n\n{}",
    "<figure>\n\n![{}](a.svg)\n\n<figcaption>{}</figcaption>\n</figure>",
    "<figure>\n\n{}\n\n</figure>",
    "<div>{}</div>",
    "<!-- translators: {} -->",
    "<!-- translators: * [[{}]] -->",
    "<!-- no-translate -->\n\n{}\n\n<!-- /no-translate -->",
    "<!-- no-translate -->",
    "```\n{}\n```",
    "[text]: https://example.org",
    "---",
]


@st.composite
def _pieces(draw: st.DrawFn) -> str:
    words = st.sampled_from(_WORDS)
    chosen = draw(st.lists(st.sampled_from(_PIECES), max_size=6))
    texts = [piece.format(*(draw(words) for _ in range(piece.count("{}")))) for piece in chosen]
    kind = draw(st.sampled_from(["lesson", "quiz"]))
    title = draw(st.sampled_from(["T", "12", "A *b*"]))
    return f'---\ntitle: "{title}"\nkind: {kind}\nsummary: S\n---\n' + "\n\n".join(texts)


_anything = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)
_marks = st.text(alphabet=st.sampled_from(list("ab \n\t#->|:*_`[]()<>!=x1.^~{}/\"'&\\")), max_size=120)

sources = st.one_of(_pieces(), st.one_of(_anything, _marks).map(lambda body: f"---\ntitle: T\n---\n{body}"))
"""Files with a title."""
