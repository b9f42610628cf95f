"""Articles that were gathered one by one, put together as issues: those of one newspaper and day are one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsing.park_names import fold
from storage.archive.prepared import PreparedArticle, PreparedIssue


@dataclass(frozen=True, slots=True)
class Gathered:
    """An article with the newspaper, day and page (版) it is of; `assumed`: its day was not told."""

    article: PreparedArticle
    newspaper: str
    day: dt.date
    assumed: bool
    page: str = ""


def by_day(gathered: Sequence[Gathered], name: str, link: str = "") -> Iterator[PreparedIssue]:
    """The articles as issues, the newest day first, under the name of what they are from.

    `link` is the page that lists them all, where there is one; else that of a single article stands for it.
    Readers get the brief and link of what is gathered, without its text, until an editor says otherwise.
    """
    groups: dict[tuple[str, dt.date, bool, str], list[PreparedArticle]] = {}
    for each in gathered:
        groups.setdefault((each.newspaper, each.day, each.assumed, each.page), []).append(each.article)
    for newspaper, day, assumed, page in sorted(groups, key=lambda group: group[1], reverse=True):
        articles = groups[newspaper, day, assumed, page]
        yield PreparedIssue(
            source_name=f"{newspaper or name} {day.isoformat()}",
            newspaper=newspaper,
            published_on=day,
            date_assumed=assumed,
            page=page,
            furniture=(),
            articles=tuple(articles),
            link=link or (articles[0].link if len(articles) == 1 else ""),
            full_text=False,
        )


def chosen(articles: Sequence[PreparedArticle], title: str) -> PreparedArticle | None:
    """The article of a page that was announced under a title: that with this headline, else the longest."""
    wanted = _key(title)
    for article in articles:
        headline = _key(article.article.headline)
        if wanted and headline and (headline in wanted or wanted in headline):
            return article
    return max(articles, key=lambda each: len(each.body_words), default=None)


def _key(line: str) -> str:
    return "".join(fold(line).split())
