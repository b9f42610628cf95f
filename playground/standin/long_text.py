"""A text that is longer than a message, cut as Telegram's apps cut it."""

from __future__ import annotations

from playground.standin.api_limits import MAX_TEXT

_SENTENCE_ENDS = frozenset(".?!")
_CLAUSE_ENDS = frozenset(",:;")
_MARKS = _SENTENCE_ENDS | _CLAUSE_ENDS | frozenset("()[]{}<>\"'/\\|-_@#%&*+=~`")
_WHITE = " \n"

# How good a place for a cut is, the better the higher; of equal ones the last is taken.
_ANYWHERE, _AFTER_A_MARK, _AT_A_SPACE, _AFTER_A_CLAUSE, _AFTER_A_SENTENCE = range(5)
_AT_A_LINE, _AT_A_BLANK_LINE = range(5, 7)


def cut(text: str, limit: int = MAX_TEXT, *, anywhere: bool = False) -> list[str]:
    """The messages that a text becomes, in order: none is over `limit` (4 or more) UTF-16 units.

    As Telegram Desktop does it: each cut is at the best place in the second half of what fits, between
    paragraphs, lines, sentences, clauses and words in this order; full-width marks count for nothing there.
    With `anywhere` as other apps do it: where the message is full, in the middle of a word or number. Either
    way white space at a cut is lost, and no character is halved.
    """
    parts = []
    start = 0
    while start < len(text):
        full = _full(text, start, limit)
        end = full if full == len(text) or anywhere else _best(text, start, full, limit)
        parts.append(text[start:end].strip(_WHITE))
        start = end
    return [part for part in parts if part]


def _full(text: str, start: int, limit: int) -> int:
    """Where a message that begins at `start` is full."""
    end, room = start, limit
    while end < len(text):
        room -= 2 if text[end] > "\uffff" else 1
        if room < 0:
            break
        end += 1
    return end


def _best(text: str, start: int, full: int, limit: int) -> int:
    """The best place for a cut up to `full`, and behind the first half of a message."""
    half = _full(text, start, limit // 2)
    return max(range(half + 1, full + 1), key=lambda place: (_worth(text, place), place))


def _worth(text: str, place: int) -> int:
    """How good a place for a cut is: before the character there."""
    here, before = text[place], text[place - 1]
    if here == "\n":
        return _AT_A_BLANK_LINE if text[place + 1 : place + 2] == "\n" else _AT_A_LINE
    if here == " ":
        if before in _SENTENCE_ENDS:
            return _AFTER_A_SENTENCE
        return _AFTER_A_CLAUSE if before in _CLAUSE_ENDS else _AT_A_SPACE
    return _AFTER_A_MARK if before in _MARKS else _ANYWHERE
