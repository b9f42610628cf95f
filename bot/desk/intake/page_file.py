"""A page file or a pasted text: fetched from Telegram, read in the worker, its parks and briefs found."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from pathlib import Path

from telegram import Bot
from telegram.error import TelegramError

from bot import wording
from bot.context import Parts
from bot.desk.intake.local_file import NotOurs, TooLarge, read_local
from bot.incoming.answering import is_passing
from bot.working.worker import TaskTooBig, TaskTooSlow, WorkerFault, WorkerNotStarted
from parsing.unreadable import UnreadableDocument
from storage.archive.prepared import PreparedIssue
from storage.desk.uploads import Upload
from storage.parks import stored_parks

log = logging.getLogger(__name__)

LOCAL_READ_SECONDS = 300.0


class Unread(Exception):
    """The file was not read; the message says why, as the editor is told."""


async def read_upload(bot: Bot, parts: Parts, upload: Upload) -> PreparedIssue:
    """The file or text as an issue.

    Raises Unread, and a TelegramError that passes or WorkerNotStarted where it may be tried again.
    """
    data = upload.text.encode() if upload.is_text else await _fetch(bot, parts, upload.file_id)
    issue = await read_bytes(parts, data, upload.name)
    return replace(issue, link=upload.link) if upload.link else issue


async def read_bytes(parts: Parts, data: bytes, name: str) -> PreparedIssue:
    """A file's content as an issue. Raises Unread, and WorkerNotStarted where nothing was tried."""
    from bot.working.page_reading import prepare_issue

    known_parks = await parts.database.read(stored_parks.known_parks)
    try:
        return await parts.worker.run(prepare_issue, data, name, parts.settings.limits, known_parks)
    except UnreadableDocument as error:
        raise Unread(wording.UNREADABLE_REASONS[error.reason.value]) from error
    except WorkerNotStarted:
        raise
    except WorkerFault as error:
        log.error("Reading a page failed: %s", error)
        reason = wording.READING_CRASHED
        if isinstance(error, TaskTooSlow):
            reason = wording.READING_TOO_SLOW
        elif isinstance(error, TaskTooBig):
            reason = wording.READING_TOO_BIG
        raise Unread(reason) from error


async def _fetch(bot: Bot, parts: Parts, file_id: str) -> bytes:
    """The content of a file that was sent. Raises Unread, and a TelegramError that passes."""
    folder = parts.settings.local_files
    try:
        if folder is not None:
            return await _take(bot, file_id, folder, parts.settings.telegram_file_bytes)
        file = await bot.get_file(file_id)
        # The library would read a path of this machine, whoever named it, where such a file is there.
        if not (file.file_path or "").startswith(bot.base_file_url):
            log.error("The Bot API server names a file of this machine; is TELEGRAM_API_LOCAL=1 missing?")
            raise Unread(wording.DOWNLOAD_FAILED)
        return bytes(await file.download_as_bytearray())
    except TelegramError as error:
        if is_passing(error):
            raise
        log.warning("A file could not be fetched: %s", error)
        raise Unread(wording.DOWNLOAD_FAILED) from error


async def _take(bot: Bot, file_id: str, folder: Path, most: int) -> bytes:
    """The content of a file that a server of one's own puts into `folder`. Raises Unread, TelegramError."""
    # Such a server answers when it has the whole file.
    file = await bot._post("getFile", {"file_id": file_id}, read_timeout=LOCAL_READ_SECONDS)
    path = file.get("file_path") if isinstance(file, dict) else None
    try:
        return await asyncio.to_thread(read_local, str(path or ""), folder, most)
    except TooLarge as error:
        raise Unread(wording.UNREADABLE_REASONS["too_large"]) from error
    except NotOurs as error:
        log.error("The Bot API server named %s, which is not read", error)
        raise Unread(wording.FILE_NOT_THERE) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else type(error).__name__
        log.error("A file of the Bot API server can't be read: %s", reason)
        raise Unread(wording.FILE_NOT_THERE) from error
