"""/paste: what is sent from now on is collected, to be read as one page; the buttons under it."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType, ParseMode

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress, markup
from bot.cards.pressing import tell
from bot.cards.reply import reply
from bot.cards.typing_sign import answer_is_ready
from bot.commands import Command, Group
from bot.context import Context, Parts
from bot.desk.intake.collecting import collect, give_to_read
from bot.desk.intake.paste_messages import paste_buttons, paste_text
from bot.people.roles import may_publish
from bot.people.sender import person_of
from storage.database import Db
from storage.desk import pastes
from storage.desk.pastes import DROPPED, Paste
from storage.desk.uploads import Sent
from storage.moments import now


async def start_paste(update: Update, context: Context) -> None:
    """Begins to collect, or says again how far it is; what stands behind the command is the first text."""
    message = update.effective_message
    assert message is not None
    if message.chat.type != ChatType.PRIVATE:
        await reply(update, wording.PASTE_IN_PRIVATE)
        return
    database, person = context.parts.database, person_of(update)
    paste = await database.write(pastes.open_paste, person, message.chat.id, now())
    if behind := _behind_command(message):
        await collect(update, context, behind, begins=True)
        paste = await database.write(pastes.open_paste, person, message.chat.id, now())
    answer_is_ready()
    sent = await message.reply_text(
        paste_text(paste, context.parts.settings),
        parse_mode=ParseMode.HTML,
        reply_markup=markup(paste_buttons(paste.id)),
        allow_sending_without_reply=True,
    )
    await database.write(_note, paste, sent.message_id)


async def press_read(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`paste_read:<paste>`: reads what has come."""
    paste = await _own(context.parts, query, ids)
    if paste is None or paste.state == DROPPED:
        await tell(query, wording.PASTE_CLOSED)
        return
    assert isinstance(query.message, Message)
    sent = Sent(paste.person, paste.telegram_chat_id, query.message.message_id, query.message.date)
    given = await context.parts.database.write(give_to_read, paste.id, sent)
    if given is not None and not given.parts:
        await tell(query, wording.PASTE_STILL_EMPTY)
        return
    context.parts.wake_desk.set()
    await tell(query)


async def press_drop(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`paste_drop:<paste>`: gives up what has come; the message says so when its turn has come."""
    paste = await _own(context.parts, query, ids)
    if paste is None or paste.state == DROPPED:
        await tell(query, wording.PASTE_CLOSED)
        return
    await context.parts.database.write(pastes.drop_paste, paste.id)
    context.parts.wake_desk.set()
    await tell(query)


async def _own(parts: Parts, query: CallbackQuery, ids: tuple[int, ...]) -> Paste | None:
    """The presser's paste that a button is for. Raises ForeignButton for somebody else's."""
    if len(ids) != 1 or not may_publish(parts, query.from_user.id):
        raise ForeignButton(query.data)
    paste = await parts.database.read(pastes.get_paste, ids[0])
    if paste is not None and paste.person != query.from_user.id:
        raise ForeignButton(query.data)
    return paste


def _behind_command(message: Message) -> str:
    """What stands behind the command, with its lines."""
    text, entities = message.text or "", message.entities
    return text[entities[0].length :].strip() if entities else ""


def _note(db: Db, paste: Paste, message_id: int) -> None:
    pastes.note_message(db, paste.id, message_id)
    pastes.note_shown(db, paste.id, paste.says)


COMMAND = Command(
    "paste",
    wording.ABOUT_PASTE,
    start_paste,
    for_editors=True,
    for_private=True,
    after="id",
    group=Group.PAGES,
)
PRESSES: dict[str, OnPress] = {"paste_read": OnPress(press_read), "paste_drop": OnPress(press_drop)}
