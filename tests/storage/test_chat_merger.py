"""A group that became a supergroup the bot already knows: nothing is lost, nothing goes out twice."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.parks import bundled_parks
from storage.chats import chats, follows
from storage.chats.chat_merger import merge_chat
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.deliveries import deliveries, messages, turns
from storage.deliveries.messages import Packed, SentMessage
from storage.desk import issues
from storage.parks import park_import
from tests.made_issues import LINYI, MORNING, made_article, made_issue

OLD, NEW = -1, -2
FOUR = ("甲事", "乙事", "丙事", "丁事")
STATES = ("none", "waiting", "packed", "sent", "shown", "parked", "cancelled")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database for many examples, each of which is rolled back."""
    with Database(tmp_path_factory.mktemp("merger") / "parkbriefs.db") as opened:
        opened.write_now(park_import.load_bundle, bundled_parks())
        yield opened


def chat_of(db: Db, telegram_id: int) -> int:
    """A group that follows a park and is pushed as published."""
    chat = chats.ensure_chat(db, Place(telegram_id, 0, "group", ""), MORNING)
    chats.set_digest(db, chat.id, "now", MORNING)
    follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), MORNING)
    return chat.id


def two_groups(db: Db) -> tuple[int, int]:
    """Two groups that are owed the same articles."""
    pair = chat_of(db, OLD), chat_of(db, NEW)
    issues.publish(db, made_issue(*map(made_article, FOUR)), push=True, moment=MORNING)
    return pair


def pack(db: Db, chat_id: int, headlines: Sequence[str]) -> int:
    """Commits a message that carries these articles; its id."""
    rows = [
        row[0]
        for row in db.execute(
            """
            SELECT d.id FROM deliveries d JOIN revisions r ON r.article_id = d.article_id
            WHERE d.chat_id = ? AND instr(?, r.headline) ORDER BY d.id
            """,
            [chat_id, " ".join(headlines)],
        )
    ]
    packed = Packed(" ".join(headlines), (), tuple(rows))
    messages.commit_messages(db, {chat_id: (packed,)}, MORNING)
    return int(db.execute("SELECT max(id) FROM messages").fetchone()[0])


def sent_from_now_on(db: Db, chat_id: int) -> list[str]:
    """The headlines that go out when delivery empties a chat's queue, each as often as it goes."""
    gone: list[str] = []
    for number in itertools.count(1):
        due = deliveries.due_rows(db, [chat_id], MORNING).get(chat_id, [])
        if due:
            names = [
                db.execute(
                    "SELECT headline FROM revisions WHERE article_id = ?", [row.article_id]
                ).fetchone()[0]
                for row in due
            ]
            packed = Packed(" ".join(names), (), tuple(row.id for row in due))
            messages.commit_messages(db, {chat_id: (packed,)}, MORNING)
        pending = messages.first_pending(db, [chat_id], MORNING)
        if not pending:
            return gone
        gone += pending[0].text.split()
        messages.mark_sent(db, [SentMessage(pending[0].id, chat_id, number)], MORNING)
    raise AssertionError


def test_an_article_packed_in_both_goes_out_once(database: Database) -> None:
    def merge(db: Db) -> list[str]:
        old, new = two_groups(db)
        pack(db, old, ["甲事", "乙事"])
        pack(db, new, ["乙事", "丙事"])
        chats.migrate(db, OLD, NEW, MORNING)
        assert turns.due(db, MORNING, 9) == (new,)
        return sent_from_now_on(db, new)

    assert sorted(database.write_now(merge)) == sorted(FOUR)


def test_a_message_that_repeats_nothing_is_moved_as_it_is(database: Database) -> None:
    def merge(db: Db) -> tuple[int, int]:
        old, new = two_groups(db)
        message = pack(db, old, ["甲事", "乙事"])
        pack(db, new, ["丙事"])
        chats.migrate(db, OLD, NEW, MORNING)
        return message, int(db.execute("SELECT id FROM messages WHERE text = '甲事 乙事'").fetchone()[0])

    message, moved = database.write_now(merge)
    assert message == moved


def test_what_one_was_sent_is_not_sent_to_both(database: Database) -> None:
    def merge(db: Db) -> list[str]:
        old, new = two_groups(db)
        message = pack(db, old, ["甲事", "乙事"])
        messages.mark_sent(db, [SentMessage(message, old, 1)], MORNING)
        pack(db, new, ["乙事", "丙事"])
        chats.migrate(db, OLD, NEW, MORNING)
        return sent_from_now_on(db, new)

    assert sorted(database.write_now(merge)) == sorted(["丙事", "丁事"])


@pytest.mark.parametrize("was_sent", [(), (OLD,), (NEW,)])
def test_a_greeting_that_both_were_owed_goes_out_once(database: Database, was_sent: tuple[int, ...]) -> None:
    def merge(db: Db) -> int:
        groups = dict(zip((OLD, NEW), two_groups(db), strict=True))
        for telegram_id, chat_id in groups.items():
            messages.add_notice(db, chat_id, "大家好", MORNING)
            if telegram_id in was_sent:
                (first,) = messages.first_pending(db, [chat_id], MORNING)
                messages.mark_sent(db, [SentMessage(first.id, chat_id, 1)], MORNING)
        chats.migrate(db, OLD, NEW, MORNING)
        return sent_from_now_on(db, groups[NEW]).count("大家好")

    assert database.write_now(merge) == 1 - len(was_sent)


def put(db: Db, chat_id: int, headline: str, state: str, message: int | None) -> None:
    """Puts a chat's row for an article into a state that the bot can bring it to."""
    (article_id,) = db.execute("SELECT article_id FROM revisions WHERE headline = ?", [headline]).fetchone()
    where = "chat_id = ? AND article_id = ?"
    if state == "none":
        db.execute(f"DELETE FROM deliveries WHERE {where}", [chat_id, article_id])
    elif state == "shown":
        deliveries.mark_shown(db, chat_id, [article_id], MORNING)
    elif state == "cancelled":
        db.execute(f"UPDATE deliveries SET state = 'cancelled' WHERE {where}", [chat_id, article_id])
    elif state != "waiting":
        assert message is not None
        db.execute(f"UPDATE deliveries SET message_id = ? WHERE {where}", [message, chat_id, article_id])


def arranged(db: Db, chat_id: int, states: Sequence[str]) -> None:
    """Brings a chat's rows into these states, those of the same kind in one message."""
    for kind in ("packed", "sent", "parked"):
        inside = [name for name, state in zip(FOUR, states, strict=True) if state == kind]
        message = None
        if inside:
            messages.add_notice(db, chat_id, " ".join(inside), MORNING)
            message = int(db.execute("SELECT max(id) FROM messages").fetchone()[0])
        for name in inside:
            put(db, chat_id, name, kind, message)
        if message is not None and kind == "sent":
            messages.mark_sent(db, [SentMessage(message, chat_id, 1)], MORNING)
        elif message is not None and kind == "parked":
            messages.park_message(db, message, "refused")
    for name, state in zip(FOUR, states, strict=True):
        if state not in ("packed", "sent", "parked"):
            put(db, chat_id, name, state, None)


class Undo(Exception):
    """Rolls back what an example wrote."""


SOME = st.tuples(*(st.sampled_from(STATES) for _ in FOUR))


@settings(deadline=None)
@given(SOME, SOME)
def test_whatever_both_were_owed_goes_out_once_and_nothing_is_lost(
    made: Database, of_old: tuple[str, ...], of_new: tuple[str, ...]
) -> None:
    def merge(db: Db) -> None:
        old, new = two_groups(db)
        arranged(db, old, of_old)
        arranged(db, new, of_new)
        chats.migrate(db, OLD, NEW, MORNING)
        parked = db.execute("SELECT text FROM messages WHERE state = 'parked'").fetchall()
        held = [name for (text,) in parked for name in text.split()]
        gone = sent_from_now_on(db, new)
        for name, *states in zip(FOUR, of_old, of_new, strict=True):
            had = {"sent", "shown"} & set(states)
            owed = {"waiting", "packed", "parked"} & set(states)
            assert gone.count(name) + held.count(name) == bool(owed and not had), (name, gone, held)
            if {"waiting", "packed"} & owed and not had:
                assert name in gone
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
        raise Undo

    with pytest.raises(Undo):
        made.write_now(merge)


def test_merging_looks_at_the_two_chats_alone(database: Database) -> None:
    asked: list[str] = []

    def merge(db: Db) -> None:
        old, new = two_groups(db)
        pack(db, old, ["甲事", "乙事"])
        pack(db, new, ["乙事", "丙事"])
        db.conn.set_trace_callback(asked.append)
        merge_chat(db, old, new)
        db.conn.set_trace_callback(None)

    database.write_now(merge)
    statements = [sql for sql in asked if sql.split()[0] in ("SELECT", "UPDATE", "DELETE")]
    assert len(statements) > 5
    for sql in statements:
        plan = database.read_now(lambda db, sql: db.execute("EXPLAIN QUERY PLAN " + sql).fetchall(), sql)
        steps = [row[3] for row in plan]
        scanned = {match[1] for step in steps if (match := re.match(r"SCAN (\w+)", step))}
        assert not scanned & {"deliveries", "moved", "kept", "d", "m", "o", "messages", "chats"}, (sql, steps)
