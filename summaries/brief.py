"""What a brief is: pieces of an article, word for word, in the article's order, with the names some need."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

FULL_STOP = "。"
NAME = "〔{name}〕"
"""How a name is set before a piece whose subject was cut off."""
_STOPS = ("。", "！", "？", "!", "?", "…", ".")
_CLOSERS = '”’」』）)》"'


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one block: characters `start` to `end` (half open) of block number `block`."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Brief:
    """Two or three verbatim pieces of an article.

    `sentences[i]` is the text that `pieces[i]` points at. `ranker` is the version of what chose them. Where
    `subjects[i]` is a place, `names[i]` is the text there: the name set before the piece, because its subject
    was cut off; else None and empty. A brief without pieces means that the article has no usable sentence.
    """

    pieces: tuple[Piece, ...]
    sentences: tuple[str, ...]
    ranker: str
    subjects: tuple[Piece | None, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The pieces as a reader sees them: verbatim, with the name in 〔 〕 before those that need it."""
        return tuple(
            (NAME.format(name=name) if name else "") + sentence
            for name, sentence in zip_longest(self.names, self.sentences, fillvalue="")
            if sentence
        )

    @property
    def text(self) -> str:
        """The shown pieces joined, with their own punctuation; one cut from a longer sentence gets a full
        stop.

        Names, brackets and full stops count towards the budget a brief was made for.
        """
        return "".join(map(closed, self.shown))


def closed(sentence: str) -> str:
    """`sentence` as it is shown: with a full stop where it was cut out of a longer one."""
    return sentence if sentence.rstrip(_CLOSERS).endswith(_STOPS) else sentence + FULL_STOP
