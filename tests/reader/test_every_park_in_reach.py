"""/parks alone leads to every park and /start to every city, however many there are."""

from __future__ import annotations

from parsing.parks import Park
from playground.standin.message import Message
from playground.standin.user import User
from storage.database import Db
from storage.parks import park_import
from tests.running_bot import RunningBot

PARKS, CITIES = 700, 100


def fill(db: Db) -> None:
    for number in range(PARKS):
        park_import.ensure_park(db, Park(f"无市{number}号产业园区"))
    for number in range(CITIES):
        park_id = park_import.ensure_park(db, Park(f"某{number}产业园区"))
        db.execute("INSERT INTO park_cities (park_id, city) VALUES (?, ?)", [park_id, f"某{number}城"])


async def leafed_through(bot: RunningBot, reader: User, shown: Message) -> str:
    """All that stands on a list's pages, and on its buttons."""
    read = ""
    while True:
        read += shown.text + "".join(label for row in shown.buttons for label in row)
        edits = shown.edits
        try:
            reader.press(shown, "下一页")
        except LookupError:
            return read
        await bot.api.wait_until(lambda edits=edits: shown.edits > edits)


async def test_parks_leads_to_every_park(bot: RunningBot) -> None:
    await bot.database.write(fill)
    reader = bot.api.user(1)
    read = await leafed_through(bot, reader, await reader.ask("/parks"))
    for number in range(PARKS):
        assert f"无市{number}号产业园区" in read


async def test_start_leads_to_every_city(bot: RunningBot) -> None:
    await bot.database.write(fill)
    reader = bot.api.user(1)
    read = await leafed_through(bot, reader, await reader.ask("/start"))
    for number in range(CITIES):
        assert f"某{number}城" in read
