"""From an article to its brief. Pure: no database, no Telegram; jieba is loaded only by `summaries.words`.

Names are imported when first asked for: whoever only wants the dataclasses should not wait for the ranker.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summaries.brief import Brief, Piece
    from summaries.explanation import ChosenPiece, Explanation, Reason, explain
    from summaries.figure_line import key_figures, key_figures_of_article
    from summaries.figures import figure_spans
    from summaries.ranker import brief_article, make_brief
    from summaries.version import RANKER
    from summaries.words import clause_words, prepare_jieba, search_words

__all__ = [
    "RANKER",
    "Brief",
    "ChosenPiece",
    "Explanation",
    "Piece",
    "Reason",
    "brief_article",
    "clause_words",
    "explain",
    "figure_spans",
    "key_figures",
    "key_figures_of_article",
    "make_brief",
    "prepare_jieba",
    "search_words",
]

_MODULES = ("brief", "explanation", "figures", "figure_line", "ranker", "version", "words")


def __getattr__(name: str) -> object:
    if name in __all__:
        for module in _MODULES:
            found = import_module(f"summaries.{module}")
            if name in vars(found):
                return vars(found)[name]
    raise AttributeError(f"module 'summaries' has no attribute {name!r}")
