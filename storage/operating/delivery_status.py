"""How delivery stands, in numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.deliveries.parts import WAITING
from storage.moments import from_text, to_text
from storage.rows import all_rows

RATE_OVER = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Status:
    """What is owed to chats that receive, what went out, and what did not.

    `owed` counts deliveries, `due` those whose time has come, `oldest_owed_at` is when the longest waiting
    of them was made; `rate` is in messages a second over the last minute, edits of sent ones included, which
    `messages_sent` leaves out; `off` counts the chats that are switched off, by reason, `held` those that are
    tried again later.
    """

    owed: int
    due: int
    oldest_owed_at: dt.datetime | None
    messages_sent: int
    briefs_sent: int
    rate: float
    parked: int
    chats_on: int
    off: tuple[tuple[str, int], ...]
    held: tuple[tuple[str, int], ...] = ()

    @property
    def chats_held(self) -> int:
        """How many chats are held."""
        return sum(count for _, count in self.held)

    @property
    def chats_off(self) -> int:
        """How many chats are switched off."""
        return sum(count for _, count in self.off)


def delivery_status(db: Db, *, since: dt.datetime, moment: dt.datetime) -> Status:
    """The numbers at a moment; what was sent is counted from `since` on."""
    [owed] = all_rows(
        db,
        f"""
        WITH owed(chat_id, due, owed_at) AS (
            SELECT chat_id, due_at <= :now, owed_at FROM deliveries
            WHERE {WAITING}
            UNION ALL
            SELECT d.chat_id, 1, d.owed_at FROM messages m JOIN deliveries d ON d.message_id = m.id
            WHERE m.state = 'pending'
        )
        SELECT count(*) AS count, coalesce(sum(o.due), 0) AS due, min(o.owed_at) AS oldest
        FROM owed o JOIN chats c ON c.id = o.chat_id
        WHERE c.off_at IS NULL
        """,
        {"now": to_text(moment)},
    )
    oldest = owed["oldest"]
    messages, briefs = db.execute(
        """
        SELECT count(*) FILTER (WHERE m.edits_id IS NULL), coalesce(sum(
            (SELECT count(*) FROM deliveries d WHERE d.message_id = m.id AND d.kind = 'push')), 0)
        FROM messages m WHERE m.sent_at >= ?
        """,
        [to_text(since)],
    ).fetchone()
    lately = db.execute(
        "SELECT count(*) FROM messages WHERE sent_at > ?", [to_text(moment - RATE_OVER)]
    ).fetchone()[0]
    parked = db.execute("SELECT count(*) FROM messages WHERE state = 'parked'").fetchone()[0]
    chats_on = db.execute("SELECT count(*) FROM chats WHERE off_at IS NULL").fetchone()[0]
    off = db.execute(
        """
        SELECT coalesce(off_reason, ''), count(*) FROM chats WHERE off_at IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1
        """
    ).fetchall()
    held = db.execute(
        """
        SELECT coalesce(hold_reason, ''), count(*) FROM chats WHERE held_since IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1
        """
    ).fetchall()
    return Status(
        owed=owed["count"],
        due=owed["due"],
        oldest_owed_at=None if oldest is None else from_text(oldest),
        messages_sent=messages,
        briefs_sent=briefs,
        rate=lately / RATE_OVER.total_seconds(),
        parked=parked,
        chats_on=chats_on,
        off=tuple(off),
        held=tuple(held),
    )
