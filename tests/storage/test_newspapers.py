"""Several newspapers share a database: each issue has its own, and a chat may follow one of them."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from storage.archive import newest_articles, newspaper_upkeep, newspapers
from storage.archive.newspaper_upkeep import NewspaperMergerRefused, NewspaperNameEmpty, NewspaperNameTaken
from storage.archive.newspapers import Newspaper
from storage.chats import chats, follows, own_data
from storage.chats.chats import Chat, Place
from storage.chats.follows import Followed, Kind, Target
from storage.database import Database, Db
from storage.desk import issues, reach
from tests.earlier_files import lay_earlier_files
from tests.made_issues import LINYI, MORNING, made_article, made_issue

HOUR = dt.timedelta(hours=1)


def publish(database: Database, headline: str, newspaper: str = "科学导报") -> issues.Published:
    issue = made_issue(made_article(headline), newspaper=newspaper)
    return database.write_now(issues.publish, issue, push=True, moment=MORNING)


def paper(database: Database, name: str) -> Newspaper:
    found = database.write_now(newspapers.ensure_newspaper, name)
    assert found is not None
    return found


def chat(database: Database, number: int) -> Chat:
    return database.write_now(chats.ensure_chat, Place(number, 0, "private", ""), MORNING)


def follow(database: Database, reader: Chat, newspaper: Newspaper) -> Target:
    target = Target(Kind.NEWSPAPER, newspaper.id)
    assert database.write_now(follows.follow, reader.id, target, MORNING)
    return target


def owed(database: Database) -> list[tuple[int, str, str]]:
    return database.read_now(
        lambda db: db.execute(
            "SELECT d.chat_id, r.headline, d.state FROM deliveries d"
            " JOIN revisions r ON r.article_id = d.article_id ORDER BY d.id"
        ).fetchall()
    )


def papers_of_issues(db: Db) -> list[tuple[str]]:
    return db.execute(
        "SELECT n.name FROM issues i LEFT JOIN newspapers n ON n.id = i.newspaper_id ORDER BY i.id"
    ).fetchall()


def test_an_issue_is_of_its_newspaper_however_that_is_written(database: Database) -> None:
    for number, name in enumerate(["《科学导报》", "科学导报社", "科 学 导 报", "山西日报"]):
        publish(database, f"第{number}件事", name)
    publish(database, "不知是哪份报", "")
    assert database.read_now(papers_of_issues) == [*[("科学导报",)] * 3, ("山西日报",), (None,)]
    shown = {card.newspaper for card in database.read_now(newest_articles.newest, limit=9).cards}
    assert shown == {"科学导报", "山西日报", ""}


def test_the_same_page_under_another_spelling_adds_nothing(database: Database) -> None:
    assert publish(database, "同一件事").added == 1
    assert publish(database, "同一件事", "《科学导报》").known == 1
    assert publish(database, "同一件事", "山西日报").added == 1
    assert publish(database, "同一件事", "").added == 1


def test_who_follows_a_newspaper_is_owed_all_of_it_and_nothing_else(database: Database) -> None:
    reader = chat(database, 1)
    follow(database, reader, paper(database, "科学导报"))
    publish(database, "导报的事")
    publish(database, "日报的事", "山西日报")
    assert owed(database) == [(reader.id, "导报的事", "pending")]


def test_one_article_is_owed_once_however_many_follows_match(database: Database) -> None:
    reader = chat(database, 1)
    newspaper = paper(database, "科学导报")
    target = follow(database, reader, newspaper)
    database.write_now(lambda db: follows.follow(db, reader.id, Target(Kind.PARK, _linyi(db)), MORNING))
    publish(database, "临猗新事")
    assert owed(database) == [(reader.id, "临猗新事", "pending")]
    database.write_now(follows.unfollow, reader.id, target)
    assert owed(database) == [(reader.id, "临猗新事", "pending")]
    database.write_now(lambda db: follows.unfollow_park(db, reader.id, _linyi(db)))
    assert owed(database) == [(reader.id, "临猗新事", "cancelled")]
    database.write_now(follows.follow, reader.id, target, MORNING + HOUR)
    assert owed(database) == [(reader.id, "临猗新事", "pending")]


def _linyi(db: Db) -> int:
    from storage.parks import park_import

    return park_import.ensure_park(db, LINYI)


def test_a_followed_newspaper_is_listed_exported_and_counted(database: Database) -> None:
    reader = chat(database, 1)
    target = follow(database, reader, paper(database, "科学导报"))
    assert database.read_now(follows.followed, reader.id) == (Followed(target, "科学导报"),)
    exported = database.read_now(own_data.export, Place(1, 0, "private", ""))
    assert [(row["kind"], row["name"]) for row in exported["follows"]] == [("newspaper", "科学导报")]
    assert database.read_now(reach.reached, made_issue(made_article("事", None))).readers == 1
    other = made_issue(made_article("事", None), newspaper="山西日报")
    assert database.read_now(reach.reached, other).readers == 0


def test_merging_takes_issues_names_and_followers_along(database: Database) -> None:
    publish(database, "误读的报头", "科学号报")
    publish(database, "导报的事")
    wrong, right = paper(database, "科学号报"), paper(database, "科学导报")
    both, one = chat(database, 1), chat(database, 2)
    for newspaper in (wrong, right):
        follow(database, both, newspaper)
    old = follow(database, one, wrong)
    assert database.write_now(newspaper_upkeep.merge, wrong.id, right.id) == 1
    assert database.read_now(papers_of_issues) == [("科学导报",), ("科学导报",)]
    assert database.read_now(newspapers.find_newspaper, "《科学号报》") == right
    assert database.read_now(newspapers.get_newspaper, wrong.id) == right  # as an old button asks
    for reader in (both, one):
        followed = database.read_now(follows.followed, reader.id)
        assert followed == (Followed(Target(Kind.NEWSPAPER, right.id), "科学导报"),)
    publish(database, "以后的事", "科学号报")
    assert owed(database) == [(both.id, "以后的事", "pending"), (one.id, "以后的事", "pending")]
    assert database.write_now(follows.unfollow, one.id, old)
    assert database.read_now(newspapers.count_newspapers) == 1


def test_merged_twice_an_old_number_leads_to_the_last(database: Database) -> None:
    first, second, last = (paper(database, name) for name in ("甲报", "乙报", "丙报"))
    database.write_now(newspaper_upkeep.merge, first.id, second.id)
    database.write_now(newspaper_upkeep.merge, second.id, last.id)
    assert database.read_now(newspapers.get_newspaper, first.id) == last
    with pytest.raises(NewspaperMergerRefused):
        database.write_now(newspaper_upkeep.merge, last.id, last.id)


def test_what_both_have_of_a_day_is_told_before_a_merger(database: Database) -> None:
    publish(database, "同一件事", "科学号报")
    publish(database, "同一件事")
    publish(database, "另一件事")
    wrong, right = paper(database, "科学号报"), paper(database, "科学导报")
    assert len(database.read_now(newspaper_upkeep.told_twice, wrong.id, right.id)) == 1


def test_a_renamed_newspaper_goes_on_answering_to_its_old_name(database: Database) -> None:
    publish(database, "导报的事")
    newspaper = paper(database, "科学导报")
    assert database.write_now(newspaper_upkeep.rename, newspaper.id, "《山西科学导报》")
    assert not database.write_now(newspaper_upkeep.rename, newspaper.id, "山西科学导报")
    assert publish(database, "导报的事").known == 1
    publish(database, "后来的事")
    shown = {card.newspaper for card in database.read_now(newest_articles.newest, limit=9).cards}
    assert shown == {"山西科学导报"}
    with pytest.raises(NewspaperNameTaken):
        database.write_now(newspaper_upkeep.rename, paper(database, "山西日报").id, "科学导报")
    with pytest.raises(NewspaperNameEmpty):
        database.write_now(newspaper_upkeep.rename, newspaper.id, "《》")


def test_an_earlier_database_gets_a_newspaper_for_the_names_of_its_issues(tmp_path: Path) -> None:
    lay_earlier_files(tmp_path / "bot.db")
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(issues)")]
        others = ", ".join(name for name in columns if name not in ("id", "newspaper"))
        for name in ("《科学导报》", "科学导报社", "山西日报", ""):
            connection.execute(
                f"INSERT INTO issues (newspaper, {others}) SELECT ?, {others} FROM issues LIMIT 1", [name]
            )
        before = connection.execute("SELECT * FROM follows ORDER BY id").fetchall()
        names = [row[0] for row in connection.execute("SELECT newspaper FROM issues ORDER BY id")]
    with Database(tmp_path / "bot.db") as database:
        papers = [name for (name,) in database.read_now(papers_of_issues)]
        after = database.read_now(
            lambda db: db.execute(
                "SELECT id, chat_id, kind, park_id, word, followed_at, after_issue FROM follows ORDER BY id"
            ).fetchall()
        )
    assert papers == [name.strip("《》").removesuffix("社") or None for name in names]
    assert before and after == before
