"""A page file or a pasted text: fetched from Telegram, read in the worker, its parks and briefs found."""

from __future__ import annotations

import logging
from dataclasses import replace

from telegram import Bot
from telegram.error import TelegramError

from bot import wording
from bot.context import Parts
from bot.incoming.answering import is_passing
from bot.working.worker import TaskTooBig, TaskTooSlow, WorkerFault
from parsing.unreadable import UnreadableDocument
from storage import stored_parks
from storage.prepared import PreparedIssue
from storage.uploads import Upload

log = logging.getLogger(__name__)


class Unread(Exception):
    """The file was not read; the message says why, as the editor is told."""


async def read_upload(bot: Bot, parts: Parts, upload: Upload) -> PreparedIssue:
    """The file or text as an issue.

    Raises Unread, and a TelegramError that passes where it may be tried again.
    """
    data = upload.text.encode() if upload.is_text else await _fetch(bot, upload.file_id)
    issue = await read_bytes(parts, data, upload.name)
    return replace(issue, link=upload.link) if upload.link else issue


async def read_bytes(parts: Parts, data: bytes, name: str) -> PreparedIssue:
    """A file's content as an issue. Raises Unread."""
    from bot.working.page_reading import prepare_issue

    known_parks = await parts.database.read(stored_parks.known_parks)
    try:
        return await parts.worker.run(prepare_issue, data, name, parts.settings.limits, known_parks)
    except UnreadableDocument as error:
        raise Unread(wording.UNREADABLE_REASONS[error.reason.value]) from error
    except WorkerFault as error:
        log.error("Reading %r failed: %s", name, error)
        reason = wording.READING_CRASHED
        if isinstance(error, TaskTooSlow):
            reason = wording.READING_TOO_SLOW
        elif isinstance(error, TaskTooBig):
            reason = wording.READING_TOO_BIG
        raise Unread(reason) from error


async def _fetch(bot: Bot, file_id: str) -> bytes:
    try:
        file = await bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())
    except TelegramError as error:
        if is_passing(error):
            raise
        log.warning("A file could not be fetched: %s", error)
        raise Unread(wording.DOWNLOAD_FAILED) from error
