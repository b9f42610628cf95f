"""The people and places of the soak: those who follow and stay, those who come and go, and those who ask."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bot import wording
from playground.standin.bot_api import BotApi
from playground.standin.chat import Chat
from playground.standin.topic import Topic
from playground.standin.user import User
from tests.soak.pages import PARKS

STEADY_READERS = 24
WAVERING_READERS = 9
ASKERS = 6
EDITOR_ID = 7
FIRST_STEADY, FIRST_WAVERING, FIRST_ASKER, BOSS_ID = 100, 300, 500, 700
ANSWER_SECONDS = 900.0  # of faults all the while on a busy machine; an update may be handled again thrice
# What is said instead of an answer where an outage or a kill came between; never that something broke.
SORRY = (wording.MISSED, wording.TOO_FAST)
# What is asked, and what stands in the answer to it, whatever has been published.
QUESTIONS = (
    ("/park 临猗", "临猗"),
    ("/park 唐槐", "唐槐"),
    ("/parks", "园区"),
    ("/today", ""),
    ("/latest", ""),
    ("/search 车间", "车间"),
    ("/search 轴承", "轴承"),
    ("/projects 临猗", "临猗"),
    ("/due", ""),
    ("/following", "关注"),
    ("/help", "/park"),
    ("/id", ""),
    ("临汾经开区", "临汾"),
    ("/park 不存在的园区", ""),
    ("！@#￥%……&*", ""),
)


@dataclass
class Place:
    """Where what follows `park` is pushed to; `telegram_id` and `thread_id` as Telegram has them."""

    name: str
    park: str
    chat: Chat
    thread_id: int = 0


@dataclass
class Population:
    """Everybody of the soak; `unanswered` grows with the questions that nothing came back for."""

    api: BotApi
    steady: list[Place] = field(default_factory=list)
    wavering: list[User] = field(default_factory=list)
    askers: list[User] = field(default_factory=list)
    asked: int = 0
    unanswered: list[str] = field(default_factory=list)

    async def move_in(self) -> None:
        """Everybody follows what they will; nothing goes wrong yet."""
        parks = list(PARKS)
        for number in range(STEADY_READERS):
            reader = self.api.user(FIRST_STEADY + number, f"常客{number}")
            park = parks[number % len(parks)]
            await self._settle(reader, None, park)
            self.steady.append(Place(reader.first_name, park, reader.chat))
        for number in range(WAVERING_READERS):
            reader = self.api.user(FIRST_WAVERING + number, f"过客{number}")
            await self._settle(reader, None, parks[number % len(parks)])
            self.wavering.append(reader)
        boss = self.api.user(BOSS_ID, "群主")
        forum = self.api.supergroup("园区论坛", forum=True, owner=boss)
        group = self.api.supergroup("园区群", owner=boss)
        for where, park in ((forum.add_topic(boss, "临猗"), parks[0]), (group, parks[1])):
            await self._settle(boss, where, park)
            chat, thread_id = (where.chat, where.id) if isinstance(where, Topic) else (where, 0)
            self.steady.append(Place(chat.title, park, chat, thread_id))
        channel = self.api.channel("晋园快讯", username="jinyuan_news", owner=boss)
        await boss.ask(f"/channel @jinyuan_news follow {parks[2]}")
        await boss.ask("/channel @jinyuan_news digest 立即")
        self.steady.append(Place(channel.title, parks[2], channel))
        self.askers = [self.api.user(FIRST_ASKER + number, f"问者{number}") for number in range(ASKERS)]

    async def _settle(self, person: User, where: Chat | Topic | None, park: str) -> None:
        await person.ask(f"/follow {park}", where)
        await person.ask("/digest 立即", where)

    async def keep_asking(self, asker: User, chance: random.Random, done: Callable[[], bool]) -> None:
        """Asks one question after the other, and now and then presses what no button of ours says."""
        while not done():
            text, holding = chance.choice(QUESTIONS)
            self.asked += 1
            try:
                answer = await asker.ask(text, within=ANSWER_SECONDS, holding=(holding, *SORRY))
            except TimeoutError:
                self.unanswered.append(f"{asker.first_name}: {text}")
                continue
            if chance.random() < 0.3:
                asker.forge_press(answer, forged(chance))
            await asyncio.sleep(chance.uniform(0.5, 3))

    async def keep_wavering(self, chance: random.Random, done: Callable[[], bool]) -> None:
        """Those who come and go do one thing after the other."""
        while not done():
            await asyncio.sleep(chance.uniform(0.5, 2))
            person = chance.choice(self.wavering)
            if person.chat.is_blocked:
                person.unblock()
            elif chance.random() < 0.3:
                person.block()
            else:
                park = chance.choice(list(PARKS))
                person.send(
                    chance.choice(
                        (
                            f"/follow {park}",
                            f"/unfollow {park}",
                            "/digest 立即",
                            "/digest 每天 9:00",
                            "/pause",
                        )
                    )
                )

    async def come_to_rest(self) -> None:
        """Whoever has blocked the bot comes back."""
        for person in self.wavering:
            if person.chat.is_blocked:
                person.unblock()
            person.send("/id")


def forged(chance: random.Random) -> str:
    """Data of a button that is none of ours, or was never given to whoever presses it."""
    verbs = ("park", "digest", "follow", "publish", "retract", "forget", "page", "", "\x00", "项目")
    numbers = ":".join(str(chance.choice((-1, 0, 1, 7, 99, 10**18))) for _ in range(chance.randint(0, 4)))
    return f"{chance.choice(verbs)}:{numbers}"[:60]
