"""The backlog: what is owed and not sent yet, as an operator watches it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.deliveries.parts import WAITING
from storage.moments import from_text, to_text
from storage.rows import all_rows

RATE_OVER = dt.timedelta(minutes=1)
# So long after the last message that Telegram took, sending no longer gets on.
GETS_ON_WITHIN = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is owed to chats that are not switched off.

    `owed` are deliveries to chats that take messages, `held` to those that take none for now; the oldest of
    `owed` was made at `oldest_owed_at`, and the one whose time came first should have gone at
    `oldest_due_at`. `parked` counts messages that an owner has to decide about, `rate` messages a second over
    the last minute. `gets_on` says whether any was taken in the last minutes.
    """

    owed: int
    held: int
    oldest_owed_at: dt.datetime | None
    oldest_due_at: dt.datetime | None
    parked: int
    rate: float
    gets_on: bool
    chats_on: int
    chats_held: int
    chats_off: int

    def seconds_owed(self, moment: dt.datetime) -> float:
        """How long ago the oldest of `owed` was made; 0 where nothing is owed."""
        return _seconds(self.oldest_owed_at, moment)

    def seconds_late(self, moment: dt.datetime) -> float:
        """How long the oldest has been waiting since its time came; 0 where nothing is late."""
        return _seconds(self.oldest_due_at, moment)


def backlog(db: Db, moment: dt.datetime) -> Backlog:
    """The backlog at a moment."""
    [owed] = all_rows(
        db,
        f"""
        WITH owed(chat_id, due_at, owed_at) AS (
            SELECT chat_id, due_at, owed_at FROM deliveries WHERE {WAITING}
            UNION ALL
            SELECT d.chat_id, d.due_at, d.owed_at FROM messages m JOIN deliveries d ON d.message_id = m.id
            WHERE m.state = 'pending'
        )
        SELECT count(*) FILTER (WHERE c.held_since IS NULL) AS owed,
            count(*) FILTER (WHERE c.held_since IS NOT NULL) AS held,
            min(o.owed_at) FILTER (WHERE c.held_since IS NULL) AS oldest_owed,
            min(o.due_at) FILTER (WHERE c.held_since IS NULL) AS oldest_due
        FROM owed o JOIN chats c ON c.id = o.chat_id
        WHERE c.off_at IS NULL
        """,
    )
    lately, gets_on, parked = db.execute(
        """
        SELECT (SELECT count(*) FROM messages WHERE sent_at > ?),
            EXISTS (SELECT 1 FROM messages WHERE sent_at > ?),
            (SELECT count(*) FROM messages WHERE state = 'parked')
        """,
        [to_text(moment - RATE_OVER), to_text(moment - GETS_ON_WITHIN)],
    ).fetchone()
    chats_on, chats_held, chats_off = db.execute(
        """
        SELECT count(*) FILTER (WHERE off_at IS NULL),
            count(*) FILTER (WHERE off_at IS NULL AND held_since IS NOT NULL),
            count(*) FILTER (WHERE off_at IS NOT NULL)
        FROM chats
        """
    ).fetchone()
    return Backlog(
        owed=owed["owed"],
        held=owed["held"],
        oldest_owed_at=_moment(owed["oldest_owed"]),
        oldest_due_at=_moment(owed["oldest_due"]),
        parked=parked,
        rate=lately / RATE_OVER.total_seconds(),
        gets_on=bool(gets_on),
        chats_on=chats_on,
        chats_held=chats_held,
        chats_off=chats_off,
    )


def held_since_before(db: Db, before: dt.datetime) -> tuple[int, dt.datetime | None]:
    """How many chats have been held since before a moment, and since when the first of them."""
    count, oldest = db.execute(
        "SELECT count(*), min(held_since) FROM chats WHERE off_at IS NULL AND held_since <= ?",
        [to_text(before)],
    ).fetchone()
    return count, _moment(oldest)


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else from_text(text)


def _seconds(since: dt.datetime | None, moment: dt.datetime) -> float:
    return 0.0 if since is None else max(0.0, (moment - since).total_seconds())
