# ruff: noqa: E501 - queries stand as they are
"""The gap behind a restored backup: what may have been sent in it is held until an owner decides.

What is held is set aside with a reason of its own: rows without a message, and messages with their rows. So
the books count it as held, nothing sends it, and it outlasts every restart.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any

from storage.database import Db
from storage.deliveries import turns
from storage.deliveries.parked_messages import drop_parked, retry_parked
from storage.moments import from_text, to_text
from storage.projects import promise_news

HELD = "may have been sent before the restore"
DROPPED = "dropped by an owner after a restore"
_MARKER = "restore gap"
_DECIDED = "restore gap decided"
_PROMISES_AT_ONCE = 1_000
_ROWS = "state = 'parked' AND message_id IS NULL AND reason = :held"


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap that nobody has decided about: its number, from when to when, and what is held.

    `deliveries` are rows, `notices` messages that carry none. `drafts` and `announcements` would have left by
    themselves in it, and wait for an editor now.
    """

    number: int
    backed_up: dt.datetime
    restored: dt.datetime
    deliveries: int = 0
    notices: int = 0
    drafts: int = 0
    announcements: int = 0
    asked: bool = False

    @property
    def count(self) -> int:
        """How many deliveries and notices are held."""
        return self.deliveries + self.notices


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a gap: `send` where what was held was sent, else it was dropped, and how much that was."""

    number: int
    send: bool
    count: int


def hold(
    db: Db,
    backed_up: dt.datetime,
    moment: dt.datetime,
    today: dt.date,
    unsent: Collection[int],
    unsent_messages: Collection[int],
) -> Gap | None:
    """Holds whatever waits in a restored database, but for rows and messages that certainly were not sent.

    Promises whose day has come by `today` are noticed first, so that their news is held as well. Returns None
    where there is nothing to decide.
    """
    while promise_news.notice_days(db, today, moment, _PROMISES_AT_ONCE):
        pass
    now = to_text(moment)
    parameters = {
        "held": HELD,
        "rows": json.dumps(list(unsent)),
        "messages": json.dumps(list(unsent_messages)),
    }
    db.execute(
        "UPDATE deliveries SET state = 'parked', reason = :held WHERE state = 'pending' AND message_id IS NULL"
        " AND id NOT IN (SELECT value FROM json_each(:rows))",
        parameters,
    )
    db.execute(
        "UPDATE messages SET state = 'parked', reason = :held, tried = 1 WHERE state = 'pending'"
        " AND id NOT IN (SELECT value FROM json_each(:messages))",
        parameters,
    )
    db.execute(
        "UPDATE deliveries SET state = 'parked', reason = :held WHERE state = 'pending'"
        " AND message_id IN (SELECT id FROM messages WHERE state = 'parked' AND reason = :held)",
        parameters,
    )
    drafts = db.execute(
        "UPDATE drafts SET publish_at = NULL WHERE state = 'open' AND publish_at <= ?", [now]
    ).rowcount
    announcements = db.execute(
        "UPDATE announcements SET state = 'open', leaves_at = NULL WHERE state = 'leaving' AND leaves_at <= ?",
        [now],
    ).rowcount
    turns.settle(db, [chat for (chat,) in db.execute("SELECT chat_id FROM turns")], moment)
    gap = Gap(int(moment.timestamp()), backed_up, moment, drafts=drafts, announcements=announcements)
    gap = _counted(db, gap)
    if gap.count or drafts or announcements:
        _write(db, gap)
        return gap
    db.execute("DELETE FROM markers WHERE name = ?", [_MARKER])
    return None


def open_gap(db: Db) -> Gap | None:
    """The gap that an owner has to decide about, with what is held now; None where there is none."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_MARKER]).fetchone()
    if row is None:
        return None
    kept = json.loads(row[0])
    for name in ("backed_up", "restored"):
        kept[name] = from_text(kept[name])
    return _counted(db, Gap(**kept))


def mark_asked(db: Db, gap: Gap) -> None:
    """Notes that owners have been asked about a gap."""
    _write(db, replace(gap, asked=True))


def decide(db: Db, *, send: bool, number: int | None = None) -> Gap | None:
    """Sends what is held, or drops it; returns what that was, None where it has been decided.

    `number` is that of the gap that was asked about.
    """
    gap = open_gap(db)
    if gap is None or number not in (None, gap.number):
        return None
    of_messages = db.execute(
        "SELECT id FROM messages WHERE state = 'parked' AND reason = ?", [HELD]
    ).fetchall()
    for (message_id,) in of_messages:
        (retry_parked if send else drop_parked)(db, message_id)
    if send:
        db.execute(f"UPDATE deliveries SET state = 'pending', reason = NULL WHERE {_ROWS}", {"held": HELD})
    else:
        db.execute(
            f"UPDATE deliveries SET state = 'cancelled', reason = :dropped WHERE {_ROWS}",
            {"held": HELD, "dropped": DROPPED},
        )
    db.execute("DELETE FROM markers WHERE name = ?", [_MARKER])
    _mark(db, _DECIDED, asdict(Decision(gap.number, send, gap.count)))
    return gap


def decision(db: Db, number: int) -> Decision | None:
    """What was decided about the gap of this number; None where it wasn't, or there was another since."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_DECIDED]).fetchone()
    decided = None if row is None else Decision(**json.loads(row[0]))
    return decided if decided is not None and decided.number == number else None


def _counted(db: Db, gap: Gap) -> Gap:
    [[rows]] = db.execute(f"SELECT count(*) FROM deliveries WHERE {_ROWS}", {"held": HELD})
    [[packed]] = db.execute(
        "SELECT count(*) FROM messages m JOIN deliveries d ON d.message_id = m.id"
        " WHERE m.state = 'parked' AND m.reason = ?",
        [HELD],
    )
    [[notices]] = db.execute(
        "SELECT count(*) FROM messages m WHERE state = 'parked' AND reason = ?"
        " AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = m.id)",
        [HELD],
    )
    return replace(gap, deliveries=rows + packed, notices=notices)


def _write(db: Db, gap: Gap) -> None:
    value = {
        "number": gap.number,
        "backed_up": to_text(gap.backed_up),
        "restored": to_text(gap.restored),
        "drafts": gap.drafts,
        "announcements": gap.announcements,
        "asked": gap.asked,
    }
    _mark(db, _MARKER, value)


def _mark(db: Db, name: str, value: dict[str, Any]) -> None:
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [name, json.dumps(value)])
