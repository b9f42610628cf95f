"""Urgent articles (加急): one of an issue goes to chats with a digest before the digest, once a day each.

A push with `urgent_on` is the urgent one of that day of its chat's; all other pushes of urgent articles come
with the digest. What is one delivery goes out once, so the digest repeats nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from storage.database import Db
from storage.deliveries.parts import WAITING
from storage.moments import to_text
from storage.schedule import DUE_AT, ONE_DAY, URGENT_AT

# The day on which an urgent article may go to the chat `c` before its digest; NULL where it comes with that.
_FREE_DAY = f"""
    (SELECT day FROM (SELECT local_day(c.timezone, {URGENT_AT}) AS day)
        WHERE day IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM deliveries taken WHERE taken.chat_id = c.id AND taken.urgent_on = day
                AND taken.state NOT IN ('cancelled', 'expired')))
"""
# For an issue with an urgent article; behind `matched`, like the plain statement in
# storage/deliveries/owing.py.
OWE_URGENT = f"""
    INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at, urgent_on)
    SELECT chat_id, 'push', article_id, 1, CASE WHEN day IS NULL THEN digest ELSE soon END, :now, day
    FROM (
        SELECT c.id AS chat_id, a.id AS article_id, {DUE_AT} AS digest, {URGENT_AT} AS soon,
            CASE WHEN a.urgent THEN {_FREE_DAY} END AS day
        FROM matched
            CROSS JOIN articles a ON a.id = matched.article_id
            CROSS JOIN chats c ON c.id = matched.chat_id
        WHERE c.off_at IS NULL AND c.digest <> 'off'
    )
    ORDER BY article_id, chat_id
    ON CONFLICT DO NOTHING
"""


def has_urgent(db: Db, issue_id: int) -> bool:
    """Whether one of an issue's articles is urgent."""
    return (
        db.execute("SELECT 1 FROM articles WHERE issue_id = ? AND urgent", [issue_id]).fetchone() is not None
    )


def give_chance(db: Db, chat_id: int, moment: dt.datetime) -> None:
    """Lets a chat's oldest waiting urgent article of the last day go before the digest, if it wants that.

    For when they have changed, and every waiting row has the time of the digest.
    """
    db.execute(
        f"""
        UPDATE deliveries SET due_at = {URGENT_AT}, urgent_on = {_FREE_DAY}
        FROM chats c
        WHERE c.id = :chat_id AND {_FREE_DAY} IS NOT NULL AND deliveries.id = (
            SELECT d.id FROM deliveries d JOIN articles a ON a.id = d.article_id AND a.urgent
            WHERE d.chat_id = :chat_id AND d.{WAITING.replace("AND ", "AND d.")} AND d.kind = 'push'
                AND d.due_at > :now AND d.owed_at > :since
            ORDER BY d.id LIMIT 1)
        """,
        {"chat_id": chat_id, "now": to_text(moment), "since": to_text(moment - ONE_DAY)},
    )


def note_sent_late(db: Db, delivery_ids: Collection[int], moment: dt.datetime) -> None:
    """Lets urgent articles that are packed now count for the chat's day of now, however late they are."""
    db.execute(
        """
        UPDATE deliveries SET urgent_on = local_day(c.timezone, :now) FROM chats c
        WHERE c.id = deliveries.chat_id AND deliveries.id IN (SELECT value FROM json_each(:ids))
            AND urgent_on < local_day(c.timezone, :now)
        """,
        {"ids": json.dumps(list(delivery_ids)), "now": to_text(moment)},
    )
