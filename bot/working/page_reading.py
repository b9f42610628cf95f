"""What the worker does with a page file: read it, take it apart, name its parks, write its briefs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypedDict

from parsing.article import Article
from parsing.documents import Limits
from parsing.doubt import Doubt, doubts_of, doubts_of_page
from parsing.page_file import read_page_file
from parsing.page_json import page_json
from parsing.park_names import fold
from parsing.parks import Gazetteer, Park, ParkReading
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.content_hash import source_hash
from summaries.brief import Brief
from summaries.explanation import Explanation, explain
from summaries.figure_line import key_figures_of_article
from summaries.ranker import brief_article
from summaries.words import clause_words


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps the garbage collector out of the way of reading.

    A long text makes millions of objects that all stay and refer to each other in no circle; the collector
    would go through them again and again, for a seventh of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class BriefRow(TypedDict):
    """One article's brief as `brief --json` prints it."""

    park: str
    headline: str
    sentences: list[str]
    shown: list[str]
    text: str


@uncollected()
def page_of_file(data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """A file's articles as `parse --json` prints them, parks from the list that ships with the project.

    Raises parsing.unreadable.UnreadableDocument for what isn't a page of articles.
    """
    gazetteer = Gazetteer.bundled()
    page = read_page_file(data, name=name, gazetteer=gazetteer, limits=limits)
    return page_json(page, gazetteer)


@uncollected()
def briefs_of_file(data: bytes, name: str, limits: Limits, max_chars: int) -> list[BriefRow]:
    """The briefs of a file's articles, each of at most `max_chars` characters. Raises like `page_of_file`."""
    gazetteer = Gazetteer.bundled()
    rows: list[BriefRow] = []
    page = read_page_file(data, name=name, gazetteer=gazetteer, limits=limits)
    for article in page.articles:
        park = gazetteer.park_of(article).main
        brief = brief_article(article, park=_name(park), max_chars=max_chars)
        rows.append(
            {
                "park": _name(park),
                "headline": article.headline,
                "sentences": list(brief.sentences),
                "shown": list(brief.shown),
                "text": brief.text,
            }
        )
    return rows


@uncollected()
def explanations_of_file(data: bytes, name: str, limits: Limits, max_chars: int) -> list[Explanation]:
    """Why the briefs of a file's articles are what they are. Raises like `page_of_file`."""
    gazetteer = Gazetteer.bundled()
    page = read_page_file(data, name=name, gazetteer=gazetteer, limits=limits)
    return [
        explain(
            article.headline,
            article.paragraphs,
            park=_name(gazetteer.park_of(article).main),
            max_chars=max_chars,
        )
        for article in page.articles
    ]


@uncollected()
def new_briefs(articles: tuple[tuple[Article, str], ...]) -> list[tuple[Brief, tuple[str, ...]]]:
    """The brief and key figures of each article with its park's name, by the present ranker."""
    made = []
    for article, park in articles:
        brief = brief_article(article, park=park)
        made.append((brief, key_figures_of_article(article, brief, park=park)))
    return made


@uncollected()
def prepare_issue(data: bytes, name: str, limits: Limits, parks: tuple[Park, ...]) -> PreparedIssue:
    """A file as an issue ready to be stored; `parks` are all that are known. Raises like `page_of_file`."""
    gazetteer = Gazetteer(parks)
    page = read_page_file(data, name=name, gazetteer=gazetteer, limits=limits)
    readings = [gazetteer.park_of(article) for article in page.articles]
    found = doubts_of_page(page, readings)
    articles = [
        _prepared(article, reading, doubts)
        for article, reading, doubts in zip(page.articles, readings, found, strict=True)
    ]
    return PreparedIssue(
        source_name=name,
        newspaper=page.newspaper,
        published_on=page.published_on,
        date_assumed=page.date_assumed,
        page=page.page,
        furniture=page.furniture,
        articles=tuple(articles),
        link=page.link,
        source_hash=source_hash(data),
    )


def prepare_article(article: Article, parks: tuple[Park, ...], park: str = "") -> PreparedArticle:
    """An article that an editor put together anew, with all that is made of it; `parks` are all that are
    known, `park` the name of the one it is known to be about, if it is.
    """
    reading = Gazetteer(parks).park_of(article)
    return _prepared(article, reading, doubts_of(article, reading), park)


def _prepared(
    article: Article, reading: ParkReading, doubts: tuple[Doubt, ...], park: str = ""
) -> PreparedArticle:
    park = park or _name(reading.main)
    brief = brief_article(article, park=park)
    return PreparedArticle(
        article=article,
        brief=brief,
        park=reading.main,
        mentions=reading.mentions,
        headline_words=clause_words(fold(article.headline)),
        body_words=clause_words(fold("\n".join(article.paragraphs))),
        key_figures=key_figures_of_article(article, brief, park=park),
        doubts=tuple(doubts),
    )


def _name(park: Park | None) -> str:
    """The canonical name of a park, empty where there is none."""
    return park.name if park else ""
