"""What a brief is: pieces of an article, word for word, in the article's order."""

from __future__ import annotations

from dataclasses import dataclass

FULL_STOP = "。"
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

    `sentences[i]` is the text that `pieces[i]` points at. `ranker` is the version of what chose them.
    A brief without pieces means that the article has no usable sentence.
    """

    pieces: tuple[Piece, ...]
    sentences: tuple[str, ...]
    ranker: str

    @property
    def text(self) -> str:
        """The pieces joined, with their own punctuation; one cut out of a longer sentence gets a full stop.

        The full stops count towards the budget a brief was made for.
        """
        return "".join(closed(sentence) for sentence in self.sentences)


def closed(sentence: str) -> str:
    """`sentence` as it is shown: with a full stop where it was cut out of a longer one."""
    return sentence if sentence.rstrip(_CLOSERS).endswith(_STOPS) else sentence + FULL_STOP
