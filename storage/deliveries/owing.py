"""Owing: who is to be pushed an article, when it is published or whenever else it comes to concern somebody.

A story that several newspapers tell is owed to a chat once: whoever has had one telling of it, or is owed
one, is owed no other.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from storage.database import Db
from storage.deliveries import turns
from storage.deliveries.concerned import OF_ARTICLE, OF_ARTICLE_OF_ISSUE, OF_ISSUE, PUSHED_SINCE, matched
from storage.deliveries.urgency import OWE_URGENT, has_urgent
from storage.moments import to_text
from storage.schedule import DUE_AT

_OWE_TO = f"""
    INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)
    SELECT c.id, 'push', matched.article_id, 1, {DUE_AT}, :now
    FROM matched
        CROSS JOIN articles a ON a.id = matched.article_id
        CROSS JOIN chats c ON c.id = matched.chat_id
    WHERE c.off_at IS NULL AND c.digest <> 'off' {{those}}
    {{order}}
    ON CONFLICT DO NOTHING
"""
_IN_ORDER = "ORDER BY matched.article_id, matched.chat_id"
_OWE = _OWE_TO.format(those="", order=_IN_ORDER)
# Of one article, where an index of follows gives each park's chats in order, which saves sorting them
# (benchmarks/publishing.py).
_OWE_AS_FOUND = matched(OF_ARTICLE_OF_ISSUE, as_found=True) + _OWE_TO.format(those="", order="")
_OWE_AGAIN = _OWE_TO.format(
    those="""
    AND EXISTS (
        SELECT 1 FROM json_each(:article_ids) these CROSS JOIN deliveries w ON w.kind = 'push'
            AND w.subject = these.value AND w.chat_id = c.id AND w.version = 1
    )
""",
    order=_IN_ORDER,
)
OF_THESE = """
    SELECT a.id, a.park_id, a.issue_id FROM articles a JOIN issues i ON i.id = a.issue_id
    WHERE a.id IN (SELECT value FROM json_each(:article_ids)) AND a.retracted_at IS NULL
        AND i.pushed AND i.stored_at >= :since
"""


def owe(db: Db, *, moment: dt.datetime, issue_id: int) -> int:
    """Makes a delivery for every chat and article of a published issue; returns how many chats are owed."""
    [last] = db.execute("SELECT coalesce(max(id), 0) FROM deliveries").fetchone()
    urgent, again = has_urgent(db, issue_id), _tells_again(db, issue_id)
    if urgent or again:
        statement = matched(OF_ISSUE, once=again) + (OWE_URGENT if urgent else _OWE)
        db.execute(statement, {"issue_id": issue_id, "now": to_text(moment)})
    else:
        _owe_article_by_article(db, issue_id, moment)
    turns.bring_forward_for_rows_after(db, last)
    return _chats_owed_after(db, last)


def _owe_article_by_article(db: Db, issue_id: int, moment: dt.datetime) -> None:
    """Makes the deliveries of each article in turn, so that each chat's are in the order of the articles."""
    ids = db.execute("SELECT id FROM articles WHERE issue_id = ? ORDER BY id", [issue_id]).fetchall()
    for (article_id,) in ids:
        db.execute(_OWE_AS_FOUND, {"article_id": article_id, "now": to_text(moment)})


def _chats_owed_after(db: Db, last: int) -> int:
    """How many chats the deliveries newer than this one are of; those of one article are each of another."""
    newer = "FROM deliveries WHERE id > ?"
    [rows, articles] = db.execute(f"SELECT count(*), max(subject) - min(subject) {newer}", [last]).fetchone()
    if not articles:
        return int(rows)
    [chats] = db.execute(f"SELECT count(DISTINCT chat_id) {newer}", [last]).fetchone()
    return int(chats)


def owe_article(db: Db, article_id: int, moment: dt.datetime) -> None:
    """Makes a delivery for every chat that an article concerns now and that was never owed it, nor had its
    story otherwise.
    """
    [last] = db.execute("SELECT coalesce(max(id), 0) FROM deliveries").fetchone()
    db.execute(matched(OF_ARTICLE, once=True) + _OWE, {"article_id": article_id, "now": to_text(moment)})
    turns.bring_forward_for_rows_after(db, last)


def owe_again(
    db: Db, article_ids: Collection[int], chat_id: int | None, *, since: dt.datetime, moment: dt.datetime
) -> None:
    """Makes deliveries of these articles, as far as they were pushed from `since` on, to whoever was owed one
    of them, but has had none of its story. With `chat_id` to that chat alone.
    """
    [last] = db.execute("SELECT coalesce(max(id), 0) FROM deliveries").fetchone()
    db.execute(
        matched(OF_THESE, one_chat=chat_id is not None, once=True) + _OWE_AGAIN,
        {
            "article_ids": json.dumps(sorted(article_ids)),
            "chat_id": chat_id,
            "since": to_text(since),
            "now": to_text(moment),
        },
    )
    turns.bring_forward_for_rows_after(db, last)


def owe_since(db: Db, chat_id: int, *, since: dt.datetime, moment: dt.datetime) -> None:
    """Makes the deliveries a chat missed: what was pushed from `since` on and is not owed to it yet."""
    db.execute(
        matched(PUSHED_SINCE, one_chat=True, once=True) + _OWE,
        {"since": to_text(since), "chat_id": chat_id, "now": to_text(moment)},
    )
    turns.bring_forward(db, chat_id)


def _tells_again(db: Db, issue_id: int) -> bool:
    """Whether an article of the issue tells a story of others; mostly none does, and nobody needs to look."""
    row = db.execute(
        "SELECT 1 FROM articles WHERE issue_id = ? AND story_id IS NOT NULL LIMIT 1", [issue_id]
    ).fetchone()
    return row is not None
