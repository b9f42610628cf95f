"""Incoming updates: committed before Telegram may forget them, and done only when handled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What a run that ended early left unhandled: raw updates, oldest first, and the numbers given up."""

    raws: tuple[str, ...]
    given_up: tuple[int, ...]


def take_open(db: Db, moment: dt.datetime) -> LeftOpen:
    """What is to be handled again.

    An update whose handling began MAX_REPLAYS times and never ended is closed: it may be what ended the runs.
    """
    stuck = db.execute(
        "SELECT update_id FROM incoming WHERE done_at IS NULL AND replays >= ? ORDER BY update_id",
        [MAX_REPLAYS],
    ).fetchall()
    for (update_id,) in stuck:
        done(db, update_id, moment)
    rows = db.execute("SELECT raw FROM incoming WHERE done_at IS NULL ORDER BY update_id")
    return LeftOpen(tuple(raw for (raw,) in rows), tuple(update_id for (update_id,) in stuck))


def count_replay(db: Db, update_id: int) -> None:
    """Records that the handling of a replayed update begins."""
    db.execute("UPDATE incoming SET replays = replays + 1 WHERE update_id = ?", [update_id])


def forget_done(db: Db, before: dt.datetime) -> int:
    """Deletes updates handled before a moment; returns how many."""
    return db.execute("DELETE FROM incoming WHERE done_at < ?", [to_text(before)]).rowcount
