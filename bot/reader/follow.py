"""/follow: a chat follows a park."""

from __future__ import annotations

import html

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest

from bot import wording
from bot.buttons import ForeignButton, Press, read_data, with_button_replaced
from bot.cards import follow_button
from bot.commands import Command
from bot.context import Context
from bot.digest_wording import when_sentence
from bot.name_matching import How
from bot.named_park import ask_which
from bot.pressing import UNCHANGED, tell
from bot.reply import place_of, reply
from bot.resolving import resolve
from storage import chats, follows, parks
from storage.chats import Chat, Place
from storage.database import Db
from storage.moments import now
from storage.parks import StoredPark


async def follow(update: Update, context: Context) -> None:
    """Follows the named park, or asks which park is meant."""
    name = context.argument
    if not name:
        await reply(update, wording.NAME_A_PARK.format(command="follow"))
        return
    meaning = await resolve(context.rooms, name)
    park = meaning.park
    if park is None or meaning.how is How.TYPO:  # nobody is made to follow what they may not have meant
        await ask_which(update, context, name, meaning, verb="follow")
        return
    new, chat = await context.rooms.database.write(_follow, place_of(update), park)
    await reply(update, _sentence(park, chat, context, new=new))


async def press_follow(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`follow:<park>`: follows; the button then offers the opposite."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    park = await context.rooms.database.read(parks.get_park, ids[0])
    if park is None:
        await tell(query, wording.PARK_GONE)
        return
    await context.rooms.database.write(_follow, place_of(update), park)
    await tell(query, wording.FOLLOWED_SHORT.format(park=park.name))
    await show_follows(update, context, query)


async def show_follows(update: Update, context: Context, query: CallbackQuery) -> None:
    """Lets every button of the pressed message that follows or unfollows offer what can be done now."""
    current = query.message.reply_markup if isinstance(query.message, Message) else None
    if current is None:
        return
    followed = await context.rooms.database.read(_followed_names, place_of(update))
    known = {button.callback_data for row in current.inline_keyboard for button in row}
    for pressed in filter(None, known):
        verb, ids = read_data(str(pressed))
        if verb in ("follow", "unfollow") and len(ids) == 1:
            current = _with_offer(current, str(pressed), ids[0], is_followed=ids[0] in followed)
    try:
        await query.edit_message_reply_markup(current)
    except BadRequest as error:  # pressed twice: the first press has turned them already
        if UNCHANGED not in error.message.casefold():
            raise


def _with_offer(
    current: InlineKeyboardMarkup, pressed: str, park_id: int, *, is_followed: bool
) -> InlineKeyboardMarkup:
    """The same buttons, the one with this data turned to what it can do now, in the same manner of label."""
    label = next(
        button.text for row in current.inline_keyboard for button in row if button.callback_data == pressed
    )
    name = label.removeprefix(wording.UNFOLLOW).removeprefix(wording.FOLLOW).strip()
    offer, data = follow_button(park_id, followed=is_followed, park=name)
    return with_button_replaced(current, pressed, offer, data)


def _followed_names(db: Db, place: Place) -> set[int]:
    chat = chats.find_chat(db, place.telegram_id, place.thread_id)
    return set() if chat is None else {park.park_id for park in follows.followed_parks(db, chat.id)}


def _follow(db: Db, place: Place, park: StoredPark) -> tuple[bool, Chat]:
    chat = chats.ensure_chat(db, place, now())
    return follows.follow_park(db, chat.id, park.id, now()), chat


def _sentence(park: StoredPark, chat: Chat, context: Context, *, new: bool) -> str:
    name = html.escape(park.name)
    if not new:
        return wording.FOLLOWED_ALREADY.format(park=name)
    return wording.FOLLOWED.format(
        park=name, when=when_sentence(chat.schedule, context.rooms.database.defaults, now())
    )


COMMAND = Command(
    60, "follow", wording.ABOUT_FOLLOW, follow, argument=wording.PARK_NAME, spoken=wording.SAY_FOLLOW
)
PRESSES: dict[str, Press] = {"follow": press_follow}
