"""What waits for a moment, when the clock by which that moment was chosen has been set since.

Rows wait for a moment of a schedule, and what that is can be asked anew at any time. Rests (Telegram's
`retry_after`, the pause before the next try) are lengths of time, of which only the end is kept: when the
clock is set back they are over, and where Telegram wants another one it says so again.
"""

from __future__ import annotations

import datetime as dt

from storage.database import Db
from storage.deliveries import pauses
from storage.deliveries.parts import WAITING
from storage.moments import from_text, to_text
from storage.schedule import DUE_OF_ROW

# A clock that is kept right by the network is set back by less than this, and nothing comes of it.
TOLERANCE = dt.timedelta(seconds=1)
# What leaves within so long of being told to waits so that it can be called back, and for no time of day.
LONGEST_UNDO = dt.timedelta(minutes=10)
_MARKER = "clock seen"


def note(db: Db, moment: dt.datetime) -> None:
    """Records what the clock shows, so that the next start can tell whether it has been set back."""
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_MARKER, to_text(moment)])


def take_up(db: Db, moment: dt.datetime) -> dt.timedelta:
    """Brings what waits in line with the clock at a start; returns how far it was set back meanwhile, or 0.

    Another program may have published while the clock was ahead, so waiting rows are always looked at.
    """
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_MARKER]).fetchone()
    back = dt.timedelta(0) if row is None else from_text(row[0]) - moment
    if back > TOLERANCE:
        follow_back(db, moment)
        return back
    _bring_rows_forward(db, moment)
    note(db, moment)
    return dt.timedelta(0)


def follow_back(db: Db, moment: dt.datetime) -> None:
    """Brings what waits in line with a clock that was set back to `moment`; every chat's turn comes now."""
    now = to_text(moment)
    _bring_rows_forward(db, moment)
    db.execute("UPDATE chats SET not_before = NULL WHERE not_before > ?", [now])
    db.execute("UPDATE chats SET held_since = ? WHERE held_since > ?", [now, now])
    db.execute(
        """
        UPDATE messages SET not_before = :now, packed_at = min(packed_at, :now)
        WHERE state = 'pending' AND coalesce(not_before, packed_at) > :now
        """,
        {"now": now},
    )
    db.execute("UPDATE turns SET at = :now WHERE at > :now", {"now": now})
    _bring_leaving_forward(db, moment)
    pauses.end_pause(db)
    note(db, moment)


def _bring_leaving_forward(db: Db, moment: dt.datetime) -> None:
    """Lets what was about to leave by a clock that was ahead, and could be called back, leave as soon now.

    A draft for which an editor chose a time of day keeps it.
    """
    rows = db.execute(
        """
        SELECT id, publish_at, touched_at FROM drafts
        WHERE state = 'open' AND publish_at > :now AND touched_at > :now
        """,
        {"now": to_text(moment)},
    ).fetchall()
    for draft_id, publish_at, touched_at in rows:
        left = from_text(publish_at) - from_text(touched_at)
        if left <= LONGEST_UNDO:
            moved = [to_text(moment + left), to_text(moment), draft_id]
            db.execute("UPDATE drafts SET publish_at = ?, touched_at = ? WHERE id = ?", moved)
    db.execute(
        "UPDATE announcements SET leaves_at = min(leaves_at, ?) WHERE state = 'leaving'",
        [to_text(moment + LONGEST_UNDO)],
    )


def _bring_rows_forward(db: Db, moment: dt.datetime) -> None:
    """Makes no waiting row due later than it would be if it were published now.

    In the course of things that changes nothing: a row waits for the next moment its chat wants something.
    """
    db.execute(
        f"""
        WITH earlier(id, due_at) AS MATERIALIZED (
            SELECT deliveries.id, {DUE_OF_ROW} FROM deliveries JOIN chats c ON c.id = deliveries.chat_id
            WHERE {WAITING} AND deliveries.due_at > :now AND c.digest <> 'off'
        )
        UPDATE deliveries SET due_at = earlier.due_at FROM earlier
        WHERE deliveries.id = earlier.id AND earlier.due_at < deliveries.due_at
        """,
        {"now": to_text(moment)},
    )
