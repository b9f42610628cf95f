"""Articles that were gathered one by one, put together as issues: those of one newspaper and day are one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsing.park_names import fold
from storage.prepared import PreparedArticle, PreparedIssue


@dataclass(frozen=True, slots=True)
class Gathered:
    """An article with the newspaper and day that it is of; `assumed` says that its day was not told."""

    article: PreparedArticle
    newspaper: str
    day: dt.date
    assumed: bool


def by_day(gathered: Sequence[Gathered], name: str) -> Iterator[PreparedIssue]:
    """The articles as issues, the newest day first, under the name of what they are from.

    Readers get the brief and link of what is gathered, without its text, until an editor says otherwise.
    """
    groups: dict[tuple[str, dt.date, bool], list[PreparedArticle]] = {}
    for each in gathered:
        groups.setdefault((each.newspaper, each.day, each.assumed), []).append(each.article)
    for newspaper, day, assumed in sorted(groups, key=lambda group: group[1], reverse=True):
        articles = groups[newspaper, day, assumed]
        yield PreparedIssue(
            source_name=f"{newspaper or name} {day.isoformat()}",
            newspaper=newspaper,
            published_on=day,
            date_assumed=assumed,
            page="",
            furniture=(),
            articles=tuple(articles),
            link=articles[0].link if len(articles) == 1 else "",
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
