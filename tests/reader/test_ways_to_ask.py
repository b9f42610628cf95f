"""How people write to it: without a blank, with a colon, as a reply, under a photo, by a group's link."""

from __future__ import annotations

import pytest

from bot.reader.plain_text import spoken_command
from playground.standin.chat import Chat
from playground.standin.member import Status
from tests.running_bot import RunningBot

NAME = "临猗现代农业产业示范区"

pytestmark = pytest.mark.over_http


@pytest.fixture
def group(bot: RunningBot) -> Chat:
    return bot.api.supergroup("园区群", owner=bot.api.user(50, "群主"))


@pytest.mark.parametrize(
    "text",
    [
        "/park临猗",
        "/park：临猗",
        "/park:临猗",
        "／park 临猗",
        "／park临猗",
        "/Park临猗",
        "/park，临猗",
        "/park　临猗",
        "／园区临猗",
    ],
)
async def test_a_command_however_it_is_set_apart(bot: RunningBot, group: Chat, text: str) -> None:
    assert NAME in (await bot.api.user(1).ask(text)).text
    group.set_bot(bot.api.user(50), Status.ADMINISTRATOR, with_update=False)
    assert NAME in (await bot.api.user(50).ask(text, group)).text


def test_a_longer_name_and_another_bots_command_are_not_ours() -> None:
    assert spoken_command("/parks") is not None
    assert spoken_command("/parks")[0].name == "parks"  # type: ignore[index]
    for text in ("/parking", "/park@another_bot 临猗", "/park1", "/status"):
        assert spoken_command(text) is None


async def test_a_reply_to_the_bot_is_a_question(bot: RunningBot, group: Chat) -> None:
    reader = bot.api.user(51)
    card = await reader.ask("/park", group)
    reader.send("临猗", group, reply_to=card)
    await bot.api.wait_until(lambda: NAME in group.last.text)
    reader.send("／park 临猗", group, reply_to=card)
    await bot.api.wait_until(lambda: sum(NAME in message.text for message in group.from_bot) == 2)


async def test_a_caption_that_mentions_it_is_a_question(bot: RunningBot, group: Chat) -> None:
    reader = bot.api.user(51)
    reader.send_document(b"jpeg", "photo.jpg", group, caption=f"@{bot.api.me.username} 临猗")
    await bot.api.wait_until(lambda: group.from_bot and NAME in group.from_bot[0].text)


async def test_a_link_that_adds_the_bot_shows_the_group_what_it_is_about(
    bot: RunningBot, group: Chat
) -> None:
    [(number,)] = await bot.rows(f"SELECT id FROM parks WHERE name = '{NAME}'")
    boss = bot.api.user(50)
    card = await boss.ask(f"/start@{bot.api.me.username} park_{number}", group)
    assert NAME in card.text
    assert "已关注" in (await boss.press(card, f"follow:{number}").answered()).text
    await bot.becomes("SELECT c.kind FROM follows f JOIN chats c ON c.id = f.chat_id", ("supergroup",))
