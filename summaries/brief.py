"""What a brief is: pieces of an article, word for word, in the article's order."""

from __future__ import annotations

from dataclasses import dataclass


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
        """The pieces joined, with their own punctuation."""
        return "".join(self.sentences)
