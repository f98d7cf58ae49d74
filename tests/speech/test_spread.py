"""A text over cues and lines: nothing is lost, nothing is empty, and nothing is longer than it must be."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.casefiles import cases
from tests.speech import tracks
from wlw_i18n.render import captions
from wlw_i18n.speech import limits, spread, styled

_WORDS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=14),
    st.sampled_from(
        [
            "women,",
            "Wikipédia",
            "l’humanité",
            "不公平。",
            "知識",
            "จากวิกิพีเดีย",
            "ឱកាស",
            "नारी",
            "المرأة،",
            "—",
            "👩🏾‍💻",
            "e\u0301",
        ]
    ),
)
TEXTS = st.lists(_WORDS, min_size=1, max_size=60).map(" ".join)
SHARES = st.lists(st.floats(0, 100), min_size=1, max_size=8)


@given(TEXTS, SHARES, st.sampled_from([26, 32, 42]))
@example("不" * 120, [1.0, 1.0], 32)
@example("a " * 30, [0.0, 0.0, 0.0], 42)
def test_no_character_is_lost_and_no_part_is_empty(text: str, shares: list[float], width: int) -> None:
    parts = spread.over(text, shares, width)
    assert "".join(text[start:end] for start, end in parts) == text
    assert all(before[1] == after[0] for before, after in pairwise(parts))
    assert all(text[start:end].strip() for start, end in parts)
    assert len(parts) == min(len(shares), len(spread.places(text)) - 1)


@given(TEXTS, SHARES, st.sampled_from([26, 32, 42]))
def test_each_part_has_two_lines_if_that_is_possible(text: str, shares: list[float], width: int) -> None:
    parts = spread.over(text, shares, width)
    if _is_possible(text, len(parts), width):
        assert all(_fits(text[start:end], width) for start, end in parts), [text[start:end] for start, end in parts]


@given(TEXTS, st.sampled_from([26, 32, 42]))
def test_lines_are_as_few_as_possible_and_not_too_long(text: str, width: int) -> None:
    lines = spread.lines(text, width)
    assert "".join(text[start:end] for start, end in lines) == text
    shown = [text[start:end].rstrip() for start, end in lines]
    # Only what has no place to be cut at may be wider than a line.
    assert all(limits.columns(line) <= width or len(spread.places(line)) == 2 for line in shown)
    assert len(lines) == _least(text, width)


def _least(text: str, width: int) -> int:
    """The least number of lines, by filling each."""
    where = spread.places(text)
    lines, begin = 1, 0
    for before, place in pairwise(where):
        if before > begin and limits.columns(text[begin:place].rstrip()) > width:
            lines, begin = lines + 1, before
    return lines


def _fits(part: str, width: int) -> bool:
    where = spread.places(part.rstrip())
    words = [part[start:end].rstrip() for start, end in pairwise(where)]
    return _least(part.rstrip(), width) <= 2 and all(limits.columns(word) <= width for word in words)


def _is_possible(text: str, count: int, width: int) -> bool:
    """Whether some way to cut a text gives each part two lines: found without the code that is tested."""
    where = spread.places(text)
    ends = {0}
    for _ in range(count):
        ends = {
            end
            for start in ends
            for end in range(start + 1, len(where))
            if _fits(text[where[start] : where[end]], width)
        }
    return len(where) - 1 in ends


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一二三四五六七八。九十", ["一二三四五六七八。", "九十"]),
        ("他说“好的”，就走了", ["他说“好的”，", "就走了"]),
    ],
)
def test_no_line_begins_with_a_closing_mark(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in spread.over(text, (1, 1), 32)] == parts
    for place in spread.places(text)[1:-1]:
        assert text[place] not in "。，”"
        assert text[place - 1] != "“"


def test_a_letter_keeps_its_marks() -> None:
    for text in ("กำลังใจที่ดี", "e\u0301a e\u0301", "ខ្ញុំស្រលាញ់", "👩🏾‍💻"):
        for place in spread.places(text)[1:-1]:
            assert limits.columns(text[place]) > 0, (text, place)


# -- over the cues of a track -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "expected"), cases("captions-spread"))
def test_a_translation_over_cues(given: str, expected: str) -> None:
    tag, *rows = given.split("\n")
    cut = rows.index("")
    times = [(float(row.split(" ", 2)[0]), float(row.split(" ", 2)[1]), row.split(" ", 2)[2]) for row in rows[:cut]]
    vtt = "WEBVTT\n\n" + "\n".join(tracks.cue(round(start), round(end), text) for start, end, text in times)
    speech = tracks.speech(vtt.encode())
    english = " ".join(text for _, _, text in times)
    translated = tracks.translated(speech, tag, {english: " ".join(rows[cut + 1 :])})
    shown = [
        f"{cue.start // 1000} {cue.end // 1000} {' / '.join(styled.write(line) for line in cue.lines)}"
        for cue in captions.shown(translated, "en")
    ]
    assert "\n".join(shown) == expected


_LENGTHS = st.lists(st.integers(1, 9), min_size=1, max_size=8)
_ENGLISH = st.lists(st.sampled_from(["women", "are", "missing", "from", "it"]), min_size=1, max_size=8).map(" ".join)


@given(TEXTS, st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3), _ENGLISH), min_size=1, max_size=8))
def test_order_and_times_are_kept(text: str, given_cues: list[tuple[int, int, str]]) -> None:
    times, at = [], 0
    for length, pause, _ in given_cues:
        times.append((at + pause, at + pause + length))
        at += pause + length
    vtt = "WEBVTT\n\n" + "\n".join(
        tracks.cue(start, end, said) for (start, end), (_, _, said) in zip(times, given_cues, strict=True)
    )
    speech = tracks.speech(vtt.encode())
    assert len(speech.texts) == 1
    translated = tracks.translated(speech, "fr", {speech.texts[0].text: text.replace("<", "‹").replace("&", "+")})
    wanted = styled.plain(styled.one_line(captions.runs_of(translated.texts[0].inlines)))
    shown = captions.shown(translated, "en")
    starts, ends = zip(*times, strict=True)
    assert _solid("".join(styled.plain(line) for cue in shown for line in cue.lines)) == _solid(wanted)
    assert all(cue.start // 1000 in starts and cue.end // 1000 in ends and cue.start < cue.end for cue in shown)
    assert all(before.end <= after.start for before, after in pairwise(shown))
    if wanted:
        assert (shown[0].start // 1000, shown[-1].end // 1000) == (starts[0], ends[-1])
        assert all(cue.lines and all(styled.plain(line) for line in cue.lines) for cue in shown)


def _solid(text: str) -> str:
    return "".join(text.split())
