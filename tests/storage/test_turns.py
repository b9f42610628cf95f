"""Turns: whatever a chat comes to be owed brings its turn forward, and finding who is next scans nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from storage.archive import carriers
from storage.chats import chats, follows, holds, own_data
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.deliveries import deliveries, messages, on_their_way, parked_messages, turns
from storage.deliveries.messages import Packed, SentMessage
from storage.desk import issues
from storage.moments import to_text
from storage.parks import park_import
from tests.made_issues import LINYI, MORNING, made_article, made_issue

MINUTE = dt.timedelta(minutes=1)


def owed(db: Db, telegram_id: int = 1, *, digest: str = "now", headline: str = "临猗新事") -> int:
    """A chat that is owed an article; its id."""
    chat = chats.ensure_chat(db, Place(telegram_id, 0, "private", ""), MORNING)
    chats.set_digest(db, chat.id, digest, MORNING)
    follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), MORNING)
    issues.publish(db, made_issue(made_article(headline)), push=True, moment=MORNING)
    return chat.id


def pack(db: Db, chat_id: int) -> int:
    """Commits a message of what a chat is due; the message's id."""
    rows = deliveries.due_rows(db, [chat_id], MORNING)[chat_id]
    packed = Packed("x", (), tuple(row.id for row in rows))
    messages.commit_messages(db, {chat_id: (packed,)}, MORNING)
    (message,) = messages.first_pending(db, [chat_id], MORNING)
    return message.id


def turn(db: Db, chat_id: int) -> str | None:
    row = db.execute("SELECT at FROM turns WHERE chat_id = ?", [chat_id]).fetchone()
    return None if row is None else str(row[0])


def test_a_publication_gives_a_turn_at_its_due_time(database: Database) -> None:
    chat_id = database.write_now(owed)
    assert database.read_now(turn, chat_id) == to_text(MORNING)
    assert database.read_now(turns.due, MORNING, 9) == (chat_id,)
    assert database.read_now(turns.due, MORNING - MINUTE, 9) == ()


def test_a_changed_setting_brings_the_turn_forward(database: Database) -> None:
    chat_id = database.write_now(owed, digest="daily")
    assert database.read_now(turns.due, MORNING, 9) == ()
    database.write_now(chats.set_digest, chat_id, "now", MORNING)
    assert database.read_now(turns.due, MORNING, 9) == (chat_id,)


def test_when_all_is_sent_there_is_no_turn(database: Database) -> None:
    chat_id = database.write_now(owed)
    message_id = database.write_now(pack, chat_id)
    database.write_now(messages.mark_sent, [SentMessage(message_id, chat_id, 5)], MORNING)
    database.write_now(turns.settle, [chat_id], MORNING)
    assert database.read_now(turn, chat_id) is None


def test_what_waits_behind_a_message_keeps_the_turn_after_a_gap(database: Database) -> None:
    chat_id = database.write_now(owed)
    message_id = database.write_now(pack, chat_id)
    database.write_now(owed, headline="又一件事")
    database.write_now(messages.mark_sent, [SentMessage(message_id, chat_id, 5)], MORNING)
    database.write_now(turns.settle, [chat_id], MORNING, gap=MINUTE)
    assert database.read_now(turn, chat_id) == to_text(MORNING + MINUTE)


def test_a_retry_waits_and_a_resting_chat_rests(database: Database) -> None:
    chat_id = database.write_now(owed)
    message_id = database.write_now(pack, chat_id)
    database.write_now(messages.mark_retry, message_id, "no answer", MORNING + MINUTE, counts=True)
    database.write_now(turns.settle, [chat_id], MORNING)
    assert database.read_now(turn, chat_id) == to_text(MORNING + MINUTE)
    database.write_now(messages.rest_chat, 1, MORNING + 5 * MINUTE)
    database.write_now(turns.settle, [chat_id], MORNING)
    assert database.read_now(turn, chat_id) == to_text(MORNING + 5 * MINUTE)


def test_a_chat_switched_off_has_no_turn_and_gets_one_when_it_is_back(database: Database) -> None:
    chat_id = database.write_now(owed)
    database.write_now(pack, chat_id)
    database.write_now(holds.switch_off, 1, "blocked", MORNING)
    assert database.read_now(turn, chat_id) is None
    database.write_now(holds.let_in, 1, MORNING + MINUTE)
    assert database.read_now(turns.due, MORNING + MINUTE, 9) == (chat_id,)


def test_a_message_parked_and_taken_up_again_gives_a_turn(database: Database) -> None:
    chat_id = database.write_now(owed)
    message_id = database.write_now(pack, chat_id)
    database.write_now(messages.park_message, message_id, "refused")
    database.write_now(turns.settle, [chat_id], MORNING)
    assert database.read_now(turn, chat_id) is None
    database.write_now(lambda db: db.execute("UPDATE messages SET state = 'pending'"))
    assert database.read_now(turns.due, MORNING, 9) == (chat_id,)


def test_a_long_absence_expires_what_was_packed_before_it(database: Database) -> None:
    chat_id = database.write_now(owed)
    database.write_now(pack, chat_id)
    database.write_now(holds.switch_off, 1, "blocked", MORNING)
    database.write_now(holds.let_in, 1, MORNING + dt.timedelta(days=8))
    states = database.read_now(lambda db: db.execute("SELECT state FROM deliveries").fetchall())
    assert states == [("expired",)]
    assert database.read_now(turn, chat_id) is None


def test_a_merged_group_is_owed_what_either_was_and_nothing_twice(database: Database) -> None:
    old = database.write_now(owed, -1)
    database.write_now(pack, old)
    new = database.write_now(owed, -2, headline="又一件事")
    database.write_now(chats.migrate, -1, -2, MORNING)
    rows = database.read_now(
        lambda db: db.execute("SELECT chat_id, count(*) FROM deliveries GROUP BY article_id").fetchall()
    )
    assert rows == [(new, 1), (new, 1)]
    assert database.read_now(turns.due, MORNING, 9) == (new,)
    assert database.read_now(chats.find_chat, -1, 0) is None


def migrated(db: Db) -> None:
    owed(db, -1)
    owed(db, -2)
    chats.migrate(db, -1, -2, MORNING)


JOBS: dict[str, Callable[[Db], object]] = {
    "due": lambda db: turns.due(db, MORNING, 9),
    "next_after": lambda db: turns.next_after(db, MORNING),
    "settle": lambda db: turns.settle(db, [1, 2], MORNING),
    "due_rows": lambda db: deliveries.due_rows(db, [1, 2], MORNING),
    "hold": lambda db: deliveries.hold(db, 1, MORNING + MINUTE, MORNING),
    "schedules_of": lambda db: chats.schedules_of(db, [1, 2]),
    "first_pending": lambda db: messages.first_pending(db, [1, 2], MORNING),
    "chats_with_pending": lambda db: on_their_way.chats_with_pending(db, [1, 2]),
    "next_edit": lambda db: on_their_way.next_edit(db, 1),
    "articles_on_their_way": lambda db: on_their_way.articles_on_their_way(db, [1, 2]),
    "mark_tried": lambda db: messages.mark_tried(db, [1, 2]),
    "give_up_edit": lambda db: carriers.give_up_edit(db, 1, "", for_good=True),
    "carriers_of": lambda db: carriers.carriers_of(db, {1: [1]}),
    "retry_parked": lambda db: parked_messages.retry_parked(db, 1),
    "commit_messages": lambda db: messages.commit_messages(db, {1: (Packed("x", (), (1,)),)}, MORNING),
    "mark_sent": lambda db: messages.mark_sent(db, [SentMessage(1, 1, 1)], MORNING),
    "mark_retry": lambda db: messages.mark_retry(db, 1, "", MORNING, counts=True),
    "park_message": lambda db: messages.park_message(db, 1, ""),
    "hold_chat": lambda db: messages.rest_chat(db, 1, MORNING),
    "mark_shown": lambda db: deliveries.mark_shown(db, 1, [1], MORNING),
    "expire_before": lambda db: deliveries.expire_before(db, 1, MORNING),
    "restore_switched_off": lambda db: deliveries.restore_switched_off(db, 1, owed_since=MORNING),
    "restore_unfollowed": lambda db: deliveries.restore_unfollowed(db, 1, since=MORNING, moment=MORNING),
    "migrate": migrated,
    "export": lambda db: own_data.export(db, Place(1, 0, "private", "")),
    "forget": lambda db: own_data.forget(db, Place(1, 0, "private", "")),
}


WORK = ("SELECT", "UPDATE", "INSERT", "DELETE", "WITH")
# The tables that grow, by the names that statements give them.
GROWING = {"deliveries", "d", "o", "messages", "m", "turns", "chats", "follows", "f", "articles", "a"}


@pytest.mark.parametrize("name", JOBS)
def test_nothing_that_is_done_for_one_chat_or_message_scans_a_table(database: Database, name: str) -> None:
    asked: list[str] = []

    def watched(db: Db) -> None:
        db.conn.set_trace_callback(asked.append)
        JOBS[name](db)
        db.conn.set_trace_callback(None)

    database.write_now(watched)
    statements = [sql for sql in asked if sql.split()[0] in WORK]
    assert statements
    for sql in statements:
        plan = database.read_now(explain, sql)
        scanned = {match[1] for step in plan if (match := re.match(r"SCAN (\w+)", step))}
        assert not scanned & GROWING, f"{plan}\n{sql}"


def explain(db: Db, sql: str) -> list[str]:
    """The steps in which SQLite would carry out a statement."""
    return [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + sql)]
