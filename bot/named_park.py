"""A name that means no park, or several: what the reader is asked then."""

from __future__ import annotations

import html

from telegram import Update

from bot import buttons, wording
from bot.context import Context
from bot.follow_buttons import follow_button
from bot.name_matching import How
from bot.named_targets import KEYWORD_MARKS, LONGEST_KEYWORD
from bot.reader.search import ask_for, asker_of, no_park_page
from bot.reader.today import today_here
from bot.reply import place_of, reply
from bot.resolving import Meaning
from storage import cities, follows
from storage.chats import Place
from storage.database import Db
from storage.follows import Kind, Target
from storage.messages import Button, Buttons
from storage.searches import Asked

MOST_CHOICES = 20
MOST_OFFERED = 3
LONGEST_MENTIONED = 60
_CITY_VERBS = {"park": "city", "follow": "follow_city", "unfollow": "unfollow_city"}


async def ask_which(
    update: Update, context: Context, name: str, meaning: Meaning, *, verb: str, more: Buttons = ()
) -> None:
    """Offers what `name` may mean as buttons with `verb`, or what is nearest to it; `more` come below."""
    if (
        meaning.how is How.HARDLY
        and verb in ("park", "follow")
        and await _show_mentions(update, context, name)
    ):
        return
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


async def _show_mentions(update: Update, context: Context, name: str) -> bool:
    """Answers with the articles that mention the name, and offers their parks; False where none does."""
    if not 1 < len(name) <= LONGEST_MENTIONED:
        return False
    today = await today_here(update, context)
    asked = await ask_for(context.rooms, asker_of(update), name, today)
    page = await context.rooms.database.read(no_park_page, asked, today)
    if page is None:
        return False
    text, rows, about = page
    offers = await context.rooms.database.read(_follow_rows, about[:MOST_OFFERED], place_of(update))
    keyword = await context.rooms.database.read(_keyword_row, asked, place_of(update))
    await reply(update, text, rows + offers + keyword)
    return True


def _follow_rows(db: Db, about: tuple[tuple[int, str], ...], place: Place) -> Buttons:
    return tuple(
        (
            follow_button(
                Target(Kind.PARK, park_id),
                followed=follows.is_followed_at(db, place.telegram_id, place.thread_id, park_id),
                name=park,
            ),
        )
        for park_id, park in about
    )


def _keyword_row(db: Db, asked: Asked, place: Place) -> Buttons:
    """The button that follows what was searched for: it becomes a keyword when that is pressed."""
    if len(asked.text) > LONGEST_KEYWORD:
        return ()
    shown = KEYWORD_MARKS[0] + asked.text
    for each in follows.followed_at(db, place.telegram_id, place.thread_id):
        if each.target.kind is Kind.KEYWORD and each.name == asked.text:
            return ((follow_button(each.target, followed=True, name=shown),),)
    return (((wording.FOLLOW_PARK.format(park=shown), buttons.data("follow_search", asked.id)),),)
