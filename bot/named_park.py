"""A name that means no park, or several: what the reader is asked then."""

from __future__ import annotations

import html
from collections.abc import Sequence

from telegram import Update

from bot import buttons, wording
from bot.context import Context
from bot.reply import reply
from storage import parks
from storage.messages import Buttons
from storage.parks import StoredPark

MOST_CHOICES = 20


async def ask_which(
    update: Update, context: Context, name: str, found: Sequence[StoredPark], *, verb: str
) -> None:
    """Offers the parks that `name` may mean, or the nearest ones, as buttons with `verb`."""
    shown = html.escape(name)
    if len(found) > MOST_CHOICES:
        await reply(update, wording.TOO_MANY_PARKS.format(name=shown))
    elif found:
        await reply(update, wording.WHICH_PARK.format(name=shown), _choices(found, verb))
    else:
        nearest = await context.rooms.database.read(parks.nearest_parks, name)
        if nearest:
            await reply(update, wording.NO_SUCH_PARK.format(name=shown), _choices(nearest, verb))
        else:
            await reply(update, wording.NO_SUCH_PARK_AT_ALL.format(name=shown))


def _choices(found: Sequence[StoredPark], verb: str) -> Buttons:
    return tuple(((park.name, buttons.data(verb, park.id)),) for park in found)
