"""/park: the newest briefs about a park, a page at a time."""

from __future__ import annotations

import html

from telegram import CallbackQuery, Update
from telegram.constants import ParseMode

from bot import buttons, wording
from bot.buttons import ForeignButton, Press, markup
from bot.cards import BLANK_LINE, card_html, follow_button, full_text_buttons
from bot.commands import Command
from bot.context import Context
from bot.named_park import ask_which
from bot.reply import place_of, reply
from storage import articles, chats, follows, parks
from storage.articles import Listing
from storage.chats import Place
from storage.database import Db
from storage.messages import Button, Buttons
from storage.parks import StoredPark

BRIEFS_A_PAGE = 5


async def park(update: Update, context: Context) -> None:
    """Answers with the newest briefs about the named park, or asks which park is meant."""
    name = context.argument
    if not name:
        await reply(update, wording.NAME_A_PARK.format(command="park"))
        return
    await answer_about(update, context, name)


async def answer_about(update: Update, context: Context, name: str) -> None:
    """Answers about whatever park `name` means."""
    found = await context.rooms.database.read(parks.find_parks, name)
    if len(found) == 1:
        text, rows = await context.rooms.database.read(_page, found[0].id, 1, place_of(update))
        await reply(update, text, rows)
    else:
        await ask_which(update, context, name, found, verb="park")


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`park:<id>[:<page>]`: shows that page in place; from a choice of parks, the first one."""
    if len(ids) not in (1, 2):
        raise ForeignButton(query.data)
    page = ids[1] if len(ids) == 2 else 1
    text, rows = await context.rooms.database.read(_page, ids[0], page, place_of(update))
    if not rows:
        await query.answer(text)
        return
    await query.answer()
    await query.edit_message_text(
        text, parse_mode=ParseMode.HTML, reply_markup=markup(rows), disable_web_page_preview=True
    )


def _page(db: Db, park_id: int, page: int, place: Place) -> tuple[str, Buttons]:
    """One page about a park: text and buttons; no buttons where park or page don't exist."""
    known = parks.get_park(db, park_id)
    if known is None:
        return wording.PARK_GONE, ()
    if page < 1:
        return wording.PAGE_GONE, ()
    offset = (page - 1) * BRIEFS_A_PAGE
    listing = articles.newest_about(db, park_id, limit=BRIEFS_A_PAGE, offset=offset)
    chat = chats.find_chat(db, place.telegram_id, place.thread_id)
    followed = chat is not None and follows.is_followed(db, chat.id, park_id)
    follow_row = (follow_button(park_id, followed=followed),)
    if listing.total == 0:
        return wording.PARK_WITHOUT_NEWS.format(park=html.escape(known.name)), (follow_row,)
    if not listing.cards:
        return wording.PAGE_GONE, ()
    rows = (full_text_buttons(listing.cards), _turning(park_id, page, listing), follow_row)
    return _text(known, listing), tuple(row for row in rows if row)


def _text(park: StoredPark, listing: Listing) -> str:
    mark = wording.PARK_MARK.format(park=html.escape(park.name))
    head = f"<b>{mark}</b>{wording.PARK_COUNT.format(total=listing.total)}"
    cards = [card_html(card, with_park=card.park_id != park.id) for card in listing.cards]
    if len(cards) > 1:
        cards = [f"{number}. {card}" for number, card in enumerate(cards, 1)]
    return BLANK_LINE.join((head, *cards))


def _turning(park_id: int, page: int, listing: Listing) -> tuple[Button, ...]:
    row: list[Button] = []
    if page > 1:
        row.append((wording.PREVIOUS, buttons.data("park", park_id, page - 1)))
    if page * BRIEFS_A_PAGE < listing.total:
        row.append((wording.NEXT, buttons.data("park", park_id, page + 1)))
    return tuple(row)


COMMAND = Command(30, "park", wording.ABOUT_PARK, park, argument=wording.PARK_NAME)
PRESSES: dict[str, Press] = {"park": turn}
