"""What a look at a source has brought, and its record: what is new is offered in the same transaction."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import dataclass, replace
from typing import Any

from bot import wording
from bot.newsroom.gathered import Gathered, by_day
from bot.newsroom.offering import offer, tell_editors
from parsing.feed import Entry
from storage.archive import known_articles
from storage.archive.prepared import PreparedIssue
from storage.database import Db
from storage.desk import source_entries, sources
from storage.desk.sources import NODE, NOTHING_NEW, OFFERED, Source
from storage.moments import now

NAME_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Got:
    """A page as it was sent: from which address in the end, and what tells whether it has changed since.

    `is_same` says that it hasn't, since the marks that were given; then there are no data.
    """

    data: bytes
    link: str
    etag: str = ""
    modified: str = ""
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Announced:
    """What a source announces now. A page of a newspaper says of which newspaper, day and page it is."""

    kind: str
    title: str
    entries: tuple[Entry, ...]
    newspaper: str = ""
    day: dt.date | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look: a result of desk.sources, more on it in English, and the drafts it made."""

    result: str
    detail: str
    articles: int = 0
    drafts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What a look has brought; `known` and `failed` are keys of entries."""

    source: Source
    page: Got
    announced: Announced
    taken: tuple[Gathered, ...]
    known: frozenset[str]
    failed: frozenset[str]
    soon: bool


def save_look(db: Db, save: Brought, owner_ids: frozenset[int]) -> Looked:
    """Offers what is new, and records what is known now. Raises SourceUnknown."""
    source, moment = sources.get_source(db, save.source.id), now()
    drafts, articles = list[int](), 0
    of_page = save.page.link if save.announced.kind == NODE else ""
    for issue in by_day(save.taken, save.announced.title or source.link, of_page):
        news = _news(db, issue)
        if news.articles:
            whence = wording.FROM_SOURCE.format(name=source.name[:NAME_SHOWN])
            draft_id = offer(db, owner_ids, news, whence)
            hashes = [article.content_hash for article in news.articles]
            source_entries.keep_content(db, source.id, hashes, draft_id, moment)
            drafts.append(draft_id)
            articles += len(news.articles)
    source_entries.keep_entries(db, source.id, moment, known=save.known, failed=save.failed)
    looked = Looked(
        OFFERED if drafts else NOTHING_NEW, _detail(save, articles, len(drafts)), articles, tuple(drafts)
    )
    # What is to be tried again has to be sent again.
    marks = ("", "") if save.soon or save.failed else (save.page.etag, save.page.modified)
    _well(
        db,
        source,
        looked,
        owner_ids,
        kind=save.announced.kind,
        title=save.announced.title,
        marks=marks,
        soon=save.soon,
    )
    return looked


def _news(db: Db, issue: PreparedIssue) -> PreparedIssue:
    """The issue with those articles alone that are not known: from no page, and from no source."""
    seen, fresh = set[str](), []
    for article in issue.articles:
        if article.content_hash not in seen and not source_entries.is_known_content(db, article.content_hash):
            fresh.append(article)
        seen.add(article.content_hash)
    matched = known_articles.match_stored(db, replace(issue, articles=tuple(fresh)))
    return replace(matched, articles=tuple(article for article in matched.articles if article.is_news))


def _detail(save: Brought, articles: int, drafts: int) -> str:
    parts = [f"{articles} new articles in {drafts} drafts" if drafts else "nothing new"]
    if save.failed:
        parts.append("some pages could not be read and are tried again")
    if save.soon:
        parts.append("more wait for the next look")
    return "; ".join(parts)


def note_well(db: Db, source: Source, looked: Looked, owner_ids: frozenset[int]) -> None:
    """Records a look that brought nothing. Raises SourceUnknown."""
    _well(db, source, looked, owner_ids)


def _well(db: Db, source: Source, looked: Looked, owner_ids: frozenset[int], **more: Any) -> None:
    if sources.note_well(db, source.id, looked.result, looked.detail, now(), **more):
        tell_editors(db, owner_ids, wording.SOURCE_WELL_AGAIN.format(name=_name(source)))


def note_failure(db: Db, source: Source, why: str, told: str, owner_ids: frozenset[int]) -> None:
    """Records a look that failed, and tells editors where it has for a day. Raises SourceUnknown."""
    if sources.note_failure(db, source.id, why, told, now()):
        text = wording.SOURCE_FAILS.format(name=_name(source), reason=html.escape(told or why))
        tell_editors(db, owner_ids, text)


def _name(source: Source) -> str:
    return html.escape(source.name[:NAME_SHOWN])
