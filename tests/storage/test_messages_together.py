"""What is due to very many is committed and marked by a few statements, however many chats there are."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterable

import pytest

from storage.database import Database, Db
from storage.deliveries import deliveries, messages
from storage.deliveries.messages import Packed, SentMessage
from storage.desk import issues
from tests.made_issues import MORNING, made_article, made_issue
from tests.storage.test_turns import owed

CHATS = range(1, 41)


def owed_twice(db: Db) -> dict[int, tuple[int, int]]:
    """Chats that are owed two articles; each chat's rows."""
    for number in CHATS:
        owed(db, number, headline=f"先于{number}的事")
    issues.publish(db, made_issue(made_article("大事")), push=True, moment=MORNING)
    issues.publish(db, made_issue(made_article("又一件大事")), push=True, moment=MORNING)
    rows = deliveries.due_rows(db, [chat_id for (chat_id,) in db.execute("SELECT id FROM chats")], MORNING)
    return {chat_id: (of_chat[-2].id, of_chat[-1].id) for chat_id, of_chat in rows.items()}


def statements(db: Db, job: Callable[[], object]) -> int:
    """How many statements a job runs; one is told again for each trigger that it sets off."""
    run: list[str] = []
    assert isinstance(db.conn, sqlite3.Connection)
    db.conn.set_trace_callback(run.append)
    job()
    db.conn.set_trace_callback(None)
    return len(list(itertools.groupby(run)))


def stored(db: Db) -> list[tuple[int, str, list[int]]]:
    """Each message in the order of their numbers: its chat, its text and the rows it carries."""
    found = db.execute(
        """
        SELECT m.chat_id, m.text, json_group_array(d.id) FROM messages m
        LEFT JOIN deliveries d ON d.message_id = m.id GROUP BY m.id ORDER BY m.id
        """
    )
    return [(chat_id, text, json.loads(rows)) for chat_id, text, rows in found]


def packed_for(rows: dict[int, tuple[int, int]], chat_ids: Iterable[int]) -> dict[int, tuple[Packed, ...]]:
    """Two messages for each chat, the later one's text the earlier one of others."""
    return {
        chat_id: tuple(
            Packed(text, (), (row,))
            for text, row in zip(("一", "二") if chat_id % 2 else ("二", "一"), rows[chat_id], strict=True)
        )
        for chat_id in chat_ids
    }


def test_each_chats_messages_keep_their_order_though_equal_texts_are_written_together(
    database: Database,
) -> None:
    def job(db: Db) -> None:
        rows = owed_twice(db)
        packed = packed_for(rows, rows)
        messages.commit_messages(db, packed, MORNING)
        assert stored(db) == [
            (chat_id, message.text, list(message.delivery_ids))
            for chat_id, of_chat in packed.items()
            for message in of_chat
        ]

    database.write_now(job)


def test_a_chat_whose_row_changed_meanwhile_is_left_out_alone(database: Database) -> None:
    def job(db: Db) -> None:
        rows = owed_twice(db)
        [first, left_out, third, *_] = rows
        db.execute("UPDATE deliveries SET state = 'cancelled' WHERE id = ?", [rows[left_out][1]])
        messages.commit_messages(db, packed_for(rows, (first, left_out, third)), MORNING)
        assert [chat_id for chat_id, _, _ in stored(db)] == [first, first, third, third]

    database.write_now(job)


def test_a_number_is_never_given_again(database: Database) -> None:
    def job(db: Db) -> None:
        rows = owed_twice(db)
        [first, second, *_] = rows
        messages.commit_messages(db, packed_for(rows, [first]), MORNING)
        before = db.execute("SELECT max(id) FROM messages").fetchone()[0]
        db.execute("UPDATE deliveries SET message_id = NULL")
        db.execute("DELETE FROM messages")
        messages.commit_messages(db, packed_for(rows, [second]), MORNING)
        assert db.execute("SELECT min(id) FROM messages").fetchone()[0] == before + 1

    database.write_now(job)


@pytest.mark.parametrize("first_chats", [1, 7])
def test_many_cost_as_many_statements_as_few(database: Database, first_chats: int) -> None:
    def job(db: Db) -> tuple[int, int]:
        rows = owed_twice(db)
        chat_ids = list(rows)[:first_chats] + list(rows)[-1:]
        committed = statements(db, lambda: messages.commit_messages(db, packed_for(rows, chat_ids), MORNING))
        sent = [
            SentMessage(number, chat_id, 1000 + number)
            for number, chat_id in db.execute("SELECT id, chat_id FROM messages")
        ]
        return committed, statements(db, lambda: messages.mark_sent(db, sent, MORNING))

    # Looking, numbering, two texts, tying; marking messages, looking for edits, marking deliveries.
    assert database.write_now(job) == (5, 3)


def test_what_telegram_took_is_marked_each_with_its_own_number(database: Database) -> None:
    def job(db: Db) -> None:
        rows = owed_twice(db)
        chat_ids = list(rows)[:3]
        messages.commit_messages(db, packed_for(rows, chat_ids), MORNING)
        first = messages.first_pending(db, chat_ids, MORNING)
        sent = [
            SentMessage(each.id, each.chat_id, 70 + each.id, doubled=each.id == first[1].id) for each in first
        ]
        messages.mark_sent(db, sent, MORNING)
        found = db.execute("SELECT id, telegram_message_id, doubled FROM messages WHERE state = 'sent'")
        assert found.fetchall() == [(each.id, 70 + each.id, int(each.doubled)) for each in sent]
        told = db.execute("SELECT count(*) FROM deliveries WHERE state = 'sent'").fetchone()[0]
        assert told == len(sent)

    database.write_now(job)
