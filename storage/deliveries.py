"""Deliveries: what is owed to a chat. Made when an issue is published, due when the chat's settings say."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import Db
from storage.moments import to_text

_OF_ISSUE = "SELECT id, revision, park_id FROM articles WHERE issue_id = :issue_id"
_PUSHED_SINCE = """
    SELECT a.id, a.revision, a.park_id FROM articles a JOIN issues i ON i.id = a.issue_id
    WHERE i.pushed AND i.stored_at >= :since
"""
_WAITING_FOR_CHAT = """
    SELECT a.id, a.revision, a.park_id FROM articles a JOIN deliveries d ON d.article_id = a.id
    WHERE d.chat_id = :chat_id AND d.kind = 'push' AND d.state = 'pending' AND d.message_id IS NULL
"""

# Which chats each fresh article concerns: followers of its park, of a park that one is part of, of its city,
# and of a word it contains. A chat counts once however many of its follows match.
_MATCHED = """
    WITH RECURSIVE fresh(article_id, revision, park_id) AS ({fresh}),
    lineage(article_id, park_id) AS (
        SELECT article_id, park_id FROM fresh WHERE park_id IS NOT NULL
        UNION
        SELECT l.article_id, up.id FROM lineage l
            JOIN parks p ON p.id = l.park_id
            JOIN parks up ON up.id IN (p.parent_id, p.merged_into_id)
    ),
    matched(article_id, chat_id) AS (
        SELECT l.article_id, f.chat_id FROM lineage l
            JOIN follows f ON f.kind = 'park' AND f.park_id = l.park_id
        UNION
        SELECT fresh.article_id, f.chat_id FROM fresh
            JOIN park_cities c ON c.park_id = fresh.park_id
            JOIN follows f ON f.kind = 'city' AND f.word = c.city
        UNION
        SELECT fresh.article_id, f.chat_id FROM fresh
            JOIN article_words w ON w.article_id = fresh.article_id
            JOIN follows f ON f.kind = 'keyword'
                AND instr(' ' || w.headline || ' ' || w.body || ' ', ' ' || f.word || ' ')
    )
"""
_OWE = (
    _MATCHED
    + """
    INSERT INTO deliveries (chat_id, kind, article_id, revision, due_at, owed_at)
    SELECT c.id, 'push', m.article_id, fresh.revision,
        due_at(c.digest, c.digest_time, c.timezone, :now), :now
    FROM matched m
        JOIN fresh ON fresh.article_id = m.article_id
        JOIN chats c ON c.id = m.chat_id
    WHERE c.off_at IS NULL AND c.digest <> 'off' AND (:chat_id IS NULL OR c.id = :chat_id)
    ORDER BY m.article_id, c.id
    ON CONFLICT DO NOTHING
    """
)


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """One row that is due and in no message yet."""

    id: int
    article_id: int
    kind: str


def owe(db: Db, *, moment: dt.datetime, issue_id: int) -> int:
    """Makes a delivery for every chat and article of a published issue; returns how many chats are owed."""
    db.execute(_OWE.format(fresh=_OF_ISSUE), {"issue_id": issue_id, "chat_id": None, "now": to_text(moment)})
    row = db.execute(
        """
        SELECT count(DISTINCT d.chat_id) FROM deliveries d JOIN articles a ON a.id = d.article_id
        WHERE a.issue_id = ? AND d.state = 'pending'
        """,
        [issue_id],
    ).fetchone()
    return int(row[0])


def owe_since(db: Db, chat_id: int, *, since: dt.datetime, moment: dt.datetime) -> None:
    """Makes the deliveries a chat missed: what was pushed from `since` on and is not owed to it yet."""
    db.execute(
        _OWE.format(fresh=_PUSHED_SINCE),
        {"since": to_text(since), "chat_id": chat_id, "now": to_text(moment)},
    )


def reschedule(db: Db, chat_id: int, moment: dt.datetime) -> None:
    """Gives a chat's unpacked rows the time that its settings now say; with `off` they are cancelled."""
    db.execute(
        """
        UPDATE deliveries SET due_at = due_at(c.digest, c.digest_time, c.timezone, :now)
        FROM chats c
        WHERE c.id = deliveries.chat_id AND c.id = :chat_id AND c.digest <> 'off'
            AND deliveries.state = 'pending' AND deliveries.message_id IS NULL
        """,
        {"chat_id": chat_id, "now": to_text(moment)},
    )
    db.execute(
        """
        UPDATE deliveries SET state = 'cancelled', reason = 'digest off'
        WHERE chat_id IN (SELECT id FROM chats WHERE id = ? AND digest = 'off')
            AND state = 'pending' AND message_id IS NULL
        """,
        [chat_id],
    )


def cancel_unmatched(db: Db, chat_id: int) -> int:
    """Cancels a chat's unpacked pushes that none of its follows matches any more; returns how many."""
    cursor = db.execute(
        _MATCHED.format(fresh=_WAITING_FOR_CHAT)
        + """
        UPDATE deliveries SET state = 'cancelled', reason = 'unfollowed'
        WHERE chat_id = :chat_id AND kind = 'push' AND state = 'pending' AND message_id IS NULL
            AND article_id NOT IN (SELECT article_id FROM matched WHERE chat_id = :chat_id)
        """,
        {"chat_id": chat_id},
    )
    return cursor.rowcount


def expire_before(db: Db, chat_id: int, before: dt.datetime) -> int:
    """Marks a chat's unpacked rows owed before a moment as expired; returns how many."""
    cursor = db.execute(
        """
        UPDATE deliveries SET state = 'expired', reason = 'chat was switched off'
        WHERE chat_id = ? AND state = 'pending' AND message_id IS NULL AND owed_at < ?
        """,
        [chat_id, to_text(before)],
    )
    return cursor.rowcount


def chats_with_due(db: Db, moment: dt.datetime, limit: int) -> tuple[int, ...]:
    """The chats that have rows due and in no message, the one waiting longest first."""
    rows = db.execute(
        """
        SELECT t.chat_id FROM turns t JOIN chats c ON c.id = t.chat_id
        WHERE t.at <= :now AND c.off_at IS NULL AND EXISTS (
            SELECT 1 FROM deliveries d WHERE d.chat_id = t.chat_id AND d.state = 'pending'
                AND d.message_id IS NULL AND d.due_at <= :now
        )
        ORDER BY t.at LIMIT :limit
        """,
        {"now": to_text(moment), "limit": limit},
    )
    return tuple(row[0] for row in rows)


def due_rows(db: Db, chat_ids: Sequence[int], moment: dt.datetime) -> dict[int, list[DueDelivery]]:
    """The rows of these chats that are due and in no message yet, each chat's oldest first."""
    rows = db.execute(
        """
        SELECT d.chat_id, d.id, d.article_id, d.kind
        FROM json_each(?) asked CROSS JOIN deliveries d ON d.chat_id = asked.value
        WHERE d.state = 'pending' AND d.message_id IS NULL AND d.due_at <= ?
        ORDER BY d.id
        """,
        [json.dumps(list(chat_ids)), to_text(moment)],
    )
    due: dict[int, list[DueDelivery]] = {}
    for chat_id, *row in rows:
        due.setdefault(chat_id, []).append(DueDelivery(*row))
    return due


def pull_forward(db: Db, moment: dt.datetime) -> int:
    """Makes every waiting row due at once, as if every digest's time had come; returns how many."""
    cursor = db.execute(
        "UPDATE deliveries SET due_at = :now"
        " WHERE state = 'pending' AND message_id IS NULL AND due_at > :now",
        {"now": to_text(moment)},
    )
    return cursor.rowcount
