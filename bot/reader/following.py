"""/following: what this chat follows, how much each brought lately, and a button that ends each."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import dataclass

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.follow_buttons import follow_button
from bot.cards.following_wording import shown
from bot.cards.paging import page_of, turning
from bot.cards.pressing import show, tell
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.places.shut_wording import when_for
from bot.reader.today import today_here
from storage.chats import chats, follow_news, follows
from storage.chats.chats import Chat, Place
from storage.chats.follows import Followed
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.moments import now

FOLLOWS_A_PAGE = 20
LATELY = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Brought:
    """What is followed, how many briefs it brought lately; if none, the newspaper's day of the newest."""

    followed: Followed
    count: int
    newest: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """A page of what a chat follows on a day, each with what it brought."""

    chat: Chat | None
    today: dt.date
    entries: tuple[Brought, ...] = ()
    total: int = 0
    number: int = 1
    more: bool = False


async def following(update: Update, context: Context) -> None:
    """Lists what this chat follows."""
    today = await today_here(update, context)
    page = await context.parts.database.read(_page, place_of(update), 1, today)
    await reply(update, _text(page, context), _rows(page))


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`following:<page>`: shows that page in place."""
    if len(ids) != 1 or ids[0] < 1:
        raise ForeignButton(query.data)
    today = await today_here(update, context)
    page = await context.parts.database.read(_page, place_of(update), ids[0], today)
    await tell(query)
    await show(query, _text(page, context), _rows(page))


def _page(db: Db, place: Place, number: int, today: dt.date) -> Following:
    chat = chats.find_chat(db, place.telegram_id, place.thread_id)
    if chat is None:
        return Following(None, today)
    followed = follows.followed(db, chat.id)
    page = page_of(followed, number, FOLLOWS_A_PAGE)
    if not page.shown:
        page = page_of(followed, 1, FOLLOWS_A_PAGE)
    since = now() - LATELY
    entries = tuple(_brought(db, each, since) for each in page.shown)
    return Following(chat, today, entries, len(followed), page.number, page.more)


def _brought(db: Db, followed: Followed, since: dt.datetime) -> Brought:
    count = follow_news.brought(db, followed.target, since)
    card = None if count else follow_news.newest_of(db, followed.target)
    return Brought(followed, count, card.published_on if card else None)


def _text(page: Following, context: Context) -> str:
    if page.chat is None or not page.entries:
        return wording.FOLLOWING_NOTHING
    when = when_for(page.chat, context.parts.database.defaults, now())
    parts = (wording.FOLLOWING_TITLE.format(count=page.total), _lines(page), when)
    return "\n\n".join(parts)


def _lines(page: Following) -> str:
    return "\n".join(
        wording.FOLLOWING_LINE.format(name=html.escape(shown(each.followed)), brought=_told(each, page.today))
        for each in page.entries
    )


def _told(brought: Brought, today: dt.date) -> str:
    if brought.count:
        return wording.BROUGHT.format(days=LATELY.days, count=brought.count)
    if brought.newest is None:
        return wording.BROUGHT_NOTHING_EVER
    day = wording.day_in_year(brought.newest, today.year)
    return wording.BROUGHT_NOTHING.format(days=LATELY.days, day=day)


def _rows(page: Following) -> Buttons:
    rows = tuple(
        (follow_button(each.followed.target, followed=True, name=shown(each.followed)),)
        for each in page.entries
    )
    pages = turning(page.number, more=page.more, verb="following")
    return (*rows, pages) if pages else rows


def following_button() -> tuple[str, str]:
    """The button that opens the list."""
    return wording.BUTTON_FOLLOWING, buttons.data("following", 1)


COMMAND = Command(
    "following",
    wording.ABOUT_FOLLOWING,
    following,
    spoken=wording.SAY_FOLLOWING,
    after="unfollow",
    for_channels=True,
    group=Group.FOLLOW,
)
PRESSES: dict[str, OnPress] = {"following": OnPress(turn, shows_below=True)}
