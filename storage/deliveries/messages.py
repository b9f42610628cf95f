"""Messages: how deliveries go out. Committed before the first try, and sent byte for byte as committed."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from storage.database import Db
from storage.deliveries.parts import WAITING
from storage.moments import to_text
from storage.rows import all_rows

ABOUT_ANOTHER_PARK = "about another park"

Button = tuple[str, str]
Buttons = tuple[tuple[Button, ...], ...]

_PENDING = """
    SELECT m.id, c.id AS chat_id, c.telegram_id,
        CASE WHEN c.topic_lost_at IS NULL THEN c.thread_id ELSE 0 END AS thread_id,
        m.text, m.buttons, m.attempts, m.silent, c.hold_reason IS NOT NULL AS after_hold, m.tried,
        m.edits_id IS NOT NULL AS is_edit, edited.telegram_message_id AS edits, c.thread_id AS topic
    FROM messages m JOIN chats c ON c.id = m.chat_id LEFT JOIN messages edited ON edited.id = m.edits_id
"""


@dataclass(frozen=True, slots=True)
class Packed:
    """A message not yet stored: HTML text, rows of (label, data) buttons, the deliveries it carries.

    A `silent` one makes no sound where it arrives. `opening` is the part of the text above the first brief;
    `edits_id` the sent message that this text is put in place of, None for one that is new.
    """

    text: str
    buttons: Buttons
    delivery_ids: tuple[int, ...]
    silent: bool = False
    opening: str = ""
    edits_id: int | None = None


@dataclass(frozen=True, slots=True)
class PendingMessage:
    """A committed message that is still to be sent, and where to: `thread_id` is 0 outside topics.

    `after_hold` says that Telegram took nothing in that chat when it was last tried; `tried` that this
    message may have been taken without our hearing of it. One that `is_edit` puts its text in place of that
    of the message which Telegram knows as `edits`, None where that one is gone. `topic` is where the chat
    is at home, though messages to it may go elsewhere meanwhile.
    """

    id: int
    chat_id: int
    telegram_id: int
    thread_id: int
    text: str
    buttons: Buttons
    attempts: int
    silent: bool
    after_hold: bool = False
    tried: bool = False
    is_edit: bool = False
    edits: int | None = None
    topic: int = 0


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that Telegram took, by our id and by Telegram's; `doubled` if it may stand there twice."""

    id: int
    chat_id: int
    telegram_message_id: int
    doubled: bool = False


def commit_messages(db: Db, packed: Mapping[int, Sequence[Packed]], moment: dt.datetime) -> None:
    """Stores each chat's messages and ties their deliveries to them, oldest first.

    A chat one of whose deliveries changed since it was read (an unfollow came between) is left out.
    """
    carried = {
        chat_id: {delivery_id for message in of_chat for delivery_id in message.delivery_ids}
        for chat_id, of_chat in packed.items()
    }
    waiting = _waiting(db, [delivery_id for of_chat in carried.values() for delivery_id in of_chat])
    _commit(
        db,
        [
            (chat_id, message)
            for chat_id, of_chat in packed.items()
            if carried[chat_id] <= waiting
            for message in of_chat
        ],
        moment,
    )


def _waiting(db: Db, delivery_ids: Collection[int]) -> frozenset[int]:
    [(waiting,)] = db.execute(
        f"""
        SELECT json_group_array(id) FROM deliveries
        WHERE id IN (SELECT value FROM json_each(?)) AND {WAITING}
        """,
        [json.dumps(list(delivery_ids))],
    ).fetchall()
    return frozenset(json.loads(waiting))


def _commit(
    db: Db,
    packed: Sequence[tuple[int, Packed]],
    moment: dt.datetime,
    not_before: dt.datetime | None = None,
) -> int:
    """Stores messages of chats in the order given; returns the number of the last.

    A broadcast is the same text to very many: each text is handed over once, with all its chats, since many
    small statements cost a thousand messages more than sending them (benchmarks/delivery.py).
    """
    number = _last_number(db)
    alike: dict[Packed, list[tuple[int, int]]] = {}
    carried: list[tuple[int, int]] = []
    for chat_id, message in packed:
        number += 1
        carried += [(delivery_id, number) for delivery_id in message.delivery_ids]
        alike.setdefault(replace(message, delivery_ids=()), []).append((number, chat_id))
    for message, to in alike.items():
        db.execute(
            """
            INSERT INTO messages
                (id, chat_id, text, buttons, silent, packed_at, not_before, opening, edits_id)
            SELECT value ->> 0, value ->> 1, ?, ?, ?, ?, ?, ?, ? FROM json_each(?)
            """,
            [
                message.text,
                json.dumps(message.buttons, ensure_ascii=False),
                message.silent,
                to_text(moment),
                None if not_before is None else to_text(not_before),
                message.opening,
                message.edits_id,
                json.dumps(to),
            ],
        )
    db.execute(
        """
        UPDATE deliveries SET message_id = tied.value ->> 1 FROM json_each(?) tied
        WHERE deliveries.id = tied.value ->> 0
        """,
        [json.dumps(carried)],
    )
    return number


def _last_number(db: Db) -> int:
    """The highest number that any message ever had."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'messages'").fetchone()
    return 0 if row is None else int(row[0])


def first_pending(
    db: Db, chat_ids: Sequence[int], moment: dt.datetime, *, edits_only: bool = False
) -> tuple[PendingMessage, ...]:
    """The oldest pending message of each of these chats if it may be tried now, or of its edits the
    oldest.
    """
    rows = all_rows(
        db,
        _PENDING
        + """
        WHERE m.id IN (
            SELECT (SELECT p.id FROM messages p WHERE p.chat_id = asked.value AND p.state = 'pending'
                        AND (p.edits_id IS NOT NULL OR NOT :edits_only)
                    ORDER BY p.id LIMIT 1)
            FROM json_each(:chat_ids) asked
        )
            AND c.off_at IS NULL
            AND coalesce(m.not_before, '') <= :now AND coalesce(c.not_before, '') <= :now
        """,
        {"now": to_text(moment), "chat_ids": json.dumps(list(chat_ids)), "edits_only": edits_only},
    )
    return tuple(_pending(row) for row in rows)


def mark_tried(db: Db, message_ids: Collection[int]) -> frozenset[int]:
    """Records that these messages are about to be tried; returns those that are still to be sent.

    A correction may have taken one apart since it was read, or a merger of chats.
    """
    ids = json.dumps(list(message_ids))
    rows = db.execute(
        """
        UPDATE messages SET tried = 1 WHERE id IN (SELECT value FROM json_each(?)) AND state = 'pending'
        RETURNING id
        """,
        [ids],
    )
    return frozenset(row[0] for row in rows.fetchall())


def mark_untried(db: Db, message_ids: Collection[int]) -> None:
    """Records that messages marked as tried were not, or were certainly not taken."""
    db.execute(
        "UPDATE messages SET tried = 0 WHERE id IN (SELECT value FROM json_each(?)) AND state <> 'sent'",
        [json.dumps(list(message_ids))],
    )


def mark_sent(db: Db, sent: Collection[SentMessage], moment: dt.datetime) -> None:
    """Records that Telegram took these messages, and with them their deliveries.

    What edits another one gives that one its text and buttons. A message may be gone meanwhile, with its
    chat, or belong to the chat that its own was merged into.
    """
    taken = [(each.id, each.telegram_message_id, int(each.doubled)) for each in sent]
    db.execute(
        """
        UPDATE messages SET state = 'sent', sent_at = ?, reason = NULL, doubled = sent.value ->> 2,
            telegram_message_id = CASE WHEN edits_id IS NULL THEN sent.value ->> 1 END
        FROM json_each(?) sent WHERE messages.id = sent.value ->> 0
        """,
        [to_text(moment), json.dumps(taken)],
    )
    ids = json.dumps([each.id for each in sent])
    edits = db.execute(
        "SELECT id FROM messages WHERE id IN (SELECT value FROM json_each(?)) AND edits_id IS NOT NULL", [ids]
    ).fetchall()
    db.conn.executemany(
        """
        UPDATE messages SET text = edit.text, buttons = edit.buttons FROM messages edit
        WHERE edit.id = ? AND messages.id = edit.edits_id
        """,
        edits,
    )
    db.execute(
        "UPDATE deliveries SET state = 'sent' WHERE message_id IN (SELECT value FROM json_each(?))", [ids]
    )


def mark_retry(db: Db, message_id: int, reason: str, not_before: dt.datetime, *, counts: bool) -> None:
    """Records a failed try and when the next one may be; `counts` says whether it is one of the tries."""
    db.execute(
        "UPDATE messages SET attempts = attempts + ?, reason = ?, not_before = ? WHERE id = ?",
        [counts, reason, to_text(not_before), message_id],
    )


def rest_chat(db: Db, telegram_id: int, not_before: dt.datetime) -> None:
    """Lets a place rest until a moment, as Telegram asked; kept over a restart."""
    db.execute("UPDATE chats SET not_before = ? WHERE telegram_id = ?", [to_text(not_before), telegram_id])


def park_message(db: Db, message_id: int, reason: str) -> None:
    """Sets a message aside that can't be sent, with the reason, so that the chat's next one goes on.

    That an article is about another park is still known when it goes out after all.
    """
    _doubt_edited(db, "id = ?", [message_id])
    db.execute(
        "UPDATE messages SET state = 'parked', attempts = attempts + 1, reason = ? WHERE id = ?",
        [reason, message_id],
    )
    db.execute(
        """
        UPDATE deliveries SET state = 'parked', reason = CASE WHEN reason = ? THEN reason ELSE ? END
        WHERE message_id = ?
        """,
        [ABOUT_ANOTHER_PARK, reason, message_id],
    )


def add_notice(
    db: Db,
    chat_id: int,
    text: str,
    moment: dt.datetime,
    *,
    not_before: dt.datetime | None = None,
    buttons: Buttons = (),
) -> int:
    """Owes a chat a message of its own, HTML, that carries no delivery; it may have to wait a while.

    Returns its number.
    """
    return _commit(db, [(chat_id, Packed(text, buttons, ()))], moment, not_before)


def add_edit(db: Db, message_id: int, text: str, moment: dt.datetime, *, buttons: Buttons = ()) -> None:
    """Owes a chat another text in place of that of a notice it was sent, and of edits of it that wait."""
    db.execute("DELETE FROM messages WHERE edits_id = ? AND state = 'pending' AND NOT tried", [message_id])
    [chat_id] = db.execute("SELECT chat_id FROM messages WHERE id = ?", [message_id]).fetchone()
    _commit(db, [(chat_id, Packed(text, buttons, (), edits_id=message_id))], moment)


def unpack_before(db: Db, chat_id: int, before: dt.datetime) -> None:
    """Takes a chat's messages packed before a moment and never sent apart again; their rows wait anew."""
    stale = "SELECT id FROM messages WHERE chat_id = ? AND state = 'pending' AND packed_at < ?"
    parameters = [chat_id, to_text(before)]
    _doubt_edited(db, f"id IN ({stale})", parameters)
    db.execute(f"UPDATE deliveries SET message_id = NULL WHERE message_id IN ({stale})", parameters)
    db.execute(f"DELETE FROM messages WHERE id IN ({stale})", parameters)


def _doubt_edited(db: Db, which: str, parameters: Sequence[object]) -> None:
    """Forgets what stands in messages that these edits may have changed or not, so that the next correction
    doesn't take the old text for it.
    """
    db.execute(
        f"""
        UPDATE messages SET text = ''
        WHERE id IN (SELECT edits_id FROM messages WHERE {which} AND tried AND edits_id IS NOT NULL)
        """,
        parameters,
    )


def _pending(row: sqlite3.Row) -> PendingMessage:
    lines = json.loads(row["buttons"])
    return PendingMessage(
        id=row["id"],
        chat_id=row["chat_id"],
        telegram_id=row["telegram_id"],
        thread_id=row["thread_id"],
        text=row["text"],
        buttons=tuple(tuple((label, data) for label, data in line) for line in lines),
        attempts=row["attempts"],
        silent=bool(row["silent"]),
        after_hold=bool(row["after_hold"]),
        tried=bool(row["tried"]),
        is_edit=bool(row["is_edit"]),
        edits=row["edits"],
        topic=row["topic"],
    )
