"""A page file from Telegram: fetched, read in the worker, its parks and briefs found."""

from __future__ import annotations

import logging

from telegram import Document
from telegram.error import TelegramError

from bot import wording
from bot.context import Context
from bot.working.worker import TaskTooBig, TaskTooSlow, WorkerFault
from parsing.unreadable import UnreadableDocument
from storage import stored_parks
from storage.prepared import PreparedIssue

log = logging.getLogger(__name__)


class Unread(Exception):
    """The file was not read; the message is what the editor is told."""


async def read_document(document: Document, context: Context) -> PreparedIssue:
    """The file as an issue. Raises Unread with the sentence for the editor."""
    from bot.working.page_reading import prepare_issue

    try:
        file = await document.get_file()
        data = bytes(await file.download_as_bytearray())
    except TelegramError as error:
        log.warning("A file could not be fetched: %s", error)
        raise Unread(wording.DOWNLOAD_FAILED) from error
    known_parks = await context.parts.database.read(stored_parks.known_parks)
    name, limits = document.file_name or "", context.parts.settings.limits
    try:
        return await context.parts.worker.run(prepare_issue, data, name, limits, known_parks)
    except UnreadableDocument as error:
        raise Unread(
            wording.UNREADABLE.format(reason=wording.UNREADABLE_REASONS[error.reason.value])
        ) from error
    except WorkerFault as error:
        log.error("Reading %r failed: %s", name, error)
        reason = wording.READING_CRASHED
        if isinstance(error, TaskTooSlow):
            reason = wording.READING_TOO_SLOW
        elif isinstance(error, TaskTooBig):
            reason = wording.READING_TOO_BIG
        raise Unread(wording.READING_FAILED.format(reason=reason)) from error
