"""What is kept about a chat: handed over whole, and deleted without a trace."""

from __future__ import annotations

import json

import pytest

from bot.desk.intake.reading import save_read
from playground.standin.user import User
from storage.chats import own_data
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import drafts, pastes, uploads
from storage.desk.pastes import Part
from storage.desk.uploads import Sent
from storage.moments import now
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot
from tests.waiting import press_for_edit

# A number that nothing else in the database holds.
READER, SECRET = 918_273_645, "云冈石窟周边"

pytestmark = pytest.mark.over_http


def every_table(db: Db) -> dict[str, str]:
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: str(db.execute(f'SELECT * FROM "{name}"').fetchall()) for (name,) in names}


async def everything(bot: RunningBot) -> dict[str, str]:
    """The rows of every table in every file, as text."""
    return await bot.database.read(every_table) | await bot.parts.incoming.read(every_table)


async def busy_reader(bot: RunningBot, user_id: int = READER) -> User:
    """A reader about whom every table that can hold something does."""
    reader = bot.api.user(user_id, "张三丰")
    await bot.publish(made_issue(made_article("早先的事")), push=False)
    await reader.ask(f"/follow 临猗 运城市 #{SECRET}")
    await reader.ask(f"/search {SECRET}")
    await reader.ask("/digest 立即")
    await bot.publish(made_issue(made_article("推送的事")))
    await bot.pushed(reader, "推送的事")
    await reader.ask("/digest 每天 8:00")
    await bot.publish(made_issue(made_article("等着的事")))
    await bot.handled_all()
    return reader


async def test_forgetting_asks_first_and_leaves_nothing_in_any_table(bot: RunningBot) -> None:
    reader = await busy_reader(bot)
    kept = await everything(bot)
    held = {name for name, rows in kept.items() if str(READER) in rows or SECRET in rows}
    assert held >= {"chats", "incoming", "keywords", "search_misses"}
    assert await bot.rows("SELECT count(*) FROM turns") == [(1,)]
    question = await reader.ask("/forget")
    await press_for_edit(reader, question, "不删除", shows="一切照旧")
    assert "· 临猗" in (await reader.ask("/following")).text
    again = await reader.ask("/forget")
    await press_for_edit(reader, again, "删除", shows="已全部删除")
    await bot.handled_all()
    left = await everything(bot)
    for name, rows in left.items():
        assert str(READER) not in rows and SECRET not in rows and "张三丰" not in rows, name
    for name in ("chats", "follows", "deliveries", "messages", "turns"):
        assert left[name] == "[]", name
    assert "还没有关注" in (await reader.ask("/following")).text


async def test_what_others_keep_stays(bot: RunningBot) -> None:
    reader, other = await busy_reader(bot), bot.api.user(2)
    await other.ask(f"/follow 临猗 #{SECRET}")
    question = await reader.ask("/forget")
    await press_for_edit(reader, question, "删除", shows="已全部删除")
    assert f"· #{SECRET}" in (await other.ask("/following")).text


async def test_the_export_holds_everything_kept(bot: RunningBot) -> None:
    reader = await busy_reader(bot)
    reader.send("/export")
    await bot.api.wait_until(lambda: any(message.document for message in reader.chat.from_bot))
    sent = next(message for message in reader.chat.from_bot if message.document)
    assert sent.document.filename == f"parkbriefs-{READER}.json"
    kept = json.loads(sent.document.data)
    assert {row["name"] for row in kept["follows"]} == {"临猗现代农业产业示范区", "运城", SECRET}
    assert kept["chats"][0]["telegram_id"] == READER
    assert any("推送的事" in row["text"] for row in kept["messages"])
    assert [row["words"] for row in kept["search_misses"]] == [SECRET]
    assert {row["state"] for row in kept["deliveries"]} >= {"sent", "pending"}
    assert {row["raw"]["message"]["chat"]["id"] for row in kept["incoming"] if row["done_at"]} == {READER}
    of_chats = await bot.rows(
        """
        SELECT t.name FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) k WHERE k."table" = 'chats'
        """
    )
    assert {name for (name,) in of_chats} | {"deliveries"} <= set(kept)


async def test_a_topic_is_forgotten_by_itself(bot: RunningBot) -> None:
    boss = bot.api.user(50)
    group = bot.api.supergroup("群", forum=True, owner=boss)
    topic = group.add_topic(boss, "话题")
    await boss.ask("/follow 临猗", topic)
    await boss.ask("/follow 临猗", group)
    question = await boss.ask("/forget", topic)
    await press_for_edit(boss, question, "删除", shows="已全部删除")
    await bot.becomes("SELECT thread_id FROM chats WHERE telegram_id < 0", (0,))
    sql = "SELECT raw FROM incoming WHERE done_at IS NOT NULL AND from_chat < 0 ORDER BY update_id"
    raws = [json.loads(str(raw)) for (raw,) in await bot.rows(sql, file=bot.parts.incoming)]
    assert [raw["message"].get("is_topic_message") for raw in raws if "message" in raw][-1:] == [None]


def test_an_editors_drafts_go_with_the_editor(database: Database) -> None:
    issue = made_issue(made_article("草稿里的事"))
    database.write_now(drafts.save_draft, OWNER_ID, issue, now())
    database.write_now(drafts.save_draft, OWNER_ID + 1, issue, now())
    place = Place(OWNER_ID, 0, "private", "")
    assert len(database.read_now(own_data.export, place)["drafts"]) == 1
    database.write_now(own_data.forget, place)
    rows = database.read_now(lambda db: db.execute("SELECT editor_id FROM drafts").fetchall())
    assert rows == [(OWNER_ID + 1,)]


def test_what_an_editor_sent_to_be_read_goes_with_the_editor(database: Database) -> None:
    for person in (OWNER_ID, OWNER_ID + 1):
        sent = Sent(person, person, 1, now())
        database.write_now(uploads.keep_file, sent, file_id="file", name=f"{SECRET}.txt", size=1)
        paste = database.write_now(pastes.open_paste, person, person, now())
        database.write_now(pastes.add_part, paste.id, Part(2, SECRET), 1000, now())
    place = Place(OWNER_ID, 0, "private", "")
    kept = database.read_now(own_data.export, place)
    assert [len(kept[table]) for table in ("uploads", "pastes", "paste_parts")] == [1, 1, 1]
    [upload] = database.read_now(uploads.get_batch, 1).uploads  # type: ignore[union-attr]
    database.write_now(own_data.forget, place)
    for table in ("uploads", "pastes"):
        rows = database.read_now(lambda db, table=table: db.execute(f"SELECT person FROM {table}").fetchall())
        assert rows == [(OWNER_ID + 1,)], table
    assert database.read_now(lambda db: db.execute("SELECT count(*) FROM paste_parts").fetchone()) == (1,)
    # It was being read at that moment.
    assert database.write_now(save_read, upload, made_issue(made_article("读到的事"))) is None
    assert not database.read_now(drafts.open_drafts)


async def test_what_a_group_wrote_before_it_became_a_supergroup_goes_with_it(bot: RunningBot) -> None:
    boss = bot.api.user(50)
    group = bot.api.group("群", owner=boss)
    await boss.ask("/follow 临猗", group)
    supergroup = group.migrate(boss)
    await bot.becomes("SELECT kind FROM chats", ("supergroup",))
    await boss.ask("/follow 襄垣", supergroup)
    question = await boss.ask("/forget", supergroup)
    await press_for_edit(boss, question, "删除", shows="已全部删除")
    await bot.handled_all()
    raws = await bot.rows("SELECT raw FROM incoming WHERE raw LIKE '%/follow%'", file=bot.parts.incoming)
    assert raws == []
