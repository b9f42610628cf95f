"""Incoming updates: committed before Telegram may forget them, and done only when handled."""

from __future__ import annotations

import datetime as dt

from storage.database import Db
from storage.moments import to_text

MAX_REPLAYS = 3


def keep(db: Db, update_id: int, raw: str, moment: dt.datetime) -> bool:
    """Commits a raw update (JSON); returns False where it had arrived before.

    Telegram begins its numbering anew after a quiet week, and so does every stand-in: the same number with
    another content is another update (core.telegram.org/bots/api#update).
    """
    cursor = db.execute(
        """
        INSERT INTO incoming (update_id, raw, received_at) VALUES (?, ?, ?)
        ON CONFLICT (update_id) DO UPDATE SET raw = excluded.raw, received_at = excluded.received_at,
            replays = 0, done_at = NULL
        WHERE raw <> excluded.raw
        """,
        [update_id, raw, to_text(moment)],
    )
    return cursor.rowcount > 0


def done(db: Db, update_id: int, moment: dt.datetime) -> None:
    """Records that an update has been handled."""
    db.execute("UPDATE incoming SET done_at = ? WHERE update_id = ?", [to_text(moment), update_id])


def take_open(db: Db, moment: dt.datetime) -> tuple[str, ...]:
    """The raw updates left unhandled by a run that ended early, oldest first, each counted as replayed.

    One that was replayed MAX_REPLAYS times is closed instead: it may be what ended those runs.
    """
    db.execute(
        "UPDATE incoming SET done_at = ? WHERE done_at IS NULL AND replays >= ?",
        [to_text(moment), MAX_REPLAYS],
    )
    db.execute("UPDATE incoming SET replays = replays + 1 WHERE done_at IS NULL")
    rows = db.execute("SELECT raw FROM incoming WHERE done_at IS NULL ORDER BY update_id")
    return tuple(row[0] for row in rows)


def forget_done(db: Db, before: dt.datetime) -> int:
    """Deletes updates handled before a moment; returns how many."""
    return db.execute("DELETE FROM incoming WHERE done_at < ?", [to_text(before)]).rowcount
