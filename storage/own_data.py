"""Everything that is kept about one chat: read out whole, and deleted without a trace.

Tables that belong to chats are found by their foreign keys, so that one added later is neither forgotten in
an export nor left behind.
"""

from __future__ import annotations

import json
from typing import Any

from storage.chats import Place
from storage.database import Db
from storage.follows import drop_unused_keywords, followed

Row = dict[str, Any]

# Updates of a topic carry its number; those of the chat itself (and of its General topic) carry none.
_UPDATES = """
    FROM incoming WHERE from_chat = :telegram_id AND coalesce(
        iif(json_extract(raw, '$.message.is_topic_message'),
            json_extract(raw, '$.message.message_thread_id'), NULL),
        iif(json_extract(raw, '$.callback_query.message.is_topic_message'),
            json_extract(raw, '$.callback_query.message.message_thread_id'), NULL),
        0) = :thread_id
"""
_DRAFTS = "FROM drafts WHERE :kind = 'private' AND editor_id = :telegram_id"


def export(db: Db, place: Place) -> dict[str, Any]:
    """Everything kept about the chat of this place, table by table, as JSON can hold it."""
    found = _rows(
        db,
        "SELECT * FROM chats WHERE telegram_id = ? AND thread_id = ?",
        [place.telegram_id, place.thread_id],
    )
    kept: dict[str, Any] = {"chats": found}
    for table in _tables_of_chats(db):
        ids = [row["id"] for row in found]
        kept[table] = _rows(
            db, f"SELECT * FROM {table} WHERE chat_id IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
        )
    kept["follows"] = [
        row | {"name": each.name}
        for chat in found
        for row, each in zip(kept["follows"], followed(db, chat["id"]), strict=False)
    ]
    parameters = {"telegram_id": place.telegram_id, "thread_id": place.thread_id, "kind": place.kind}
    kept["incoming"] = [
        row | {"raw": json.loads(row["raw"])} for row in _rows(db, f"SELECT * {_UPDATES}", parameters)
    ]
    kept["drafts"] = [
        row | {"prepared": json.loads(row["prepared"])}
        for row in _rows(db, f"SELECT * {_DRAFTS}", parameters)
    ]
    return kept


def forget(db: Db, place: Place, *, update_id: int) -> None:
    """Deletes everything kept about the chat of this place.

    Its updates go up to the one that asks for it, `update_id`, and any that is handled; what is written
    later has still to be answered.
    """
    chat_ids = [
        row["id"]
        for row in _rows(
            db,
            "SELECT id FROM chats WHERE telegram_id = ? AND thread_id = ?",
            [place.telegram_id, place.thread_id],
        )
    ]
    words = [
        row["word"]
        for chat_id in chat_ids
        for row in _rows(db, "SELECT word FROM follows WHERE chat_id = ? AND kind = 'keyword'", [chat_id])
    ]
    for chat_id in chat_ids:
        # A delivery names its message, so it goes before it.
        for table in ("deliveries", *_tables_of_chats(db)):
            db.execute(f"DELETE FROM {table} WHERE chat_id = ?", [chat_id])
        db.execute("DELETE FROM chats WHERE id = ?", [chat_id])
    drop_unused_keywords(db, words)
    parameters = {"telegram_id": place.telegram_id, "thread_id": place.thread_id, "kind": place.kind}
    db.execute(f"DELETE {_DRAFTS}", parameters)
    db.execute(
        f"DELETE {_UPDATES} AND (done_at IS NOT NULL OR update_id <= :update_id)",
        parameters | {"update_id": update_id},
    )


def _tables_of_chats(db: Db) -> tuple[str, ...]:
    """The tables whose rows belong to a chat: those with a `chat_id` that refers to it."""
    rows = db.execute(
        """
        SELECT t.name FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) key
        WHERE t.type = 'table' AND key."table" = 'chats' AND key."from" = 'chat_id' ORDER BY t.name
        """
    )
    return tuple(row[0] for row in rows)


def _rows(db: Db, sql: str, parameters: Any) -> list[Row]:
    cursor = db.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
