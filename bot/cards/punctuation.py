"""Punctuation as Chinese text has it: `2万个,通过` is shown as `2万个，通过`.

Only what is shown is set so; what is stored keeps the page's characters. Marks inside numbers, times, Latin
words and addresses stay as they are. Character for character, so that places in a text stay true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_BRACKETS = {"(": "（", ")": "）"}
_OPENING, _CLOSING = "(（", ")）"
_QUOTE, _QUOTES = '"', ("“", "”")
_MARKS = re.compile('[,;:?!()"]')
_HAN = "㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
_IS_HAN = re.compile(f"[{_HAN}]")
# 、。《》〔〕 and their like, and wide forms of marks; not wide digits and letters.
_IS_CHINESE = re.compile(f"[{_HAN}\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]")
# Behind a word of an address's path the address may go on: …/搜索?q=1
_ADDRESS = re.compile(rf"(?:https?://|www\.)[!-~]+(?:(?<=[/=])[{_HAN}]{{1,40}}[/?=&#%][!-~]*){{0,8}}", re.I)
_ENDS_NO_ADDRESS = ",;:?!)\"'."
# Of these a mark behind them doesn't learn what language it stands in.
_SAYS_NOTHING = "%％‰℃°…”’"
_WIDTHS = str.maketrans(
    {wide: narrow for narrow, wide in (_WIDE | _BRACKETS).items()} | dict.fromkeys(_QUOTES, _QUOTE)
)


def widened(text: str) -> str:
    """The text with the punctuation of its Chinese parts wide; of the same length."""
    if not _MARKS.search(text):
        return text
    return "\n".join(map(_line, text.split("\n")))


def narrowed(text: str) -> str:
    """The text with those marks narrow that `widened` may have made wide: to compare what was copied."""
    return text.translate(_WIDTHS)


def _line(line: str) -> str:
    if not _MARKS.search(line) or not _IS_CHINESE.search(line):
        return line
    chars = list(line)
    kept = _in_addresses(line)
    han_before = (0, *accumulate(bool(_IS_HAN.match(char)) for char in chars))
    _widen_brackets(chars, kept, han_before)
    _widen_quotes(chars, kept, han_before)
    _widen_marks(chars, kept)
    return "".join(chars)


def _in_addresses(line: str) -> frozenset[int]:
    places: set[int] = set()
    for match in _ADDRESS.finditer(line):
        places.update(range(match.start(), match.start() + len(match[0].rstrip(_ENDS_NO_ADDRESS))))
    return frozenset(places)


def _widen_brackets(chars: list[str], kept: frozenset[int], han_before: Sequence[int]) -> None:
    """Pairs with something Chinese in them or around them; a bracket without another by its neighbours."""
    for start, end in _bracket_pairs(chars):
        if start in kept or end in kept:
            continue
        before, after = _at(chars, start - 1), _at(chars, end + 1)
        if start == end:
            is_chinese = _chinese(before) or _chinese(after)
        else:
            holds_han = han_before[end] > han_before[start]
            is_chinese = holds_han or _chinese(before) or (_chinese(after) and not before.isalnum())
            is_chinese |= chars[start] in _BRACKETS.values() or chars[end] in _BRACKETS.values()
        if is_chinese:
            for place in (start, end):
                chars[place] = _BRACKETS.get(chars[place], chars[place])


def _bracket_pairs(chars: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of each pair; of a bracket without another its place twice."""
    open_at: list[int] = []
    for place, char in enumerate(chars):
        if char in _OPENING:
            open_at.append(place)
        elif char in _CLOSING:
            yield (open_at.pop() if open_at else place), place
    yield from ((place, place) for place in open_at)


def _widen_quotes(chars: list[str], kept: frozenset[int], han_before: Sequence[int]) -> None:
    """Quotes in pairs with something Chinese in them or around them; none where one has no other."""
    places = [place for place, char in enumerate(chars) if char == _QUOTE and place not in kept]
    if len(places) % 2:
        return
    for start, end in zip(places[::2], places[1::2], strict=True):
        before, after = _at(chars, start - 1), _at(chars, end + 1)
        inches = before.isdigit() and chars[end - 1].isdigit()
        is_chinese = han_before[end] > han_before[start] or _chinese(before) or _chinese(after)
        if is_chinese and not inches and end > start + 1:
            chars[start], chars[end] = _QUOTES


def _widen_marks(chars: list[str], kept: frozenset[int]) -> None:
    after, letter_after = _looking_back(chars)
    han = sum(bool(_IS_HAN.match(char)) for char in chars)
    is_chinese_line = han > sum(char.isalpha() for char in chars) - han
    before = letter_before = ""
    for place, char in enumerate(chars):
        if char in _WIDE and place not in kept:
            around = before, after[place]
            if _chinese(before) or _chinese(after[place]):
                char = _WIDE[char]
            elif before.isalnum() and after[place].isalnum():
                pass  # inside a number or between two Latin words
            elif "”" in around or "“" in around:
                char = _WIDE[char] if is_chinese_line else char
            elif _may_end(before) and (_is_han(letter_before) or _is_han(letter_after[place])):
                char = _WIDE[char]
            chars[place] = char
        if not char.isspace():
            before = char
        if char.isalpha():
            letter_before = char


def _looking_back(chars: Sequence[str]) -> tuple[list[str], list[str]]:
    """For each place the next character, no blank and no mark, and the next letter; empty at the end."""
    after, letters = [""] * len(chars), [""] * len(chars)
    seen = letter = ""
    for place in range(len(chars) - 1, -1, -1):
        after[place], letters[place] = seen, letter
        char = chars[place]
        if not char.isspace() and char not in _WIDE:
            seen = char
        if char.isalpha():
            letter = char
    return after, letters


def _may_end(before: str) -> bool:
    """Whether a clause may end behind this character, whatever its language."""
    return before.isdigit() or (bool(before) and before in _SAYS_NOTHING)


def _at(chars: Sequence[str], place: int) -> str:
    return chars[place] if 0 <= place < len(chars) else ""


def _chinese(char: str) -> bool:
    return bool(_IS_CHINESE.match(char))


def _is_han(char: str) -> bool:
    return bool(_IS_HAN.match(char))
