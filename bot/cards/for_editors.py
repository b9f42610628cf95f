"""Buttons that only editors have."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.cards.buttons import ForeignButton, Press
from bot.context import Context
from bot.people.roles import may_publish
from bot.people.sender import person_of


def press_for_editors(press: Press) -> Press:
    """The button for editors; with others it is one that nobody has."""

    async def press_if_editor(
        update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
    ) -> None:
        if not may_publish(context.parts, person_of(update)):
            raise ForeignButton(query.data)
        await press(update, context, query, ids)

    return press_if_editor
