"""A look at a source: what it announces is got, and what of it is new is offered to the editors as drafts.

Nothing is written before all of it was read; then all is written in one transaction. A look that was broken
off is made again from its beginning, and nothing of it stands there twice.
"""

from __future__ import annotations

import datetime as dt
import html
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ParamSpec, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot import wording
from bot.newsroom.gathered import Gathered, chosen
from bot.newsroom.looked import Announced, Brought, Got, Looked, note_failure, note_well, save_look
from bot.settings.configuration import Settings
from bot.working.worker import Worker, WorkerFault, WorkerNotStarted
from parsing.feed import Entry, NoFeed, looks_like_feed, read_feed
from parsing.unreadable import UnreadableDocument
from storage.archive.prepared import PreparedIssue
from storage.database import Database
from storage.desk import source_entries, sources
from storage.desk.source_entries import entry_key
from storage.desk.sources import FEED, NODE, NOTHING_NEW, WAITING, Source
from storage.moments import now
from storage.parks import stored_parks

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

# So many articles are got at a look; what is left has its turn a minute later.
MOST_A_LOOK = 10
# Those of a newspaper's page come together.
MOST_OF_A_PAGE = 40
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


class Gets(Protocol):
    """What gets pages of other sites."""

    async def __call__(self, link: str, *, etag: str = "", modified: str = "") -> Got:
        """The page at this address. Raises NotGot."""
        ...


class Looking:
    """Looks at sources, one at a time."""

    def __init__(self, database: Database, worker: Worker, settings: Settings, get: Gets) -> None:
        self._database = database
        self._worker = worker
        self._settings = settings
        self._get = get

    async def look(self, source: Source) -> Looked:
        """Looks at a source and records what came of it. Raises StorageError, and SourceUnknown."""
        untaken = await self._database.read(source_entries.untaken_drafts, source.id)
        if untaken >= MOST_UNTAKEN:
            looked = Looked(WAITING, f"{untaken} drafts of it are waiting to be taken")
            await self._write(note_well, source, looked)
            return looked
        try:
            link = link_of_day(source.link, self._today())
            page = await self._get(link, etag=source.etag, modified=source.modified)
            if page.is_same:
                looked = Looked(NOTHING_NEW, "not changed since the last look")
                await self._write(note_well, source, looked)
                return looked
            return await self._take(source, page, await self._announced(page))
        except NotGot as error:
            looked = Looked(sources.FAILED, str(error)[:FAULT_SHOWN])
            await self._write(note_failure, source, looked.detail, error.told)
            return looked
        except WorkerNotStarted as error:  # which says nothing of any article: none counts as unreadable
            looked = Looked(sources.FAILED, str(error))
            await self._write(note_failure, source, looked.detail, wording.READING_CRASHED)
            return looked

    async def give_up(self, source: Source, why: str) -> None:
        """Records that a look failed for a reason of ours. Raises StorageError, and SourceUnknown."""
        await self._write(note_failure, source, why, wording.READING_CRASHED)

    async def _announced(self, page: Got) -> Announced:
        if looks_like_feed(page.data):
            feed = await self._run(read_feed, page.data, page.link, self._settings.timezone, now())
            return Announced(FEED, feed.title, feed.entries)
        from parsing.node_page import read_node_page  # its library is slow to load, and the worker has it

        node = await self._run(read_node_page, page.data, page.link)
        if node is None:
            raise NotGot("it is neither a feed (RSS, Atom) nor a page that lists articles", wording.NO_FEED)
        listed = tuple(
            Entry(article.address, article.address, article.headline, "", None) for article in node.articles
        )
        return Announced(NODE, node.newspaper, listed, node.newspaper, node.published_on, node.page)

    async def _take(self, source: Source, page: Got, feed: Announced) -> Looked:
        """Reads what is new of a source, and offers it."""
        keys = {entry: _keys(entry) for entry in feed.entries}
        flat = {key for of_entry in keys.values() for key in of_entry}
        done = await self._database.read(source_entries.keys_done_with, source.id, flat)
        fresh = [entry for entry in feed.entries if not done & keys[entry]]
        first = await self._database.read(source_entries.is_new_source, source.id)
        wanted = _newest(fresh, MOST_AT_FIRST) if first and feed.kind == FEED else fresh
        most = MOST_A_LOOK if feed.kind == FEED else MOST_OF_A_PAGE
        taken, failed = list[Gathered](), list[Entry]()
        for entry in wanted[:most]:
            try:
                taken.append(await self._read(source, feed, entry))
            except NotGot as error:
                log.info("An article of source %d could not be read: %s", source.id, error)
                failed.append(entry)
        left = wanted[most:]
        again = {key for entry in (*failed, *left) for key in keys[entry]}
        brought = Brought(
            source=source,
            page=page,
            announced=feed,
            taken=tuple(taken),
            known=frozenset(flat - again),
            failed=frozenset(key for entry in failed for key in keys[entry]),
            soon=bool(left),
        )
        return await self._write(save_look, brought)

    async def _read(self, source: Source, feed: Announced, entry: Entry) -> Gathered:
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
        self, source: Source, feed: Announced, entry: Entry, issue: PreparedIssue, link: str
    ) -> Gathered:
        article = chosen(issue.articles, entry.title)
        if article is None:
            raise NotGot("there is no article on its page")
        day, assumed = (self._today(), True) if issue.date_assumed else (issue.published_on, False)
        if entry.published_at is not None:
            zone = ZoneInfo(self._settings.timezone)
            day, assumed = entry.published_at.astimezone(zone).date(), False
        elif feed.day is not None:
            day, assumed = feed.day, False
        newspaper = source.newspaper or feed.newspaper or issue.newspaper or feed.title
        return Gathered(replace(article, link=link), newspaper, day, assumed, feed.page)

    async def _prepared(self, data: bytes, entry: Entry) -> PreparedIssue:
        from bot.working.page_reading import prepare_issue

        parks = await self._database.read(stored_parks.known_parks)
        name = entry.title or entry.link
        return await self._run(prepare_issue, data, name, self._settings.limits, parks)

    async def _run(self, task: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What a task makes in the worker. Raises NotGot, and WorkerNotStarted."""
        try:
            return await self._worker.run(task, *given, **named)
        except UnreadableDocument as error:
            raise NotGot(str(error), wording.UNREADABLE_REASONS[error.reason.value]) from error
        except NoFeed as error:
            raise NotGot(str(error), wording.NO_FEED) from error
        except WorkerNotStarted:
            raise
        except WorkerFault as error:
            raise NotGot(f"it could not be read: {error}", wording.READING_CRASHED) from error

    async def _write(self, job: Callable[..., T], *given: object) -> T:
        return await self._database.write(job, *given, self._settings.owner_ids)

    def _today(self) -> dt.date:
        return now().astimezone(ZoneInfo(self._settings.timezone)).date()


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
