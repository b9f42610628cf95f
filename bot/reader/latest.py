"""/latest: the newest briefs about any park, a page at a time."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.listing import BRIEFS_A_PAGE, has_more, list_buttons, list_html, offset_of
from bot.cards.paging import turning
from bot.cards.pressing import show_page
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context
from storage.archive import newest_articles
from storage.database import Db
from storage.deliveries.messages import Buttons


async def latest(update: Update, context: Context) -> None:
    """Answers with the newest briefs."""
    text, rows = await context.parts.database.read(_page, 1)
    await reply(update, text if rows else wording.NOTHING_YET, rows)


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`latest:<page>`: shows that page in place."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    text, rows = await context.parts.database.read(_page, ids[0])
    await show_page(query, text, rows)


def _page(db: Db, page: int) -> tuple[str, Buttons]:
    listing = newest_articles.newest(db, limit=BRIEFS_A_PAGE, offset=offset_of(page))
    if not listing.cards:
        return wording.PAGE_GONE, ()
    pages = turning(page, more=has_more(listing, page), verb="latest")
    return list_html(wording.LATEST_TITLE, listing.cards), list_buttons(listing.cards, pages)


COMMAND = Command(
    "latest",
    wording.ABOUT_LATEST,
    latest,
    spoken=wording.SAY_LATEST,
    after="park",
    group=Group.LOOK,
)
PRESSES: dict[str, OnPress] = {"latest": OnPress(turn, shows_below=True)}
