"""/today: what was published today; and how days of briefs are paged."""

from __future__ import annotations

import datetime as dt

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.listing import BRIEFS_A_PAGE, has_more, list_buttons, list_html, offset_of
from bot.cards.paging import turning
from bot.cards.pressing import show_page
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from storage.archive import newest_articles
from storage.chats import chats
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.moments import now

DAYS_A_WEEK = 7


async def today(update: Update, context: Context) -> None:
    """Answers with the briefs of today's newspaper."""
    day = await today_here(update, context)
    await _answer(update, context, day, day, wording.NOTHING_TODAY)


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`days:<first>:<last>:<page>`, days as `date.toordinal` numbers them: shows that page in place."""
    if len(ids) != 3 or max(ids[:2]) > dt.date.max.toordinal() or min(ids[:2]) < 1:
        raise ForeignButton(query.data)
    first, last = dt.date.fromordinal(ids[0]), dt.date.fromordinal(ids[1])
    text, rows = await context.parts.database.read(_page, first, last, ids[2])
    await show_page(query, text, rows)


async def today_here(update: Update, context: Context) -> dt.date:
    """The date that the reader's clock shows."""
    database, place = context.parts.database, place_of(update)
    schedule = await database.read(chats.schedule_at, place.telegram_id, place.thread_id)
    return now().astimezone(schedule.zone(database.defaults)).date()


async def answer_week(update: Update, context: Context) -> None:
    """Answers with the briefs of the last seven days, today included."""
    last = await today_here(update, context)
    first = last - dt.timedelta(days=DAYS_A_WEEK - 1)
    await _answer(update, context, first, last, wording.NOTHING_THIS_WEEK)


async def _answer(update: Update, context: Context, first: dt.date, last: dt.date, nothing: str) -> None:
    text, rows = await context.parts.database.read(_page, first, last, 1)
    if rows:
        await reply(update, text, rows)
        return
    newest = await context.parts.database.read(newest_articles.newest, limit=1)
    if newest.cards:
        nothing += wording.NEWEST_IS_OF.format(date=wording.date(newest.cards[0].published_on))
    await reply(update, nothing)


def _page(db: Db, first: dt.date, last: dt.date, page: int) -> tuple[str, Buttons]:
    listing = newest_articles.newest_between(db, first, last, limit=BRIEFS_A_PAGE, offset=offset_of(page))
    if not listing.cards:
        return wording.PAGE_GONE, ()
    days = wording.date(first) if first == last else wording.days(first, last)
    head = f"<b>{days}</b> " + wording.PARK_COUNT.format(total=listing.total)
    span = (first.toordinal(), last.toordinal())
    pages = turning(page, more=has_more(listing, page), verb="days", ids=span)
    return list_html(head, listing.cards), list_buttons(listing.cards, pages)


COMMAND = Command(
    "today",
    wording.ABOUT_TODAY,
    today,
    spoken=wording.SAY_TODAY,
    after="latest",
    group=Group.LOOK,
)
PRESSES: dict[str, OnPress] = {"days": OnPress(turn, shows_below=True)}
