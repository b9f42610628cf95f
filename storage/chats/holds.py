"""Places that take nothing: for good (off), or for now (held), and their coming back.

A refusal that may pass holds a place: its messages stay as they are, and one of them is tried again after a
quarter of an hour, then after pauses that double up to a day, for a week. Whatever shows that the place may
take messages again lets it in at once (`let_in`). A refusal that can't pass switches it off; follows,
settings and what is owed are kept either way.

A hold is a whole place's, all its topics with it, unless it is `alone`: the General topic of a forum may be
closed while the others are open.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass

from storage.chats import lost_places
from storage.database import Db
from storage.deliveries import turns
from storage.deliveries.deliveries import expire_before, reschedule
from storage.deliveries.messages import unpack_before
from storage.deliveries.owing import owe_since
from storage.moments import from_text, to_text
from storage.rows import one_row

FIRST_PAUSE = dt.timedelta(minutes=15)
LONGEST_PAUSE = dt.timedelta(days=1)
HELD_FOR = dt.timedelta(days=7)
KEPT_WHILE_OFF = dt.timedelta(days=7)
# The try that finds a place still shut after more than a day: pauses of 1/4, 1/2 … 16 hours went before.
TRIES_IN_A_DAY = 8
_SAME_PLACE = "telegram_id = (SELECT telegram_id FROM chats WHERE id = :chat_id)"
_OPEN = "held_since = NULL, hold_tries = 0, held_alone = 0"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place's first chat, and how it was held when the place said that it is gone.

    Whatever lets it in and holds it anew makes that another hold.
    """

    chat_id: int
    held_since: str
    tries: int


def hold(db: Db, chat_id: int, reason: str, moment: dt.datetime, *, alone: bool = False) -> bool:
    """Holds a chat's place, or the chat alone, and says when it is tried again.

    Returns False where it has been held for a week: then it is switched off.
    """
    row = one_row(db, "SELECT telegram_id, held_since, hold_tries FROM chats WHERE id = ?", [chat_id])
    if row is None:
        return True  # gone with everything about it, while its message was on the way
    telegram_id, since, tries = row["telegram_id"], row["held_since"], row["hold_tries"]
    if since is not None and not moment - HELD_FOR < from_text(since):
        _switch_off(db, _ids(db, chat_id, alone), telegram_id, reason, moment)
        return False
    _hold(db, _ids(db, chat_id, alone), reason, moment, moment + _pause_after(tries), alone=alone)
    if tries + 1 == TRIES_IN_A_DAY:
        lost_places.note(db, telegram_id, reason, is_off=False)
    return True


def hold_place(db: Db, telegram_id: int, reason: str, moment: dt.datetime) -> None:
    """`hold` for a place that has said so itself, whatever has been tried there."""
    ids = ids_at(db, telegram_id)
    if ids:
        hold(db, ids[0], reason, moment)


def doubt(db: Db, telegram_id: int, reason: str, moment: dt.datetime) -> Doubt | None:
    """Holds a place that says it is gone, however long it has been held; None where it is off or no more."""
    rows = db.execute(
        "SELECT id, hold_tries FROM chats WHERE telegram_id = ? AND off_at IS NULL ORDER BY thread_id",
        [telegram_id],
    ).fetchall()
    if not rows:
        return None
    chat_id, tries = rows[0]
    _hold(db, [row[0] for row in rows], reason, moment, moment + _pause_after(tries))
    return _doubt_of(db, chat_id)


def switch_off_doubted(db: Db, doubts: Collection[Doubt], moment: dt.datetime) -> tuple[tuple[int, str], ...]:
    """Switches off the places held since these doubts and not let in; returns them, and why."""
    switched_off = []
    for each in doubts:
        if _doubt_of(db, each.chat_id) != each:
            continue
        telegram_id, reason = db.execute(
            "SELECT telegram_id, hold_reason FROM chats WHERE id = ?", [each.chat_id]
        ).fetchone()
        switch_off(db, telegram_id, reason, moment)
        switched_off.append((telegram_id, reason))
    return tuple(switched_off)


def end(db: Db, chat_id: int, moment: dt.datetime) -> None:
    """Ends a hold for good: a message has been taken. A hold of another topic alone stays."""
    rows = db.execute(
        f"SELECT id FROM chats WHERE id = :chat_id OR ({_SAME_PLACE} AND NOT held_alone)",
        {"chat_id": chat_id},
    )
    ids = [row[0] for row in rows]
    db.execute(
        f"""
        UPDATE chats SET hold_reason = NULL,
            not_before = CASE WHEN held_since IS NULL THEN not_before END, {_OPEN}
        WHERE id IN (SELECT value FROM json_each(?))
        """,
        [json.dumps(ids)],
    )
    turns.settle(db, [each for each in ids if each != chat_id], moment)


def switch_off(db: Db, telegram_id: int, reason: str, moment: dt.datetime) -> None:
    """Stops sending to a place and all its topics, keeping follows, settings and what is owed."""
    _switch_off(db, ids_at(db, telegram_id), telegram_id, reason, moment)


def let_in(db: Db, telegram_id: int, moment: dt.datetime, *, thread_id: int | None = None) -> bool:
    """Takes up sending to a place again that was off or held; returns False where it was neither.

    It is owed its last seven days, what is older has expired. Holds of topics alone end with `thread_id`
    naming them, or with None; what a lost topic is owed goes to the General one, whose number is 0.
    """
    since = moment - KEPT_WHILE_OFF
    rows = db.execute(
        """
        SELECT id FROM chats WHERE telegram_id = :telegram_id AND (off_at IS NOT NULL
            OR held_since IS NOT NULL AND (
                NOT held_alone OR :thread_id IS NULL OR thread_id = :thread_id
                OR topic_lost_at IS NOT NULL AND :thread_id = 0))
        """,
        {"telegram_id": telegram_id, "thread_id": thread_id},
    ).fetchall()
    for (chat_id,) in rows:
        db.execute(
            f"""
            UPDATE chats SET off_at = NULL, off_reason = NULL,
                not_before = CASE WHEN held_since IS NULL THEN not_before END, {_OPEN}
            WHERE id = ?
            """,
            [chat_id],
        )
        unpack_before(db, chat_id, since)
        expire_before(db, chat_id, since)
        reschedule(db, chat_id, moment)
        owe_since(db, chat_id, since=since, moment=moment)
    if rows:
        lost_places.forget(db, telegram_id)
    turns.settle(db, [chat_id for (chat_id,) in rows], moment)
    return bool(rows)


def is_shut(db: Db, telegram_id: int) -> bool:
    """Whether sending to a place, or to a part of it, has stopped, for good or for now."""
    row = db.execute(
        "SELECT 1 FROM chats WHERE telegram_id = ? AND (off_at IS NOT NULL OR held_since IS NOT NULL)",
        [telegram_id],
    )
    return row.fetchone() is not None


def ids_at(db: Db, telegram_id: int) -> list[int]:
    """Our ids of a place's chats: its own and its topics'."""
    rows = db.execute("SELECT id FROM chats WHERE telegram_id = ? ORDER BY thread_id", [telegram_id])
    return [row[0] for row in rows]


def _pause_after(tries: int) -> dt.timedelta:
    doublings: int = min(tries, TRIES_IN_A_DAY)
    return min(FIRST_PAUSE * 2.0**doublings, LONGEST_PAUSE)


def _doubt_of(db: Db, chat_id: int) -> Doubt | None:
    """How a chat is held now; None where it is not, or is no more."""
    row = db.execute(
        "SELECT held_since, hold_tries FROM chats WHERE id = ? AND held_since IS NOT NULL", [chat_id]
    ).fetchone()
    return None if row is None else Doubt(chat_id, *row)


def _ids(db: Db, chat_id: int, alone: bool) -> list[int]:
    if alone:
        return [chat_id]
    return [row[0] for row in db.execute(f"SELECT id FROM chats WHERE {_SAME_PLACE}", {"chat_id": chat_id})]


def _hold(
    db: Db,
    chat_ids: Collection[int],
    reason: str,
    moment: dt.datetime,
    until: dt.datetime,
    *,
    alone: bool = False,
) -> None:
    db.execute(
        """
        UPDATE chats SET held_since = coalesce(held_since, :now), hold_reason = :reason,
            hold_tries = hold_tries + 1, held_alone = :alone, not_before = :until
        WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        {
            "now": to_text(moment),
            "reason": reason,
            "alone": alone,
            "until": to_text(until),
            "ids": json.dumps(list(chat_ids)),
        },
    )
    turns.settle(db, chat_ids, moment)


def _switch_off(
    db: Db, chat_ids: Collection[int], telegram_id: int, reason: str, moment: dt.datetime
) -> None:
    cursor = db.execute(
        f"""
        UPDATE chats SET off_at = :now, off_reason = :reason,
            not_before = CASE WHEN held_since IS NULL THEN not_before END, {_OPEN}
        WHERE id IN (SELECT value FROM json_each(:ids)) AND off_at IS NULL
        """,
        {"now": to_text(moment), "reason": reason, "ids": json.dumps(list(chat_ids))},
    )
    if cursor.rowcount:
        lost_places.note(db, telegram_id, reason, is_off=True)
    turns.settle(db, chat_ids, moment)
