"""Corrections and retractions: what is owed to everybody who was sent an article that says something else
now.

Each chat that has it in a message is owed a delivery of its own kind; delivery makes of it an edit of that
message (bot/delivery/edits.py). What is only waiting says the new thing when it is packed. A message that was
committed and certainly never tried is taken apart, so that it is packed anew.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from storage.database import Db
from storage.deliveries import turns
from storage.deliveries.concerned import OF_ARTICLE, matched
from storage.deliveries.deliveries import SWITCHED_OFF
from storage.deliveries.message_pruning import count_unreachable
from storage.deliveries.messages import ABOUT_ANOTHER_PARK
from storage.deliveries.parts import WAITING
from storage.moments import to_text
from storage.schedule import DUE_AT

CORRECTION, RETRACTION = "correction", "retraction"
RETRACTED = "retracted"
# The marker that says how often an article came to tell another story (storage/archive/stories.py).
STORIES_CHANGED = "stories_changed"
# The marker that says how often news of a project came to say something else (storage/projects/kept_news.py).
PROJECT_NEWS_CHANGED = "project_news_changed"
UNEDITABLE = "can't be edited"
NOTHING_TO_EDIT = "nothing to edit"


def state_of_articles(db: Db) -> tuple[int, ...]:
    """Numbers that change with every state of any article, announcement that was sent or news of a project:
    what was read at others may hold no more.
    """
    found = db.execute(
        """
        SELECT (SELECT coalesce(max(rowid), 0) FROM revisions),
            (SELECT count(*) FROM articles WHERE retracted_at IS NOT NULL),
            (SELECT count(*) FROM announcements WHERE state = 'withdrawn'),
            coalesce((SELECT value FROM markers WHERE name = ?), 0),
            coalesce((SELECT value FROM markers WHERE name = ?), 0)
        """,
        [STORIES_CHANGED, PROJECT_NEWS_CHANGED],
    ).fetchone()
    return tuple(map(int, found))


def concerned_chats(db: Db, article_id: int) -> frozenset[int]:
    """The chats whose follows match an article as it is now."""
    rows = db.execute(
        matched(OF_ARTICLE) + "SELECT DISTINCT chat_id FROM matched", {"article_id": article_id}
    )
    return frozenset(row[0] for row in rows)


def owe_correction(
    db: Db, article_id: int, version: int, moment: dt.datetime, *, kind: str = CORRECTION
) -> int:
    """Owes every chat that was sent the article, or may have been, its newest state; returns how many.

    Copies that are too old to be kept are counted as not reached (storage/deliveries/message_pruning.py).
    """
    unpack_untried(db, article_id)
    if kind == RETRACTION:
        _cancel_waiting(db, article_id, RETRACTED)
    [last] = db.execute("SELECT coalesce(max(id), 0) FROM deliveries").fetchone()
    cursor = db.execute(
        """
        INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)
        SELECT DISTINCT d.chat_id, :kind, d.subject, :version, :now, :now FROM deliveries d
        WHERE d.subject = :article_id AND d.message_id IS NOT NULL
            AND d.kind IN ('push', 'correction', 'retraction')
            AND d.state IN ('sent', 'pending', 'parked')
        ORDER BY d.chat_id
        ON CONFLICT DO NOTHING
        """,
        {"kind": kind, "article_id": article_id, "version": version, "now": to_text(moment)},
    )
    turns.bring_forward_for_rows_after(db, last)
    count_unreachable(db, article_id, kind)
    return cursor.rowcount


def sounding(db: Db, versions: Collection[tuple[int, int]]) -> frozenset[int]:
    """Those articles of (article, revision) whose correction or retraction is told with a sound, too."""
    rows = db.execute(
        """
        SELECT DISTINCT a.id FROM json_each(?) asked
            CROSS JOIN articles a ON a.id = json_extract(asked.value, '$[0]')
            CROSS JOIN revisions r ON r.article_id = a.id AND r.number = json_extract(asked.value, '$[1]')
        WHERE CASE WHEN a.retracted_at IS NULL THEN r.sounds ELSE a.retraction_sounds END
        """,
        [json.dumps(sorted(versions))],
    )
    return frozenset(row[0] for row in rows)


def count_having(db: Db, article_ids: Collection[int]) -> int:
    """How many chats have one of these articles in a message, or may have it."""
    [count] = db.execute(
        """
        SELECT count(DISTINCT d.chat_id) FROM json_each(?) asked
            CROSS JOIN deliveries d ON d.kind = 'push' AND d.subject = asked.value
        WHERE d.message_id IS NOT NULL AND d.state IN ('sent', 'pending', 'parked')
        """,
        [json.dumps(list(article_ids))],
    ).fetchone()
    return int(count)


def mark_of_another_park(
    db: Db, article_id: int, lost: Collection[int], gained: Collection[int], moment: dt.datetime
) -> None:
    """Notes which chats an article no longer concerns since its park was put right, and which it does again.

    What only waits for the former is cancelled, also in a message that was never tried; what they have will
    be struck through. What the latter choose meanwhile holds for them.
    """
    unpack_untried(db, article_id)
    db.execute(
        f"""
        UPDATE deliveries SET state = CASE WHEN {WAITING} THEN 'cancelled' ELSE state END, reason = ?
        WHERE kind = 'push' AND subject = ? AND version = 1
            AND chat_id IN (SELECT value FROM json_each(?)) AND ({WAITING} OR message_id IS NOT NULL)
        """,
        [ABOUT_ANOTHER_PARK, article_id, json.dumps(sorted(lost))],
    )
    db.execute(
        f"""
        UPDATE deliveries SET
            reason = CASE WHEN state = 'cancelled' AND c.digest = 'off' THEN :off END,
            state = CASE WHEN state = 'cancelled' AND c.digest <> 'off' THEN 'pending' ELSE state END,
            due_at = CASE WHEN state = 'cancelled' THEN max(due_at, coalesce({DUE_AT}, due_at))
                ELSE due_at END,
            urgent_on = CASE WHEN state <> 'cancelled' THEN urgent_on END
        FROM chats c
        WHERE c.id = deliveries.chat_id AND deliveries.kind = 'push' AND subject = :article_id AND version = 1
            AND deliveries.chat_id IN (SELECT value FROM json_each(:gained)) AND deliveries.reason = :moved
        """,
        {
            "article_id": article_id,
            "gained": json.dumps(sorted(gained)),
            "moved": ABOUT_ANOTHER_PARK,
            "off": SWITCHED_OFF,
            "now": to_text(moment),
        },
    )


def unpack_untried(db: Db, article_id: int) -> None:
    """Takes apart the committed messages with this article that were certainly never tried."""
    untried = """
        SELECT DISTINCT m.id FROM messages m CROSS JOIN deliveries d ON d.message_id = m.id
        WHERE m.state = 'pending' AND NOT m.tried
            AND d.subject = :article_id AND d.kind IN ('push', 'correction', 'retraction')
    """
    ids = [row[0] for row in db.execute(untried, {"article_id": article_id})]
    db.conn.executemany(
        "UPDATE deliveries SET message_id = NULL WHERE message_id = ?", [(each,) for each in ids]
    )
    db.conn.executemany("DELETE FROM messages WHERE id = ?", [(each,) for each in ids])


def _cancel_waiting(db: Db, article_id: int, reason: str) -> None:
    db.execute(
        f"""
        UPDATE deliveries SET state = 'cancelled', reason = ?
        WHERE subject = ? AND kind = 'push' AND {WAITING}
        """,
        [reason, article_id],
    )
