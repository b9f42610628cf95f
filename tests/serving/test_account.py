"""Another bot account takes the database: nothing is lost or told twice, and none of it by mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from playground.standin.member import Status
from storage.database import Database
from storage.desk import issues
from storage.moments import now
from storage.operating import account
from storage.operating.account import OtherAccount
from tests.made_issues import LINYI, made_article, made_issue
from tests.run_bot_process import SERVING, follow_at_once, run, serving
from tests.running_bot import running_bot

OLD, NEW = "111:of-the-old-account", "222:of-the-new-account"
FIRST, SECOND, THIRD = "第一件事", "第二件事", "第三件事"


def move(folder: Path) -> account.Moved:
    """What `move account --to-this-bot` does; where it is killed then, serve drops the updates."""
    with Database(folder / "bot.db") as database:
        return database.write_now(account.move, 222, "new_bot", now())


def told(api: BotApi, chat_id: int, words: str) -> int:
    """How often a chat was told of something by this account."""
    return sum(words in message.text for message in api.chats[chat_id].from_bot)


@pytest.mark.usefixtures("no_gaps")
async def test_the_new_account_has_everything_and_tells_nothing_twice(tmp_path: Path) -> None:
    # Numbers of updates and messages begin below the old account's, and meet them.
    old, new = BotApi(OLD, first_update_id=1000), BotApi(NEW, first_update_id=996)
    group = old.supergroup("园区群")
    async with running_bot(tmp_path, api=old) as bot:
        for reader in (1, 2, 3):
            await bot.follow(reader)
            await old.user(reader).ask("/id")
        await bot.follow(group.id, kind="supergroup")
        await bot.publish(made_issue(made_article(FIRST, LINYI)))
        await bot.pushed(old.user(3), FIRST)
        await old.wait_until(lambda: all(told(old, chat, FIRST) for chat in (1, 2, 3, group.id)))
        await bot.becomes("SELECT count(*) FROM deliveries WHERE state = 'sent'", (4,))
        await bot.handled_all()
        old.user(2).block()
        await bot.handled_all()
    with Database(tmp_path / "bot.db") as database:
        second = made_issue(made_article(SECOND, LINYI))
        database.write_now(issues.publish, second, push=True, moment=now())
    with pytest.raises(OtherAccount, match="111"):
        async with running_bot(tmp_path, api=new):
            pass
    assert not new.calls_of("getUpdates") and not new.calls_of("sendMessage")
    moved = move(tmp_path)
    assert (moved.private, moved.others, moved.owed) == (3, 1, 3)
    for reader in (1, 2, 3):
        new.user(reader)
    came = new.supergroup("园区群", bot=None)
    assert came.id == group.id
    async with running_bot(tmp_path, api=new) as bot:
        await bot.publish(made_issue(made_article(THIRD, LINYI)))
        new.user(9).send("/id")
        await bot.handled_all()
        assert not any(new.chats[chat].from_bot for chat in (1, 2, 3, group.id))
        for reader in (1, 2):
            new.user(reader).send("/start")
        came.set_bot(new.user(7), Status.MEMBER)
        for chat in (1, 2, group.id):
            await new.wait_until(lambda: told(new, chat, THIRD), what=f"what {chat} is owed")  # noqa: B023
            assert [told(new, chat, words) for words in (FIRST, SECOND, THIRD)] == [0, 1, 1]
        assert "临猗" in (await new.user(1).ask("/following")).text
        assert not new.user(3).chat.from_bot
        # What the old account sent can't be put right; it is counted, and nobody is told instead.
        await bot.database.write(issues.retract, 1, "误", now())
        bot.parts.wake_delivery.set()
        settled = "SELECT count(*) FROM deliveries WHERE kind = 'retraction' AND state = 'cancelled'"
        await bot.becomes(settled, (4,))
        assert not new.calls_of("editMessageText")
        await new.user(1).ask("/id")
        assert [told(new, 1, words) for words in (FIRST, SECOND, THIRD)] == [0, 1, 1]


async def test_on_the_command_line(tmp_path: Path) -> None:
    async with Loopback(BotApi(OLD)) as server, serving(tmp_path, server.url, OLD) as bot:
        await follow_at_once(server.api.user(1))
        await bot.stop()
    new = BotApi(NEW, username="new_park_bot")
    async with Loopback(new) as server:
        ours = {"TELEGRAM_API_URL": server.url, "TELEGRAM_BOT_TOKEN": NEW}
        async with serving(tmp_path, server.url, NEW) as bot:
            assert await bot.ended() == 2
            assert "move account" in bot.log and "Traceback" not in bot.log
        shown = await run(tmp_path, "move", "account", variables=ours)
        assert (shown.status, "would move" in shown.output) == (0, True)
        async with serving(tmp_path, server.url, NEW) as bot:
            assert await bot.ended() == 2
        done = await run(tmp_path, "move", "account", "--to-this-bot", "--json", variables=ours)
        value = json.loads(done.output)
        assert (value["from"], value["to"], value["private"], value["moved"]) == (111, 222, 1, True)
        again = await run(tmp_path, "move", "account", "--to-this-bot", variables=ours)
        assert "nothing to do" in again.output
        page = await run(tmp_path, "move", "page", str(tmp_path / "page.html"), variables=ours)
        assert page.status == 0
        written = (tmp_path / "page.html").read_text(encoding="utf-8")
        assert "t.me/new_park_bot" in written and "<svg" in written and "@new_park_bot" in written
        assert (await run(tmp_path, "move", "page", str(tmp_path / "page.html"), variables=ours)).status == 1
        async with serving(tmp_path, server.url, NEW) as bot:
            await bot.says(SERVING)
            await server.api.user(1).ask("/start")
            assert "临猗" in (await server.api.user(1).ask("/following")).text
        wrong = ours | {"TELEGRAM_BOT_TOKEN": "333:nobody"}
        assert (await run(tmp_path, "move", "account", variables=wrong)).status == 2
