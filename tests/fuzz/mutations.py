"""Damage: a real file, and what typing, editors, merges, downloads and ill will make of it."""

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.fuzz.seeds import MARKS

_MOST = 6
_LONGEST_RUN = 300
"""Of one piece; what grows faster than its text is looked for in `tests/fuzz/test_growth.py`."""


@st.composite
def damaged(draw: st.DrawFn, seeds: Sequence[str]) -> bytes:
    """A file made of one of the seeds."""
    text = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, _MOST))):
        text = _change(draw, text, seeds)
    content = text.encode("utf-8", "surrogatepass")
    how = draw(st.sampled_from(["as it is"] * 8 + ["CRLF", "BOM", "a byte", "UTF-16", "cut off"]))
    match how:
        case "CRLF":
            return content.replace(b"\n", b"\r\n")
        case "BOM":
            return b"\xef\xbb\xbf" + content
        case "a byte":
            place = draw(st.integers(0, len(content)))
            return content[:place] + draw(st.binary(min_size=1, max_size=2)) + content[place + 1 :]
        case "UTF-16":
            return text.encode("utf-16", "replace")
        case "cut off":
            return content[: draw(st.integers(0, len(content)))]
        case _:
            return content


def _change(draw: st.DrawFn, text: str, seeds: Sequence[str]) -> str:  # noqa: PLR0911 - a table
    how = draw(st.sampled_from(["put in", "put in", "run", "take out", "double", "swap", "splice", "replace", "any"]))
    place = draw(st.integers(0, len(text)))
    length = draw(st.integers(1, 60))
    match how:
        case "put in":
            return text[:place] + draw(st.sampled_from(MARKS)) + text[place:]
        case "run":
            return text[:place] + draw(st.sampled_from(MARKS)) * draw(st.integers(2, _LONGEST_RUN)) + text[place:]
        case "take out":
            return text[:place] + text[place + length :]
        case "double":
            return text[: place + length] + text[place:]
        case "splice":
            other = draw(st.sampled_from(seeds))
            return text[:place] + other[draw(st.integers(0, len(other))) :]
        case "replace":
            return text[:place] + draw(st.sampled_from(MARKS)) + text[place + length :]
        case "any":
            return text[:place] + draw(st.text(max_size=5)) + text[place:]
        case _:
            lines = text.split("\n")
            one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            lines[one], lines[other] = lines[other], lines[one]
            return "\n".join(lines)
