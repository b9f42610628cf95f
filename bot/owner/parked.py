"""/parked: what can't be sent and why, to be tried again or given up."""

from __future__ import annotations

import datetime as dt
import html
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import offset_of, turning
from bot.cards.pressing import change_in_place
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context
from bot.schedule.digest_wording import moment_text
from storage.deliveries.messages import Button, Buttons
from storage.deliveries.parked_messages import (
    ParkedList,
    ParkedMessage,
    drop_parked,
    parked_messages,
    retry_all_parked,
    retry_parked,
)
from storage.moments import now

MESSAGES_A_PAGE = 5
LONGEST_REASON = 200
LONGEST_TITLE = 60


async def parked(update: Update, context: Context) -> None:
    """Answers with the first page of the list."""
    await reply(update, *await _page(context, 1))


async def press_page(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`parked:<page>`: shows that page in place."""
    (page,) = _numbers(query, ids, 1)
    await query.answer()
    await change_in_place(query, *await _page(context, page))


async def press_retry(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`parked_retry:<message>:<page>`: sends it again."""
    message_id, page = _numbers(query, ids, 2)
    waits = await context.parts.database.write(retry_parked, message_id)
    context.parts.wake_delivery.set()
    await query.answer(wording.PARKED_RETRIED if waits else wording.PARKED_GONE)
    await change_in_place(query, *await _page(context, page))


async def press_retry_all(
    update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> None:
    """`parked_retry_all`: sends everything again."""
    _numbers(query, ids, 0)
    count = await context.parts.database.write(retry_all_parked)
    context.parts.wake_delivery.set()
    await query.answer(wording.PARKED_ALL_RETRIED.format(count=count))
    await change_in_place(query, *await _page(context, 1))


async def press_drop(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`parked_drop:<message>:<page>`: gives it up."""
    message_id, page = _numbers(query, ids, 2)
    dropped = await context.parts.database.write(drop_parked, message_id)
    await query.answer(wording.PARKED_DROPPED if dropped else wording.PARKED_GONE)
    await change_in_place(query, *await _page(context, page))


def _numbers(query: CallbackQuery, ids: tuple[int, ...], count: int) -> tuple[int, ...]:
    """The ids of a button, so many of them. Raises ForeignButton where there are more or fewer."""
    if len(ids) != count:
        raise ForeignButton(query.data)
    return ids


async def _page(context: Context, page: int) -> tuple[str, Buttons]:
    """A page of the list, or the last one where the list has become shorter."""
    page = max(page, 1)
    offset = offset_of(page, MESSAGES_A_PAGE)
    listing = await context.parts.database.read(parked_messages, limit=MESSAGES_A_PAGE, offset=offset)
    if not listing.total:
        return wording.PARKED_NONE, ()
    if not listing.messages:
        return await _page(context, (listing.total - 1) // MESSAGES_A_PAGE + 1)
    zone, moment = ZoneInfo(context.parts.settings.timezone), now()
    entries = [_entry(number, message, zone, moment) for number, message in enumerate(listing.messages, 1)]
    text = "\n\n".join((wording.PARKED_TITLE.format(count=listing.total), *entries))
    return text, _buttons(listing, page)


def _entry(number: int, message: ParkedMessage, zone: ZoneInfo, moment: dt.datetime) -> str:
    place = wording.PARKED_PLACE.format(
        kind=wording.CHAT_KINDS.get(message.kind, message.kind),
        title=message.title[:LONGEST_TITLE],
        telegram_id=message.telegram_id,
    )
    return wording.PARKED_ENTRY.format(
        number=number,
        place=html.escape(place),
        reason=html.escape(message.reason[:LONGEST_REASON]),
        briefs=message.briefs,
        headline=html.escape(message.headline[:LONGEST_TITLE] or wording.PARKED_NO_BRIEF),
        when=moment_text(message.packed_at, zone, moment),
        attempts=message.attempts,
    )


def _buttons(listing: ParkedList, page: int) -> Buttons:
    rows: list[tuple[Button, ...]] = [
        (
            (wording.PARKED_RETRY.format(number=number), buttons.data("parked_retry", message.id, page)),
            (wording.PARKED_DROP.format(number=number), buttons.data("parked_drop", message.id, page)),
        )
        for number, message in enumerate(listing.messages, 1)
    ]
    if pages := turning(page, more=page * MESSAGES_A_PAGE < listing.total, verb="parked"):
        rows.append(pages)
    if listing.total > 1:
        rows.append(((wording.PARKED_RETRY_ALL, buttons.data("parked_retry_all")),))
    return tuple(rows)


COMMAND = Command(
    "parked",
    wording.ABOUT_PARKED,
    parked,
    for_owners=True,
    after="status",
    group=Group.RUNNING,
    rare=True,
)
PRESSES: dict[str, OnPress] = {
    "parked": OnPress(press_page),
    "parked_retry": OnPress(press_retry),
    "parked_retry_all": OnPress(press_retry_all),
    "parked_drop": OnPress(press_drop),
}
