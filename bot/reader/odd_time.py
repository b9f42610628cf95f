"""Says which times can be asked for, where somebody names one that there isn't: /due 13月."""

from __future__ import annotations

import html

from telegram import Update

from bot import wording
from bot.cards.reply import reply
from bot.context import Context
from bot.names.asked_place import place_named
from bot.names.odd_time import names_beside_odd_time


async def answer_odd_time(update: Update, context: Context, asked: str, names: tuple[str, ...]) -> bool:
    """Answers what was asked if `names`, which are no place, are a time that can't be asked for.

    A place may stand beside it. False where they are anything else.
    """
    beside = names_beside_odd_time(names)
    if beside is None or await context.parts.database.read(place_named, beside) is None:
        return False
    await say_odd_time(update, asked)
    return True


async def say_odd_time(update: Update, asked: str) -> None:
    """Says that the time in what was asked is none, and which there are."""
    await reply(update, wording.NO_SUCH_TIME.format(asked=html.escape(asked[: wording.LONGEST_QUOTED])))
