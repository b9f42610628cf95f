"""What owners are told without having asked: a message owed to each, as durable as any push."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Collection

from bot import wording
from bot.context import Parts
from bot.places.shut_wording import why
from storage import chats, lost_places, messages
from storage.chats import Place
from storage.database import Db
from storage.lost_places import LostPlace
from storage.moments import now

ONCE_IN = dt.timedelta(days=1)
LOOK_EVERY_SECONDS = 60
MOST_NAMED = 20  # places in one message; the others are counted
# Before everything that waits: what is wrong with the sending itself has to get through it.
FIRST_IN_LINE = dt.timedelta(days=3650)


def tell_owners(
    db: Db, owners: Collection[int], text: str, moment: dt.datetime, *, first_of_all: bool = False
) -> None:
    """Owes each owner a message, HTML; `first_of_all` puts it before all that waits for anybody."""
    for owner_id in owners:
        owner = chats.find_chat(db, owner_id, 0) or chats.ensure_chat(
            db, Place(owner_id, 0, "private", ""), moment
        )
        messages.add_notice(
            db, owner.id, text, moment, not_before=moment - FIRST_IN_LINE if first_of_all else None
        )


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
