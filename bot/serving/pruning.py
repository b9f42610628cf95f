"""Pruning: what is kept no longer goes, once a day, in small batches between which everybody else writes."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot import wording
from bot.context import Parts
from bot.people.telling import tell_owners
from bot.settings.configuration import Settings
from storage.chats.forgotten_list import ForgottenList
from storage.database import Database, Db
from storage.keeping import retention, retention_clock
from storage.keeping.retention import RULES, Rule
from storage.keeping.retention_clock import Horizon
from storage.moments import now

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 60.0
RUN_SECONDS = 3.0  # of one look; the next one goes on, so that a stop hasn't long to wait
REST_SECONDS = 0.05  # between two batches, for whoever waits


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a rule took, or would take: the rows from before a moment."""

    rule: Rule
    days: int
    before: dt.datetime
    rows: int


class Pruning:
    """A running bot's pruning, which may take several looks for what has gathered."""

    def __init__(self) -> None:
        self._going: AsyncIterator[tuple[Rule, int]] | None = None
        self._taken: Counter[str] = Counter()

    async def look(self, parts: Parts) -> None:
        """Prunes for a while if it is due today or goes on; where the clock isn't believed, tells owners."""
        moment = now()
        if self._going is None:
            if not await parts.database.read(retention_clock.is_due, moment):
                return
            horizon = await _begin(parts, moment)
            self._taken.clear()
            self._going = batches(parts.database, parts.incoming, parts.settings, horizon)
        try:
            await self._go_on(self._going)
        except BaseException:
            self._going = None  # what is left is for tomorrow
            raise

    async def _go_on(self, going: AsyncIterator[tuple[Rule, int]]) -> None:
        end = time.monotonic() + RUN_SECONDS
        while time.monotonic() < end:
            try:
                rule, rows = await anext(going)
            except StopAsyncIteration:
                self._going = None
                taken = ", ".join(f"{rows} of {name}" for name, rows in self._taken.items() if rows)
                if taken:
                    log.info("Pruned what is kept no longer: %s", taken)
                return
            self._taken[rule.name] += rows
            await asyncio.sleep(REST_SECONDS)


async def _begin(parts: Parts, moment: dt.datetime) -> Horizon:
    owners, zone = tuple(parts.settings.owner_ids), ZoneInfo(parts.settings.timezone)
    horizon = await parts.database.write(_begin_and_tell, owners, zone, moment)
    if horizon.held_back:
        parts.wake_delivery.set()
        log.warning(
            "The clock is far ahead of the last pruning: what is over by %s goes now, no more"
            " (prune --clock-is-right takes the clock's word)",
            horizon.until,
        )
    return horizon


def _begin_and_tell(db: Db, owners: Collection[int], zone: ZoneInfo, moment: dt.datetime) -> Horizon:
    """Begins the day's pruning, and tells owners in the same transaction where the clock isn't believed."""
    horizon = retention_clock.begin(db, moment)
    if horizon.is_news:
        clock, until = (wording.date(each.astimezone(zone).date()) for each in (moment, horizon.until))
        tell_owners(db, owners, wording.PRUNING_HELD_BACK.format(clock=clock, until=until), moment)
    return horizon


async def batches(
    database: Database, incoming: Database, settings: Settings, horizon: Horizon
) -> AsyncIterator[tuple[Rule, int]]:
    """Lets every rule take what is over; yields it and how many rows behind each batch, at least once.

    What is over is looked for by a reader, so that the writer has little to do. Old lines of the list of
    /forget are dropped before its rows in the database, so that none is taken for one not carried out.
    """
    for rule, _, before in _due(settings, horizon):
        file = incoming if rule.file == retention.INCOMING else database
        if rule.table == "forgotten":
            await asyncio.to_thread(ForgottenList(settings.database).drop_before, before)
        while keys := await file.read(retention.find, rule, before):
            rows = await file.write(retention.end, rule, before, keys)
            yield rule, rows
            if not rows or len(keys) < rule.batch:
                break
        else:
            yield rule, 0


async def prune(
    database: Database, incoming: Database, settings: Settings, horizon: Horizon
) -> tuple[Pruned, ...]:
    """All of it at once; what each rule took."""
    taken: Counter[str] = Counter()
    async for rule, rows in batches(database, incoming, settings, horizon):
        taken[rule.name] += rows
        await asyncio.sleep(REST_SECONDS if rows else 0)
    return tuple(
        Pruned(rule, days, before, taken[rule.name]) for rule, days, before in _due(settings, horizon)
    )


async def count_all(
    database: Database, incoming: Database, settings: Settings, horizon: Horizon
) -> tuple[Pruned, ...]:
    """What every rule would take."""
    files = {retention.DATABASE: database, retention.INCOMING: incoming}
    return tuple(
        [
            Pruned(rule, days, before, await files[rule.file].read(retention.count, rule, before))
            for rule, days, before in _due(settings, horizon)
        ]
    )


def _due(settings: Settings, horizon: Horizon) -> list[tuple[Rule, int, dt.datetime]]:
    """Each rule with its days as they are set, and the moment that they lead to."""
    days = [int(getattr(settings, rule.setting)) for rule in RULES]
    return [(rule, each, rule.before(horizon.until, each)) for rule, each in zip(RULES, days, strict=True)]
