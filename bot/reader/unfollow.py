"""/unfollow: a chat follows a park no longer."""

from __future__ import annotations

import html
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot import wording
from bot.buttons import ForeignButton, Press
from bot.commands import Command
from bot.context import Context
from bot.name_matching import How
from bot.named_park import ask_which
from bot.pressing import tell
from bot.reader.follow import show_follows
from bot.reply import place_of, reply
from bot.resolving import resolve
from storage import chats, follows, parks
from storage.chats import Place
from storage.database import Db


async def unfollow(update: Update, context: Context) -> None:
    """Ends the follow of the named park; among several that the name may mean, of the one followed."""
    name = context.argument
    if not name:
        await reply(update, wording.NAME_A_PARK.format(command="unfollow"))
        return
    database = context.rooms.database
    meaning = await resolve(context.rooms, name)
    followed = {park.park_id for park in await database.read(_followed_here, place_of(update))}
    meant = tuple(park for park in meaning.parks if park.id in followed) or meaning.parks
    if len(meant) != 1 or meaning.how in (How.TYPO, How.HARDLY):
        await ask_which(update, context, name, replace(meaning, parks=meant), verb="unfollow")
        return
    ended = await database.write(_unfollow, place_of(update), meant[0].id)
    sentence = wording.UNFOLLOWED if ended else wording.NOT_FOLLOWED
    await reply(update, sentence.format(park=html.escape(meant[0].name)))


async def press_unfollow(
    update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> None:
    """`unfollow:<park>`: ends the follow; the button then offers the opposite."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    park = await context.rooms.database.read(parks.get_park, ids[0])
    if park is None:
        await tell(query, wording.PARK_GONE)
        return
    await context.rooms.database.write(_unfollow, place_of(update), park.id)
    await tell(query, wording.UNFOLLOWED_SHORT.format(park=park.name))
    await show_follows(update, context, query)


def _followed_here(db: Db, place: Place) -> tuple[follows.FollowedPark, ...]:
    chat = chats.find_chat(db, place.telegram_id, place.thread_id)
    return () if chat is None else follows.followed_parks(db, chat.id)


def _unfollow(db: Db, place: Place, park_id: int) -> bool:
    chat = chats.find_chat(db, place.telegram_id, place.thread_id)
    return chat is not None and follows.unfollow_park(db, chat.id, park_id)


COMMAND = Command(
    70, "unfollow", wording.ABOUT_UNFOLLOW, unfollow, argument=wording.PARK_NAME, spoken=wording.SAY_UNFOLLOW
)
PRESSES: dict[str, Press] = {"unfollow": press_unfollow}
