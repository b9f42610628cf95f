"""Owners are told, without having asked, which places take nothing any more."""

from __future__ import annotations

import datetime as dt
import html

from bot import wording
from bot.context import Parts
from bot.people.telling import tell_owners
from bot.places.shut_wording import why
from storage.chats import lost_places
from storage.chats.lost_places import LostPlace
from storage.database import Db
from storage.moments import now

ONCE_IN = dt.timedelta(days=1)
LOOK_EVERY_SECONDS = 60
MOST_NAMED = 20  # places in one message; the others are counted


async def tell_of_lost_places(parts: Parts) -> None:
    """Tells owners which groups and channels take nothing any more: one message a day, if there are any."""
    database, owners = parts.database, tuple(parts.settings.owner_ids)
    if not owners:
        return
    if await database.read(lost_places.to_be_told, now(), ONCE_IN):
        await database.write(_tell, owners, now())
        parts.wake_delivery.set()


def _tell(db: Db, owners: tuple[int, ...], moment: dt.datetime) -> None:
    if lost := lost_places.take(db, moment):
        tell_owners(db, owners, _text(lost), moment)


def _text(lost: tuple[LostPlace, ...]) -> str:
    lines = [wording.LOST_PLACES_TITLE.format(count=len(lost))]
    lines += [
        wording.LOST_PLACE[place.is_off].format(
            kind=wording.CHAT_KINDS[place.kind], title=html.escape(place.title), why=why(place.reason)
        )
        for place in lost[:MOST_NAMED]
    ]
    if len(lost) > MOST_NAMED:
        lines.append(wording.LOST_PLACES_MORE.format(count=len(lost) - MOST_NAMED))
    lines.append(wording.LOST_PLACES_HINT)
    return "\n".join(lines)
