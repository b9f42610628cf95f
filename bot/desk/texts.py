"""Texts in an editor's chat that the desk takes for itself, before they are answered like anybody's."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from telegram import Update

from bot.context import Context, Handle
from bot.desk.typed import answer_typed

Asker = Callable[[Update, Context], Coroutine[Any, Any, bool]]

# Asked in this order; the first that takes a text has answered it.
ASKERS: tuple[Asker, ...] = (answer_typed,)


def for_desk_first(handle: Handle) -> Handle:
    """The handler, for the texts that nobody at the desk takes."""

    @wraps(handle)
    async def handle_what_is_left(update: Update, context: Context) -> None:
        for takes in ASKERS:
            if await takes(update, context):
                return
        await handle(update, context)

    return handle_what_is_left
