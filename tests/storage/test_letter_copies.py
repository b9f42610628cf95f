"""What an editor has of a letter follows how the letter stands, whatever became of the message."""

from __future__ import annotations

import pytest

from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.deliveries import messages
from storage.deliveries.messages import SentMessage
from storage.letters import letter_copies, letters
from storage.letters.letter_copies import BLANK, Stand
from storage.letters.letters import Written
from storage.moments import now

EDITOR, READER = 7, 918_273_645
WORDS = "总投资应为2亿元"


def handed_on(db: Db) -> int:
    """A letter that an editor's chat was sent as a message, still to go; returns that message's number."""
    chat = chats.ensure_chat(db, Place(EDITOR, 0, "private", ""), now())
    letter_id = letters.add(db, Written(READER, 1, now()), WORDS, None, now())
    letter_copies.hand_on(db, letter_id, [chat.id])
    [copy] = letter_copies.outdated(db, limit=9)
    letter_copies.show(db, copy, f"来信 {WORDS}", (), now())
    [(message_id,)] = db.execute("SELECT message_id FROM letter_copies").fetchall()
    return int(message_id)


def become(db: Db, message_id: int, state: str) -> None:
    """Lets a message be sent, tried, parked or given up."""
    if state != "unsent":
        messages.mark_tried(db, [message_id])
    if state in ("sent", "uneditable"):
        [(chat_id,)] = db.execute("SELECT id FROM chats").fetchall()
        messages.mark_sent(db, [SentMessage(message_id, chat_id, 55)], now())
    if state == "uneditable":
        db.execute("UPDATE messages SET telegram_message_id = NULL WHERE id = ?", [message_id])
    if state == "parked":
        messages.park_message(db, message_id, "no")
    if state == "gone":
        db.execute("DELETE FROM messages WHERE id = ?", [message_id])


def settled(db: Db) -> None:
    letters.settle(db, 1, letters.CLOSED, EDITOR, now())


@pytest.mark.parametrize(
    ("state", "stand"),
    [
        ("unsent", Stand.UNSENT),
        ("sent", Stand.SENT),
        ("uneditable", Stand.UNEDITABLE),
        ("gone", Stand.GONE),
        ("tried", None),
        ("parked", None),
    ],
)
def test_which_copies_can_be_made_anew(database: Database, state: str, stand: Stand | None) -> None:
    message_id = database.write_now(handed_on)
    assert not database.read_now(letter_copies.outdated, limit=9)
    database.write_now(become, message_id, state)
    database.write_now(settled)
    found = database.read_now(letter_copies.outdated, limit=9)
    assert [copy.stand for copy in found] == ([] if stand is None else [stand])


def test_one_that_was_sent_is_edited_by_the_newest_text_alone(database: Database) -> None:
    message_id = database.write_now(handed_on)
    database.write_now(become, message_id, "sent")
    for text in ("一", "二"):
        database.write_now(letters.outdate, 1)
        [copy] = database.read_now(letter_copies.outdated, limit=9)
        database.write_now(letter_copies.show, copy, text, (), now())
    rows = database.read_now(
        lambda db: db.execute("SELECT text, edits_id, state FROM messages ORDER BY id").fetchall()
    )
    assert rows == [
        (f"来信 {WORDS}", None, "sent"),
        ("二", message_id, "pending"),
    ]


@pytest.mark.parametrize("state", ["unsent", "sent", "uneditable", "gone", "tried", "parked"])
def test_forgetting_leaves_no_word_whatever_became_of_the_message(database: Database, state: str) -> None:
    message_id = database.write_now(handed_on)
    database.write_now(become, message_id, state)
    if state == "sent":
        database.write_now(letters.outdate, 1)
        [copy] = database.read_now(letter_copies.outdated, limit=9)
        database.write_now(letter_copies.show, copy, f"来信 {WORDS} 仍在", (), now())
        [(edit_id,)] = database.read_now(lambda db: db.execute("SELECT max(id) FROM messages").fetchall())
        database.write_now(messages.mark_tried, [edit_id])
    database.write_now(letter_copies.erase, READER)
    texts = database.read_now(lambda db: db.execute("SELECT text FROM messages").fetchall())
    assert {text for (text,) in texts} <= {BLANK}
    rows = database.read_now(lambda db: db.execute("SELECT person, text, state FROM letters").fetchall())
    assert rows == [(None, "", "forgotten")]


def test_who_is_no_editor_any_more_is_sent_nothing_that_waits(database: Database) -> None:
    database.write_now(handed_on)
    database.write_now(letter_copies.withdraw, EDITOR)
    assert database.read_now(lambda db: db.execute("SELECT * FROM messages").fetchall()) == []
    [copy] = database.read_now(letter_copies.outdated, limit=9)
    assert copy.stand is Stand.GONE
    database.write_now(letter_copies.leave, copy)
    assert database.read_now(letter_copies.outdated, limit=9) == ()
