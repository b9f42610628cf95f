"""/follow: a chat follows a park."""

from __future__ import annotations

import html

from telegram import CallbackQuery, InaccessibleMessage, Update
from telegram.error import BadRequest

from bot import buttons, wording
from bot.buttons import ForeignButton, Press, with_button_replaced
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
    await swap_button(query, park, followed=True)


async def swap_button(query: CallbackQuery, park: StoredPark, *, followed: bool) -> None:
    """Turns the pressed button into its opposite, in place, with the same manner of label."""
    message, pressed = query.message, query.data
    if message is None or isinstance(message, InaccessibleMessage) or pressed is None:
        return
    current = getattr(message, "reply_markup", None)
    if current is None:
        return
    labels = [
        button.text for row in current.inline_keyboard for button in row if button.callback_data == pressed
    ]
    if followed:
        short, long, verb = wording.UNFOLLOW, wording.UNFOLLOW_PARK.format(park=park.name), "unfollow"
    else:
        short, long, verb = wording.FOLLOW, wording.FOLLOW_PARK.format(park=park.name), "follow"
    label = short if labels and labels[0] in (wording.FOLLOW, wording.UNFOLLOW) else long
    try:
        await query.edit_message_reply_markup(
            with_button_replaced(current, pressed, label, buttons.data(verb, park.id))
        )
    except BadRequest as error:  # pressed twice: the first press has turned it already
        if UNCHANGED not in error.message.casefold():
            raise


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
