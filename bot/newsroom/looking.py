"""A look at a source: what it announces is got, and what of it is new is offered to the editors as drafts.

Nothing is written before all of it was read; then all is written in one transaction. A look that was broken
off is made again from its beginning, and nothing of it stands there twice.
"""

from __future__ import annotations

import datetime as dt
import html
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ParamSpec, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot import wording
from bot.newsroom.gathered import Gathered, by_day, chosen
from bot.newsroom.offering import offer, tell_editors
from bot.settings.configuration import Settings
from bot.working.worker import Worker, WorkerFault
from parsing.feed import Entry, Feed, NoFeed, looks_like_feed, read_feed
from parsing.unreadable import UnreadableDocument
from storage import known_articles, sources, stored_parks
from storage.database import Database, Db
from storage.moments import now
from storage.prepared import PreparedIssue
from storage.sources import FEED, NOTHING_NEW, OFFERED, WAITING, Source, entry_key

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

# So many articles are got at a look; what is left has its turn a minute later.
MOST_A_LOOK = 10
# Of a source that is new, so many of the newest are news.
MOST_AT_FIRST = 10
# Where editors don't take what was offered, a source waits.
MOST_UNTAKEN = 10
# Below this a feed's own words on an article are no text of it.
SHORTEST_TEXT = 200
FAULT_SHOWN = 200


class NotGot(Exception):
    """A page could not be got or read; the message says why, in English, `told` in Chinese, for editors."""

    def __init__(self, message: str, told: str = "") -> None:
        super().__init__(message)
        self.told = told


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


class Gets(Protocol):
    """What gets pages of other sites."""

    async def __call__(self, link: str, *, etag: str = "", modified: str = "") -> Got:
        """The page at this address. Raises NotGot."""
        ...


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look: a result of storage.sources, more on it in English, and the drafts it made."""

    result: str
    detail: str
    articles: int = 0
    drafts: tuple[int, ...] = ()


class Looking:
    """Looks at sources, one at a time."""

    def __init__(self, database: Database, worker: Worker, settings: Settings, get: Gets) -> None:
        self._database = database
        self._worker = worker
        self._settings = settings
        self._get = get

    async def look(self, source: Source) -> Looked:
        """Looks at a source and records what came of it. Raises StorageError, and SourceUnknown."""
        untaken = await self._database.read(sources.untaken_drafts, source.id)
        if untaken >= MOST_UNTAKEN:
            looked = Looked(WAITING, f"{untaken} drafts of it are waiting to be taken")
            await self._write(_note_well, source, looked)
            return looked
        try:
            link = link_of_day(source.link, self._today())
            page = await self._get(link, etag=source.etag, modified=source.modified)
            if page.is_same:
                looked = Looked(NOTHING_NEW, "not changed since the last look")
                await self._write(_note_well, source, looked)
                return looked
            return await self._take(source, page, await self._announced(page))
        except NotGot as error:
            looked = Looked(sources.FAILED, str(error)[:FAULT_SHOWN])
            await self._write(_note_failure, source, looked.detail, error.told)
            return looked

    async def give_up(self, source: Source, why: str) -> None:
        """Records that a look failed for a reason of ours. Raises StorageError, and SourceUnknown."""
        await self._write(_note_failure, source, why, wording.READING_CRASHED)

    async def _announced(self, page: Got) -> Feed:
        if not looks_like_feed(page.data):
            raise NotGot("it is no feed (RSS or Atom)", wording.NO_FEED)
        return await self._run(read_feed, page.data, page.link, self._settings.timezone, now())

    async def _take(self, source: Source, page: Got, feed: Feed) -> Looked:
        """Reads what is new of a feed, and offers it."""
        keys = {entry: _keys(entry) for entry in feed.entries}
        flat = {key for of_entry in keys.values() for key in of_entry}
        done = await self._database.read(sources.keys_done_with, source.id, flat)
        fresh = [entry for entry in feed.entries if not done & keys[entry]]
        first = await self._database.read(sources.is_new_source, source.id)
        wanted = _newest(fresh, MOST_AT_FIRST) if first else fresh
        taken, failed = list[Gathered](), list[Entry]()
        for entry in wanted[:MOST_A_LOOK]:
            try:
                taken.append(await self._read(source, feed, entry))
            except NotGot as error:
                log.info("An article of source %d could not be read: %s", source.id, error)
                failed.append(entry)
        left = wanted[MOST_A_LOOK:]
        again = {key for entry in (*failed, *left) for key in keys[entry]}
        save = _Save(
            source=source,
            page=page,
            title=feed.title,
            taken=tuple(taken),
            known=frozenset(flat - again),
            failed=frozenset(key for entry in failed for key in keys[entry]),
            soon=bool(left),
        )
        return await self._write(_save, save)

    async def _read(self, source: Source, feed: Feed, entry: Entry) -> Gathered:
        """The article of an entry: from its page, else from what stands in the feed. Raises NotGot."""
        why = NotGot("the feed says neither where it is nor what it says")
        if entry.link:
            try:
                got = await self._get(entry.link)
                return self._gathered(source, feed, entry, await self._prepared(got.data, entry), got.link)
            except NotGot as error:
                why = error
        if len(entry.html) >= SHORTEST_TEXT:
            document = made_page(entry.title, entry.html)
            issue = await self._prepared(document.encode("utf-8", "replace"), entry)
            return self._gathered(source, feed, entry, issue, entry.link)
        raise why

    def _gathered(
        self, source: Source, feed: Feed, entry: Entry, issue: PreparedIssue, link: str
    ) -> Gathered:
        article = chosen(issue.articles, entry.title)
        if article is None:
            raise NotGot("there is no article on its page")
        day, assumed = (self._today(), True) if issue.date_assumed else (issue.published_on, False)
        if entry.published_at is not None:
            zone = ZoneInfo(self._settings.timezone)
            day, assumed = entry.published_at.astimezone(zone).date(), False
        newspaper = source.newspaper or issue.newspaper or feed.title
        return Gathered(replace(article, link=link), newspaper, day, assumed)

    async def _prepared(self, data: bytes, entry: Entry) -> PreparedIssue:
        from bot.working.page_reading import prepare_issue

        parks = await self._database.read(stored_parks.known_parks)
        name = entry.title or entry.link
        return await self._run(prepare_issue, data, name, self._settings.limits, parks)

    async def _run(self, task: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What a task makes in the worker. Raises NotGot."""
        try:
            return await self._worker.run(task, *given, **named)
        except UnreadableDocument as error:
            raise NotGot(str(error), wording.UNREADABLE_REASONS[error.reason.value]) from error
        except NoFeed as error:
            raise NotGot(str(error), wording.NO_FEED) from error
        except WorkerFault as error:
            raise NotGot(f"it could not be read: {error}", wording.READING_CRASHED) from error

    async def _write(self, job: Callable[..., T], *given: object) -> T:
        return await self._database.write(job, *given, self._settings.owner_ids)

    def _today(self) -> dt.date:
        return now().astimezone(ZoneInfo(self._settings.timezone)).date()


@dataclass(frozen=True, slots=True)
class _Save:
    """What a look has brought; `known` and `failed` are keys of entries."""

    source: Source
    page: Got
    title: str
    taken: tuple[Gathered, ...]
    known: frozenset[str]
    failed: frozenset[str]
    soon: bool


def link_of_day(link: str, day: dt.date) -> str:
    """The address of a source on a day: {yyyy}, {mm} and {dd} in it stand for the day's."""
    for mark, value in (("{yyyy}", f"{day:%Y}"), ("{mm}", f"{day:%m}"), ("{dd}", f"{day:%d}")):
        link = link.replace(mark, value)
    return link


def made_page(title: str, body: str) -> str:
    """A web page of what stands of an article in a feed."""
    shown = html.escape(title)
    return (
        f"<html><head><title>{shown}</title></head><body><article><h1>{shown}</h1>\n{body}\n</article></body>"
        "</html>"
    )


def _keys(entry: Entry) -> frozenset[str]:
    """What an entry is known by: its own key, and its link, which other sources have too."""
    return frozenset(entry_key(text) for text in (entry.key, entry.link) if text)


def _newest(entries: Sequence[Entry], most: int) -> list[Entry]:
    """The newest entries, in the feed's order; those without a day count as it has them, newest first."""
    oldest = dt.datetime.min.replace(tzinfo=dt.UTC)
    by_age = sorted(entries, key=lambda entry: entry.published_at or oldest, reverse=True)
    newest = set(by_age[:most])
    return [entry for entry in entries if entry in newest][:most]


def _save(db: Db, save: _Save, owner_ids: frozenset[int]) -> Looked:
    """Offers what is new, and records what is known now. Raises SourceUnknown."""
    source, moment = sources.get_source(db, save.source.id), now()
    drafts, articles = list[int](), 0
    for issue in by_day(save.taken, save.title or source.link):
        news = _news(db, issue)
        if news.articles:
            whence = wording.FROM_SOURCE.format(name=source.name[:FAULT_SHOWN])
            draft_id = offer(db, owner_ids, news, whence)
            hashes = [article.content_hash for article in news.articles]
            sources.keep_content(db, source.id, hashes, draft_id, moment)
            drafts.append(draft_id)
            articles += len(news.articles)
    sources.keep_entries(db, source.id, moment, known=save.known, failed=save.failed)
    looked = Looked(
        OFFERED if drafts else NOTHING_NEW, _detail(save, articles, len(drafts)), articles, tuple(drafts)
    )
    # What is to be tried again has to be sent again.
    marks = ("", "") if save.soon or save.failed else (save.page.etag, save.page.modified)
    _well(db, source, looked, owner_ids, kind=FEED, title=save.title, marks=marks, soon=save.soon)
    return looked


def _news(db: Db, issue: PreparedIssue) -> PreparedIssue:
    """The issue with those articles alone that are not known: from no page, and from no source."""
    seen, fresh = set[str](), []
    for article in issue.articles:
        if article.content_hash not in seen and not sources.is_known_content(db, article.content_hash):
            fresh.append(article)
        seen.add(article.content_hash)
    matched = known_articles.match_stored(db, replace(issue, articles=tuple(fresh)))
    return replace(matched, articles=tuple(article for article in matched.articles if article.is_news))


def _detail(save: _Save, articles: int, drafts: int) -> str:
    parts = [f"{articles} new articles in {drafts} drafts" if drafts else "nothing new"]
    if save.failed:
        parts.append("some pages could not be read and are tried again")
    if save.soon:
        parts.append("more wait for the next look")
    return "; ".join(parts)


def _note_well(db: Db, source: Source, looked: Looked, owner_ids: frozenset[int]) -> None:
    _well(db, source, looked, owner_ids)


def _well(db: Db, source: Source, looked: Looked, owner_ids: frozenset[int], **more: Any) -> None:
    if sources.note_well(db, source.id, looked.result, looked.detail, now(), **more):
        tell_editors(db, owner_ids, wording.SOURCE_WELL_AGAIN.format(name=_name(source)))


def _note_failure(db: Db, source: Source, why: str, told: str, owner_ids: frozenset[int]) -> None:
    if sources.note_failure(db, source.id, why, told, now()):
        text = wording.SOURCE_FAILS.format(name=_name(source), reason=html.escape(told or why))
        tell_editors(db, owner_ids, text)


def _name(source: Source) -> str:
    return html.escape(source.name[:FAULT_SHOWN])
