"""Deliveries: what is owed to a chat. Made when an issue is published, due when the chat's settings say."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage import turns
from storage.database import Db
from storage.moments import from_text, to_text
from storage.rows import all_rows
from storage.schedule import DUE_AT, IS_HELD, Defaults

DEFAULTS_MARKER = "schedule_defaults"
SWITCHED_OFF = "digest off"
SHOWN = "shown in an answer"

_OF_ISSUE = """
    SELECT a.id, a.park_id, a.issue_id FROM articles a WHERE a.issue_id = :issue_id
"""
_PUSHED_SINCE = """
    SELECT a.id, a.park_id, i.id FROM articles a JOIN issues i ON i.id = a.issue_id
    WHERE i.pushed AND i.stored_at >= :since
"""
# What is owed already stays owed for any follow that matches it, however new.
_WAITING_FOR_CHAT = """
    SELECT a.id, a.park_id, NULL FROM articles a JOIN deliveries d ON d.article_id = a.id
    WHERE d.chat_id = :chat_id AND d.kind = 'push' AND d.state = 'pending' AND d.message_id IS NULL
"""
# `state <> 'pending'` is what the index of rows never packed asks for, beside the state that is meant.
_UNFOLLOWED_BY_CHAT = """
    SELECT a.id, a.park_id, NULL FROM articles a JOIN deliveries d ON d.article_id = a.id
    WHERE d.chat_id = :chat_id AND d.state <> 'pending' AND d.message_id IS NULL
        AND d.state = 'cancelled' AND d.reason = 'unfollowed' AND d.owed_at >= :since
"""

# Which chats each fresh article concerns: followers of its park, of a park that one is part of, of its city,
# and of a word it contains. A chat counts once however many of its follows match. What was published before
# a chat followed is not owed to it; which came first is told by the issues' numbers, since clocks may be set.
# A keyword that is several words stands in the article as these words one after the other, in one clause of
# the headline or of the body (summaries.words.clause_words marks where one ends); only keywords whose first
# word it has are looked at.
_MATCHED = """
    WITH RECURSIVE fresh(article_id, park_id, issue_id) AS ({fresh}),
    lineage(article_id, park_id, issue_id) AS (
        SELECT article_id, park_id, issue_id FROM fresh WHERE park_id IS NOT NULL
        UNION
        SELECT l.article_id, up.id, l.issue_id FROM lineage l
            JOIN parks p ON p.id = l.park_id
            JOIN parks up ON up.id IN (p.parent_id, p.merged_into_id)
    ),
    spoken(article_id, word, issue_id) AS (
        SELECT DISTINCT w.article_id, said.value, fresh.issue_id FROM fresh
            CROSS JOIN article_words w ON w.article_id = fresh.article_id
            CROSS JOIN json_each(
                '[' || replace(json_quote(w.headline || ' ' || w.body), ' ', '","') || ']'
            ) said
        WHERE EXISTS (SELECT 1 FROM keywords)
    ),
    named(article_id, words, issue_id) AS (
        SELECT s.article_id, k.words, s.issue_id FROM spoken s
            CROSS JOIN keywords k ON k.first = s.word
            CROSS JOIN article_words w ON w.article_id = s.article_id
        WHERE k.words = k.first OR instr(' ' || w.headline || ' | ' || w.body || ' ', ' ' || k.words || ' ')
    ),
    concerned(article_id, chat_id) AS (
        SELECT l.article_id, f.chat_id FROM lineage l
            CROSS JOIN follows f ON f.kind = 'park' AND f.park_id = l.park_id
                AND f.after_issue < coalesce(l.issue_id, f.after_issue + 1) {of_chat}
        UNION ALL
        SELECT fresh.article_id, f.chat_id FROM fresh
            CROSS JOIN park_cities c ON c.park_id = fresh.park_id
            CROSS JOIN follows f ON f.kind = 'city' AND f.word = c.city
                AND f.after_issue < coalesce(fresh.issue_id, f.after_issue + 1) {of_chat}
        UNION ALL
        SELECT n.article_id, f.chat_id FROM named n
            CROSS JOIN follows f ON f.kind = 'keyword' AND f.word = n.words
                AND f.after_issue < coalesce(n.issue_id, f.after_issue + 1) {of_chat}
    ),
    matched(article_id, chat_id) AS (
        SELECT article_id, chat_id FROM concerned GROUP BY article_id, chat_id
    )
"""
_ANY_CHAT, _ONE_CHAT = "", "AND f.chat_id = :chat_id"
_OWE = (
    _MATCHED
    + f"""
    INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)
    SELECT c.id, 'push', matched.article_id, a.revision,
        {DUE_AT}, :now
    FROM matched
        CROSS JOIN articles a ON a.id = matched.article_id
        CROSS JOIN chats c ON c.id = matched.chat_id
    WHERE c.off_at IS NULL AND c.digest <> 'off'
    ORDER BY matched.article_id, matched.chat_id
    ON CONFLICT DO NOTHING
    """
)


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """One row that is due and in no message yet."""

    id: int
    article_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many briefs wait for a chat, and when the first are due (None where none wait)."""

    count: int
    due_at: dt.datetime | None


def owe(db: Db, *, moment: dt.datetime, issue_id: int) -> int:
    """Makes a delivery for every chat and article of a published issue; returns how many chats are owed."""
    [last] = db.execute("SELECT coalesce(max(id), 0) FROM deliveries").fetchone()
    db.execute(
        _OWE.format(fresh=_OF_ISSUE, of_chat=_ANY_CHAT), {"issue_id": issue_id, "now": to_text(moment)}
    )
    turns.bring_forward_for_rows_after(db, last)
    [chats] = db.execute("SELECT count(DISTINCT chat_id) FROM deliveries WHERE id > ?", [last]).fetchone()
    return int(chats)


def owe_since(db: Db, chat_id: int, *, since: dt.datetime, moment: dt.datetime) -> None:
    """Makes the deliveries a chat missed: what was pushed from `since` on and is not owed to it yet."""
    db.execute(
        _OWE.format(fresh=_PUSHED_SINCE, of_chat=_ONE_CHAT),
        {"since": to_text(since), "chat_id": chat_id, "now": to_text(moment)},
    )
    turns.bring_forward(db, chat_id)


def reschedule(db: Db, chat_id: int, moment: dt.datetime) -> None:
    """Gives a chat's unpacked rows the time that its settings now say; with `off` they are cancelled.

    What is due already stays due: a digest that is late is not put off for another day.
    """
    db.execute(
        f"""
        UPDATE deliveries SET due_at = {DUE_AT}
        FROM chats c
        WHERE c.id = deliveries.chat_id AND c.id = :chat_id AND c.digest <> 'off'
            AND deliveries.state = 'pending' AND deliveries.message_id IS NULL
            AND (deliveries.due_at > :now OR c.digest = 'now')
        """,
        {"chat_id": chat_id, "now": to_text(moment)},
    )
    db.execute(
        """
        UPDATE deliveries SET state = 'cancelled', reason = ?
        WHERE chat_id IN (SELECT id FROM chats WHERE id = ? AND digest = 'off')
            AND state = 'pending' AND message_id IS NULL
        """,
        [SWITCHED_OFF, chat_id],
    )


def restore_switched_off(db: Db, chat_id: int, *, owed_since: dt.datetime) -> None:
    """Makes a chat's rows wait again that were cancelled when it was set to `off`, down to an age."""
    db.execute(
        """
        UPDATE deliveries SET state = 'pending', reason = NULL
        WHERE chat_id = ? AND state <> 'pending' AND message_id IS NULL
            AND state = 'cancelled' AND reason = ? AND owed_at >= ?
        """,
        [chat_id, SWITCHED_OFF, to_text(owed_since)],
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
        UPDATE deliveries SET due_at = {DUE_AT}
        FROM chats c
        WHERE c.id = deliveries.chat_id AND c.digest <> 'off'
            AND (c.timezone IS NULL OR c.digest_time IS NULL)
            AND deliveries.state = 'pending' AND deliveries.message_id IS NULL AND deliveries.due_at > :now
        """,
        {"now": to_text(moment)},
    )
    return row is not None


def hold(db: Db, chat_id: int, until: dt.datetime, moment: dt.datetime) -> None:
    """Puts off a chat's unpacked rows that are due at `moment`."""
    db.execute(
        """
        UPDATE deliveries SET due_at = ?
        WHERE chat_id = ? AND state = 'pending' AND message_id IS NULL AND due_at <= ?
        """,
        [to_text(until), chat_id, to_text(moment)],
    )


def waiting(db: Db, chat_id: int) -> Waiting:
    """What waits for a chat's next digest."""
    count, due = db.execute(
        """
        SELECT count(*), min(due_at) FROM deliveries
        WHERE chat_id = ? AND state = 'pending' AND message_id IS NULL
        """,
        [chat_id],
    ).fetchone()
    return Waiting(count, None if due is None else from_text(due))


def cancel_unmatched(db: Db, chat_id: int) -> int:
    """Cancels a chat's unpacked pushes that none of its follows matches any more; returns how many."""
    cursor = db.execute(
        _MATCHED.format(fresh=_WAITING_FOR_CHAT, of_chat=_ONE_CHAT)
        + """
        UPDATE deliveries SET state = 'cancelled', reason = 'unfollowed'
        WHERE chat_id = :chat_id AND kind = 'push' AND state = 'pending' AND message_id IS NULL
            AND article_id NOT IN (SELECT article_id FROM matched WHERE chat_id = :chat_id)
        """,
        {"chat_id": chat_id},
    )
    return cursor.rowcount


def restore_unfollowed(db: Db, chat_id: int, *, since: dt.datetime, moment: dt.datetime) -> None:
    """Makes a chat's rows wait again that an unfollow cancelled and a follow matches once more."""
    db.execute(
        _MATCHED.format(fresh=_UNFOLLOWED_BY_CHAT, of_chat=_ONE_CHAT)
        + f"""
        UPDATE deliveries SET state = 'pending', reason = NULL,
            due_at = max(due_at, coalesce({DUE_AT}, due_at))
        FROM chats c
        WHERE c.id = :chat_id AND deliveries.chat_id = :chat_id AND c.digest <> 'off'
            AND deliveries.state <> 'pending' AND deliveries.message_id IS NULL
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
        SELECT :chat_id, 'push', a.id, a.revision, :now, 'sent', :reason, :now
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
        """
        UPDATE deliveries SET state = 'expired', reason = 'chat was switched off'
        WHERE chat_id = ? AND state = 'pending' AND message_id IS NULL AND owed_at < ?
        """,
        [chat_id, to_text(before)],
    )
    return cursor.rowcount


def due_rows(db: Db, chat_ids: Sequence[int], moment: dt.datetime) -> dict[int, list[DueDelivery]]:
    """The rows of these chats that are due and in no message yet, each chat's oldest first."""
    rows = all_rows(
        db,
        """
        SELECT d.chat_id, d.id, d.article_id, d.kind
        FROM json_each(?) asked CROSS JOIN deliveries d ON d.chat_id = asked.value
        WHERE d.state = 'pending' AND d.message_id IS NULL AND d.due_at <= ?
        ORDER BY d.id
        """,
        [json.dumps(list(chat_ids)), to_text(moment)],
    )
    due: dict[int, list[DueDelivery]] = {}
    for row in rows:
        delivery = DueDelivery(id=row["id"], article_id=row["article_id"], kind=row["kind"])
        due.setdefault(row["chat_id"], []).append(delivery)
    return due


def pull_forward(db: Db, moment: dt.datetime) -> int:
    """Makes what waits due at once, as if every digest's time had come; returns how many rows.

    What a pause or quiet hours hold back goes on waiting.
    """
    cursor = db.execute(
        f"""
        UPDATE deliveries SET due_at = :now
        WHERE state = 'pending' AND message_id IS NULL AND due_at > :now
            AND chat_id NOT IN (SELECT c.id FROM chats c WHERE {IS_HELD})
        """,
        {"now": to_text(moment)},
    )
    return cursor.rowcount
