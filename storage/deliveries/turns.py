"""Turns: when each chat is next to be looked at by delivery. The one queue that sending works from.

A chat has a turn as long as anything is owed to it: a row that waits, or a message on its way. Triggers on
`deliveries` and `messages` (storage/tables/schema.sql) bring a turn forward whenever something new could be
sent, so no writer can forget it; only new pushes and corrections, which come by the hundred thousand, have
their turns set by one statement here (0.35 s of computing for 100,000 instead of 0.38 s,
benchmarks/publishing.py). A turn that comes too early costs one look. `settle` says when the next one is.
Finding who is next reads one index from its beginning, however many chats, rows and messages there are.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from storage.database import Db
from storage.deliveries.parts import WAITING
from storage.moments import from_text, to_text


def due(db: Db, moment: dt.datetime, limit: int) -> tuple[int, ...]:
    """The chats whose turn has come, the one waiting longest first."""
    rows = db.execute("SELECT chat_id FROM turns WHERE at <= ? ORDER BY at LIMIT ?", [to_text(moment), limit])
    return tuple(row[0] for row in rows)


def next_after(db: Db, moment: dt.datetime) -> dt.datetime | None:
    """The first turn after a moment; None where there is none."""
    row = db.execute("SELECT at FROM turns WHERE at > ? ORDER BY at LIMIT 1", [to_text(moment)]).fetchone()
    return None if row is None else from_text(row[0])


def bring_forward_for_rows_after(db: Db, delivery_id: int) -> None:
    """Gives every chat that is owed one of the deliveries newer than this one its turn."""
    _bring_forward(db, "d.id > ?", delivery_id)


def bring_forward(db: Db, chat_id: int) -> None:
    """Gives a chat the turn that its waiting rows call for."""
    _bring_forward(db, "d.chat_id = ?", chat_id)


def _bring_forward(db: Db, which: str, number: int) -> None:
    """Turns for the chats of these rows, but for those that have an earlier one: the first of all stays."""
    db.execute(
        f"""
        INSERT INTO turns (chat_id, at)
        SELECT d.chat_id, d.due_at FROM deliveries d
        WHERE {which} AND {WAITING}
        ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at
        """,
        [number],
    )


def settle(
    db: Db,
    chat_ids: Collection[int],
    moment: dt.datetime,
    *,
    gap: dt.timedelta = dt.timedelta(0),
    group_gap: dt.timedelta = dt.timedelta(0),
) -> None:
    """Gives these chats the turn that what is owed to them calls for, or none.

    A chat's oldest message goes first and may have to wait; without one, its rows wait until they are due.
    `gap` is how long after `moment` a private chat rests in any case, `group_gap` a group or channel, whose
    ids are negative.
    """
    ids = json.dumps(list(chat_ids))
    db.execute("DELETE FROM turns WHERE chat_id IN (SELECT value FROM json_each(?))", [ids])
    db.execute(
        f"""
        INSERT INTO turns (chat_id, at)
        SELECT id, at FROM (
            SELECT c.id AS id, max(
                CASE WHEN c.telegram_id < 0 THEN :group_rested ELSE :rested END,
                coalesce(c.not_before, ''),
                coalesce(
                    (SELECT coalesce(m.not_before, m.packed_at) FROM messages m
                        WHERE m.chat_id = c.id AND m.state = 'pending' ORDER BY m.id LIMIT 1),
                    (SELECT min(d.due_at) FROM deliveries d
                        WHERE d.chat_id = c.id AND {WAITING})
                )
            ) AS at
            FROM chats c
            WHERE c.id IN (SELECT value FROM json_each(:ids)) AND c.off_at IS NULL
        )
        WHERE at IS NOT NULL
        """,
        {"ids": ids, "rested": to_text(moment + gap), "group_rested": to_text(moment + group_gap)},
    )
