"""Copies of letters: what editors have of them in their chats, and the messages that keep those in step.

A copy is a message like any other (storage/deliveries/messages.py). One that was never tried may be taken out
and made anew; one that was sent is edited; of one that may have been taken nothing is known until it has gone
out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from storage.database import Db
from storage.deliveries import messages
from storage.deliveries.messages import Buttons
from storage.letters import letters
from storage.rows import all_rows

# What stands for a while in place of the words of somebody who asked to be forgotten: Telegram takes no
# empty text.
BLANK = "…"


class Stand(Enum):
    """How a copy can be brought up to date."""

    GONE = auto()  # its message is no more, and was never sent
    UNSENT = auto()
    SENT = auto()
    UNEDITABLE = auto()  # it was deleted in the chat


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that doesn't say how its letter stands: in whose chat, and by which message of ours."""

    letter_id: int
    chat_id: int
    person: int
    message_id: int | None
    stand: Stand


_OUTDATED = """
    SELECT k.letter_id, k.chat_id, c.telegram_id AS person, k.message_id, m.state,
        m.telegram_message_id IS NOT NULL AS is_editable
    FROM letter_copies k JOIN chats c ON c.id = k.chat_id LEFT JOIN messages m ON m.id = k.message_id
    WHERE (k.outdated OR k.message_id IS NULL)
        AND (k.message_id IS NULL OR m.state = 'sent' OR (m.state = 'pending' AND NOT m.tried))
"""


_DROPPABLE = """
    state = 'forgotten' AND NOT EXISTS (
        SELECT 1 FROM letter_copies k
        WHERE k.letter_id = letters.id AND (k.outdated OR k.message_id IS NULL))
"""


def outdated(db: Db, *, limit: int) -> tuple[Copy, ...]:
    """Copies that are to be made anew and can be."""
    rows = all_rows(db, f"{_OUTDATED} ORDER BY k.letter_id, k.chat_id LIMIT ?", [limit])
    return tuple(
        Copy(
            row["letter_id"],
            row["chat_id"],
            row["person"],
            row["message_id"],
            _stand(row["message_id"], row["state"], is_editable=bool(row["is_editable"])),
        )
        for row in rows
    )


def to_hand_on(db: Db, *, limit: int) -> tuple[int, ...]:
    """The letters that no editor has been sent yet, the oldest first."""
    sql = "SELECT id FROM letters WHERE NOT handed_on ORDER BY id LIMIT ?"
    return tuple(row[0] for row in db.execute(sql, [limit]).fetchall())


def hand_on(db: Db, letter_id: int, chat_ids: Collection[int]) -> None:
    """Lets each of these chats have a copy, which is still to be made."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO letter_copies (letter_id, chat_id, outdated) VALUES (?, ?, 1)",
        [(letter_id, chat_id) for chat_id in chat_ids],
    )
    db.execute("UPDATE letters SET handed_on = 1 WHERE id = ?", [letter_id])


def show(db: Db, copy: Copy, text: str, buttons: Buttons, moment: dt.datetime) -> None:
    """Owes the copy's chat a message that says this, in place of the one there is where that was sent."""
    if copy.stand is Stand.SENT and copy.message_id is not None:
        messages.add_edit(db, copy.message_id, text, moment, buttons=buttons)
        message_id = copy.message_id
    else:
        _take_out(db, copy)
        message_id = messages.add_notice(db, copy.chat_id, text, moment, buttons=buttons)
    db.execute(
        "UPDATE letter_copies SET outdated = 0, message_id = ? WHERE letter_id = ? AND chat_id = ?",
        [message_id, copy.letter_id, copy.chat_id],
    )


def leave(db: Db, copy: Copy) -> None:
    """Leaves a copy as it stands, and one that was not sent out of its chat."""
    _take_out(db, copy)
    if copy.stand in (Stand.GONE, Stand.UNSENT):
        sql = "DELETE FROM letter_copies WHERE letter_id = ? AND chat_id = ?"
    else:
        sql = "UPDATE letter_copies SET outdated = 0 WHERE letter_id = ? AND chat_id = ?"
    db.execute(sql, [copy.letter_id, copy.chat_id])


def withdraw(db: Db, person: int) -> None:
    """Lets nothing of letters go out any more to somebody who is no editor now."""
    theirs = """
        SELECT k.message_id FROM letter_copies k
            JOIN chats c ON c.id = k.chat_id JOIN letters l ON l.id = k.letter_id
        WHERE c.telegram_id = ? AND l.state <> 'forgotten'
    """
    db.execute(
        f"""
        DELETE FROM messages
        WHERE state = 'pending' AND NOT tried AND (id IN ({theirs}) OR edits_id IN ({theirs}))
        """,
        [person, person],
    )


def erase(db: Db, person: int) -> None:
    """Takes the words of a person out of all there is of their letters; what editors see of them is to
    follow.
    """
    of_person = "SELECT id FROM letters WHERE person = ?"
    copies = f"SELECT message_id FROM letter_copies WHERE letter_id IN ({of_person})"
    theirs = f"(id IN ({copies}) OR edits_id IN ({copies}))"
    untried = f"DELETE FROM messages WHERE {theirs} AND state = 'pending' AND NOT tried"
    db.execute(untried, [person, person])
    db.execute(f"UPDATE messages SET text = ?, buttons = '[]' WHERE {theirs}", [BLANK, person, person])
    letters.outdate_all_of(db, person)
    db.execute(
        """
        UPDATE letters SET state = 'forgotten', text = '', answer = '', person = NULL, message_id = 0,
            article_id = NULL, settled_by = NULL, settled_at = NULL, mends_from = NULL, mending_by = NULL,
            handed_on = 1
        WHERE person = ?
        """,
        [person],
    )


def drop_forgotten(db: Db) -> None:
    """Drops what is left of forgotten letters where no copy is still to say so."""
    db.execute(f"DELETE FROM letters WHERE {_DROPPABLE}")


def is_any_droppable(db: Db) -> bool:
    """Whether `drop_forgotten` would drop any."""
    return db.execute(f"SELECT 1 FROM letters WHERE {_DROPPABLE} LIMIT 1").fetchone() is not None


def _take_out(db: Db, copy: Copy) -> None:
    if copy.stand is Stand.UNSENT:
        db.execute("DELETE FROM messages WHERE id = ?", [copy.message_id])


def _stand(message_id: int | None, state: str, *, is_editable: bool) -> Stand:
    if message_id is None:
        return Stand.GONE
    if state == "pending":
        return Stand.UNSENT
    return Stand.SENT if is_editable else Stand.UNEDITABLE
