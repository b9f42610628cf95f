"""Deliveries: what is owed to a chat. Made when an issue is published, due when the chat's settings say."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import Db
from storage.deliveries.concerned import UNFOLLOWED_BY_CHAT, WAITING_FOR_CHAT, matched
from storage.deliveries.parts import NEVER_PACKED, WAITING
from storage.deliveries.urgency import give_chance
from storage.moments import from_text, to_text
from storage.rows import all_rows
from storage.schedule import DUE_AT, DUE_OF_KIND, DUE_OF_ROW, IS_HELD, Defaults

DEFAULTS_MARKER = "schedule_defaults"
SWITCHED_OFF = "digest off"
ANNOUNCEMENTS_OFF = "announcements off"
SHOWN = "shown in an answer"
PUSH = "push"
# What a chat's schedule is for. A correction of what it has already waits for no digest and no morning.
OF_SCHEDULE = "deliveries.kind NOT IN ('correction', 'retraction', 'withdrawal', 'project_edit')"


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """One row that is due and in no message yet, about an article, an announcement or news of a
    project; the others are 0.

    `urgent` is one that doesn't wait for the digest.
    """

    id: int
    article_id: int
    kind: str
    version: int = 1
    announcement_id: int = 0
    urgent: bool = False
    project_news_id: int = 0

    @property
    def subject(self) -> int:
        """The number of what it is about, among those of its kind."""
        return self.article_id or self.announcement_id or self.project_news_id


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many briefs wait for a chat, and when the first are due (None where none wait)."""

    count: int
    due_at: dt.datetime | None


def reschedule(db: Db, chat_id: int, moment: dt.datetime) -> None:
    """Gives a chat's unpacked rows the time that its settings now say; with `off` they are cancelled.

    What is due already stays due: a digest that is late is not put off for another day. Announcements are
    cancelled where they are not wanted.
    """
    db.execute(
        f"""
        UPDATE deliveries SET due_at = {DUE_OF_KIND}, urgent_on = NULL
        FROM chats c
        WHERE c.id = deliveries.chat_id AND c.id = :chat_id AND c.digest <> 'off'
            AND {WAITING} AND {OF_SCHEDULE}
            AND (deliveries.due_at > :now OR c.digest = 'now')
        """,
        {"chat_id": chat_id, "now": to_text(moment)},
    )
    give_chance(db, chat_id, moment)
    db.execute(
        f"""
        UPDATE deliveries SET state = 'cancelled', reason = ?
        WHERE chat_id IN (SELECT id FROM chats WHERE id = ? AND digest = 'off')
            AND {WAITING} AND {OF_SCHEDULE}
        """,
        [SWITCHED_OFF, chat_id],
    )
    db.execute(
        f"""
        UPDATE deliveries SET state = 'cancelled', reason = ?
        WHERE chat_id IN (SELECT id FROM chats WHERE id = ? AND NOT announcements)
            AND {WAITING} AND kind = 'announcement'
        """,
        [ANNOUNCEMENTS_OFF, chat_id],
    )


def restore_switched_off(
    db: Db, chat_id: int, *, owed_since: dt.datetime, reason: str = SWITCHED_OFF
) -> None:
    """Makes a chat's rows wait again that were cancelled for this reason, down to an age."""
    db.execute(
        f"""
        UPDATE deliveries SET state = 'pending', reason = NULL, urgent_on = NULL
        WHERE chat_id = ? AND {NEVER_PACKED}
            AND state = 'cancelled' AND reason = ? AND owed_at >= ?
        """,
        [chat_id, reason, to_text(owed_since)],
    )


def follow_defaults(db: Db, defaults: Defaults, moment: dt.datetime) -> bool:
    """Gives waiting rows the time that changed defaults say; returns False where they are as they were.

    Rows that are due already stay due: a digest missed while the configuration was changed is still owed.
    """
    value = f"{defaults.timezone} {defaults.digest_time}"
    row = db.execute("SELECT value FROM markers WHERE name = ?", [DEFAULTS_MARKER]).fetchone()
    if row is not None and row[0] == value:
        return False
    db.execute("INSERT OR REPLACE INTO markers VALUES (?, ?)", [DEFAULTS_MARKER, value])
    db.execute(
        f"""
        UPDATE deliveries SET due_at = {DUE_OF_ROW}
        FROM chats c
        WHERE c.id = deliveries.chat_id AND c.digest <> 'off'
            AND (c.timezone IS NULL OR c.digest_time IS NULL)
            AND {WAITING} AND deliveries.due_at > :now
        """,
        {"now": to_text(moment)},
    )
    return row is not None


def hold(db: Db, chat_id: int, until: dt.datetime, moment: dt.datetime) -> None:
    """Puts off a chat's unpacked rows that are due at `moment`."""
    db.execute(
        f"""
        UPDATE deliveries SET due_at = ?
        WHERE chat_id = ? AND {WAITING} AND due_at <= ? AND {OF_SCHEDULE}
        """,
        [to_text(until), chat_id, to_text(moment)],
    )


def waiting(db: Db, chat_id: int) -> Waiting:
    """What waits for a chat's next digest."""
    count, due = db.execute(
        f"""
        SELECT count(*), min(due_at) FROM deliveries
        WHERE chat_id = ? AND {WAITING} AND kind = 'push'
        """,
        [chat_id],
    ).fetchone()
    return Waiting(count, None if due is None else from_text(due))


def cancel_unmatched(db: Db, chat_id: int) -> None:
    """Cancels a chat's unpacked pushes that none of its follows matches any more."""
    db.execute(
        matched(WAITING_FOR_CHAT, one_chat=True)
        + f"""
        UPDATE deliveries SET state = 'cancelled', reason = 'unfollowed'
        WHERE chat_id = :chat_id AND kind = 'push' AND {WAITING}
            AND article_id NOT IN (SELECT article_id FROM matched WHERE chat_id = :chat_id)
        """,
        {"chat_id": chat_id},
    )


def restore_unfollowed(db: Db, chat_id: int, *, since: dt.datetime, moment: dt.datetime) -> None:
    """Makes a chat's rows wait again that an unfollow cancelled and a follow matches once more."""
    db.execute(
        matched(UNFOLLOWED_BY_CHAT, one_chat=True)
        + f"""
        UPDATE deliveries SET state = 'pending', reason = NULL, urgent_on = NULL,
            due_at = max(due_at, coalesce({DUE_AT}, due_at))
        FROM chats c
        WHERE c.id = :chat_id AND deliveries.chat_id = :chat_id AND c.digest <> 'off'
            AND {NEVER_PACKED}
            AND deliveries.state = 'cancelled' AND deliveries.reason = 'unfollowed'
            AND deliveries.article_id IN (SELECT article_id FROM matched WHERE chat_id = :chat_id)
            AND deliveries.owed_at >= :since
        """,
        {"chat_id": chat_id, "since": to_text(since), "now": to_text(moment)},
    )


def mark_shown(db: Db, chat_id: int, article_ids: Sequence[int], moment: dt.datetime) -> None:
    """Records that a chat has seen these articles in an answer, so that they are never pushed to it.

    One that is in a message already is left to that message.
    """
    db.execute(
        """
        INSERT INTO deliveries (chat_id, kind, subject, version, due_at, state, reason, owed_at)
        SELECT :chat_id, 'push', a.id, 1, :now, 'sent', :reason, :now
        FROM articles a WHERE a.id IN (SELECT value FROM json_each(:article_ids))
        ON CONFLICT DO UPDATE SET state = 'sent', reason = excluded.reason WHERE message_id IS NULL
        """,
        {
            "chat_id": chat_id,
            "article_ids": json.dumps(list(article_ids)),
            "reason": SHOWN,
            "now": to_text(moment),
        },
    )


def expire_before(db: Db, chat_id: int, before: dt.datetime) -> int:
    """Marks a chat's unpacked rows owed before a moment as expired; returns how many."""
    cursor = db.execute(
        f"""
        UPDATE deliveries SET state = 'expired', reason = 'chat was switched off'
        WHERE chat_id = ? AND {WAITING} AND owed_at < ? AND {OF_SCHEDULE}
        """,
        [chat_id, to_text(before)],
    )
    return cursor.rowcount


def due_rows(db: Db, chat_ids: Sequence[int], moment: dt.datetime) -> dict[int, list[DueDelivery]]:
    """The rows of these chats that are due and in no message yet, each chat's oldest first."""
    rows = all_rows(
        db,
        f"""
        SELECT d.chat_id, d.id, coalesce(d.article_id, 0) AS article_id, d.kind, d.version,
            coalesce(d.announcement_id, 0) AS announcement_id, d.urgent_on IS NOT NULL AS urgent,
            coalesce(d.project_news_id, 0) AS project_news_id
        FROM json_each(?) asked CROSS JOIN deliveries d ON d.chat_id = asked.value
        WHERE {WAITING} AND d.due_at <= ?
        ORDER BY d.id
        """,
        [json.dumps(list(chat_ids)), to_text(moment)],
    )
    due: dict[int, list[DueDelivery]] = {}
    for row in rows:
        of_row = dict(row) | {"urgent": bool(row["urgent"])}
        due.setdefault(of_row.pop("chat_id"), []).append(DueDelivery(**of_row))
    return due


def pull_forward(db: Db, moment: dt.datetime) -> int:
    """Makes what waits due at once, as if every digest's time had come; returns how many rows.

    What a pause or quiet hours hold back goes on waiting.
    """
    cursor = db.execute(
        f"""
        UPDATE deliveries SET due_at = :now
        WHERE {WAITING} AND due_at > :now
            AND chat_id NOT IN (SELECT c.id FROM chats c WHERE {IS_HELD})
        """,
        {"now": to_text(moment)},
    )
    return cursor.rowcount
