"""/papers: every newspaper, with its last day and the number of its briefs, a page at a time."""

from __future__ import annotations

import html

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import page_of, turning
from bot.cards.pressing import show_page
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context
from bot.reader.paper import paper_button
from storage.archive import newspapers
from storage.archive.newspapers import Newspaper, NewspaperRow
from storage.database import Db
from storage.deliveries.messages import Buttons

PAPERS_A_PAGE = 10


async def list_papers(update: Update, context: Context) -> None:
    """Answers with the first page of the list."""
    text, rows = await context.parts.database.read(_page, 1)
    await reply(update, text, rows)


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`papers:<page>`: shows that page in place."""
    if len(ids) != 1 or ids[0] < 1:
        raise ForeignButton(query.data)
    text, rows = await context.parts.database.read(_page, ids[0])
    await show_page(query, text, rows)


def _page(db: Db, number: int) -> tuple[str, Buttons]:
    """A page of newspapers, each a button; no buttons where there is no such page."""
    known = newspapers.list_newspapers(db)
    if not known:
        return wording.NO_PAPERS_YET, ()
    page = page_of(known, number, PAPERS_A_PAGE)
    if not page.shown:
        return wording.PAGE_GONE, ()
    text = "\n".join((wording.PAPERS_TITLE.format(count=len(known)), *map(_line, page.shown)))
    rows = tuple((paper_button(Newspaper(each.id, each.name)),) for each in page.shown)
    pages = turning(page.number, more=page.more, verb="papers")
    return text, (*rows, pages) if pages else rows


def _line(row: NewspaperRow) -> str:
    name = wording.PAPER_MARK.format(name=html.escape(row.name))
    if row.last_on is None:
        return wording.PAPER_LINE_EMPTY.format(name=name)
    return wording.PAPER_LINE.format(name=name, day=wording.date(row.last_on), count=row.articles)


COMMAND = Command(
    "papers",
    wording.ABOUT_PAPERS,
    list_papers,
    spoken=wording.SAY_PAPERS,
    after="paper",
    group=Group.LOOK,
    rare=True,
)
PRESSES: dict[str, OnPress] = {"papers": OnPress(turn, shows_below=True)}
