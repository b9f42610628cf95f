"""Copies of announcements: what is in messages, what waits, and what is owed when one is taken back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from typing import Final

from storage.database import Db
from storage.deliveries import copies
from storage.deliveries.parts import WAITING

ANNOUNCEMENT: Final = "announcement"
WITHDRAWAL: Final = "withdrawal"
REASON_WITHDRAWN: Final = "withdrawn"


def owe_withdrawal(db: Db, announcement_id: int, moment: dt.datetime) -> int:
    """Keeps an announcement from those who wait for it, and owes an edit to those who have it or may have it;
    returns to how many chats.
    """
    _unpack_untried(db, announcement_id)
    db.execute(
        f"""
        UPDATE deliveries SET state = 'cancelled', reason = ?
        WHERE kind = 'announcement' AND subject = ? AND {WAITING}
        """,
        [REASON_WITHDRAWN, announcement_id],
    )
    return copies.owe_edits(db, ANNOUNCEMENT, WITHDRAWAL, announcement_id, 1, moment)


def count_having(db: Db, announcement_id: int) -> int:
    """How many chats have it in a message, or may have it."""
    [count] = db.execute(
        f"SELECT count(*) FROM deliveries WHERE kind = ? AND subject = ? AND {copies.IN_A_MESSAGE}",
        [ANNOUNCEMENT, announcement_id],
    ).fetchone()
    return int(count)


def texts_of(db: Db, announcement_ids: Collection[int]) -> dict[int, str | None]:
    """What these announcements say; None of those that were withdrawn."""
    rows = db.execute(
        """
        SELECT id, CASE WHEN state = 'sent' THEN text END FROM announcements
        WHERE id IN (SELECT value FROM json_each(?))
        """,
        [json.dumps(sorted(announcement_ids))],
    )
    return dict(rows.fetchall())


def _unpack_untried(db: Db, announcement_id: int) -> None:
    """Takes apart the committed messages with it that were certainly never tried."""
    untried = """
        SELECT m.id FROM deliveries d JOIN messages m ON m.id = d.message_id
        WHERE d.kind = 'announcement' AND d.subject = ? AND m.state = 'pending' AND NOT m.tried
    """
    ids = db.execute(untried, [announcement_id]).fetchall()
    db.conn.executemany("UPDATE deliveries SET message_id = NULL WHERE message_id = ?", ids)
    db.conn.executemany("DELETE FROM messages WHERE id = ?", ids)
