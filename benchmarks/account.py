"""Another bot account takes the database of many readers: is anything lost, is anybody told twice?

    python benchmarks/account.py [--readers 10000]

The whole bot with two stand-ins for Telegram. The readers follow one park and get everything as it is
published. The old account sends the first article to all and is stopped in the midst of the second; the third
is published while nobody serves. Then the new account takes the database (storage/operating/account.py), and
all but a tenth of the readers write to it, in any order, while the fourth is published. Each must have each
article once, by whichever account; those who never write have what the old account sent, and nothing from the
new. Prints the counts; exit status 1 where one is wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.serving.opening import open_incoming
from bot.transport import pacing
from playground.standin.bot_api import BotApi
from storage.chats import follows
from storage.database import Database, Db
from storage.desk import issues
from storage.incoming import incoming
from storage.moments import now, to_text
from storage.operating import account
from storage.parks import park_import
from storage.tables import incoming_file
from tests.made_issues import LINYI, made_article, made_issue
from tests.running_bot import RunningBot, running_bot

ARTICLES = ("第一件事", "第二件事", "第三件事", "第四件事")
RATE = 100_000  # above what Telegram allows, so that nothing is waited for
PATIENCE_SECONDS = 900.0
AT_ONCE = 500  # readers who write together


def fill(db: Db, readers: int) -> None:
    """Readers who follow a park and are pushed as it is published."""
    park, moment = park_import.ensure_park(db, LINYI), now()
    db.conn.executemany(
        "INSERT INTO chats (id, telegram_id, kind, digest, created_at) VALUES (?, ?, 'private', 'now', ?)",
        ((number, number, to_text(moment)) for number in range(1, readers + 1)),
    )
    for number in range(1, readers + 1):
        follows.follow_park(db, number, park, moment)


def had(api: BotApi, reader: int) -> Counter[str]:
    """How often a reader was sent each article by this account."""
    user = api.users.get(reader)
    texts = [] if user is None else [message.text for message in user.chat.from_bot]
    return Counter(article for article in ARTICLES for text in texts if article in text)


async def publish(bot: RunningBot, article: str) -> None:
    """Publishes an article as the desk does."""
    await bot.publish(made_issue(made_article(article, LINYI)))


async def by_the_old(folder: Path, api: BotApi, readers: int) -> None:
    """The first article to all, the second to some."""
    async with running_bot(folder, api=api, send_rate=RATE) as bot:
        await bot.database.write(fill, readers)
        await publish(bot, ARTICLES[0])
        sent = "SELECT count(*) FROM deliveries WHERE state = 'sent'"
        await bot.becomes(sent, (readers,), within=PATIENCE_SECONDS)
        await publish(bot, ARTICLES[1])
        half = readers + readers // 2
        await api.wait_until(lambda: len(api.calls_of("sendMessage")) >= half, PATIENCE_SECONDS)


def between(folder: Path) -> account.Moved:
    """The third article is published, and the new account takes the database."""
    with open_incoming(incoming_file.beside(folder / "bot.db")) as updates:
        updates.write_now(incoming.drop_all)
    with Database(folder / "bot.db") as database:
        third = made_issue(made_article(ARTICLES[2], LINYI))
        database.write_now(issues.publish, third, push=True, moment=now())
        return database.write_now(account.move, 222, "new_bot", now())


async def by_the_new(folder: Path, api: BotApi, coming: list[int]) -> None:
    """Readers come in any order; the fourth article is published among them."""
    async with running_bot(folder, api=api, send_rate=RATE) as bot:
        starts = range(0, len(coming), AT_ONCE)
        for start in starts:
            if start == starts[len(starts) // 2]:
                await publish(bot, ARTICLES[3])
            some = coming[start : start + AT_ONCE]
            for reader in some:
                api.user(reader).send("/start")
            await bot.handled_all()
        left = """
            SELECT count(*) FROM deliveries d JOIN chats c ON c.id = d.chat_id
            WHERE d.state = 'pending' AND c.off_at IS NULL
        """
        await bot.becomes(left, (0,), within=PATIENCE_SECONDS)


def main() -> int:
    """Plays it and prints the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", type=int, default=10_000)
    readers = parser.parse_args().readers
    vars(pacing).update(SECONDS_BETWEEN_MESSAGES_IN_CHAT=0.0, JITTER_SECONDS=0.0)
    old, new = BotApi("111:old"), BotApi("222:new", first_update_id=1)
    for reader in range(1, readers + 1):
        old.user(reader, started=True)
    coming = random.Random(1).sample(range(1, readers + 1), readers * 9 // 10)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asyncio.run(by_the_old(folder, old, readers))
        print(f"the old account sent {len(old.calls_of('sendMessage'))} messages to {readers} readers")
        start = time.perf_counter()
        moved = between(folder)
        print(f"moved in {time.perf_counter() - start:.2f} s: {moved}")
        asyncio.run(by_the_new(folder, new, coming))
    both = {reader: had(old, reader) + had(new, reader) for reader in range(1, readers + 1)}
    lost = sum(both[reader][article] == 0 for reader in coming for article in ARTICLES)
    twice = sum(count > 1 for each in both.values() for count in each.values())
    unasked = sum(bool(had(new, reader)) for reader in set(both) - set(coming))
    print(f"{len(coming)} readers came to the new account, {readers - len(coming)} did not")
    print(f"lost {lost}, told twice {twice}, told without having come {unasked}")
    print(f"{time.perf_counter() - began:.0f} s in all")
    return int(bool(lost or twice or unasked))


if __name__ == "__main__":
    sys.exit(main())
