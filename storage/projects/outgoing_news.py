"""News of projects as it goes out, with its source; and what waits of it for those who end a follow."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass

from storage.database import Db
from storage.deliveries.parts import NEVER_PACKED, WAITING
from storage.moments import to_text
from storage.projects.kept_news import Said, said_in
from storage.projects.news import UNFOLLOWED
from storage.rows import all_rows
from storage.schedule import DUE_AT


@dataclass(frozen=True, slots=True)
class News:
    """News of a project with its source; `due_on` is a promise's day, None where an article moved it on."""

    id: int
    project_id: int
    article_id: int
    newspaper: str
    published_on: dt.date
    due_on: dt.date | None
    said: Said
    gone: bool


def news_of(db: Db, news_ids: Collection[int]) -> dict[int, News]:
    """News by its numbers."""
    rows = all_rows(
        db,
        """
        SELECT n.*, a.published_on, coalesce(p.name, '') AS newspaper, a.retracted_at IS NOT NULL AS retracted
        FROM project_news n JOIN articles a ON a.id = n.article_id JOIN issues i ON i.id = a.issue_id
            LEFT JOIN newspapers p ON p.id = i.newspaper_id
        WHERE n.id IN (SELECT value FROM json_each(?))
        """,
        [json.dumps(sorted(news_ids))],
    )
    return {
        row["id"]: News(
            row["id"],
            row["project_id"],
            row["article_id"],
            row["newspaper"],
            dt.date.fromisoformat(row["published_on"]),
            dt.date.fromisoformat(row["due_on"]) if row["due_on"] else None,
            said_in(row["said"]),
            bool(row["gone"] or row["retracted"]),
        )
        for row in rows
    }


def cancel_unfollowed(db: Db, chat_id: int, project_id: int) -> None:
    """Cancels what waits for a chat of a project that it follows no longer."""
    db.execute(
        f"""
        UPDATE deliveries SET state = 'cancelled', reason = ?
        WHERE chat_id = ? AND kind = 'project' AND {WAITING}
            AND subject IN (SELECT id FROM project_news WHERE project_id = ?)
        """,
        [UNFOLLOWED, chat_id, project_id],
    )


def restore_unfollowed(
    db: Db, chat_id: int, project_id: int, since: dt.datetime, moment: dt.datetime
) -> None:
    """Makes wait again what ending a follow of a project cancelled, down to an age."""
    db.execute(
        f"""
        UPDATE deliveries SET state = 'pending', reason = NULL,
            due_at = max(due_at, coalesce({DUE_AT}, due_at))
        FROM chats c
        WHERE c.id = :chat AND deliveries.chat_id = :chat AND c.digest <> 'off' AND {NEVER_PACKED}
            AND deliveries.kind = 'project' AND deliveries.state = 'cancelled'
            AND deliveries.reason = :reason AND deliveries.owed_at >= :since
            AND deliveries.subject IN (SELECT id FROM project_news WHERE project_id = :project AND NOT gone)
        """,
        {
            "chat": chat_id,
            "project": project_id,
            "reason": UNFOLLOWED,
            "since": to_text(since),
            "now": to_text(moment),
        },
    )
