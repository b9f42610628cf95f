"""How reading goes on: one message tells of a batch, and in the end what became of each of its files."""

from __future__ import annotations

import asyncio
import html

from bot import wording
from bot.desk.intake.live_message import LiveMessage, LiveMessages
from storage.database import Database
from storage.desk import uploads
from storage.desk.uploads import FAILED, Batch, Upload

# A page is usually there before anybody wonders; what takes longer says so.
QUIET_SECONDS = 2.0
# The files of an album come one by one.
GATHER_SECONDS = 0.5
MOST_NAMED = 20
LONGEST_NAME = 60


class Progress:
    """Tells of one batch."""

    def __init__(self, messages: LiveMessages, database: Database, batch: Batch) -> None:
        self.number = batch.number
        self._messages = messages
        self._database = database
        self._batch = batch
        self._live: LiveMessage | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._waiting: int | None = None  # the upload for which no process could be started

    def follow(self, batch: Batch) -> None:
        """Shows how far a batch is; of a single small file nothing."""
        self._batch = batch
        if batch.message_id is not None or self._live is not None:
            self._show()
        elif self._timer is None and not self._waits:
            patience = GATHER_SECONDS if batch.uploads[0].album else QUIET_SECONDS
            self._timer = asyncio.get_running_loop().call_later(patience, self._show)

    def wait(self, upload: Upload) -> None:
        """Shows that an upload waits for the machine, until it is read: nothing has to be sent again."""
        self.close()
        self._waiting = upload.id
        self._show()

    async def finish(self, batch: Batch) -> None:
        """Shows what became of a batch; where a preview says so by itself, nothing. Raises TelegramError."""
        self.close()
        [*_, last] = batch.uploads
        told = self._live is not None or batch.message_id is not None
        if told or len(batch.uploads) > 1 or last.state == FAILED or last.reason:
            await self._message(batch).stand(outcome(batch))

    def close(self) -> None:
        """Shows nothing any more that is not under way."""
        if self._timer is not None:
            self._timer.cancel()

    @property
    def _waits(self) -> bool:
        return self._batch.next is not None and self._batch.next.id == self._waiting

    def _show(self) -> None:
        text = waiting(self._batch) if self._waits else under_way(self._batch)
        if text:
            self._message(self._batch).show(text)

    def _message(self, batch: Batch) -> LiveMessage:
        if self._live is None:

            async def note(message_id: int) -> None:
                await self._database.write(uploads.note_message, self.number, message_id)

            chat_id = batch.uploads[0].telegram_chat_id
            self._live = self._messages.of(chat_id, batch.message_id, note)
        return self._live


def under_way(batch: Batch) -> str:
    """What is being read, HTML; empty where nothing is."""
    if batch.next is None:
        return ""
    if len(batch.uploads) == 1 and not batch.next.album:
        return wording.READING_ONE.format(name=_name(batch.next))
    return wording.READING_SEVERAL.format(
        number=batch.uploads.index(batch.next) + 1, count=len(batch.uploads), name=_name(batch.next)
    )


def waiting(batch: Batch) -> str:
    """What can't be read for now, HTML."""
    assert batch.next is not None
    return wording.READING_WAITS.format(name=_name(batch.next))


def outcome(batch: Batch) -> str:
    """What became of each upload, HTML."""
    failed = [upload for upload in batch.uploads if upload.state == FAILED]
    if len(batch.uploads) == 1:
        [upload] = batch.uploads
        if failed:
            return wording.UNREADABLE.format(name=_name(upload), reason=html.escape(upload.reason))
        if upload.offers:
            return wording.READ_LISTS.format(name=_name(upload))
        read = wording.READ_ONE.format(name=_name(upload))
        return f"{read}\n{html.escape(upload.reason)}" if upload.reason else read
    outcomes = []
    if previews := len(batch.uploads) - len(failed):
        outcomes.append(wording.READ_PREVIEWS.format(count=previews))
    if failed:
        outcomes.append(wording.READ_FAILURES.format(count=len(failed)) + _failures(failed))
    return wording.READ_SEVERAL.format(count=len(batch.uploads), outcomes="，".join(outcomes))


def _failures(failed: list[Upload]) -> str:
    lines = [
        wording.READ_FAILURE.format(name=_name(upload), reason=html.escape(upload.reason))
        for upload in failed[:MOST_NAMED]
    ]
    if len(failed) > MOST_NAMED:
        lines.append(wording.READ_MORE_FAILURES.format(count=len(failed) - MOST_NAMED))
    return lines[0] if len(lines) == 1 else "".join(f"\n· {line}" for line in lines)


def _name(upload: Upload) -> str:
    name = upload.name or wording.NAMELESS_FILE
    return html.escape(name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…")
