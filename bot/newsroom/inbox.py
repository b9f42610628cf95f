"""The watched folder INBOX: each file there is read once, offered to the editors as a draft, and put away.

Where the bot is killed, the next start goes on. A draft is made in the transaction that marks its file
read; a file that is read and still lies there is only put away; the name it gets is kept before it is moved.
So none is read twice, and none is ever deleted.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import hashlib
import html
import logging
import os
import time
from pathlib import Path

from bot import wording
from bot.context import Parts
from bot.newsroom.folder import DONE, FAILED, FileChanged, Folder, FolderUnusable, Seen
from bot.newsroom.offering import offer
from bot.people.telling import tell_owners
from bot.working.worker import TaskTooBig, TaskTooSlow, WorkerFault, WorkerNotStarted
from parsing.unreadable import UnreadableDocument
from storage.archive import known_articles
from storage.archive.prepared import PreparedIssue
from storage.database import Db, StorageClosed
from storage.desk import inbox
from storage.desk.inbox import InboxFile
from storage.files.disk_refusal import Rests
from storage.moments import now
from storage.parks import stored_parks

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 5.0
MOST_A_LOOK = 20
MOST_TRIES = 3
# Of more failures than these in an hour the log alone tells, and failed/.
MOST_TOLD_AN_HOUR = 10
LONGEST_NAME_TOLD = 80


class Inbox:
    """Looks after the folder until it is told to stop."""

    def __init__(self, parts: Parts, path: Path) -> None:
        self._parts = parts
        self._folder = Folder(path)
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._rests = Rests(log, "The inbox")

    async def run(self) -> None:
        """Looks every few seconds until `stop`; no fault ends it but that the database is closed."""
        self._task = asyncio.current_task()
        while not self._stopping.is_set():
            try:
                await self.look()
                self._rests.over()
            except StorageClosed:
                raise
            except Exception as error:
                self._rests.after(error)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), LOOK_EVERY_SECONDS)

    def stop(self) -> None:
        """Ends `run`, wherever it is; what is being read is read at the next start."""
        self._stopping.set()
        if self._task is not None:
            self._task.cancel()

    async def look(self) -> None:
        """Takes in what has lain there unchanged since the look before. Raises StorageError."""
        try:
            await asyncio.to_thread(self._folder.prepare)
            await self._follow_what_went()
            for seen in (await asyncio.to_thread(self._folder.ripe, time.time_ns()))[:MOST_A_LOOK]:
                if self._stopping.is_set():
                    return
                with contextlib.suppress(FileChanged):  # then it is another file, for a later look
                    await self._take_in(seen)
        except FolderUnusable as error:
            await self._tell_trouble(str(error))
        except WorkerNotStarted as error:  # nothing was tried: all of it is read when one can be started
            await self._tell_trouble(str(error))
        else:
            await self._tell_trouble("")

    async def _follow_what_went(self) -> None:
        """Notes which files were put away before a kill, or taken away by somebody."""
        for file in await self._parts.database.read(inbox.not_moved):
            if not self._folder.has(file.name):
                await self._parts.database.write(inbox.mark_moved, file.id)

    async def _take_in(self, seen: Seen) -> None:
        database, most = self._parts.database, self._parts.settings.limits.file_bytes
        data, fault = b"", ""
        try:
            data = await asyncio.to_thread(self._folder.read, seen, most + 1)
        except OSError as error:
            fault = f"it can't be read: {error.strerror}. Give the bot the right to, and put it there again."
        content = hashlib.sha256(data).hexdigest() if not fault else f"unread {seen.size} {seen.changed_ns}"
        file = await database.write(inbox.begin, seen.name, content, now())
        if file.state == inbox.READING:
            if not fault and len(data) > most:
                fault = f"it is larger than {most // 1024**2} MB: split it, or raise MAX_FILE_MB."
            if not fault and file.tries > MOST_TRIES:
                fault = "reading it was broken off again and again: split it, or save it in another format."
            if fault:
                await database.write(_fail, file, fault, wording.READING_CRASHED, self._owners)
            else:
                await self._read(file, data)
            file = await database.read(inbox.get_file, file.id)
        await self._put_away(file, seen)

    async def _read(self, file: InboxFile, data: bytes) -> None:
        from bot.working.page_reading import prepare_issue

        database, name = self._parts.database, shown_name(file.name)
        parks = await database.read(stored_parks.known_parks)
        try:
            issue = await self._parts.worker.run(
                prepare_issue, data, name, self._parts.settings.limits, parks
            )
        except UnreadableDocument as error:
            told = wording.UNREADABLE_REASONS[error.reason.value]
            await database.write(_fail, file, str(error), told, self._owners)
        except WorkerNotStarted:
            await database.write(inbox.put_back, file.id)
            raise
        except WorkerFault as error:
            log.error("Reading %r of the inbox failed: %s", name, error)
            told = wording.READING_CRASHED
            if isinstance(error, TaskTooSlow):
                told = wording.READING_TOO_SLOW
            elif isinstance(error, TaskTooBig):
                told = wording.READING_TOO_BIG
            why = f"it could not be read: {error}. Split it, or save it in another format."
            await database.write(_fail, file, why, told, self._owners)
        else:
            await database.write(save_read, file, issue, self._owners)
        self._parts.wake_delivery.set()

    async def _put_away(self, file: InboxFile, seen: Seen) -> None:
        """Moves a file that is done with. Raises FolderUnusable and FileChanged."""
        database, where = self._parts.database, FAILED if file.state == inbox.FAILED else DONE
        name = file.moved_to
        if not name or self._folder.has(f"{where}/{name}"):
            name = await asyncio.to_thread(self._folder.free_name, where, file.name)
            await database.write(inbox.choose_place, file.id, name)
        note = f"{shown_name(file.name)}: {file.note}\n" if file.note else ""
        await asyncio.to_thread(self._folder.put_away, seen, where, name, note)
        await database.write(inbox.mark_moved, file.id)
        log.info("%r of the inbox is in %s", shown_name(file.name), where)

    async def _tell_trouble(self, trouble: str) -> None:
        if await self._parts.database.read(inbox.trouble) == trouble:
            return
        if await self._parts.database.write(_tell_trouble, trouble, self._owners):
            if trouble:
                log.error("INBOX can't be used: %s", trouble)
            else:
                log.info("INBOX can be used again")
            self._parts.wake_delivery.set()

    @property
    def _owners(self) -> frozenset[int]:
        return self._parts.settings.owner_ids


def save_read(db: Db, file: InboxFile, issue: PreparedIssue, owner_ids: frozenset[int]) -> None:
    """Offers what was read as a draft, or notes that all of it is published, and marks the file read."""
    if not inbox.is_reading(db, file.id):
        return
    matched = known_articles.match_stored(db, issue)
    if any(article.is_news for article in matched.articles):
        inbox.mark_read(db, file.id, offer(db, owner_ids, matched, wording.FROM_INBOX))
    else:
        inbox.mark_read(db, file.id, None, "already known: all its articles are published. Nothing was done.")


def shown_name(name: str) -> str:
    """A file's name as text, whatever bytes it has."""
    return os.fsencode(name).decode("utf-8", "replace")


def _fail(db: Db, file: InboxFile, why: str, told: str, owner_ids: frozenset[int]) -> None:
    moment = now()
    inbox.mark_failed(db, file.id, why)
    if inbox.failed_since(db, moment - dt.timedelta(hours=1)) <= MOST_TOLD_AN_HOUR:
        name = html.escape(shown_name(file.name)[:LONGEST_NAME_TOLD])
        tell_owners(
            db, sorted(owner_ids), wording.INBOX_FAILED.format(name=name, reason=html.escape(told)), moment
        )


def _tell_trouble(db: Db, trouble: str, owner_ids: frozenset[int]) -> bool:
    if not inbox.set_trouble(db, trouble):
        return False
    form = wording.INBOX_UNUSABLE if trouble else wording.INBOX_USABLE_AGAIN
    tell_owners(db, sorted(owner_ids), form.format(reason=html.escape(trouble)), now())
    return True
