"""/unfollow: a chat follows something no longer."""

from __future__ import annotations

import html
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import OnPress
from bot.cards.follow_buttons import UNFOLLOW_VERBS, pressed_target, show_follows
from bot.cards.following_wording import shown, shown_name
from bot.cards.pressing import tell
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.names.matching import How
from bot.names.named_targets import KEYWORD_MARKS, keyword_words, names_or_advice
from bot.names.resolving import Meaning, resolve
from bot.reader.named_park import ask_which
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.chats.follows import Followed, Kind, Target
from storage.database import Db
from storage.deliveries import story_pushes
from storage.moments import now
from storage.parks import cities


async def unfollow(update: Update, context: Context) -> None:
    """Ends the follows that are named; of several that a name may mean, the one that is followed."""
    names = await names_or_advice(update, context, wording.UNFOLLOW_WHAT)
    lines = [line for name in names if (line := await _unfollow_named(update, context, name))]
    if lines:
        await reply(update, "\n".join(lines))


async def _unfollow_named(update: Update, context: Context, name: str) -> str:
    """Ends one follow; returns the sentence about it, or nothing where the reader has been asked."""
    database, place = context.parts.database, place_of(update)
    followed = await database.read(follows.followed_at, place.telegram_id, place.thread_id)
    by_word = [each for each in followed if each.target.kind is Kind.KEYWORD]
    if said := [each for each in by_word if each.name == name.strip(KEYWORD_MARKS)]:
        return await _end(update, context, said[0].target, said[0].name)
    if name[0] in KEYWORD_MARKS:
        shown, words = await keyword_words(context.parts, name)
        target = await database.read(follows.find_keyword, words)
        return await _end(update, context, target or Target(Kind.KEYWORD, 0), shown)
    if called := [each for each in followed if each.target.kind is Kind.PROJECT and each.name == name]:
        return await _end(update, context, called[0].target, called[0].name)
    meaning = await resolve(context.parts, name)
    meant = await _followed_of(context, meaning, followed)
    if len(meant) == 1 and meaning.how not in (How.TYPO, How.HARDLY):
        return await _end(update, context, meant[0].target, meant[0].name)
    if not meant and meaning.city is not None:
        return wording.NOT_FOLLOWED.format(park=html.escape(meaning.city.name))
    if not meant and meaning.newspaper is not None:
        return await _end(
            update, context, Target(Kind.NEWSPAPER, meaning.newspaper.id), meaning.newspaper.name
        )
    kept = {each.target.id for each in meant if each.target.kind is Kind.PARK}
    choices = tuple(park for park in meaning.parks if park.id in kept) or meaning.parks
    if len(choices) == 1 and meaning.how not in (How.TYPO, How.HARDLY):
        return await _end(update, context, Target(Kind.PARK, choices[0].id), choices[0].name)
    await ask_which(update, context, name, replace(meaning, parks=choices), verb="unfollow")
    return ""


async def _followed_of(
    context: Context, meaning: Meaning, followed: tuple[Followed, ...]
) -> tuple[Followed, ...]:
    """Which of the follows a name may mean: of a city, the city, or else the parks in it."""
    targets = {Target(Kind.PARK, park.id) for park in meaning.parks}
    targets |= {Target(Kind.CITY, city.id) for city in meaning.cities}
    targets |= {Target(Kind.NEWSPAPER, newspaper.id) for newspaper in meaning.newspapers}
    meant = tuple(each for each in followed if each.target in targets)
    if meant or meaning.city is None:
        return meant
    inside = await context.parts.database.read(cities.parks_in_city, meaning.city.name)
    targets = {Target(Kind.PARK, park.id) for park, _ in inside}
    return tuple(each for each in followed if each.target in targets)


async def _end(update: Update, context: Context, target: Target, name: str) -> str:
    ended = await context.parts.database.write(_unfollow, place_of(update), target)
    sentence = wording.UNFOLLOWED if ended else wording.NOT_FOLLOWED
    return sentence.format(park=html.escape(shown_name(target, name)))


async def press_unfollow(
    update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> None:
    """`unfollow:<park>`, `unfollow_city:<city>`, `unfollow_word:<keyword>`: ends it; the button turns."""
    pressed = await pressed_target(context, query, ids)
    if pressed is None:
        return
    await context.parts.database.write(_unfollow, place_of(update), pressed.target)
    await tell(query, wording.UNFOLLOWED_SHORT.format(park=shown(pressed)))
    await show_follows(update, context, query)


def _unfollow(db: Db, place: Place, target: Target) -> bool:
    chat = chats.find_chat(db, place.telegram_id, place.thread_id)
    if chat is None or not follows.unfollow(db, chat.id, target):
        return False
    # What it waited for by this follow another newspaper may have told of something that it still follows.
    story_pushes.settle_chat(db, chat.id, now())
    return True


COMMAND = Command(
    "unfollow",
    wording.ABOUT_UNFOLLOW,
    unfollow,
    argument=wording.FOLLOW_NAMES,
    spoken=wording.SAY_UNFOLLOW,
    manages=True,
    after="follow",
    for_channels=True,
    example=wording.EXAMPLE_PARK,
    group=Group.FOLLOW,
)
PRESSES: dict[str, OnPress] = dict.fromkeys(UNFOLLOW_VERBS.values(), OnPress(press_unfollow))
