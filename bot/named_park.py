"""A name that means no park, or several: what the reader is asked then."""

from __future__ import annotations

import html

from telegram import Update

from bot import buttons, wording
from bot.context import Context
from bot.name_matching import How
from bot.reply import reply
from bot.resolving import Meaning
from storage import cities
from storage.messages import Button, Buttons

MOST_CHOICES = 20
_CITY_VERBS = {"park": "city", "follow": "follow_city", "unfollow": "unfollow_city"}


async def ask_which(
    update: Update, context: Context, name: str, meaning: Meaning, *, verb: str, more: Buttons = ()
) -> None:
    """Offers what `name` may mean as buttons with `verb`, or what is nearest to it; `more` come below."""
    shown = html.escape(name[: wording.LONGEST_QUOTED])
    found = meaning.parks
    if meaning.city is not None:
        inside = await context.rooms.database.read(cities.parks_in_city, meaning.city.name)
        found = tuple(park for park, _ in inside)
    choices: tuple[Button, ...] = tuple((park.name, buttons.data(verb, park.id)) for park in found)
    if meaning.city is None and verb in _CITY_VERBS:
        choices += tuple((city.name, buttons.data(_CITY_VERBS[verb], city.id)) for city in meaning.cities)
    if not choices:
        await reply(update, wording.NO_SUCH_PARK_AT_ALL.format(name=shown), more)
        return
    rows = tuple((choice,) for choice in choices[:MOST_CHOICES])
    if meaning.how is How.HARDLY or meaning.how is How.TYPO:
        sentence = wording.NO_SUCH_PARK
    elif len(choices) > MOST_CHOICES:
        sentence = wording.TOO_MANY_PARKS
    else:
        sentence = wording.WHICH_PARK
    await reply(update, sentence.format(name=shown), rows + more)
