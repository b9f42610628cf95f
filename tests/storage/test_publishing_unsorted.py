"""What publishing an article costs grows with its followers alone: no step sorts or scans for them."""

from __future__ import annotations

import re
from pathlib import Path

from storage.chats.chats import Place, ensure_chat
from storage.chats.follows import Kind, Target, follow
from storage.database import Database, Db
from storage.deliveries import owing
from storage.desk import issues
from storage.parks import park_import
from tests.made_issues import LINFEN, LINYI, MORNING, made_article, made_issue


def _followers(db: Db) -> None:
    parks = [park_import.ensure_park(db, park) for park in (LINYI, LINFEN)]
    for number in (3, 1, 2):
        chat = ensure_chat(db, Place(number, 0, "private", ""), MORNING)
        for park_id in parks:
            follow(db, chat.id, Target(Kind.PARK, park_id), MORNING)


def test_nothing_is_sorted_nor_scanned_for_followers(tmp_path: Path) -> None:
    with Database(tmp_path / "bot.db") as database:
        plan = database.read_now(
            lambda db: db.execute(
                f"EXPLAIN QUERY PLAN {owing._OWE_AS_FOUND}", {"article_id": 1, "now": ""}
            ).fetchall()
        )
    steps = [str(step[3]) for step in plan]
    assert not [step for step in steps if "TEMP B-TREE" in step and "DISTINCT" not in step], steps
    assert not [step for step in steps if re.match(r"SCAN (f|c|a|follows|chats|articles)\b", step)], steps
    assert any("follows_by_park" in step and "COVERING" in step for step in steps), steps


def test_each_chat_is_owed_an_issue_in_the_order_of_its_articles(tmp_path: Path) -> None:
    with Database(tmp_path / "bot.db") as database:
        database.write_now(_followers)
        issue = made_issue(*(made_article(f"第{n}件", LINYI if n % 2 else LINFEN) for n in range(6)))
        published = database.write_now(issues.publish, issue, push=True, moment=MORNING)
        owed = database.read_now(
            lambda db: db.execute("SELECT chat_id, subject FROM deliveries ORDER BY id").fetchall()
        )
    assert published.chats_owed == 3
    for chat_id in {chat_id for chat_id, _ in owed}:
        subjects = [subject for of_chat, subject in owed if of_chat == chat_id]
        assert len(subjects) == 6 and subjects == sorted(subjects)
