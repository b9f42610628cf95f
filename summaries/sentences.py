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
    rf"|(?P<open>[{re.escape(OPENERS)}])|(?P<close>[{re.escape(CLOSERS)}])"
)
_TAIL = re.compile(rf"[{re.escape(CLOSERS)}\"]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of a paragraph between two marks.

    Characters `start` to `end` are the words, blanks at both ends left out. `stop` is where they end with the
    mark that ends their sentence, 。” included; the same as `end` where no such mark follows. `mark` is the
    first character of the mark that follows, empty where the paragraph just ends. `quoted` tells that the
    clause begins inside a quotation or bracket.
    """

    start: int
    end: int
    stop: int
    mark: str
    quoted: bool


def sentences(paragraph: str) -> list[list[Clause]]:
    """The sentences of a paragraph, each a list of its clauses, in order.

    A sentence ends at 。！？ with the closing quotes that follow, at …… and at a line break; a clause ends
    also at a comma, semicolon, colon or dash. Clauses without a letter or digit are left out.
    """
    found: list[list[Clause]] = []
    clauses: list[Clause] = []
    depth = start = resume = 0
    quoted = False
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
            continue
        stop = match.end()
        if kind == "stop" and (tail := _TAIL.match(paragraph, stop)):
            stop = resume = tail.end()
            depth = max(0, depth - len(tail[0]))
        _add(clauses, paragraph, start, at, stop if kind == "stop" else at, match[0][0], quoted)
        if kind == "stop":
            if clauses:
                found.append(clauses)
            clauses = []
        start, quoted = stop, depth > 0
    _add(clauses, paragraph, start, len(paragraph), len(paragraph), "", quoted)
    if clauses:
        found.append(clauses)
    return found


def _add(
    clauses: list[Clause], paragraph: str, start: int, end: int, stop: int, mark: str, quoted: bool
) -> None:
    words = paragraph[start:end]
    if any(char.isalnum() for char in words):
        left = len(words) - len(words.lstrip())
        right = len(words) - len(words.rstrip())
        clauses.append(
            Clause(
                start + left, end - right, stop if mark.strip() and stop > end else end - right, mark, quoted
            )
        )
