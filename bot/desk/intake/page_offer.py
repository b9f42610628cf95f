"""The offer of a page that lists articles: its editor picks some or all, which then are fetched and read."""

from __future__ import annotations

import html
import json
from functools import cache

from pydantic import TypeAdapter
from telegram import Bot, CallbackQuery, Update
from telegram.constants import ParseMode

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import show, tell
from bot.context import Context
from parsing.listed_articles import NodePage
from storage.deliveries.messages import Button, Buttons
from storage.desk import uploads
from storage.desk.uploads import Upload

BUTTONS_A_ROW = 8
LONGEST_HEADLINE = 40


async def show_offer(bot: Bot, upload: Upload) -> None:
    """Sends the offer. Raises TelegramError."""
    text, rows = offer(upload)
    await bot.send_message(
        upload.telegram_chat_id, text, parse_mode=ParseMode.HTML, reply_markup=buttons.markup(rows)
    )


def offer(upload: Upload) -> tuple[str, Buttons]:
    """The articles that a page lists, those that are picked marked, and the buttons."""
    page = from_json(upload.offer)
    picked = set(picked_places(upload, page))
    said = [page.newspaper, page.published_on.isoformat() if page.published_on else "", page.page]
    source = html.escape(" ".join(filter(None, said)))
    title = wording.OFFER_TITLE.format(
        name=html.escape(upload.name), source=f"{source}\n" if source else "", count=len(page.articles)
    )
    lines = [
        wording.OFFER_LINE.format(
            mark=wording.OFFER_MARK if place in picked else "",
            number=place + 1,
            headline=html.escape(article.headline[:LONGEST_HEADLINE]),
        )
        for place, article in enumerate(page.articles)
    ]
    return "\n".join([title, *lines]), _buttons(upload, len(page.articles), picked)


def _buttons(upload: Upload, count: int, picked: set[int]) -> Buttons:
    numbers: list[Button] = [
        (
            f"{wording.OFFER_MARK if place in picked else ''}{place + 1}",
            buttons.data("l_pick", upload.id, place),
        )
        for place in range(count)
    ]
    rows = [tuple(numbers[at : at + BUTTONS_A_ROW]) for at in range(0, count, BUTTONS_A_ROW)]
    whole = len(picked) == count
    below = [
        (wording.BUTTON_PICK_NONE if whole else wording.BUTTON_PICK_ALL, buttons.data("l_all", upload.id))
    ]
    if picked:
        take = wording.BUTTON_TAKE_PICKED.format(count=len(picked))
        below.append((take, buttons.data("l_take", upload.id)))
    return (*rows, tuple(below))


async def press_pick(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_pick:<upload>:<place>`: picks an article, or leaves it."""
    if len(ids) != 2:
        raise ForeignButton(query.data)
    upload = await _own(context, query, ids[0])
    if upload is None:
        return
    page = from_json(upload.offer)
    if ids[1] >= len(page.articles):
        raise ForeignButton(query.data)
    await _pick(context, query, upload, set(picked_places(upload, page)) ^ {ids[1]})


async def press_all(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_all:<upload>`: picks all articles, or none where all were."""
    upload = await _own(context, query, _only(query, ids))
    if upload is None:
        return
    page = from_json(upload.offer)
    every = set(range(len(page.articles)))
    await _pick(context, query, upload, every - set(picked_places(upload, page)) and every)


async def press_take(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_take:<upload>`: has the articles fetched that are picked."""
    upload = await _own(context, query, _only(query, ids))
    if upload is None:
        return
    if not await context.parts.database.write(uploads.take_offer, upload.id):
        none = upload.picked == "[]"
        await tell(query, wording.OFFER_NONE_PICKED if none else wording.OFFER_CLOSED)
        return
    context.parts.wake_desk.set()
    await tell(query, wording.OFFER_TAKEN)


async def _pick(context: Context, query: CallbackQuery, upload: Upload, picked: set[int]) -> None:
    await context.parts.database.write(uploads.pick, upload.id, json.dumps(sorted(picked)))
    changed = await context.parts.database.read(uploads.get_upload, upload.id)
    await tell(query)
    if changed is not None:
        await show(query, *offer(changed))


async def _own(context: Context, query: CallbackQuery, upload_id: int) -> Upload | None:
    """The presser's upload while it offers articles; None where it no more does, which is told."""
    upload = await context.parts.database.read(uploads.get_upload, upload_id)
    if upload is None:
        await tell(query, wording.OFFER_GONE)
        return None
    if upload.person != query.from_user.id or not upload.offer:
        raise ForeignButton(query.data)
    if upload.draft_id is not None or upload.state == uploads.WAITING:
        await tell(query, wording.OFFER_CLOSED)
        return None
    return upload


def _only(query: CallbackQuery, ids: tuple[int, ...]) -> int:
    if len(ids) != 1:
        raise ForeignButton(query.data)
    return ids[0]


def picked_places(upload: Upload, page: NodePage) -> tuple[int, ...]:
    """The places of the articles that are picked, in the page's order."""
    return tuple(place for place in sorted(set(json.loads(upload.picked))) if place < len(page.articles))


def to_json(page: NodePage) -> str:
    """What a page lists, as text."""
    return _adapter().dump_json(page).decode()


def from_json(text: str) -> NodePage:
    """The page behind what `to_json` returned."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[NodePage]:
    return TypeAdapter(NodePage)


PRESSES: dict[str, OnPress] = {
    "l_pick": OnPress(press_pick),
    "l_all": OnPress(press_all),
    "l_take": OnPress(press_take),
}
