"""Troubles that need a person: what is looked at, and the one message to owners when each begins or is over.

Which of them last is stored (storage/operating/troubles.py), so that a restart repeats nothing. The nightly
backup says itself how it went (bot/serving/nightly_backup.py).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import html
import logging
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from telegram import Bot

from bot import wording
from bot.context import Parts
from bot.operating.disk import GIB, disk_of
from bot.operating.refused_writes import RefusedWrites
from bot.people.telling import tell_owners
from bot.schedule.digest_wording import moment_text
from bot.settings.configuration import Settings
from bot.transport.contact import Span
from storage.database import Db
from storage.moments import now
from storage.operating import troubles
from storage.operating.backlog import Backlog, backlog, held_since_before
from storage.operating.troubles import DISK, HELD, REFUSED, UNREACHABLE, Trouble

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 30.0
# Deliveries are held when one has been due for so long and nothing goes out, or when so many places have
# taken nothing for so long: a few always do, and of groups among them owners hear anyway.
HELD_AFTER = dt.timedelta(hours=1)
MANY_HELD = 3
MANY_HELD_PART = 0.01
# It is over when there are so many times as many: of a thousand chats some come and go at any minute.
OVER_AT_PART = 0.75
UNREACHABLE_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of a kind of trouble: since when it lasts, or that it is over."""

    kind: str
    since: dt.datetime | None
    detail: str = ""
    over_at: dt.datetime | None = None


class TroubleWatch:
    """Looks for troubles, notes them, and owes owners the news."""

    def __init__(self, bot: Bot | None = None) -> None:
        """`bot` tells owners what can't be stored first."""
        self._silences: tuple[Span, ...] = ()
        self._outages: tuple[Span, ...] = ()
        self._writes = RefusedWrites(bot)

    async def look(self, parts: Parts) -> None:
        """Looks once. Raises StorageError."""
        self._silences += parts.contact.take_silences(UNREACHABLE_SECONDS)
        if (outage := await self._writes.look(parts)) is not None:
            self._outages += (outage,)
        moment = now()
        stored = await parts.database.read(troubles.all_troubles)
        lasting = {each.kind for each in stored if each.over_at is None}
        sights = [
            *await _disk(parts, lasting, moment),
            *await _held(parts, lasting, moment),
            *self._unreachable(parts, lasting, moment),
            *(Sight(REFUSED, since, over_at=until) for since, until in self._outages),
        ]
        if sights or stored:
            if await parts.database.write(_note_and_tell, sights, parts.settings, moment):
                parts.wake_delivery.set()
            self._silences = self._outages = ()

    def _unreachable(self, parts: Parts, lasting: set[str], moment: dt.datetime) -> list[Sight]:
        contact = parts.contact
        sights = [Sight(UNREACHABLE, since, over_at=until) for since, until in self._silences]
        if contact.silent_since is not None:
            if contact.seconds_silent >= UNREACHABLE_SECONDS:
                sights.append(Sight(UNREACHABLE, contact.silent_since))
        elif UNREACHABLE in lasting and contact.brought_at is not None:
            sights.append(Sight(UNREACHABLE, None, over_at=contact.brought_at))
        return sights


async def _disk(parts: Parts, lasting: set[str], moment: dt.datetime) -> list[Sight]:
    try:
        disk = await asyncio.to_thread(disk_of, parts.settings.database)
    except OSError as error:
        log.warning("How full the disk is can't be told: %s", error.strerror)
        return []
    if disk.is_nearly_full:
        return [Sight(DISK, moment, f"{disk.free / GIB:.1f} / {disk.total / GIB:.0f} GB")]
    return [Sight(DISK, None, over_at=moment)] if DISK in lasting and disk.has_room_again else []


async def _held(parts: Parts, lasting: set[str], moment: dt.datetime) -> list[Sight]:
    before = moment - HELD_AFTER
    found: Backlog = await parts.database.read(backlog, moment)
    places, oldest = await parts.database.read(held_since_before, before)
    least = max(MANY_HELD, MANY_HELD_PART * found.chats_on) * (OVER_AT_PART if HELD in lasting else 1.0)
    many = places >= least
    late = found.oldest_due_at is not None and found.oldest_due_at <= before
    if many or (late and (HELD in lasting or not found.gets_on)):
        since = found.oldest_due_at if late else oldest
        return [Sight(HELD, since or moment)]
    return [Sight(HELD, None, over_at=moment)] if HELD in lasting else []


def _note_and_tell(db: Db, sights: list[Sight], settings: Settings, moment: dt.datetime) -> bool:
    """Notes what was seen and owes owners what is new of it; returns whether anything is. One transaction."""
    for sight in sights:
        if sight.since is not None and troubles.raise_trouble(db, sight.kind, sight.since, sight.detail):
            log.warning("This needs a person: %s %s", sight.kind, sight.detail)
        if sight.over_at is not None and troubles.end_trouble(db, sight.kind, sight.over_at):
            log.info("This needs nobody any more: %s", sight.kind)
    news = troubles.take_news(db, moment)
    zone = ZoneInfo(settings.timezone)
    for trouble in news:
        text = trouble_text(trouble, zone, moment)
        tell_owners(db, sorted(settings.owner_ids), text, moment, first_of_all=True)
    return bool(news)


def trouble_text(trouble: Trouble, zone: ZoneInfo, moment: dt.datetime) -> str:
    """What owners are told of a trouble that has begun or is over, HTML."""
    forms = wording.TROUBLE_OVER
    if trouble.over_at is None:
        forms = wording.TROUBLE_BEGAN
    elif trouble.comes_and_goes(moment):
        forms = wording.TROUBLE_COMES_AND_GOES
    return forms[trouble.kind].format(
        times=trouble.times,
        often=wording.TROUBLE_TIMES.format(times=trouble.times) if trouble.times > 1 else "",
        detail=html.escape(trouble.detail, quote=False),
        since=moment_text(trouble.since, zone, moment),
        until=moment_text(trouble.over_at or moment, zone, moment),
    )
