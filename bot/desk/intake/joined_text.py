"""Texts that came as several messages, put together again as they were before an app cut them.

A message holds 4,096 UTF-16 units. Some apps cut where that is full, be it in mid-word; others look for the
best place in the second half of it: a blank line, else the end of a line, else of a sentence or word in
ASCII. White space at a cut is lost either way, so it is told from the length and the surroundings what stood
there. Two things can't be told: a line that ends where a message is full, and one longer than half a message
that ends in an ASCII mark, are both joined with the next.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import pairwise

from bot.transport.telegram_limits import MESSAGE_TEXT, utf16_length

LINE, BLANK_LINE = "\n", "\n\n"
# What begins a paragraph of a newspaper; Telegram leaves it at the head of a message.
INDENT = "\u3000"
# Where apps cut a line that has no better place.
_CUT_BEHIND = frozenset(".?!,:;()[]{}<>\"'/\\|-_@#%&*+=~`")


def joined(texts: Sequence[str]) -> str:
    """The messages' texts as one."""
    pieces = list(texts[:1])
    for before, after in pairwise(texts):
        pieces += [gap(before, after), after]
    return "".join(pieces)


def gap(before: str, after: str) -> str:
    """What stood between two texts that came one after the other: nothing, a blank, line ends."""
    length = utf16_length(before)
    if after.startswith(INDENT):
        return _line_end(before, after)
    if length + utf16_length(after[:1]) > MESSAGE_TEXT:
        return ""
    if length <= MESSAGE_TEXT // 2:  # no app cuts there: it was sent by itself
        return BLANK_LINE
    if length == MESSAGE_TEXT - 1 and _is_letter(before[-1:]) and _is_letter(after[:1]):
        return " "
    if before[-1:] in _CUT_BEHIND and not _has_line_end_near(before, after, MESSAGE_TEXT - length):
        return ""
    return _line_end(before, after)


def _line_end(before: str, after: str) -> str:
    return BLANK_LINE if _has_blank_lines(before) or _has_blank_lines(after) else LINE


def _has_line_end_near(before: str, after: str, room: int) -> bool:
    """Whether an app would have found the end of a line to cut at, elsewhere than where it did."""
    return LINE in before[MESSAGE_TEXT // 2 :] or LINE in after[:room]


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


@functools.lru_cache(maxsize=2)  # each text is asked about as the one before and as the one behind
def _has_blank_lines(text: str) -> bool:
    return BLANK_LINE in text
