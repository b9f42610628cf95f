"""/latest: the newest briefs about any park."""

from __future__ import annotations

from telegram import Update

from bot import wording
from bot.cards import BLANK_LINE, card_html, full_text_buttons
from bot.commands import Command
from bot.context import Context
from bot.reply import reply
from storage import articles

BRIEFS = 5


async def latest(update: Update, context: Context) -> None:
    """Answers with the newest briefs."""
    listing = await context.rooms.database.read(articles.newest, limit=BRIEFS)
    if not listing.cards:
        await reply(update, wording.NOTHING_YET)
        return
    cards = [f"{number}. {card_html(card)}" for number, card in enumerate(listing.cards, 1)]
    await reply(update, BLANK_LINE.join((wording.LATEST_TITLE, *cards)), (full_text_buttons(listing.cards),))


COMMAND = Command(40, "latest", wording.ABOUT_LATEST, latest)
