"""Where the sentences of a paragraph and the clauses of a sentence begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENERS = "“‘「『（(《〈【["
CLOSERS = "”’」』）)》〉】]"

# One pass over a paragraph finds every mark that may end a sentence or a clause, and every bracket.
# A comma, colon or full point between digits belongs to the number (1,500; 10:30; 4.6).
_MARK = re.compile(
    r"(?P<stop>[。！？!?]+|(?<=[\u4e00-\u9fff])\.(?![0-9A-Za-z.])|[\n\r]+|…{2,})"
    r"|(?P<pause>[;；，：]|(?<![0-9])[,:]|[,:](?![0-9])|—{2,}|―{2,}|-{2,})"
    rf"|(?P<open>[{re.escape(OPENERS)}])|(?P<close>[{re.escape(CLOSERS)}])|(?P<straight>\")"
)
_TAIL = re.compile(rf"[{re.escape(CLOSERS)}\"]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of a paragraph between two marks.

    Characters `start` to `end` are the words, blanks at both ends left out. `stop` is where they end with the
    mark that closes them: behind 。” for the last clause of a sentence. `mark` is that mark's first character
    (empty where the paragraph just ends). `outside`, `inside` and `least` are the depth of quotes
    and brackets before the first word, behind the last one, and the least in between.
    """

    start: int
    end: int
    stop: int
    mark: str
    outside: int
    inside: int
    least: int


def sentences(paragraph: str) -> list[list[Clause]]:
    """The sentences of a paragraph, each a list of its clauses, in order.

    A sentence ends at 。！？ with the closing quotes that follow, at …… and at a line break; a clause ends
    also at a comma, semicolon, colon or dash. Clauses without a letter or digit are left out.
    """
    found: list[list[Clause]] = []
    clauses: list[Clause] = []
    depth = outside = least = 0
    straight = False
    start = resume = 0
    for match in _MARK.finditer(paragraph):
        at = match.start()
        if at < resume:  # a closing quote that the sentence before has taken with it
            continue
        kind = match.lastgroup
        if kind == "open":
            depth += 1
            continue
        if kind == "close":
            depth = max(0, depth - 1)
            least = min(least, depth)
            continue
        if kind == "straight":
            depth = max(0, depth - 1) if straight else depth + 1
            straight = not straight
            least = min(least, depth)
            continue
        stop = match.end()
        inside, low = depth, least
        if kind == "stop" and (tail := _TAIL.match(paragraph, stop)):
            for closer in tail[0]:
                if closer == '"' and not straight:
                    break
                stop += 1
                depth = max(0, depth - 1)
                straight = straight and closer != '"'
            resume = stop
        _add(clauses, paragraph, start, at, stop, match[0][0], outside, inside, low)
        if kind == "stop":
            if clauses:
                found.append(clauses)
            clauses = []
        start, outside, least = stop, depth, depth
    _add(clauses, paragraph, start, len(paragraph), len(paragraph), "", outside, depth, least)
    if clauses:
        found.append(clauses)
    return found


def _add(
    clauses: list[Clause],
    paragraph: str,
    start: int,
    end: int,
    stop: int,
    mark: str,
    outside: int,
    inside: int,
    least: int,
) -> None:
    words = paragraph[start:end]
    left = len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip()) if left < len(words) else 0
    start += left
    if any(char.isalnum() for char in words):
        clauses.append(Clause(start, end, stop, mark, outside, inside, least))
