"""An editor at a draft: where the card stands that is looked at, and how it is changed."""

from __future__ import annotations

import contextlib
import html
import re
from dataclasses import dataclass

from telegram import CallbackQuery, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.cards.buttons import markup
from bot.cards.pressing import NOT_THERE, tell
from bot.cards.reply import reply
from bot.cards.sent_card import change_sent
from bot.context import Context
from bot.people.sender import person_of
from storage.deliveries.messages import Buttons
from storage.desk import drafts
from storage.desk.drafts import Draft, DraftLeaving

_TAG = re.compile("<[^<>]+>")


@dataclass(slots=True)
class Seat:
    """Who does something to a draft, and in which chat: by a button (`query`), or by a text they typed.

    Card and preview are one message, which a button edits in place. What is typed is answered below, where
    the person is, and the message that stood above goes.
    """

    context: Context
    update: Update
    person: int
    chat_id: int
    query: CallbackQuery | None = None
    answered: bool = False

    @classmethod
    def of(cls, update: Update, context: Context) -> Seat:
        """The seat of whoever pressed or wrote."""
        query, chat = update.callback_query, update.effective_chat
        assert chat is not None
        return cls(context, update, person_of(update), chat.id, query)

    async def draft(self, draft_id: int) -> Draft:
        """The draft, which this person has and may change. Raises what `drafts.held_draft` raises."""
        return await self.context.parts.database.read(drafts.held_draft, draft_id, self.person)

    async def check_has(self, draft_id: int) -> None:
        """Returns where this person has the draft, be it about to leave. Raises like `draft`."""
        with contextlib.suppress(DraftLeaving):
            await self.draft(draft_id)

    async def take_buttons_away(self) -> None:
        """Leaves the message of the pressed button without buttons, where it is still there."""
        if self.query is None or self.query.message is None:
            return
        try:
            await self.context.bot.edit_message_reply_markup(self.chat_id, self.query.message.message_id)
        except BadRequest as error:
            if not _is_not_there(error):
                raise

    async def tell(self, sentence: str = "") -> None:
        """Says something, HTML, in passing: on the pressed button as plain text, or below what was typed."""
        if self.query is None:
            if sentence:
                await reply(self.update, sentence)
        elif not self.answered:
            self.answered = True
            await tell(self.query, html.unescape(_TAG.sub("", sentence)))

    async def show(self, draft_id: int, text: str, rows: Buttons) -> None:
        """Shows a text in the draft's message: the one whose button was pressed, else where it stands.

        Where that is out of reach, or a text was typed, in a new message, which is the draft's from then on.
        """
        await self.tell()
        before = (await self.context.parts.database.read(drafts.get_draft, draft_id)).preview
        message_id = await self._shown_in(before, text, rows)
        if before == (self.chat_id, message_id):
            return
        await self.context.parts.database.write(drafts.show_preview_at, draft_id, self.chat_id, message_id)
        if self._is_typed and before is not None and before[0] == self.chat_id:
            await self._remove(before[1])

    def asks_here(self) -> None:
        """Keeps that the pressed button's message asks this person for something, until it is answered."""
        if self.query is not None and self.query.message is not None:
            self.context.parts.asked_in[self.person] = (self.chat_id, self.query.message.message_id)

    async def answer_below(self, text: str, rows: Buttons) -> None:
        """Sends what became of an answer that was typed; the question that it answered goes."""
        await self.show_below(text, rows)
        chat_id, message_id = self.context.parts.asked_in.pop(self.person, (0, 0))
        if chat_id == self.chat_id:
            await self._remove(message_id)

    async def show_aside(self, text: str, rows: Buttons) -> None:
        """Shows something about a draft that this person doesn't have: its own message stays where it is."""
        await self.tell()
        await self._shown_in(None, text, rows)

    async def show_below(self, text: str, rows: Buttons = ()) -> int:
        """Sends a message into the chat; returns its number."""
        sent = await self.context.bot.send_message(
            self.chat_id,
            text,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(rows),
            disable_web_page_preview=True,
        )
        return sent.message_id

    @property
    def _is_typed(self) -> bool:
        return self.update.callback_query is None

    async def _shown_in(self, stands: tuple[int, int] | None, text: str, rows: Buttons) -> int:
        message_id = self._message_of(stands)
        if message_id is not None:
            try:
                await change_sent(self.context.bot, (self.chat_id, message_id), text, rows)
            except BadRequest as error:
                if not _is_not_there(error):
                    raise
            else:
                return message_id
        return await self.show_below(text, rows)

    def _message_of(self, stands: tuple[int, int] | None) -> int | None:
        message = None if self.query is None else self.query.message
        if message is not None:
            return message.message_id
        if self._is_typed or stands is None or stands[0] != self.chat_id:
            return None
        return stands[1]

    async def _remove(self, message_id: int) -> None:
        """Deletes a message that stands below in a newer one; of what is too old for that the buttons go."""
        try:
            await self.context.bot.delete_message(self.chat_id, message_id)
        except BadRequest:
            with contextlib.suppress(BadRequest):  # it is gone, or has no buttons
                await self.context.bot.edit_message_reply_markup(self.chat_id, message_id)


def _is_not_there(error: BadRequest) -> bool:
    return any(words in error.message.casefold() for words in NOT_THERE)
