"""The end of old messages and deliveries: the rows go, how many there were of each subject stays.

So receipts go on adding up, and a correction of an old article can say how many copies it doesn't reach.
The counts name no chat.
"""

from __future__ import annotations

from typing import Final

from storage.database import Db

SENT, EXPIRED = "sent", "expired"
PUSH: Final = "push"


def end_messages(db: Db, ids: str) -> int:
    """Deletes sent messages (a JSON list of numbers), their edits and their deliveries; returns how many."""
    of_these = "SELECT value FROM json_each(:ids)"
    edits = db.execute(
        f"SELECT id FROM messages WHERE edits_id IN ({of_these}) AND id NOT IN ({of_these})", {"ids": ids}
    ).fetchall()
    parameters = {"ids": ids, "edits": "[" + ",".join(str(number) for (number,) in edits) + "]"}
    all_of_them = f"{of_these} UNION SELECT value FROM json_each(:edits)"
    _add_up(db, f"message_id IN ({all_of_them})", parameters)
    db.execute(f"DELETE FROM deliveries WHERE message_id IN ({all_of_them})", parameters)
    # What edits others goes first; an edit is never edited itself.
    db.execute(f"DELETE FROM messages WHERE id IN ({all_of_them}) AND edits_id IS NOT NULL", parameters)
    db.execute(f"DELETE FROM messages WHERE id IN ({of_these})", {"ids": ids})
    return len(db.execute(of_these, {"ids": ids}).fetchall())


def end_deliveries(db: Db, ids: str) -> int:
    """Deletes deliveries (a JSON list of numbers) that are over and in no message; returns how many."""
    of_these = "id IN (SELECT value FROM json_each(:ids))"
    # What was only shown in an answer was never owed (storage/archive/published_issues.py).
    _add_up(db, f"{of_these} AND NOT (kind = 'push' AND state = 'sent')", {"ids": ids})
    return db.execute(f"DELETE FROM deliveries WHERE {of_these}", {"ids": ids}).rowcount


def count_unreachable(db: Db, article_id: int, kind: str) -> int:
    """Counts the pruned copies of an article as expired deliveries of a correction; returns how many."""
    row = db.execute(
        "SELECT count FROM ended_deliveries WHERE kind = ? AND subject = ? AND state = ?",
        [PUSH, article_id, SENT],
    ).fetchone()
    if row is None:
        return 0
    db.execute(_ADD, [kind, article_id, EXPIRED, row[0]])
    return int(row[0])


_ADD = """
    INSERT INTO ended_deliveries (kind, subject, state, count) VALUES (?, ?, ?, ?)
    ON CONFLICT (kind, subject, state) DO UPDATE SET count = count + excluded.count
"""


def _add_up(db: Db, which: str, parameters: dict[str, str]) -> None:
    counts = db.execute(
        f"SELECT kind, subject, state, count(*) FROM deliveries WHERE {which} GROUP BY 1, 2, 3", parameters
    ).fetchall()
    db.conn.executemany(_ADD, counts)
