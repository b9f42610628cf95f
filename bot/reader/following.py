"""/following: what this chat follows."""

from __future__ import annotations

from telegram import Update

from bot import wording
from bot.cards import follow_button
from bot.commands import Command
from bot.context import Context
from bot.reply import place_of, reply
from storage import chats, follows
from storage.chats import Place
from storage.database import Db
from storage.follows import FollowedPark

MOST_SHOWN = 50


async def following(update: Update, context: Context) -> None:
    """Lists the parks this chat follows, each with a button that ends it."""
    followed = await context.rooms.database.read(_followed, place_of(update))
    if not followed:
        await reply(update, wording.FOLLOWING_NOTHING)
        return
    rows = tuple(
        (follow_button(park.park_id, followed=True, park=park.name),) for park in followed[:MOST_SHOWN]
    )
    await reply(update, wording.FOLLOWING_TITLE.format(count=len(followed)), rows)


def _followed(db: Db, place: Place) -> tuple[FollowedPark, ...]:
    chat = chats.find_chat(db, place.telegram_id, place.thread_id)
    return () if chat is None else follows.followed_parks(db, chat.id)


COMMAND = Command(80, "following", wording.ABOUT_FOLLOWING, following, spoken=wording.SAY_FOLLOWING)
