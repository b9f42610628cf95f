"""What an app cut into messages comes together as it was."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.desk.intake.joined_text import gap, joined
from bot.transport.telegram_limits import MESSAGE_TEXT, utf16_length

WHITE = " \n"
UNITS = st.text(st.sampled_from("园区企业投资建设年项目，。、“”（）3.5%𠮷"), min_size=1, max_size=20)
# Long enough that a few are more than a message.
ENDS = st.sampled_from("。”；业8")  # behind ASCII marks apps cut lines, see below
LINE = st.builds(lambda unit, times, end: unit * times + end, UNITS, st.integers(20, 120), ENDS)
LINES = st.lists(LINE, min_size=2, max_size=16)


def fitting(text: str, start: int) -> int:
    """Where a message that begins at `start` is full."""
    end, room = start, MESSAGE_TEXT
    while end < len(text) and (room := room - utf16_length(text[end])) >= 0:
        end += 1
    return end


def cut_where_full(text: str) -> list[str]:
    """As some apps do it: wherever the message is full."""
    parts, start = [], 0
    while start < len(text):
        end = fitting(text, start)
        parts.append(text[start:end].strip(WHITE))
        start = end
    return [part for part in parts if part]


def cut_at_line_ends(text: str) -> list[str]:
    """As others do it: at the last blank line of the second half, else at its last line end."""
    parts, start = [], 0
    while start < len(text):
        end = full = fitting(text, start)
        if full < len(text):
            half = start + MESSAGE_TEXT // 2
            places = range(half + 1, full + 1)
            lines = [place for place in places if text[place] == "\n"]
            blank = [place for place in lines if text[place + 1 : place + 2] == "\n"]
            end = (blank or lines or [full])[-1]
        parts.append(text[start:end].strip(WHITE))
        start = end
    return [part for part in parts if part]


def is_full(before: str, after: str) -> bool:
    """Whether nothing more had room: a line end that was there can't be told from none."""
    return utf16_length(before) + utf16_length(after[:1]) > MESSAGE_TEXT


@given(LINES)
def test_lines_cut_at_their_ends_come_together_as_they_were(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = cut_at_line_ends(text)
    assume(not any(map(is_full, parts, parts[1:])))
    assert joined(parts) == text


@given(LINES, st.integers(0, 3))
def test_paragraphs_between_blank_lines_come_together_as_they_were(lines: list[str], head: int) -> None:
    # A headline or two stand at the top of a page, whose paragraphs are set apart by blank lines.
    text = "\n\n".join([*(f"第{number}号标题" for number in range(head)), *lines])
    parts = cut_at_line_ends(text)
    assume(not any(map(is_full, parts, parts[1:])))
    if len(parts) == 1 or any("\n\n" in part for part in parts[:2]):
        assert joined(parts[:2]) == text[: len(joined(parts[:2]))]


@given(LINES)
def test_no_word_is_torn_and_no_character_lost_where_apps_cut_anywhere(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = cut_where_full(text)
    whole = joined(parts)
    assert whole.replace("\n", "") == text.replace("\n", "")
    # Behind a message that is quite full a line end that was there can't be told from none.
    place, at_line_ends = 0, False
    for part in parts[:-1]:
        place = text.index(part, place) + len(part)
        at_line_ends |= utf16_length(part) == MESSAGE_TEXT and text[place] == "\n"
    if not at_line_ends:
        assert whole == text


@pytest.mark.parametrize(
    ("before", "after", "stood_there"),
    [
        ("字" * 4096, "继续", ""),
        ("字" * 4095, "𠮷", ""),
        ("字" * 4095, "下一段", "\n"),
        ("字" * 4096, "\u3000\u3000下一段", "\n"),
        ("字" * 3999 + "3.", "5亿元。" + "字" * 200, ""),
        ("字" * 1000 + "\n" + "字" * 2999 + "3.", "5亿元。" + "字" * 200, ""),
        ("字" * 3000 + "\n" + "字" * 999 + "No.", "下一段。" + "字" * 200, "\n"),
        ("字" * 3000 + "。", "下一段", "\n"),
        ("一段\n\n" + "字" * 3000 + "。", "下一段", "\n\n"),
        ("字" * 3000 + "。", "下一段\n\n再一段", "\n\n"),
        ("一" * 4093 + "in", "the park", " "),
        ("自己发的一段。", "另一段", "\n\n"),
    ],
)
def test_what_stood_at_a_cut(before: str, after: str, stood_there: str) -> None:
    assert gap(before, after) == stood_there


def test_nothing_and_one_text_are_what_they_are() -> None:
    assert joined([]) == ""
    assert joined(["一段"]) == "一段"
