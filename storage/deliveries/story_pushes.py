"""What is owed of stories: to each chat one telling, whatever becomes of the others."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from storage.database import Db
from storage.deliveries.concerned import HAS_STORY, matched
from storage.deliveries.deliveries import SWITCHED_OFF
from storage.deliveries.owing import OF_THESE, owe_again
from storage.deliveries.parts import NEVER_PACKED, WAITING
from storage.moments import to_text
from storage.schedule import DUE_AT

FOLDED = "told by another article"
# What was published longer ago isn't pushed any more when it comes to stand for its story.
PUSHED_WITHIN = dt.timedelta(days=7)

# Of two tellings that wait for a chat the one stored first stays; neither does where it has had another.
_CANCEL_DOUBLES = f"""
    UPDATE deliveries SET state = 'cancelled', reason = :folded
    WHERE kind = 'push' AND version = 1 AND {WAITING} AND {{which}} AND EXISTS (
        SELECT 1 FROM articles a
            CROSS JOIN articles o ON o.story_id = a.story_id AND o.id <> a.id
            CROSS JOIN deliveries h ON h.kind = 'push' AND h.subject = o.id
                AND h.chat_id = deliveries.chat_id AND h.version = 1
        WHERE a.id = deliveries.subject AND h.state <> 'cancelled' AND h.state <> 'expired'
            AND (h.state <> 'pending' OR h.message_id IS NOT NULL OR o.id < a.id)
    )
"""


def settle(db: Db, together: Collection[int], moment: dt.datetime, chat_id: int | None = None) -> None:
    """Sees to it that whoever was owed one of these articles, which tell or told one story, is owed or has
    had one telling of each story that they tell now; with `chat_id` for that chat alone.
    """
    since = moment - PUSHED_WITHIN
    db.execute(
        f"""
        {matched(OF_THESE, one_chat=chat_id is not None)}
        UPDATE deliveries SET
            reason = CASE WHEN c.digest = 'off' THEN :off END,
            state = CASE WHEN c.digest = 'off' THEN 'cancelled' ELSE 'pending' END,
            due_at = max(due_at, coalesce({DUE_AT}, due_at)), urgent_on = NULL
        FROM chats c, articles a
        WHERE c.id = deliveries.chat_id AND a.id = deliveries.subject AND deliveries.kind = 'push'
            AND deliveries.version = 1 AND deliveries.subject IN (SELECT value FROM json_each(:article_ids))
            AND {NEVER_PACKED} AND deliveries.state = 'cancelled' AND deliveries.reason = :folded
            AND (deliveries.subject, deliveries.chat_id) IN (SELECT article_id, chat_id FROM matched)
            AND NOT {HAS_STORY.format(chat="deliveries.chat_id")}
        """,
        {
            "article_ids": json.dumps(sorted(together)),
            "chat_id": chat_id,
            "since": to_text(since),
            "now": to_text(moment),
            "folded": FOLDED,
            "off": SWITCHED_OFF,
        },
    )
    owe_again(db, together, chat_id, since=since, moment=moment)
    cancel_doubles(db, together)


def cancel_doubles(db: Db, article_ids: Collection[int]) -> None:
    """Cancels what waits of these articles for who has had their story, or is owed it, by another one."""
    which = "subject IN (SELECT value FROM json_each(:article_ids))"
    parameters = {"article_ids": json.dumps(sorted(article_ids)), "folded": FOLDED}
    db.execute(_CANCEL_DOUBLES.format(which=which), parameters)


def settle_chat(db: Db, chat_id: int, moment: dt.datetime) -> None:
    """The same for a chat that has come to be owed something else: by a follow less or more, say."""
    told_otherwise = f"""
        SELECT DISTINCT o.id FROM deliveries d
            CROSS JOIN articles a ON a.id = d.subject AND a.story_id IS NOT NULL
            CROSS JOIN articles o ON o.story_id = a.story_id
        WHERE d.chat_id = ? AND {NEVER_PACKED} AND d.kind = 'push' AND d.owed_at >= ?
    """
    rows = db.execute(told_otherwise, [chat_id, to_text(moment - PUSHED_WITHIN)]).fetchall()
    if rows:
        settle(db, [row[0] for row in rows], moment, chat_id)
    cancel_doubles_of_chat(db, chat_id)


def cancel_doubles_of_chat(db: Db, chat_id: int) -> None:
    """Leaves one telling of each story that waits for a chat, and none of one that it has had."""
    statement = _CANCEL_DOUBLES.format(which="deliveries.chat_id = :chat_id")
    db.execute(statement, {"chat_id": chat_id, "folded": FOLDED})
