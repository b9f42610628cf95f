"""/stats: the numbers as text and picture, for editors, and nobody's name in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.newsroom import stats as stats_command
from bot.pictures.chinese_font import chinese_font
from bot.working.worker import WorkerDied
from playground.standin.message import Message
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot
from tests.waiting import until_message

NEEDS_FONT = pytest.mark.skipif(chinese_font() is None, reason="no font with Chinese characters here")


async def busy_bot(bot: RunningBot) -> None:
    """Three followers with a name of their own; an article that was opened."""
    for number in (1, 2, 3):
        bot.api.user(number, f"张三丰{number}", started=True)
        await bot.follow(number)
    await bot.publish(made_issue(made_article("临猗新事")))
    for number in (1, 2, 3):
        await bot.pushed(bot.api.user(number), "临猗新事")
    await bot.becomes("SELECT count(*) FROM deliveries WHERE state = 'sent'", (3,))


async def the_picture(bot: RunningBot) -> Message:
    await bot.api.wait_until(lambda: any(each.is_photo for each in bot.owner.chat.from_bot), 30)
    return next(each for each in bot.owner.chat.from_bot if each.is_photo)


@NEEDS_FONT
async def test_text_and_picture(bot: RunningBot) -> None:
    await busy_bot(bot)
    told = await bot.owner.ask("/stats")
    assert "读者 3 个：正常 3；近 7 天新增 3 个，近 30 天 3 个" in told.text
    assert "关注园区：3 次，1 个园区\n· 临猗现代农业产业示范区 3" in told.text
    assert "7 天推送：已送达 3" in told.text
    picture = await the_picture(bot)
    assert picture.document is not None and picture.document.data.startswith(b"\x89PNG")
    assert picture.document.filename.startswith("stats-20")
    assert "张三丰" not in told.text and str(OWNER_ID) not in picture.document.filename


async def test_a_press_on_the_full_text_is_counted_once(bot: RunningBot) -> None:
    await busy_bot(bot)
    reader = bot.api.user(1)
    message = reader.chat.from_bot[-1]
    for _ in range(3):
        await reader.press(message, "全文").answered()
    await bot.handled_all()
    told = await bot.owner.ask("/stats")
    assert "全文：近 7 天打开 3 次，近 30 天 3 次\n· 临猗新事（3）" in told.text


async def test_words_searched_in_vain_by_three_people(bot: RunningBot) -> None:
    for number in (1, 2, 3):
        assert "没有" in (await bot.api.user(number).ask("/search 钠离子 近三天")).text
        await bot.handled_all()
        told = await bot.owner.ask("/stats")
        assert ("钠离子（3）" in told.text) == (number == 3)
    await bot.api.user(1).ask("/search 我的秘密")
    assert "我的秘密" not in (await bot.owner.ask("/stats")).text


async def test_what_is_found_is_no_miss(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("临猗新事")), push=False)
    await bot.api.user(1).ask("/search 临猗新事")
    await bot.api.user(1).ask("/search")
    await bot.handled_all()
    assert await bot.rows("SELECT * FROM search_misses", file=bot.parts.incoming) == []


async def test_a_name_that_is_nothing_counts_as_a_miss(bot: RunningBot) -> None:
    for number in (1, 2, 3):
        await bot.api.user(number).ask("/park 鞑靼海峡")
    assert "鞑靼海峡（3）" in (await bot.owner.ask("/stats")).text


async def test_only_for_editors_and_in_private(bot: RunningBot) -> None:
    assert "没有这个命令" in (await bot.api.user(1).ask("/stats")).text
    group = bot.api.supergroup("群", owner=bot.owner)
    assert "私聊" in (await bot.owner.ask("/stats", group)).text


async def test_without_a_font_it_says_what_to_install(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stats_command, "chinese_font", lambda _: None)
    bot.owner.send("/stats")
    told = await until_message(bot.owner.chat, "没有画图")
    assert "fonts-noto-cjk" in told.text
    assert any("读者" in each.text for each in bot.owner.chat.from_bot)


async def test_a_font_that_is_none_is_told_in_the_same_way(
    bot: RunningBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    monkeypatch.setattr(stats_command, "chinese_font", lambda _: broken)
    bot.owner.send("/stats")
    await until_message(bot.owner.chat, "没有画图")


async def test_a_worker_that_dies_costs_the_picture_alone(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(*_: object) -> None:
        raise WorkerDied("killed")

    monkeypatch.setattr(stats_command, "chinese_font", lambda _: Path("font"))
    monkeypatch.setattr(bot.parts.worker, "run", die)
    bot.owner.send("/stats")
    await until_message(bot.owner.chat, "图没有画成")
    assert any("读者" in each.text for each in bot.owner.chat.from_bot)
