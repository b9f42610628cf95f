"""From an article to its brief. Pure: no database, no Telegram."""

from __future__ import annotations

from collections.abc import Sequence

from parsing.article import Article
from summaries.brief import Brief, Piece

__all__ = ["Brief", "Piece", "brief_article", "make_brief"]

# The ranker is imported when first needed: whoever only wants the dataclasses should not wait for it.


def make_brief(
    headline: str, paragraphs: Sequence[str], *, max_chars: int = 120, max_sentences: int = 3
) -> Brief:
    """A brief of an article given as headline and paragraphs; see `summaries.ranker.make_brief`."""
    from summaries import ranker

    return ranker.make_brief(headline, paragraphs, max_chars=max_chars, max_sentences=max_sentences)


def brief_article(article: Article, *, max_chars: int = 120, max_sentences: int = 3) -> Brief:
    """A brief whose pieces point into the article's blocks; see `summaries.ranker.brief_article`."""
    from summaries import ranker

    return ranker.brief_article(article, max_chars=max_chars, max_sentences=max_sentences)
