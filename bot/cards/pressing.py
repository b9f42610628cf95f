"""Pressed buttons: finding what they do, and answering: a passing line, a message in place or below.

A button pressed twice or too long ago is no error: bot/incoming/answering.py lets go of what Telegram says of
it.
"""

from __future__ import annotations

from telegram import CallbackQuery, InaccessibleMessage, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress, Press, markup, read_acting, read_data
from bot.cards.reply import for_whom
from bot.cards.typing_sign import answer_is_ready
from bot.context import Context, Handle
from bot.people.acting import acting
from bot.people.managing import is_admin
from bot.people.sender import person_of
from bot.transport.telegram_limits import CALLBACK_ANSWER
from storage.chats import chats
from storage.deliveries.messages import Buttons

NOT_THERE = ("message to edit not found", "message can't be edited")


def dispatcher(presses: dict[str, OnPress]) -> Handle:
    """A handler that reads the pressed button's data and calls the function of its verb."""

    async def on_press(update: Update, context: Context) -> None:
        query = update.callback_query
        assert query is not None
        try:
            verb, ids = read_data(query.data)
            for_chat = read_acting(query.data)
            does = presses[verb]
            if does.may is not None and not does.may(context.parts, person_of(update)):
                raise ForeignButton(query.data)
            if not isinstance(query.message, Message) and (query.message is None or not does.shows_below):
                await tell(query, wording.MESSAGE_TOO_OLD)
                return
        except (ForeignButton, KeyError):
            await tell(query, wording.UNKNOWN_BUTTON)
            return
        try:
            if for_chat is None:
                await does.press(update, context, query, ids)
            else:
                await _press_for(for_chat, does.press, update, context, query, ids)
        except ForeignButton:
            await tell(query, wording.UNKNOWN_BUTTON)

    return on_press


async def _press_for(
    chat_id: int,
    press: Press,
    update: Update,
    context: Context,
    query: CallbackQuery,
    ids: tuple[int, ...],
) -> None:
    """Carries out a press for the channel whose number the button carries, if it is an admin who pressed."""
    place = await context.parts.database.read(chats.place_by_id, chat_id)
    if place is None or not await is_admin(context, place.telegram_id, query.from_user.id):
        await tell(query, wording.NOT_YOUR_CHANNEL_SHORT)
        return
    with acting(chat_id, place):
        await press(update, context, query, ids)


async def tell(query: CallbackQuery, sentence: str = "") -> None:
    """Ends the button's waiting, with a passing line if there is one to say."""
    answer_is_ready()
    await query.answer(sentence[:CALLBACK_ANSWER])


async def change_in_place(query: CallbackQuery, text: str, rows: Buttons = ()) -> None:
    """Shows another text and other buttons in the message whose button was pressed."""
    await query.edit_message_text(
        for_whom(text), parse_mode=ParseMode.HTML, reply_markup=markup(rows), disable_web_page_preview=True
    )


async def show(query: CallbackQuery, text: str, rows: Buttons) -> None:
    """Shows the text in place of what the pressed button stood under.

    Below it where that is out of reach, or is a picture, which has no text to change.
    """
    if isinstance(query.message, Message) and not query.message.photo:
        try:
            await change_in_place(query, text, rows)
        except BadRequest as error:
            if not any(words in error.message.casefold() for words in NOT_THERE):
                raise
        else:
            return
    await send_below(query, text, rows)


async def show_page(query: CallbackQuery, text: str, rows: Buttons) -> None:
    """Turns to a page; where the text has no buttons, it says why there is no such page, and passes by."""
    await tell(query, "" if rows else text)
    if rows:
        await show(query, text, rows)


async def send_below(query: CallbackQuery, text: str, rows: Buttons = ()) -> None:
    """Sends a message into the chat and topic of the pressed button."""
    message = query.message
    if message is None:
        return
    assert isinstance(message, Message | InaccessibleMessage)
    await query.get_bot().send_message(
        message.chat.id,
        for_whom(text),
        parse_mode=ParseMode.HTML,
        reply_markup=markup(rows),
        message_thread_id=topic_of(message),
        disable_web_page_preview=True,
    )


def topic_of(message: Message | InaccessibleMessage) -> int | None:
    """The topic that a message stands in; None outside of topics, and where Telegram doesn't hand it over."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
