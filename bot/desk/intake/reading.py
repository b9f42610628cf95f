"""Reading what editors sent: one upload of a person at a time, each a draft whose preview is shown.

Where the bot is killed at, the next start goes on: a draft is saved in the transaction that marks its upload
read, so there are never two of one, and a preview or a report that was on its way is shown again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from functools import partial

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot import wording
from bot.context import Parts
from bot.desk.draft.preview import show_preview
from bot.desk.intake.fetched_page import PageLists, read_address
from bot.desk.intake.live_message import LiveMessages
from bot.desk.intake.page_file import Unread, read_upload
from bot.desk.intake.page_offer import show_offer, to_json
from bot.desk.intake.progress import Progress
from bot.incoming.answering import is_passing
from bot.working.worker import WorkerNotStarted
from storage.archive import known_articles
from storage.archive.prepared import PreparedIssue
from storage.database import Db, StorageClosed, StorageError
from storage.desk import drafts, uploads
from storage.desk.drafts import DraftUnknown
from storage.desk.uploads import WAITING, Batch, Upload
from storage.moments import now

log = logging.getLogger(__name__)

# The worker reads one at a time; the next one is fetched meanwhile.
MOST_AT_ONCE = 2
MOST_TRIES = 10
FIRST_REST_SECONDS, LONGEST_REST_SECONDS = 2.0, 60.0


class Reading:
    """Reads what waits, for each editor in order and for several side by side."""

    def __init__(self, parts: Parts, bot: Bot, messages: LiveMessages) -> None:
        self._parts = parts
        self._bot = bot
        self._messages = messages
        self._room = asyncio.Semaphore(MOST_AT_ONCE)
        self._people: dict[int, asyncio.Task[None]] = {}
        self._progress: dict[int, Progress] = {}

    async def look(self) -> None:
        """Goes on with everybody's uploads; what has come for somebody meanwhile is counted in."""
        for person in await self._parts.database.read(uploads.people_waiting):
            if person not in self._people:
                task = asyncio.create_task(self._serve(person), name=f"reading for {person}")
                self._people[person] = task
                task.add_done_callback(partial(self._served, person))
            elif (progress := self._progress.get(person)) is not None:
                batch = await self._parts.database.read(uploads.get_batch, progress.number)
                if batch is not None and batch.next is not None:
                    progress.follow(batch)

    def stop(self) -> None:
        """Gives up what is being read; the next start reads it."""
        for task in self._people.values():
            task.cancel()

    async def ended(self) -> None:
        """Returns when nothing is being read any more, after `stop`."""
        await asyncio.gather(*self._people.values(), return_exceptions=True)

    def _served(self, person: int, _: asyncio.Task[None]) -> None:
        self._people.pop(person, None)
        self._parts.wake_desk.set()  # something may have come while it ended

    async def _serve(self, person: int) -> None:
        rest = FIRST_REST_SECONDS
        try:
            while (batch := await self._parts.database.read(uploads.first_batch, person)) is not None:
                try:
                    await self._go_on(batch, self._progress_of(person, batch))
                    rest = FIRST_REST_SECONDS
                except (TelegramError, StorageError, WorkerNotStarted) as error:
                    if isinstance(error, StorageClosed):
                        raise
                    log.warning("Reading for %d rests %g s: %s", person, rest, error)
                    await asyncio.sleep(rest)
                    rest = min(rest * 2, LONGEST_REST_SECONDS)
        except StorageClosed as error:
            log.info("Reading for %d ends: %s", person, error)
        except StorageError as error:
            log.error("Reading for %d rests until the database can be used: %s", person, error)
            await asyncio.sleep(rest)
        except Exception:
            log.exception("Reading for %d met a fault of its own", person)
            await asyncio.sleep(LONGEST_REST_SECONDS)
        finally:
            if (progress := self._progress.pop(person, None)) is not None:
                progress.close()

    def _progress_of(self, person: int, batch: Batch) -> Progress:
        progress = self._progress.get(person)
        if progress is None or progress.number != batch.number:
            progress = self._progress[person] = Progress(self._messages, self._parts.database, batch)
        return progress

    async def _go_on(self, batch: Batch, progress: Progress) -> None:
        """Takes a batch a step further. Raises TelegramError that passes, StorageError, WorkerNotStarted."""
        upload = batch.next
        if upload is None:
            with _refusals_of(batch.uploads[0].telegram_chat_id):
                await progress.finish(batch)
            await self._parts.database.write(uploads.mark_told, batch)
            return
        progress.follow(batch)
        if upload.state == WAITING:
            await self._read(upload, progress)
        else:
            await self._show(upload)

    async def _read(self, upload: Upload, progress: Progress) -> None:
        database = self._parts.database
        tries = await database.write(uploads.begin, upload.id)
        if not tries:
            return
        try:
            issue, lacks = await self._issue_of(upload)
        except PageLists as listing:
            await database.write(uploads.keep_offer, upload.id, to_json(listing.page), listing.address)
        except Unread as failure:
            await database.write(uploads.mark_failed, upload.id, str(failure))
        except TelegramError as error:
            if tries < MOST_TRIES:
                raise
            log.error("Upload %d is given up: %s", upload.id, error)
            await database.write(uploads.mark_failed, upload.id, wording.DOWNLOAD_FAILED)
        except WorkerNotStarted:
            await database.write(uploads.put_back, upload.id)
            progress.wait(upload)
            raise
        except StorageError:
            raise
        except Exception:
            log.exception("Upload %d could not be read", upload.id)
            await database.write(uploads.mark_failed, upload.id, wording.READING_CRASHED)
        else:
            await database.write(save_read, upload, issue, lacks)

    async def _issue_of(self, upload: Upload) -> tuple[PreparedIssue, str]:
        """What an upload holds, and what of it could not be had. A slow site keeps no file waiting."""
        async with contextlib.nullcontext() if upload.fetched_from else self._room:
            with contextlib.suppress(TelegramError):
                await self._bot.send_chat_action(upload.telegram_chat_id, ChatAction.TYPING)
            if upload.fetched_from:
                return await read_address(self._parts, upload)
            return await read_upload(self._bot, self._parts, upload), ""

    async def _show(self, upload: Upload) -> None:
        """Shows the preview or the offer, unless the editor has it or has decided."""
        database = self._parts.database
        if upload.offers:
            with _refusals_of(upload.telegram_chat_id):
                await show_offer(self._bot, upload)
            await database.write(uploads.mark_shown, upload.id)
            return
        try:
            draft = await database.read(drafts.get_draft, upload.draft_id or 0)
        except DraftUnknown:
            log.info("The draft of upload %d is no longer there", upload.id)
        else:
            if draft.state == drafts.OPEN and draft.preview is None:
                with _refusals_of(upload.telegram_chat_id):
                    await show_preview(self._bot, self._parts, draft.id, upload.telegram_chat_id)
        await database.write(uploads.mark_shown, upload.id)


@contextlib.contextmanager
def _refusals_of(chat_id: int) -> Iterator[None]:
    """Lets go of what Telegram refuses for good, as to somebody who has blocked the bot."""
    try:
        yield
    except TelegramError as error:
        if is_passing(error):
            raise
        log.warning("Chat %d could not be told of what was read: %s", chat_id, error)


def save_read(db: Db, upload: Upload, issue: PreparedIssue, lacks: str = "") -> int | None:
    """Makes a draft of what was read, with what of it is stored already marked, and the upload read.

    Returns the draft's number; None where somebody has had the upload forgotten meanwhile.
    """
    if not uploads.is_waiting(db, upload.id):
        return None
    draft_id = drafts.save_draft(db, upload.person, known_articles.match_stored(db, issue), now())
    uploads.mark_read(db, upload.id, draft_id, lacks)
    return draft_id
