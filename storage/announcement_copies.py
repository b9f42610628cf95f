"""Copies of announcements: what is in messages, what waits, and what is owed when one is taken back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from storage.database import Db
from storage.delivery_parts import WAITING
from storage.moments import to_text
from storage.rows import all_rows

ANNOUNCEMENT: Final = "announcement"
WITHDRAWAL: Final = "withdrawal"
REASON_WITHDRAWN: Final = "withdrawn"


@dataclass(frozen=True, slots=True)
class Copy:
    """A sent message that carries an announcement; `doubled` if it may stand there twice."""

    message_id: int
    doubled: bool


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
    cursor = db.execute(
        """
        INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)
        SELECT chat_id, 'withdrawal', subject, 1, :now, :now FROM deliveries
        WHERE kind = 'announcement' AND subject = :id AND message_id IS NOT NULL
            AND state IN ('sent', 'pending', 'parked')
        ORDER BY chat_id
        ON CONFLICT DO NOTHING
        """,
        {"id": announcement_id, "now": to_text(moment)},
    )
    return cursor.rowcount


def count_having(db: Db, announcement_id: int) -> int:
    """How many chats have it in a message, or may have it."""
    [count] = db.execute(
        """
        SELECT count(*) FROM deliveries WHERE kind = 'announcement' AND subject = ?
            AND message_id IS NOT NULL AND state IN ('sent', 'pending', 'parked')
        """,
        [announcement_id],
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


def copies_of(db: Db, by_chat: Mapping[int, Collection[int]]) -> dict[int, dict[int, tuple[Copy, ...]]]:
    """For each chat and announcement the messages that carry it and can be edited, in the order they went."""
    pairs = [[chat_id, number] for chat_id, numbers in by_chat.items() for number in numbers]
    rows = all_rows(
        db,
        """
        SELECT m.chat_id, d.subject, m.id, m.doubled
        FROM json_each(?) pair CROSS JOIN deliveries d ON d.kind = 'announcement'
                AND d.subject = json_extract(pair.value, '$[1]')
                AND d.chat_id = json_extract(pair.value, '$[0]')
            CROSS JOIN messages m ON m.id = d.message_id
        WHERE m.state = 'sent' AND m.edits_id IS NULL AND m.telegram_message_id IS NOT NULL
        ORDER BY m.id
        """,
        [json.dumps(pairs)],
    )
    found: dict[int, dict[int, tuple[Copy, ...]]] = {}
    for row in rows:
        of_chat = found.setdefault(row["chat_id"], {})
        copy = Copy(row["id"], bool(row["doubled"]))
        of_chat[row["subject"]] = (*of_chat.get(row["subject"], ()), copy)
    return found


def _unpack_untried(db: Db, announcement_id: int) -> None:
    """Takes apart the committed messages with it that were certainly never tried."""
    untried = """
        SELECT m.id FROM deliveries d JOIN messages m ON m.id = d.message_id
        WHERE d.kind = 'announcement' AND d.subject = ? AND m.state = 'pending' AND NOT m.tried
    """
    ids = db.execute(untried, [announcement_id]).fetchall()
    db.conn.executemany("UPDATE deliveries SET message_id = NULL WHERE message_id = ?", ids)
    db.conn.executemany("DELETE FROM messages WHERE id = ?", ids)
