"""Everything that is kept about one chat: read out whole, and deleted without a trace.

Tables that belong to chats are found by their columns, so that one added later is not forgotten in an export.
That somebody is an editor and what they did as one is exported too, and stays: it is the bot's log.
What a chat was asked and answered lies in another file: storage/incoming/incoming.py.
"""

from __future__ import annotations

import json
from typing import Any

from storage.chats import lost_places
from storage.chats.chats import Place
from storage.chats.follows import NAMED_FOLLOWS, drop_unused_keywords
from storage.database import Db
from storage.letters import letter_copies, muted
from storage.moments import now
from storage.projects import decisions
from storage.rows import all_rows

Row = dict[str, Any]

_DRAFTS = "FROM drafts WHERE :kind = 'private' AND editor_id = :telegram_id"
_ACQUAINTANCES = "FROM acquaintances WHERE :kind = 'private' AND person = :telegram_id"
_AWAITED = "FROM awaited WHERE :kind = 'private' AND person = :telegram_id"
_ANNOUNCEMENTS = "FROM announcements WHERE :kind = 'private' AND person = :telegram_id"
# Not who settled it: that is an editor's.
_LETTERS = (
    "SELECT id, text, article_id, sent_at, written_at, state, settled_at, answer"
    " FROM letters WHERE :kind = 'private' AND person = :telegram_id ORDER BY id"
)
_MUTED = "SELECT person, muted_at, drop_at FROM muted WHERE :kind = 'private' AND person = :telegram_id"
_OF_PEOPLE = {
    "acquaintances": f"SELECT * {_ACQUAINTANCES}",
    "awaited": f"SELECT * {_AWAITED}",
    "editors": "SELECT * FROM editors WHERE :kind = 'private' AND person = :telegram_id",
    "announcements": f"SELECT * {_ANNOUNCEMENTS} ORDER BY id",
    "letters": _LETTERS,
    "muted": _MUTED,
    "project_decisions": (
        "SELECT * FROM project_decisions WHERE :kind = 'private' AND person = :telegram_id ORDER BY id"
    ),
    "deeds": "SELECT * FROM deeds WHERE :kind = 'private' AND person = :telegram_id ORDER BY id",
}
_SENT = {
    "uploads": "FROM uploads WHERE telegram_chat_id = :telegram_id",
    "pastes": "FROM pastes WHERE telegram_chat_id = :telegram_id",
    "paste_parts": "FROM paste_parts WHERE paste_id IN "
    "(SELECT id FROM pastes WHERE telegram_chat_id = :telegram_id)",
}
# Rows of `deliveries` are found by a view (storage/tables/schema.sql); other tables by their index.
_FOLLOWS = f"""
    SELECT f.*, coalesce(p.name, c.name, k.shown, n.name, j.name, f.word) AS name {NAMED_FOLLOWS}
    WHERE f.chat_id = ? ORDER BY f.id
"""
_HOW_FOUND = {"deliveries": "id IN (SELECT id FROM deliveries_of_chats WHERE chat_id = ?)"}


def export(db: Db, place: Place) -> dict[str, Any]:
    """Everything kept about the chat of this place, table by table, as JSON can hold it."""
    found = _rows(
        db,
        "SELECT * FROM chats WHERE telegram_id = ? AND thread_id = ?",
        [place.telegram_id, place.thread_id],
    )
    kept: dict[str, Any] = {"chats": found}
    for table in _tables_of_chats(db):
        which = _HOW_FOUND.get(table, "chat_id = ?")
        kept[table] = [
            row for chat in found for row in _rows(db, f"SELECT * FROM {table} WHERE {which}", [chat["id"]])
        ]
    kept["follows"] = [row for chat in found for row in _rows(db, _FOLLOWS, [chat["id"]])]
    parameters = {"telegram_id": place.telegram_id, "kind": place.kind}
    kept["drafts"] = [
        row | {"prepared": json.loads(row["prepared"])}
        for row in _rows(db, f"SELECT * {_DRAFTS}", parameters)
    ]
    kept |= {table: _rows(db, sql, parameters) for table, sql in _OF_PEOPLE.items()}
    return kept | {table: _rows(db, f"SELECT * {sent}", parameters) for table, sent in _SENT.items()}


def forget(db: Db, place: Place) -> None:
    """Deletes everything kept about the chat of this place; of somebody muted the number stays for a while.

    What editors were sent of their letters loses its words here, and in their chats when serve has edited it.
    """
    if place.kind == "private":
        letter_copies.erase(db, place.telegram_id)
        muted.forget(db, place.telegram_id, now())
        decisions.forget(db, place.telegram_id)
    chat_ids = [
        row["id"]
        for row in _rows(
            db,
            "SELECT id FROM chats WHERE telegram_id = ? AND thread_id = ?",
            [place.telegram_id, place.thread_id],
        )
    ]
    of_these = "chat_id IN (SELECT value FROM json_each(?))"
    words = db.execute(
        f"SELECT keyword_id FROM keywords_of_chats WHERE {of_these}", [json.dumps(chat_ids)]
    ).fetchall()
    for chat_id in chat_ids:
        db.execute("DELETE FROM chats WHERE id = ?", [chat_id])  # and all that refers to it
    if not db.execute("SELECT 1 FROM chats WHERE telegram_id = ?", [place.telegram_id]).fetchone():
        lost_places.forget(db, place.telegram_id)
    drop_unused_keywords(db, [keyword_id for (keyword_id,) in words])
    for of_person in (_AWAITED, _DRAFTS, _ACQUAINTANCES, _SENT["uploads"], _SENT["pastes"]):
        db.execute(f"DELETE {of_person}", {"telegram_id": place.telegram_id, "kind": place.kind})
    _forget_announcements(db, place)


def _forget_announcements(db: Db, place: Place) -> None:
    """What was never sent is emptied; what was, others have read, and who wrote it stays in the log alone.

    Rows stay, since deleting one would look through all deliveries for it.
    """
    if place.kind == "private":
        db.execute(
            """
            UPDATE announcements SET person = 0, leaves_at = NULL,
                card_chat_id = NULL, card_message_id = NULL,
                text = CASE WHEN state IN ('open', 'leaving') THEN '' ELSE text END,
                state = CASE WHEN state IN ('open', 'leaving') THEN 'dropped' ELSE state END
            WHERE person = ?
            """,
            [place.telegram_id],
        )


def _tables_of_chats(db: Db) -> tuple[str, ...]:
    """The tables whose rows belong to a chat: those with a `chat_id`."""
    rows = db.execute(
        """
        SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND c.name = 'chat_id' ORDER BY t.name
        """
    )
    return tuple(row[0] for row in rows)


def _rows(db: Db, sql: str, parameters: Any) -> list[Row]:
    return [dict(row) for row in all_rows(db, sql, parameters)]
