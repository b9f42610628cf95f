"""The editor's desk: a file, a preview, a decision; and nobody does an editor's work without being one."""

from __future__ import annotations

import pytest

from bot import wording
from bot.working.worker import Worker
from playground.standin.message import Message
from tests.conftest import SAMPLE_PAGE
from tests.running_bot import RunningBot

PARKS = [
    "大同经济技术开发区",
    "临猗现代农业产业示范区",
    "山西临汾经济开发区",
    "唐槐产业园区",
    "上党经济技术开发区",
    "襄垣经济技术开发区",
]


async def preview(bot: RunningBot, data: bytes | None = None, name: str = "page-2026-04-04.txt") -> Message:
    owner = bot.owner
    owner.send_document(SAMPLE_PAGE.read_bytes() if data is None else data, name)
    await bot.api.wait_until(lambda: owner.chat.from_bot and owner.chat.last.buttons, what="preview")
    return owner.chat.last


async def stored(bot: RunningBot) -> int:
    [(count,)] = await bot.rows("SELECT count(*) FROM articles")
    assert isinstance(count, int)
    return count


async def test_the_preview_shows_every_article(bot: RunningBot) -> None:
    message = await preview(bot)
    text = "\n".join(part.text for part in bot.owner.chat.from_bot)
    assert "6 篇" in text and "科学导报" in text and "2026年4月4日" in text
    for park in PARKS:
        assert park in text
    assert "亚宝大健康创新基地项目一期建设正酣" in text
    assert message.buttons == (
        ("1", "2", "3"),
        ("4", "5", "6"),
        ("日期", "报纸", "版次", "链接"),
        ("发布并推送",),
        (wording.PUBLISH_ONLY, "定时"),
        ("试发给我", wording.DISCARD),
    )
    assert await stored(bot) == 0


async def test_publish_and_push_reaches_a_follower_and_the_answer(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await reader.ask("/digest now")
    message = await preview(bot)
    told = await bot.owner.press(message, "发布并推送").answered()
    assert "6 篇" in told.text and "1 位读者" in told.text
    pushed = await bot.pushed(reader, "链筑产业新生态")
    assert "临猗现代农业产业示范区" in pushed.text and pushed.buttons == (("全文", "出处"),)
    assert "链筑产业新生态" in (await reader.ask("/park 临猗")).text
    assert message.buttons == (("打开第 1 号版面",),)


async def test_publish_only_pushes_to_nobody(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await reader.ask("/digest now")
    await bot.owner.press(await preview(bot), wording.PUBLISH_ONLY).answered()
    assert await stored(bot) == 6
    owed = await bot.database.read(lambda db: db.execute("SELECT count(*) FROM deliveries").fetchone()[0])
    assert owed == 0


async def test_discarding_stores_nothing(bot: RunningBot) -> None:
    message = await preview(bot)
    await bot.owner.press(message, wording.DISCARD).answered()
    assert await stored(bot) == 0
    again = await bot.owner.forge_press(message, message_data(message, "push")).answered()
    assert "已定为不发布" in again.text
    assert await stored(bot) == 0


async def test_pressing_twice_publishes_once(bot: RunningBot) -> None:
    message = await preview(bot)
    data = message_data(message, "push")
    await bot.owner.press(message, "发布并推送").answered()
    assert "已经发布" in (await bot.owner.forge_press(message, data).answered()).text
    assert await stored(bot) == 6


async def test_the_same_page_again_is_said_to_be_known(bot: RunningBot) -> None:
    await bot.owner.press(await preview(bot), wording.PUBLISH_ONLY).answered()
    before = len(bot.owner.chat.from_bot)
    bot.owner.send_document(SAMPLE_PAGE.read_bytes(), "page-2026-04-04.txt")
    await bot.api.wait_until(
        lambda: len(bot.owner.chat.from_bot) > before and bot.owner.chat.last.buttons, 30
    )
    assert "其中 6 篇以前发布过" in "\n".join(part.text for part in bot.owner.chat.from_bot[before:])
    assert bot.owner.chat.last.buttons[-1] == (wording.DISCARD,)


async def test_a_reader_who_sends_a_file_is_told_politely(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    reader.send_document(SAMPLE_PAGE.read_bytes(), "page.txt")
    await bot.pushed(reader, "只有编辑可以发布")
    assert not any(call.method == "getFile" for call in bot.api.calls)


async def test_a_reader_cannot_publish_with_a_forged_button(bot: RunningBot) -> None:
    message = await preview(bot)
    reader = bot.api.user(1)
    own = await reader.ask("/help")
    told = await reader.forge_press(own, message_data(message, "push")).answered()
    assert "失效" in told.text
    assert await stored(bot) == 0


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "empty.txt", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "page.txt", "读不了"),
        (bytes(range(256)) * 50, "binary.txt", "读不了"),
        ("今天".encode(), "short.txt", "没有读出文章"),
    ],
)
async def test_a_file_that_is_no_page_is_answered_with_what_to_do(
    bot: RunningBot, data: bytes, name: str, sentence: str
) -> None:
    bot.owner.send_document(data, name)
    await bot.pushed(bot.owner, sentence)
    assert await stored(bot) == 0


def message_data(message: Message, verb: str) -> str:
    """The data of a preview's button; after a decision, that of the draft all the same."""
    labels = {"push": "发布并推送"}
    try:
        return message.button(labels[verb]).data or ""
    except LookupError:
        return f"{verb}:1"


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [({"cpu_limit": 0.001}, "读取超时"), ({"memory_limit": 60 * 1024 * 1024}, "没能读完")],
)
async def test_when_a_limit_strikes_the_bot_says_so_and_lives_on(
    bot: RunningBot, limits: dict[str, float], sentence: str
) -> None:
    with Worker(**limits) as strict:  # type: ignore[arg-type]
        bot.parts.worker = strict
        bot.owner.send_document(SAMPLE_PAGE.read_bytes(), "page.txt")
        await bot.pushed(bot.owner, sentence)
    assert await stored(bot) == 0
    assert "7" in (await bot.owner.ask("/id")).text
