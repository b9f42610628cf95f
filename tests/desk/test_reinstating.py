"""What was retracted by mistake stands again: for who has it, who waits for it, and who asks."""

from __future__ import annotations

import datetime as dt

from storage.archive import revisions
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import issues, reinstating
from storage.parks import park_import
from tests.made_issues import LINYI, made_article, made_issue

AT = dt.datetime(2026, 4, 4, 1, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(minutes=5)
STATES = "SELECT kind, state, coalesce(reason, '') FROM deliveries WHERE chat_id = ? ORDER BY id"


def follower(db: Db, telegram_id: int) -> int:
    chat = chats.ensure_chat(db, Place(telegram_id, 0, "private", ""), AT)
    follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), AT)
    return chat.id


def retracted(db: Db) -> int:
    """An article that was pushed and retracted before anybody had it."""
    published = issues.publish(db, made_issue(made_article("临猗新事")), push=True, moment=AT)
    [article_id] = db.execute("SELECT id FROM articles WHERE issue_id = ?", [published.issue_id]).fetchone()
    issues.retract(db, article_id, "内容有误", AT)
    return int(article_id)


def states(db: Db, chat_id: int) -> list[tuple[str, str, str]]:
    return [tuple(row) for row in db.execute(STATES, [chat_id]).fetchall()]


def test_who_waited_for_it_waits_again_and_who_left_does_not(database: Database) -> None:
    def happen(db: Db) -> tuple[object, ...]:
        stays, leaves = follower(db, 1), follower(db, 2)
        article_id = retracted(db)
        before = states(db, stays)
        follows.unfollow_park(db, leaves, park_import.ensure_park(db, LINYI))
        owed = reinstating.reinstate(db, article_id, LATER, editor_id=7)
        return before, owed, states(db, stays), states(db, leaves)

    before, owed, stays, leaves = database.write_now(happen)
    assert before == [("push", "cancelled", "retracted")] and owed == 0
    assert stays == [("push", "pending", "")]
    assert leaves != [("push", "pending", "")]


def test_it_says_what_it_said_in_a_revision_of_its_own_once(database: Database) -> None:
    def happen(db: Db) -> tuple[list[int | None], list[tuple[str, str, int | None]]]:
        article_id = retracted(db)
        done = [reinstating.reinstate(db, article_id, LATER, editor_id=7) for _ in range(2)]
        told = revisions.revisions_of(db, article_id)
        return done, [(each.headline, each.brief, each.editor_id) for each in told]

    done, told = database.write_now(happen)
    assert done == [0, None]
    first, second = told
    assert first[:2] == second[:2] and second[2] == 7


def test_search_finds_it_again(database: Database) -> None:
    found = "SELECT count(*) FROM search_rows"

    def happen(db: Db) -> tuple[int, int]:
        article_id = retracted(db)
        [hidden] = db.execute(found).fetchone()
        reinstating.reinstate(db, article_id, LATER, editor_id=7)
        [shown] = db.execute(found).fetchone()
        return hidden, shown

    assert database.write_now(happen) == (0, 1)
