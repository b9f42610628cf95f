"""From an article to its brief. Pure: no database, no Telegram."""

from summaries.brief import Brief, Piece
from summaries.ranker import brief_article, make_brief
from summaries.weights import RANKER

__all__ = ["RANKER", "Brief", "Piece", "brief_article", "make_brief"]
