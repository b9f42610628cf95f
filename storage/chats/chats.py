"""Chats: the places that receive. A private chat, a group, a channel, or one topic of a forum group."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storage import schedule as schedules
from storage.archive import carriers
from storage.chats import lost_places
from storage.chats.chat_merger import merge_chat
from storage.chats.holds import KEPT_WHILE_OFF, ids_at, let_in
from storage.database import Db
from storage.deliveries import story_pushes, turns
from storage.deliveries.deliveries import (
    ANNOUNCEMENTS_OFF,
    cancel_unmatched,
    reschedule,
    restore_switched_off,
    restore_unfollowed,
)
from storage.moments import from_text, to_text
from storage.rows import all_rows, one_row
from storage.schedule import OFF, Schedule

_COLUMNS = (
    "c.id, c.telegram_id, c.thread_id, c.kind, c.off_reason, c.hold_reason,"
    " CASE WHEN c.held_since IS NOT NULL THEN c.not_before END AS held_until, " + schedules.OF_CHAT
)
MIGRATED = "the group became a supergroup"
_SET_SCHEDULE = ", ".join(f"{name} = :{name}" for name in schedules.COLUMNS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an update came from, in Telegram's terms; `thread_id` is 0 outside forum topics."""

    telegram_id: int
    thread_id: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A place with an id of our own, and when it wants what is new.

    Where Telegram takes nothing there any more, `off_reason` says why; where it may pass, the place is held:
    tried again at `held_until`. `hold_reason` outlasts the hold until a message has been taken again.
    """

    id: int
    telegram_id: int
    thread_id: int
    kind: str
    off_reason: str | None
    hold_reason: str | None
    held_until: dt.datetime | None
    schedule: Schedule


def ensure_chat(db: Db, place: Place, moment: dt.datetime) -> Chat:
    """The chat of this place, made on first sight. Who writes in a topic shows that it is open."""
    db.execute(
        """
        INSERT INTO chats (telegram_id, thread_id, kind, title, created_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (telegram_id, thread_id)
            DO UPDATE SET kind = excluded.kind, title = excluded.title, topic_lost_at = NULL
        """,
        [place.telegram_id, place.thread_id, place.kind, place.title, to_text(moment)],
    )
    chat = find_chat(db, place.telegram_id, place.thread_id)
    assert chat is not None
    return chat


def find_chat(db: Db, telegram_id: int, thread_id: int) -> Chat | None:
    """The chat of this place, or None where it has never been needed."""
    row = one_row(
        db,
        f"SELECT {_COLUMNS} FROM chats c WHERE telegram_id = ? AND thread_id = ?",
        [telegram_id, thread_id],
    )
    return None if row is None else _chat(row)


def schedule_at(db: Db, telegram_id: int, thread_id: int) -> Schedule:
    """What the chat of a place chose; nothing where it has never been needed."""
    chat = find_chat(db, telegram_id, thread_id)
    return Schedule() if chat is None else chat.schedule


def chat_by_id(db: Db, chat_id: int) -> Chat | None:
    """A chat by our own id, or None where there is none."""
    row = one_row(db, f"SELECT {_COLUMNS} FROM chats c WHERE id = ?", [chat_id])
    return None if row is None else _chat(row)


def place_by_id(db: Db, chat_id: int) -> Place | None:
    """The place of a chat by our own id, or None where there is none."""
    row = one_row(db, "SELECT telegram_id, thread_id, kind, title FROM chats WHERE id = ?", [chat_id])
    return None if row is None else Place(**row)


def count_greeting(db: Db, chat_id: int, moment: dt.datetime) -> bool:
    """Records that a chat is greeted; returns False where it was before."""
    cursor = db.execute(
        "UPDATE chats SET greeted_at = ? WHERE id = ? AND greeted_at IS NULL", [to_text(moment), chat_id]
    )
    return cursor.rowcount > 0


def greeted_at(db: Db, chat_id: int) -> dt.datetime | None:
    """When a chat was greeted, or None where it never was."""
    row = db.execute("SELECT greeted_at FROM chats WHERE id = ?", [chat_id]).fetchone()
    return None if row is None or row[0] is None else from_text(row[0])


def title_of(db: Db, chat_id: int) -> str:
    """A chat's title as Telegram last told it; empty where there is none."""
    row = db.execute("SELECT title FROM chats WHERE id = ?", [chat_id]).fetchone()
    return "" if row is None else str(row[0])


def schedules_of(db: Db, chat_ids: Sequence[int]) -> dict[int, Schedule]:
    """When each of these chats wants what is new."""
    rows = all_rows(
        db,
        f"SELECT c.id, {schedules.OF_CHAT} FROM chats c WHERE c.id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(chat_ids))],
    )
    return {row["id"]: Schedule.from_row(row) for row in rows}


def schedule_of(db: Db, chat_id: int) -> Schedule:
    """When a chat wants what is new."""
    [row] = all_rows(db, f"SELECT {schedules.OF_CHAT} FROM chats c WHERE id = ?", [chat_id])
    return Schedule.from_row(row)


def change_schedule(
    db: Db, chat_id: int, change: Callable[[Schedule], Schedule], moment: dt.datetime
) -> Schedule:
    """Changes when a chat gets what is new, for what already waits as well; returns what holds now.

    A chat switched to `off` and back within a week finds what waited for it still waiting.
    """
    before = schedule_of(db, chat_id)
    after = change(before)
    if after == before:
        return after
    _set_schedule(db, chat_id, after)
    if before.digest == OFF:
        restore_switched_off(db, chat_id, owed_since=moment - KEPT_WHILE_OFF)
        restore_unfollowed(db, chat_id, since=moment - KEPT_WHILE_OFF, moment=moment)
        cancel_unmatched(db, chat_id)
        story_pushes.settle_chat(db, chat_id, moment)
    if after.announcements and not before.announcements:
        since = moment - KEPT_WHILE_OFF
        restore_switched_off(db, chat_id, owed_since=since, reason=ANNOUNCEMENTS_OFF)
    reschedule(db, chat_id, moment)
    turns.settle(db, [chat_id], moment)
    return after


def set_digest(db: Db, chat_id: int, digest: str, moment: dt.datetime) -> Schedule:
    """Sets the manner in which a chat gets its digest (`daily`, `now` or `off`), keeping days and times."""
    return change_schedule(db, chat_id, lambda old: dataclasses.replace(old, digest=digest), moment)


def lose_topic(db: Db, chat_id: int, moment: dt.datetime) -> bool:
    """Lets a topic's messages go to the general one from now on; returns False where they did already."""
    cursor = db.execute(
        "UPDATE chats SET topic_lost_at = ? WHERE id = ? AND topic_lost_at IS NULL",
        [to_text(moment), chat_id],
    )
    return cursor.rowcount > 0


def find_topic_again(db: Db, telegram_id: int, thread_id: int) -> None:
    """Lets a topic's messages go to it again."""
    db.execute(
        "UPDATE chats SET topic_lost_at = NULL WHERE telegram_id = ? AND thread_id = ?",
        [telegram_id, thread_id],
    )


def migrate(db: Db, old_id: int, new_id: int, moment: dt.datetime) -> None:
    """Follows a group that became a supergroup; where the new one is already known, the two are merged.

    The old group may tell first that the bot has left it; whoever tells of the new one is in it.
    """
    rows = db.execute("SELECT id, thread_id FROM chats WHERE telegram_id = ?", [old_id]).fetchall()
    for chat_id, thread_id in rows:
        carriers.leave_behind(db, chat_id, MIGRATED)
        known = find_chat(db, new_id, thread_id)
        if known is None:
            db.execute(
                "UPDATE chats SET telegram_id = ?, kind = 'supergroup' WHERE id = ?", [new_id, chat_id]
            )
        else:
            if known.schedule == Schedule():
                _pass_on_schedule(db, chat_id, known.id)
            merge_chat(db, chat_id, known.id)
            reschedule(db, known.id, moment)
    if rows:
        lost_places.forget(db, old_id)
        let_in(db, new_id, moment)
    turns.settle(db, ids_at(db, new_id), moment)


def _pass_on_schedule(db: Db, chat_id: int, into: int) -> None:
    """Lets a supergroup that chose nothing yet keep what the group had chosen."""
    _set_schedule(db, into, schedule_of(db, chat_id))


def _set_schedule(db: Db, chat_id: int, schedule: Schedule) -> None:
    db.execute(
        f"UPDATE chats SET {_SET_SCHEDULE} WHERE id = :chat_id", schedule.to_row() | {"chat_id": chat_id}
    )


def _chat(row: sqlite3.Row) -> Chat:
    until = row["held_until"]
    return Chat(
        id=row["id"],
        telegram_id=row["telegram_id"],
        thread_id=row["thread_id"],
        kind=row["kind"],
        off_reason=row["off_reason"],
        hold_reason=row["hold_reason"],
        held_until=None if until is None else from_text(until),
        schedule=Schedule.from_row(row),
    )
