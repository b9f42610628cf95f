"""Where announcements and news stand that were sent, and the edits that are owed when they change.

Each kind has another one for its edits: announcement and withdrawal, project and project_edit.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from storage.database import Db
from storage.moments import to_text
from storage.rows import all_rows

# Of the rows of a kind those that are in a message, or may be.
IN_A_MESSAGE = "message_id IS NOT NULL AND state IN ('sent', 'pending', 'parked')"


@dataclass(frozen=True, slots=True)
class Copy:
    """A sent message, `doubled` if it may stand there twice; `subjects` is all that it carries."""

    message_id: int
    doubled: bool
    subjects: tuple[int, ...]


def owe_edits(db: Db, kind: str, edit_kind: str, subject: int, version: int, moment: dt.datetime) -> int:
    """Owes an edit to every chat that has this in a message, or may have it; returns to how many."""
    cursor = db.execute(
        f"""
        INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)
        SELECT chat_id, :edit, subject, :version, :now, :now FROM deliveries
        WHERE kind = :kind AND subject = :subject AND {IN_A_MESSAGE}
        ORDER BY chat_id
        ON CONFLICT DO NOTHING
        """,
        {"kind": kind, "edit": edit_kind, "subject": subject, "version": version, "now": to_text(moment)},
    )
    return cursor.rowcount


def copies_of(
    db: Db, kind: str, by_chat: Mapping[int, Collection[int]]
) -> dict[int, dict[int, tuple[Copy, ...]]]:
    """For each chat and subject the messages that carry it and can be edited, in the order they went."""
    pairs = [[chat_id, subject] for chat_id, subjects in by_chat.items() for subject in subjects]
    rows = all_rows(
        db,
        """
        SELECT m.chat_id, d.subject, m.id, m.doubled, (
                SELECT json_group_array(o.subject) FROM (
                    SELECT subject FROM deliveries WHERE message_id = m.id AND kind = :kind ORDER BY id
                ) o
            ) AS subjects
        FROM json_each(:pairs) pair CROSS JOIN deliveries d ON d.kind = :kind
                AND d.subject = json_extract(pair.value, '$[1]')
                AND d.chat_id = json_extract(pair.value, '$[0]')
            CROSS JOIN messages m ON m.id = d.message_id
        WHERE m.state = 'sent' AND m.edits_id IS NULL AND m.telegram_message_id IS NOT NULL
        ORDER BY m.id
        """,
        {"kind": kind, "pairs": json.dumps(pairs)},
    )
    found: dict[int, dict[int, tuple[Copy, ...]]] = {}
    for row in rows:
        of_chat = found.setdefault(row["chat_id"], {})
        copy = Copy(row["id"], bool(row["doubled"]), tuple(json.loads(row["subjects"])))
        of_chat[row["subject"]] = (*of_chat.get(row["subject"], ()), copy)
    return found
