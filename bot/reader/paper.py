"""/paper: the newest briefs of one newspaper, of all its days or some, a page at a time."""

from __future__ import annotations

import datetime as dt
import html

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.follow_buttons import follow_button
from bot.cards.listing import BRIEFS_A_PAGE, has_more, list_buttons, list_html, offset_of
from bot.cards.paging import turning
from bot.cards.pressing import show_page
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.names.newspaper_words import newspaper_in
from bot.reader.search import answer_search
from bot.reader.today import today_here
from bot.search.query import Days, read_query
from storage.archive import newspaper_pages, newspapers
from storage.archive.newspapers import Newspaper
from storage.chats import follows
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Db
from storage.deliveries.messages import Button, Buttons

FOLIOS_SHOWN = 8
NAME_ON_BUTTON = 30


async def paper(update: Update, context: Context) -> None:
    """Answers with the newest briefs of the named newspaper, or asks which is meant."""
    name = context.argument
    if not name:
        await reply(update, wording.NAME_A_PAPER, await _choices(context, ""))
        return
    if await answer_of_paper(update, context, name):
        return
    found = await context.parts.database.read(newspapers.newspapers_like, name)
    if len(found) == 1:
        await _answer(update, context, found[0], None)
        return
    shown = wording.cited(name)
    sentence = wording.WHICH_PAPER if found else wording.NO_SUCH_PAPER
    await reply(update, sentence.format(name=shown), await _choices(context, name))


async def answer_of_paper(update: Update, context: Context, text: str) -> bool:
    """Answers what names a newspaper for certain: it alone, with days, or with words to look for in it.

    False where it names none.
    """
    named = await context.parts.database.read(newspaper_in, text)
    if named is None:
        return False
    if not named.rest:
        await _answer(update, context, named.newspaper, None)
        return True
    typed = read_query(named.rest, await today_here(update, context))
    words = typed.terms or typed.phrases or typed.excluded
    if typed.days is not None and not words:
        await _answer(update, context, named.newspaper, typed.days)
        return True
    if named.parted and words:
        await answer_search(update, context, f"{named.rest} 《{named.newspaper.name}》")
        return True
    return False


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`paper:<id>[:<page>[:<first>:<last>]]`, days as `date.toordinal` numbers them: shows that page."""
    if len(ids) not in (1, 2, 4) or any(not 1 <= each <= dt.date.max.toordinal() for each in ids[2:]):
        raise ForeignButton(query.data)
    days = (dt.date.fromordinal(ids[2]), dt.date.fromordinal(ids[3])) if len(ids) == 4 else None
    page = ids[1] if len(ids) > 1 else 1
    text, rows = await context.parts.database.read(paper_page, ids[0], days, page, place_of(update))
    await show_page(query, text, rows)


async def _answer(update: Update, context: Context, newspaper: Newspaper, days: Days | None) -> None:
    page = await context.parts.database.read(paper_page, newspaper.id, days, 1, place_of(update))
    await reply(update, *page)


async def _choices(context: Context, name: str) -> Buttons:
    """A button for each newspaper that a name may mean, or for the ones published last."""
    database = context.parts.database
    found = await database.read(newspapers.newspapers_like, name) if name else ()
    return tuple((paper_button(each),) for each in found or await database.read(newspapers.known_newspapers))


def paper_button(newspaper: Newspaper) -> Button:
    """The button that shows a newspaper's briefs."""
    return wording.PAPER_MARK.format(name=newspaper.name[:NAME_ON_BUTTON]), buttons.data(
        "paper", newspaper.id
    )


def paper_page(db: Db, newspaper_id: int, days: Days | None, page: int, place: Place) -> tuple[str, Buttons]:
    """A page of a newspaper's briefs: text and buttons; no buttons where it or the page doesn't exist."""
    newspaper = newspapers.get_newspaper(db, newspaper_id)
    if newspaper is None:
        return wording.TARGETS_GONE[Kind.NEWSPAPER.name], ()
    target = Target(Kind.NEWSPAPER, newspaper.id)
    followed = target in {each.target for each in follows.followed_at(db, place.telegram_id, place.thread_id)}
    follow_row = (follow_button(target, followed=followed),)
    listing = newspaper_pages.newest_in(db, newspaper, days, limit=BRIEFS_A_PAGE, offset=offset_of(page))
    head = _head(db, newspaper, days, listing.total)
    if not listing.total:
        all_of_it = ((wording.ALL_OF_PAPER, buttons.data("paper", newspaper.id)),) if days else ()
        return f"{head}\n{wording.PAPER_WITHOUT_NEWS}", tuple(row for row in (all_of_it, follow_row) if row)
    if not listing.cards:
        return wording.PAGE_GONE, ()
    behind = () if days is None else tuple(day.toordinal() for day in days)
    pages = turning(page, more=has_more(listing, page), verb="paper", ids=(newspaper.id,), behind=behind)
    return list_html(head, listing.cards), list_buttons(listing.cards, pages, follow_row)


def _head(db: Db, newspaper: Newspaper, days: Days | None, total: int) -> str:
    """What is listed: a newspaper, of which days, how many briefs, and which pages its last day had."""
    name = wording.PAPER_MARK.format(name=html.escape(newspaper.name))
    head = f"<b>{name}</b> "
    if days is not None:
        head += (wording.date(days[0]) if days[0] == days[1] else wording.days(*days)) + " "
    head += wording.PARK_COUNT.format(total=total)
    last = None if days is not None else newspaper_pages.last_pages(db, newspaper, most=FOLIOS_SHOWN)
    if last is None:
        return head
    folios = wording.LIST_SEPARATOR.join(html.escape(wording.page_name(page)) for page in last[1])
    return f"{head}\n" + wording.LAST_OF_PAPER.format(day=wording.date(last[0]), pages=folios).strip()


COMMAND = Command(
    "paper",
    wording.ABOUT_PAPER,
    paper,
    argument=wording.PAPER_NAME,
    spoken=wording.SAY_PAPER,
    after="parks",
    example=wording.EXAMPLE_PAPER,
    group=Group.LOOK,
)
PRESSES: dict[str, OnPress] = {"paper": OnPress(turn, shows_below=True)}
