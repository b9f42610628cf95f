"""From an article to its brief. Pure: no database, no Telegram; jieba is loaded only by `summaries.words`."""

from summaries.brief import Brief, Piece
from summaries.explanation import ChosenPiece, Explanation, Reason, explain
from summaries.figures import figure_spans
from summaries.key_figures import key_figures, key_figures_of_article
from summaries.ranker import brief_article, make_brief
from summaries.weights import RANKER
from summaries.words import prepare_jieba, search_words

__all__ = [
    "RANKER",
    "Brief",
    "ChosenPiece",
    "Explanation",
    "Piece",
    "Reason",
    "brief_article",
    "explain",
    "figure_spans",
    "key_figures",
    "key_figures_of_article",
    "make_brief",
    "prepare_jieba",
    "search_words",
]
