"""What can be followed, of every kind: named, exported, pressed; who is reached is who is owed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot import wording
from bot.cards.follow_buttons import FOLLOW_VERBS
from storage.archive import newspapers
from storage.chats import chats, follow_news, follows, own_data
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Database, Db
from storage.desk import issues, reach
from storage.parks import cities, park_import
from tests.made_issues import LINYI, MORNING, made_article, made_issue

HERE = Place(1, 0, "private", "")
PROJECT = "INSERT INTO projects (id, park_id, name, told_on, gone) VALUES (1, 1, '果品加工', '2026-10-01', 0)"


def _city(db: Db) -> Target:
    city = cities.find_city(db, "运城")
    assert city is not None
    return Target(Kind.CITY, city.id)


def _project(db: Db) -> Target:
    db.execute(PROJECT)
    return Target(Kind.PROJECT, 1)


ONE_OF: dict[Kind, Callable[[Db], Target]] = {
    Kind.PARK: lambda db: Target(Kind.PARK, park_import.ensure_park(db, LINYI)),
    Kind.CITY: _city,
    Kind.KEYWORD: lambda db: follows.ensure_keyword(db, "开 工", "开工"),
    Kind.NEWSPAPER: lambda db: Target(Kind.NEWSPAPER, newspapers.id_of(db, "科学导报") or 0),
    Kind.PROJECT: _project,
}


def follow_one(db: Db, kind: Kind) -> Target:
    """Lets the chat follow something of this kind that an article of Linyi in 科学导报 is about."""
    chat = chats.ensure_chat(db, HERE, MORNING)
    target = ONE_OF[kind](db)
    assert follows.follow(db, chat.id, target, MORNING)
    return target


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.name)
def test_a_follow_of_each_kind_has_a_name_everywhere(database: Database, kind: Kind) -> None:
    assert kind in FOLLOW_VERBS, "bot/cards/follow_buttons.py"
    assert kind.name in wording.FOLLOWED_NAMES and kind.name in wording.TARGETS_GONE, "bot/wording/readers.py"
    assert kind in ONE_OF, "make one of this kind here, in ONE_OF"
    database.write_now(issues.publish, made_issue(made_article("一件事")), push=False, moment=MORNING)
    target = database.write_now(follow_one, kind)
    name = database.read_now(follows.name_of, target)
    [followed] = database.read_now(follows.followed_at, 1, 0)
    assert name and (followed.target, followed.name) == (target, name)
    [exported] = database.read_now(own_data.export, HERE)["follows"]
    assert exported["name"] == name
    assert (database.read_now(follow_news.newest_of, target) is None) == (kind is Kind.PROJECT)


# News of a project are owed as projects are read, not with the issue.
@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind is not Kind.PROJECT], ids=lambda kind: kind.name
)
def test_whom_the_preview_counts_is_owed_what_is_published(database: Database, kind: Kind) -> None:
    database.write_now(issues.publish, made_issue(made_article("一件事")), push=False, moment=MORNING)
    database.write_now(follow_one, kind)
    next_issue = made_issue(made_article("另一件事"))
    assert database.read_now(reach.reached, next_issue).readers == 1
    assert database.write_now(issues.publish, next_issue, push=True, moment=MORNING).chats_owed == 1
