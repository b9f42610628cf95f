"""A soak from its start to its books."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.tables import incoming_file
from tests.soak import books
from tests.soak.bot_machine import BotMachine
from tests.soak.editing import Newsroom
from tests.soak.flatness import LEAST_SECONDS, bumps
from tests.soak.people import EDITOR_ID, Population
from tests.soak.weather import Weather

# In the first third the process is killed and restarted; in the rest one lives on, and stays as it is.
SHARE_WITH_RESTARTS = 1 / 3
SAMPLE_SECONDS = 1.0
REST_SECONDS = 300.0  # at most, at Telegram's pace on a busy machine, after all has calmed down
UNDO_SECONDS = "1"


class Soak:
    """One soak in an empty folder; `run` once, then `report`."""

    def __init__(self, folder: Path, chance: random.Random, *, seconds: float) -> None:
        self._chance = chance
        self._seconds = seconds
        self._api = BotApi(flow_limits=True, first_update_id=int(time.time()))
        self._folder = folder
        self._facts: list[str] = []

    async def run(self) -> list[str]:
        """Soaks; returns what is wrong in the books, [] where they agree."""
        async with Loopback(self._api) as server:
            machine = BotMachine(
                self._folder,
                {
                    "TELEGRAM_API_URL": server.url,
                    "TELEGRAM_BOT_TOKEN": self._api.token,
                    "OWNER_IDS": str(EDITOR_ID),
                    "UNDO_SECONDS": UNDO_SECONDS,
                    "OPS_LISTEN": "",
                },
            )
            try:
                return await self._soak(machine)
            finally:
                machine.end_at_once()

    def report(self) -> Iterator[str]:
        """What happened, in lines."""
        yield from self._facts

    async def _soak(self, machine: BotMachine) -> list[str]:
        await machine.start()
        people = Population(self._api)
        await people.move_in()
        book = books.TelegramBook(self._api)
        editor = self._api.user(EDITOR_ID, "编辑", started=True)
        newsroom = Newsroom(machine, editor, random.Random(self._chance.random()))
        weather = Weather(self._api, machine, people.steady, random.Random(self._chance.random()))
        steady_from = await self._live(machine, people, newsroom, weather)
        unrest = await self._come_to_rest(machine, people, weather)
        samples = [each for each in machine.samples if each.at >= steady_from]
        findings = [*unrest, *(bumps(samples) if self._seconds >= LEAST_SECONDS else [])]
        await machine.stop()
        checked = await machine.run("check", "--json")
        if checked.status:
            findings.append(f"check: {checked.output} {checked.errors}")
        places, told = people.steady, newsroom.told
        findings += [
            *books.lost(book, places, told),
            *books.strays(book, places, told),
            *books.too_often(book, places, told, machine.broken_off),
            *books.database_faults(machine.database, self._api, told),
            *books.incoming_faults(incoming_file.beside(machine.database), self._api),
            *books.log_faults(machine.logs, machine.killed, self._api.token),
            *(f"unanswered: {each}" for each in people.unanswered),
            *(f"editing: {each}" for each in newsroom.broken),
            *(f"machine: {each}" for each in machine.broken),
        ]
        self._note(machine, people, newsroom, weather, book)
        return findings

    async def _live(
        self, machine: BotMachine, people: Population, newsroom: Newsroom, weather: Weather
    ) -> float:
        """Everybody does what they do; returns from when on the process lived on."""
        began = time.monotonic()
        done = _after(began + self._seconds)
        calmer = _after(began + self._seconds * SHARE_WITH_RESTARTS)

        async def storm() -> float:
            await weather.rage(calmer, restarts=True)
            since = time.monotonic()
            await weather.rage(done, restarts=False)
            return since

        async with asyncio.TaskGroup() as tasks:
            storming = tasks.create_task(storm())
            tasks.create_task(newsroom.keep_editing(done))
            tasks.create_task(newsroom.keep_sending(done))
            tasks.create_task(people.keep_wavering(random.Random(self._chance.random()), done))
            for asker in people.askers:
                tasks.create_task(people.keep_asking(asker, random.Random(self._chance.random()), done))
            tasks.create_task(_keep_sampling(machine, done))
        return storming.result()

    async def _come_to_rest(self, machine: BotMachine, people: Population, weather: Weather) -> list[str]:
        """Nothing goes wrong any more, and what is owed goes out; [] once all is out, else a finding."""
        await weather.clear()
        await people.come_to_rest()
        end = time.monotonic() + REST_SECONDS
        while time.monotonic() < end:
            await asyncio.sleep(SAMPLE_SECONDS)
            if machine.has_ended or not any(self._left(machine)):
                return []
        left = "updates at Telegram, kept updates, deliveries, messages"
        return [f"no rest after {REST_SECONDS:.0f} s: {left} {list(self._left(machine))}"]

    def _left(self, machine: BotMachine) -> Iterator[int]:
        """How much there still is to do: updates at Telegram, those kept, deliveries, messages."""
        yield len(self._api.updates)
        with contextlib.closing(sqlite3.connect(incoming_file.beside(machine.database))) as incoming:
            yield incoming.execute(books.OPEN_UPDATES).fetchone()[0]
        with contextlib.closing(sqlite3.connect(machine.database)) as connection:
            yield connection.execute(books.LEFT).fetchone()[0]
            yield connection.execute(books.UNSENT).fetchone()[0]

    def _note(
        self,
        machine: BotMachine,
        people: Population,
        newsroom: Newsroom,
        weather: Weather,
        book: books.TelegramBook,
    ) -> None:
        told = newsroom.told
        with contextlib.closing(sqlite3.connect(machine.database)) as connection:
            states = dict(connection.execute(books.STATES).fetchall())
        memory = [each.memory / 1024 for each in machine.samples] or [0.0]
        self._facts += [
            f"published {len(told)} pages, corrected {sum(bool(each.corrected) for each in told)},"
            f" retracted {sum(each.retracted for each in told)}; asked {people.asked} questions",
            f"struck: {json.dumps(dict(weather.struck))}",
            f"Telegram took {len(book.received)} messages, {books.all_repeats(book, people.steady, told)} of"
            f" them again, with {machine.kills} kills; deliveries {states}",
            f"memory {min(memory):.0f} to {max(memory):.0f} MB over {machine.lives} lives",
        ]


def _after(moment: float) -> Callable[[], bool]:
    return lambda: time.monotonic() >= moment


async def _keep_sampling(machine: BotMachine, done: Callable[[], bool]) -> None:
    while not done():
        machine.take_sample()
        await asyncio.sleep(SAMPLE_SECONDS)
