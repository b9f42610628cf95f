"""What waits for a chat: which rows a change of its settings moves, and which message and turn come next."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from storage.chats import chats, follows, holds
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Database, Db
from storage.deliveries import deliveries, messages, on_their_way, turns
from storage.deliveries.deliveries import Waiting
from storage.deliveries.messages import Packed, PendingMessage, SentMessage
from storage.desk import issues
from storage.moments import from_text, to_text
from storage.parks import park_import
from storage.schedule import OFF, Defaults
from tests.made_issues import LINYI, MORNING, made_article, made_issue

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
NEXT_DIGEST = from_text("2026-04-05T00:00:00.000Z")


def follower(db: Db, telegram_id: int = 1, *, digest: str = "daily") -> int:
    chat = chats.ensure_chat(db, Place(telegram_id, 0, "private", ""), MORNING)
    chats.set_digest(db, chat.id, digest, MORNING)
    follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), MORNING)
    return chat.id


def publish(db: Db, headline: str, moment: dt.datetime = MORNING) -> None:
    issues.publish(db, made_issue(made_article(headline)), push=True, moment=moment)


def pack(db: Db, chat_id: int, *delivery_ids: int, text: str = "x", moment: dt.datetime = MORNING) -> None:
    messages.commit_messages(db, {chat_id: (Packed(text, (), delivery_ids),)}, moment)


def rows(db: Db) -> list[tuple[int, str, str]]:
    return db.execute("SELECT id, state, due_at FROM deliveries ORDER BY id").fetchall()


def texts(db: Db, chat_id: int, moment: dt.datetime = MORNING) -> list[str]:
    return [message.text for message in messages.first_pending(db, [chat_id], moment)]


def test_what_waits_is_counted_without_what_is_packed_and_due_with_its_first(database: Database) -> None:
    def happens(db: Db) -> list[Waiting]:
        chat_id = follower(db)
        found = [deliveries.waiting(db, chat_id)]
        publish(db, "甲事")
        publish(db, "乙事", NEXT_DIGEST)
        publish(db, "丙事", NEXT_DIGEST)
        found.append(deliveries.waiting(db, chat_id))
        pack(db, chat_id, 1)
        return [*found, deliveries.waiting(db, chat_id)]

    assert database.write_now(happens) == [
        Waiting(0, None),
        Waiting(3, NEXT_DIGEST),
        Waiting(2, NEXT_DIGEST + dt.timedelta(days=1)),
    ]


def test_what_is_pulled_forward_leaves_paused_chats_and_packed_rows_alone(database: Database) -> None:
    def happens(db: Db) -> int:
        for telegram_id in (1, 2, 3):
            follower(db, telegram_id)
        publish(db, "甲事")
        pack(db, 3, 3)
        chats.change_schedule(db, 2, lambda old: replace(old, paused_until=MORNING + HOUR), MORNING)
        return deliveries.pull_forward(db, MORNING + MINUTE)

    assert database.write_now(happens) == 1
    due = [row[2] for row in database.read_now(rows)]
    assert due == [to_text(MORNING + MINUTE), to_text(NEXT_DIGEST), to_text(NEXT_DIGEST)]


def test_holding_takes_what_is_due_this_moment_and_leaves_what_is_packed(database: Database) -> None:
    def happens(db: Db) -> None:
        chat_id = follower(db, digest="now")
        publish(db, "甲事")
        publish(db, "乙事")
        pack(db, chat_id, 1)
        deliveries.hold(db, chat_id, MORNING + HOUR, MORNING)

    database.write_now(happens)
    assert [row[2] for row in database.read_now(rows)] == [to_text(MORNING), to_text(MORNING + HOUR)]


def test_off_and_unfollowing_leave_what_is_on_its_way_or_was_sent(database: Database) -> None:
    def happens(db: Db) -> None:
        chat_id = follower(db, digest="now")
        for headline in ("甲事", "乙事", "丙事"):
            publish(db, headline)
        pack(db, chat_id, 1)
        deliveries.mark_shown(db, chat_id, [2], MORNING)
        chats.set_digest(db, chat_id, OFF, MORNING)

    database.write_now(happens)
    assert [row[1] for row in database.read_now(rows)] == ["pending", "sent", "cancelled"]
    database.write_now(chats.set_digest, 1, "now", MORNING)
    park_id = database.write_now(park_import.ensure_park, LINYI)
    database.write_now(follows.unfollow, 1, Target(Kind.PARK, park_id))
    assert [row[1] for row in database.read_now(rows)] == ["pending", "sent", "cancelled"]


def test_what_is_shown_in_an_answer_is_left_to_the_message_it_is_in(database: Database) -> None:
    def happens(db: Db) -> None:
        chat_id = follower(db, digest="now")
        publish(db, "甲事")
        pack(db, chat_id, 1)
        deliveries.mark_shown(db, chat_id, [1], MORNING)

    database.write_now(happens)
    assert database.read_now(rows) == [(1, "pending", to_text(MORNING))]


def test_following_again_brings_nothing_before_its_time(database: Database) -> None:
    def happens(db: Db) -> None:
        chat_id = follower(db, digest="now")
        publish(db, "甲事")
        deliveries.hold(db, chat_id, MORNING + HOUR, MORNING)
        park_id = park_import.ensure_park(db, LINYI)
        follows.unfollow_park(db, chat_id, park_id)
        follows.follow_park(db, chat_id, park_id, MORNING + MINUTE)

    database.write_now(happens)
    assert database.read_now(rows) == [(1, "pending", to_text(MORNING + HOUR))]


def test_a_message_one_of_whose_briefs_was_cancelled_meanwhile_is_not_committed(database: Database) -> None:
    def happens(db: Db) -> list[str]:
        chat_id = follower(db, digest="now")
        publish(db, "甲事")
        publish(db, "乙事")
        db.execute("UPDATE deliveries SET state = 'cancelled' WHERE id = 1")
        pack(db, chat_id, 1, 2)
        found = texts(db, chat_id)
        pack(db, chat_id, 2, text="first")
        pack(db, chat_id, 2, text="again")
        return found + texts(db, chat_id)

    assert database.write_now(happens) == ["first"]
    assert database.read_now(lambda db: db["messages"].count) == 1


def test_the_oldest_message_goes_first_when_it_may(database: Database) -> None:
    def happens(db: Db) -> list[list[str]]:
        chat_id = follower(db, digest="now")
        messages.add_notice(db, chat_id, "first", MORNING)
        messages.add_notice(db, chat_id, "second", MORNING, not_before=MORNING + HOUR)
        found = [texts(db, chat_id)]
        messages.mark_retry(db, 1, "no answer", MORNING + MINUTE, counts=False)
        found += [texts(db, chat_id), texts(db, chat_id, MORNING + MINUTE)]
        messages.mark_sent(db, [SentMessage(1, chat_id, 5)], MORNING)
        found += [texts(db, chat_id, MORNING + MINUTE), texts(db, chat_id, MORNING + HOUR)]
        messages.rest_chat(db, 1, MORNING + 2 * HOUR)
        found += [texts(db, chat_id, MORNING + HOUR), texts(db, chat_id, MORNING + 2 * HOUR)]
        holds.switch_off(db, 1, "blocked", MORNING)
        return [*found, texts(db, chat_id, MORNING + 3 * HOUR)]

    found = database.write_now(happens)
    assert found == [["first"], [], ["first"], [], ["second"], [], ["second"], []]
    assert database.read_now(lambda db: db.execute("SELECT attempts, reason FROM messages").fetchall()) == [
        (0, None),
        (0, None),
    ]


def test_a_parked_message_says_why_and_so_do_its_briefs(database: Database) -> None:
    def happens(db: Db) -> None:
        chat_id = follower(db, digest="now")
        publish(db, "甲事")
        pack(db, chat_id, 1)
        messages.park_message(db, 1, "refused")

    database.write_now(happens)
    for table in ("messages", "deliveries"):
        query = f"SELECT state, reason FROM {table}"
        assert database.read_now(lambda db, query=query: db.execute(query).fetchall()) == [
            ("parked", "refused")
        ]


def test_a_message_comes_back_as_it_was_committed(database: Database) -> None:
    buttons = ((("全文 1", "full:1"), ("全文 2", "full:2")), (("全文 3", "full:3"),))

    def happens(db: Db) -> tuple[PendingMessage, ...]:
        follower(db)
        chat_id = follower(db, 7, digest="now")
        messages.commit_messages(db, {chat_id: (Packed("x", buttons, (), silent=True),)}, MORNING)
        messages.mark_retry(db, 1, "no answer", MORNING, counts=True)
        return messages.first_pending(db, [chat_id], MORNING)

    assert database.write_now(happens) == (PendingMessage(1, 2, 7, 0, "x", buttons, 1, True),)


def test_the_next_turn_is_the_first_after_the_moment(database: Database) -> None:
    def happens(db: Db) -> list[dt.datetime | None]:
        for telegram_id, minutes in ((1, 0), (2, 2), (3, 1)):
            chat_id = follower(db, telegram_id, digest="now")
            db.execute("INSERT INTO turns VALUES (?, ?)", [chat_id, to_text(MORNING + minutes * MINUTE)])
        return [turns.next_after(db, MORNING), turns.next_after(db, MORNING + 2 * MINUTE)]

    assert database.write_now(happens) == [MORNING + MINUTE, None]
    assert database.read_now(turns.due, MORNING + 2 * MINUTE, 2) == (1, 3)


def test_groups_rest_longer_and_turns_go_by_the_oldest_message_or_the_first_row(database: Database) -> None:
    def happens(db: Db) -> list[tuple[str]]:
        private, group, rowed = follower(db, 1), follower(db, -2), follower(db, 3)
        messages.add_notice(db, private, "first", MORNING, not_before=MORNING + HOUR)
        messages.add_notice(db, private, "second", MORNING)
        messages.add_notice(db, group, "notice", MORNING)
        publish(db, "甲事")
        publish(db, "乙事", NEXT_DIGEST)
        turns.settle(db, [private, group, rowed], MORNING, gap=MINUTE, group_gap=3 * MINUTE)
        return db.execute("SELECT at FROM turns ORDER BY chat_id").fetchall()

    expected = [MORNING + HOUR, MORNING + 3 * MINUTE, NEXT_DIGEST]
    assert database.write_now(happens) == [(to_text(moment),) for moment in expected]


def test_a_chat_that_chose_only_a_time_or_only_a_zone_follows_the_other_default(database: Database) -> None:
    def happens(db: Db) -> None:
        for telegram_id, chosen in (
            (1, {"digest_time": "09:00"}),
            (2, {"timezone": "UTC"}),
            (3, {"digest_time": "09:00", "timezone": "UTC"}),
        ):
            chat_id = follower(db, telegram_id)
            chats.change_schedule(db, chat_id, lambda old, chosen=chosen: replace(old, **chosen), MORNING)
        publish(db, "甲事")
        db.execute("UPDATE deliveries SET due_at = ?", [to_text(MORNING + MINUTE)])
        deliveries.follow_defaults(db, Defaults("Europe/Berlin", "10:00"), MORNING)

    database.write_now(happens)
    stale = to_text(MORNING + MINUTE)
    assert [row[2] == stale for row in database.read_now(rows)] == [False, False, True]


def test_a_chat_with_a_message_on_its_way_is_known_whether_it_may_go_or_not(database: Database) -> None:
    def happens(db: Db) -> frozenset[int]:
        resting, done, without = (follower(db, telegram_id) for telegram_id in (11, 12, 13))
        messages.add_notice(db, resting, "later", MORNING, not_before=MORNING + HOUR)
        messages.add_notice(db, done, "sent", MORNING)
        messages.mark_sent(db, [SentMessage(2, done, 5)], MORNING)
        return on_their_way.chats_with_pending(db, [resting, done, without])

    assert database.write_now(happens) == {1}


def test_a_chat_that_is_switched_off_is_owed_nothing_new(database: Database) -> None:
    def happens(db: Db) -> None:
        follower(db, 1)
        follower(db, 2)
        holds.switch_off(db, 1, "blocked", MORNING)
        publish(db, "甲事")

    database.write_now(happens)
    assert database.read_now(lambda db: db.execute("SELECT chat_id FROM deliveries").fetchall()) == [(2,)]


def test_a_changed_setting_leaves_what_is_packed_as_it_was(database: Database) -> None:
    def happens(db: Db) -> None:
        chat_id = follower(db)
        publish(db, "甲事")
        publish(db, "乙事")
        pack(db, chat_id, 1)
        chats.change_schedule(db, chat_id, lambda old: replace(old, digest_time="09:00"), MORNING)

    database.write_now(happens)
    assert [row[2] for row in database.read_now(rows)] == [
        to_text(NEXT_DIGEST),
        to_text(NEXT_DIGEST + HOUR),
    ]
