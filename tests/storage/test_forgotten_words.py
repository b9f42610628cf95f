"""What somebody wrote: kept only where it is needed, with whose it is, and in no file after /forget."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.serving.opening import open_incoming
from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from playground.standin.user import User
from storage.chats.follows import Kind
from storage.database import Database
from storage.incoming import incoming
from storage.moments import now
from tests.conftest import SAMPLE_PAGE
from tests.made_issues import made_article, made_issue
from tests.run_bot_process import SERVING, run, serving
from tests.running_bot import RunningBot, running_bot
from tests.waiting import until_seen

# Words that stand nowhere else: neither in an article nor in the program.
FOLLOWED, UNFOLLOWED, SEARCHED, SAID = "蒹葭苍苍", "白露为霜", "溯洄从之", "宛在水中央"
WORDS = (FOLLOWED, UNFOLLOWED, SEARCHED, SAID)
WORKER_SECONDS = 30.0
FOUND, NAME = "临猗", "荇菜采采"  # what a search finds; the person's name


def files_with(folder: Path, word: str) -> list[str]:
    """The files below a folder that hold a word, in any encoding that something of ours writes."""
    forms = {word.encode(), json.dumps(word)[1:-1].encode(), word.encode("utf-16-le")}
    # Indexes of keywords hold the single characters with spaces between.
    forms |= {" ".join(word).encode()}
    return [
        file.name
        for file in sorted(folder.rglob("*"))
        if file.is_file() and any(form in file.read_bytes() for form in forms)
    ]


async def write_everything(bot: RunningBot, reader: User) -> None:
    """A reader writes a word of their own wherever words can be written."""
    await bot.publish(made_issue(made_article(f"临猗{SEARCHED[0]}的事")), push=False)
    await reader.ask(f"/follow #{FOLLOWED} #{UNFOLLOWED}", within=WORKER_SECONDS)
    await reader.ask(f"/unfollow #{UNFOLLOWED}", within=WORKER_SECONDS)
    await reader.ask(f"/search {SEARCHED}", within=WORKER_SECONDS)
    await reader.ask(f"/search 临猗 -{SEARCHED}", within=WORKER_SECONDS)
    await reader.ask(SAID, within=WORKER_SECONDS)
    await bot.handled_all()


async def forget(bot: RunningBot, reader: User) -> None:
    question = await reader.ask("/forget")
    reader.press(question, "删除")
    await bot.api.wait_until(lambda: "已全部删除" in question.text)


async def test_after_forget_no_file_holds_a_word_of_it(
    bot: RunningBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    reader = bot.api.user(31)
    await write_everything(bot, reader)
    assert {file for word in WORDS for file in files_with(tmp_path, word)} >= {
        "bot.db-wal",
        "bot.db-incoming-wal",
    }
    await forget(bot, reader)
    await bot.api.wait_until(lambda: not [file for word in WORDS for file in files_with(tmp_path, word)])
    assert not any(word in caplog.text for word in WORDS)


async def test_the_log_holds_no_word_of_anybody_at_any_level(tmp_path: Path) -> None:
    api = BotApi()
    async with (
        Loopback(api) as server,
        serving(tmp_path, server.url, api.token, LOG_LEVEL="DEBUG") as bot,
    ):
        await bot.says(SERVING)
        assert (await run(tmp_path, "publish", str(SAMPLE_PAGE))).status == 0
        reader = api.user(31, NAME)
        for question in (
            f"/follow #{FOLLOWED}",
            f"/search {FOUND} -{SEARCHED}",
            f"/park {UNFOLLOWED}",
            SAID,
        ):
            await reader.ask(question, within=WORKER_SECONDS)
        answers = len(reader.chat.from_bot)
        reader.send_document(SAID.encode(), f"{SAID}.txt")
        await api.wait_until(lambda: len(reader.chat.from_bot) > answers)
        warning = await reader.ask("/forget")
        reader.press(warning, "删除")
        await api.wait_until(lambda: "已全部删除" in warning.text)
        assert await bot.stop() == 0
    assert not [word for word in (*WORDS, FOUND, NAME, api.token) if word in bot.log]
    assert not [file for word in (*WORDS, NAME) for file in files_with(tmp_path, word)]


async def test_what_was_written_back_into_the_files_is_gone_as_well(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as bot:
        await write_everything(bot, bot.api.user(31))
    assert files_with(tmp_path, FOLLOWED) == ["bot.db"]
    assert files_with(tmp_path, SAID) == [] or files_with(tmp_path, SAID) == ["bot.db-incoming"]
    async with running_bot(tmp_path) as bot:
        await forget(bot, bot.api.user(31))
    assert not [file for word in WORDS for file in files_with(tmp_path, word)]


async def test_a_handled_update_keeps_its_numbers_and_no_text(bot: RunningBot) -> None:
    await bot.api.user(31, "张三丰").ask(f"/park {SAID}")
    await bot.handled_all()
    [(raw,)] = await bot.rows("SELECT raw FROM incoming", file=bot.parts.incoming)
    kept = json.loads(str(raw))
    assert kept == {
        "update_id": kept["update_id"],
        "message": {"chat": {"id": 31}, "from": {"id": 31}},
    }


def test_a_handled_update_that_comes_again_is_known_without_its_text(tmp_path: Path) -> None:
    with open_incoming(tmp_path / "incoming.db") as file:
        raw = json.dumps({"update_id": 5, "message": {"text": SAID}}, ensure_ascii=False)
        assert file.write_now(incoming.keep, 5, raw, now())
        file.write_now(incoming.done, 5, now())
        assert not file.write_now(incoming.keep, 5, raw, now())
        assert file.write_now(incoming.keep, 5, raw.replace(SAID, "别的"), now())


async def test_a_search_without_a_hit_is_not_kept(bot: RunningBot) -> None:
    await bot.api.user(31).ask(f"/search {SEARCHED}", within=WORKER_SECONDS)
    await bot.handled_all()
    await bot.becomes("SELECT count(*) FROM searches", (0,), file=bot.parts.incoming)


async def test_a_search_is_its_askers_and_others_keep_theirs(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("光伏开工")), push=False)
    boss, other = bot.api.user(50), bot.api.user(51)
    group = bot.api.group("群", owner=boss)
    for person, place in ((boss, None), (boss, group), (other, None)):
        await person.ask("/search 光伏", place, within=WORKER_SECONDS)
    whose = "SELECT telegram_id, person_id FROM searches ORDER BY id"
    await bot.becomes(whose, (50, 50), (group.id, 50), (51, 51), file=bot.parts.incoming)
    await forget(bot, boss)
    await bot.becomes(whose, (51, 51), file=bot.parts.incoming)


async def test_a_search_moves_with_its_group(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("光伏开工")), push=False)
    boss = bot.api.user(50)
    group = bot.api.group("群", owner=boss)
    await boss.ask("/search 光伏", group, within=WORKER_SECONDS)
    supergroup = group.migrate(boss)
    await bot.becomes("SELECT telegram_id FROM searches", (supergroup.id,), file=bot.parts.incoming)


async def test_the_export_names_every_follow_rightly(bot: RunningBot) -> None:
    reader = bot.api.user(31)
    # Cities and words first, parks last: no index has them in this order.
    await reader.ask(f"/follow 运城市 #{FOLLOWED} 襄垣 太原市 临猗", within=WORKER_SECONDS)
    reader.send("/export")
    await bot.api.wait_until(lambda: any(message.document for message in reader.chat.from_bot))
    sent = next(message for message in reader.chat.from_bot if message.document)
    kept = json.loads(sent.document.data)
    rows: list[Any] = await bot.rows("SELECT id, name FROM parks")
    names = dict(rows)
    assert len(kept["follows"]) == 5
    for row in kept["follows"]:
        if row["kind"] == Kind.PARK.name.lower():
            assert row["name"] == names[row["park_id"]]
        else:
            assert row["name"] == (FOLLOWED if row["kind"] == "keyword" else row["word"])
    assert {row["name"] for row in kept["follows"]} >= {"运城", "太原", FOLLOWED}


async def test_the_export_holds_the_searches(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("光伏开工")), push=False)
    reader = bot.api.user(31)
    await reader.ask("/search 光伏", within=WORKER_SECONDS)
    reader.send("/export")
    await bot.api.wait_until(lambda: any(message.document for message in reader.chat.from_bot))
    sent = next(message for message in reader.chat.from_bot if message.document)
    assert [row["text"] for row in json.loads(sent.document.data)["searches"]] == ["光伏"]


async def test_a_word_stays_while_another_chat_may_follow_it_again(bot: RunningBot) -> None:
    first, second = bot.api.user(31), bot.api.user(32)
    for reader in (first, second):
        await reader.ask(f"/follow #{FOLLOWED}", within=WORKER_SECONDS)
    await second.ask(f"/unfollow #{FOLLOWED}", within=WORKER_SECONDS)
    await forget(bot, first)
    assert await bot.rows("SELECT shown FROM keywords") == [(FOLLOWED,)]
    await forget(bot, second)
    assert await bot.rows("SELECT shown FROM keywords") == []


async def test_a_log_that_somebody_reads_is_emptied_when_they_have_done(tmp_path: Path) -> None:
    with Database(tmp_path / "bot.db") as database:
        database.write_now(lambda db: db.execute("CREATE TABLE notes (text TEXT)"))
        database.write_now(lambda db: db.execute("INSERT INTO notes VALUES (?)", [SAID]))
        with Database(tmp_path / "bot.db") as other:
            assert other.read_now(
                lambda db: db.execute("BEGIN") and db.execute("SELECT * FROM notes").fetchall()
            )
            database.write_now(lambda db: db.execute("DELETE FROM notes"))
            await database.empty_log()
            database.write_now(lambda _: None)  # behind the emptying
            assert files_with(tmp_path, SAID) == ["bot.db-wal"]
        await until_seen(lambda: files_with(tmp_path, SAID), lambda files: not files)
