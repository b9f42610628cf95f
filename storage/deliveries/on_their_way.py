"""What is on its way to chats: committed, and not yet known to be taken."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from storage.database import Db
from storage.moments import from_text


def chats_with_pending(db: Db, chat_ids: Collection[int], *, edits_only: bool = False) -> frozenset[int]:
    """Those of these chats that have a message on its way, or an edit, whether it may be tried now or not."""
    rows = db.execute(
        """
        SELECT value FROM json_each(:chat_ids) asked
        WHERE EXISTS (SELECT 1 FROM messages m WHERE m.chat_id = asked.value AND m.state = 'pending'
            AND (m.edits_id IS NOT NULL OR NOT :edits_only))
        """,
        {"chat_ids": json.dumps(list(chat_ids)), "edits_only": edits_only},
    )
    return frozenset(row[0] for row in rows)


def next_edit(db: Db, chat_id: int) -> dt.datetime | None:
    """When the first edit on its way to a chat may be tried; None where there is none."""
    [at] = db.execute(
        """
        SELECT min(coalesce(not_before, packed_at)) FROM messages
        WHERE chat_id = ? AND state = 'pending' AND edits_id IS NOT NULL
        """,
        [chat_id],
    ).fetchone()
    return None if at is None else from_text(at)


def articles_on_their_way(db: Db, chat_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """For each of these chats the articles in its messages that are on their way."""
    return _on_their_way(db, chat_ids, "'push', 'correction', 'retraction'")


def announcements_on_their_way(db: Db, chat_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """For each of these chats the announcements in its messages that are on their way."""
    return _on_their_way(db, chat_ids, "'announcement', 'withdrawal'")


def project_news_on_its_way(db: Db, chat_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """For each of these chats the news of projects in its messages that are on their way."""
    return _on_their_way(db, chat_ids, "'project', 'project_edit'")


def _on_their_way(db: Db, chat_ids: Collection[int], kinds: str) -> dict[int, frozenset[int]]:
    """The subjects of deliveries of these kinds, as SQL has them, in each chat's messages on their way."""
    rows = db.execute(
        f"""
        SELECT m.chat_id, d.subject FROM json_each(?) asked
            CROSS JOIN messages m ON m.chat_id = asked.value AND m.state = 'pending'
            CROSS JOIN deliveries d ON d.message_id = m.id AND d.kind IN ({kinds})
        """,
        [json.dumps(list(chat_ids))],
    )
    subjects: dict[int, set[int]] = {}
    for chat_id, subject in rows:
        subjects.setdefault(chat_id, set()).add(subject)
    return {chat_id: frozenset(of_chat) for chat_id, of_chat in subjects.items()}
