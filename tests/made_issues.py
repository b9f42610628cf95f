"""Issues made up for tests of what happens after reading."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from parsing.article import Article, Block, Kind
from parsing.park_names import fold
from parsing.parks import Park
from storage.archive.prepared import PreparedArticle, PreparedIssue
from summaries.brief import Brief, Piece
from summaries.words import clause_words

DAY = dt.date(2026, 4, 4)
MORNING = dt.datetime(2026, 4, 4, 1, 0, tzinfo=dt.UTC)

LINYI = Park("临猗现代农业产业示范区")
LINFEN = Park("山西临汾经济开发区")
TANGHUAI = Park("山西转型综合改革示范区唐槐产业园区")
REFORM_ZONE = Park("山西转型综合改革示范区")


def made_article(
    headline: str, park: Park | None = LINYI, *, body: str = "", words: str = ""
) -> PreparedArticle:
    """An article of one paragraph, whose first sentence is its brief.

    The words of its body are single characters, unless they are given.
    """
    body = body or f"{headline}，今天开工。总投资1亿元。"
    end = body.index("。") + 1
    return PreparedArticle(
        article=Article((Block(Kind.HEADLINE, headline), Block(Kind.PARAGRAPH, body)), ()),
        brief=Brief((Piece(1, 0, end),), (body[:end],), "test"),
        park=park,
        mentions=(),
        headline_words=" ".join(headline),
        body_words=words or " ".join(body),
    )


def written_article(headline: str, body: str, park: Park | None = LINYI) -> PreparedArticle:
    """An article with the words that the worker finds in it."""
    article = made_article(headline, park, body=body)
    return replace(article, headline_words=clause_words(fold(headline)), body_words=clause_words(fold(body)))


def made_issue(
    *articles: PreparedArticle, newspaper: str = "科学导报", day: dt.date = DAY, assumed: bool = False
) -> PreparedIssue:
    """An issue of these articles."""
    return PreparedIssue(
        source_name="made.txt",
        newspaper=newspaper,
        published_on=day,
        date_assumed=assumed,
        page="",
        furniture=(),
        articles=articles,
    )
