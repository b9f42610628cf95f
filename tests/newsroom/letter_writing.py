"""Readers who write, and editors who get it, in a running bot."""

from __future__ import annotations

from dataclasses import dataclass

from bot.newsroom.letter_rounds import go_round
from playground.standin.message import Message
from playground.standin.user import User
from storage.moments import now
from storage.people import acquaintances
from storage.people.acquaintances import Acquaintance
from tests import waiting
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot

READER_ID = 918_273_645
SECOND_EDITOR = 8


@dataclass
class Office:
    """A bot with one article published, a reader of it, an owner and another editor."""

    bot: RunningBot
    reader: User
    owner: User
    second: User
    article: int

    async def write(self, text: str, *, about: bool = True) -> Message:
        """The reader writes a letter in one go, or about the article; returns what the bot says to it."""
        if not about:
            return await self.reader.ask(f"/feedback {text}")
        card = await self.reader.ask("/id")
        self.reader.forge_press(card, f"letter:{self.article}")
        await waiting.until_message(self.reader.chat, "给编辑部写信", after=card.message_id)
        return await self.reader.ask(text)

    async def copy(self, editor: User, text: str, *, after: int = 0) -> Message:
        """An editor's copy of a letter with these words."""
        return await waiting.until_message(editor.chat, text, after=after)

    async def becomes(self, message: Message, holding: str) -> None:
        """Waits until a message says this."""
        await self.bot.api.wait_until(lambda: holding in message.text, what=f"{holding} in {message.text}")


async def open_office(bot: RunningBot) -> Office:
    """Opens one."""
    bot.parts.settings = bot.parts.settings.model_copy(
        update={"owner_ids": frozenset({OWNER_ID, SECOND_EDITOR})}
    )
    published = await bot.publish(made_issue(made_article("临猗开工")), push=False)
    assert published.issue_id is not None
    [(article,)] = await bot.rows("SELECT id FROM articles")
    assert isinstance(article, int)
    reader = bot.api.user(READER_ID, "张三丰", started=True)
    owner = bot.api.user(OWNER_ID, "编辑", started=True)
    second = bot.api.user(SECOND_EDITOR, "李四", started=True)
    for number, name in ((OWNER_ID, "编辑"), (SECOND_EDITOR, "李四")):
        await bot.database.write(acquaintances.meet, Acquaintance(number, "", name), now())
    return Office(bot, reader, owner, second, article)


async def round_now(bot: RunningBot) -> None:
    """What serve does about letters every two seconds, at once."""
    settings = bot.parts.settings
    await bot.database.write(go_round, tuple(settings.owner_ids), settings.timezone)
    bot.parts.wake_delivery.set()
