"""/letters: what readers have written and nobody has settled, each a tap away; and who is muted."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Sequence

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import offset_of, turning
from bot.cards.pressing import show, show_page, tell
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context, Parts
from bot.desk.draft.asking import in_rows
from bot.desk.notes.day_words import ago, moment_words
from bot.newsroom.letter_card import letter_card
from bot.newsroom.letter_settling import unmute_person
from bot.people.sender import person_of
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.letters import letters, muted
from storage.letters.letters import Letter
from storage.letters.muted import Muted
from storage.moments import now

LETTERS_A_PAGE = 8
BUTTONS_A_ROW = 4
MUTED_A_PAGE = 20
HEADLINE_SHOWN = 40
TEXT_SHOWN = 80


async def list_letters(update: Update, context: Context) -> None:
    """Answers with the letters that are open, the oldest first; in private alone."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        await reply(update, wording.ONLY_IN_PRIVATE)
        return
    text, rows = await _page(context.parts, 1)
    await reply(update, text, rows)


async def press_page(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`letters:<page>`: shows that page in place."""
    page = _number(query, ids)
    await tell(query)
    await show(query, *await _page(context.parts, page))


async def press_card(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_card:<letter>`: shows a letter in place."""
    number = _number(query, ids)
    found = await context.parts.database.read(_card, number, context.parts.settings.timezone)
    if found is None:
        await tell(query, wording.LETTER_UNKNOWN)
        return
    await tell(query)
    text, rows = found
    await show(query, text, (*rows, ((wording.BUTTON_BACK, buttons.data("letters", 1)),)))


async def press_muted(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_muted:<page>`: shows who is muted, each with a button that ends it."""
    page = _number(query, ids)
    await show_page(query, *await _muted_page(context.parts, page))


async def press_free(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`l_free:<person>`: takes somebody's letters again."""
    person, parts = _number(query, ids), context.parts
    owners = tuple(parts.settings.owner_ids)
    await parts.database.write(unmute_person, owners, person, person_of(update), now())
    parts.wake_delivery.set()
    await tell(query, wording.READER_UNMUTED)
    await show(query, *await _muted_page(parts, 1))


async def _page(parts: Parts, page: int) -> tuple[str, Buttons]:
    shown, count, muted_count = await parts.database.read(_read, page)
    rows: list[tuple[Button, ...]] = []
    if shown:
        lines = [wording.LETTERS_TITLE.format(count=count)]
        lines += [_line(letter, now()) for letter in shown[:LETTERS_A_PAGE]]
        opening: list[Button] = [
            (str(letter.id), buttons.data("l_card", letter.id)) for letter in shown[:LETTERS_A_PAGE]
        ]
        rows += in_rows(opening, BUTTONS_A_ROW)
        rows.append(turning(page, more=len(shown) > LETTERS_A_PAGE, verb="letters"))
    else:
        lines = [wording.LETTERS_NONE if page == 1 else wording.PAGE_GONE]
    if muted_count:
        rows.append(((wording.BUTTON_MUTED.format(count=muted_count), buttons.data("l_muted", 1)),))
    return "\n\n".join(lines), tuple(row for row in rows if row)


async def _muted_page(parts: Parts, page: int) -> tuple[str, Buttons]:
    offset = offset_of(page, MUTED_A_PAGE)
    shown, count = await parts.database.read(_read_muted, offset)
    back = ((wording.BUTTON_BACK, buttons.data("letters", 1)),)
    if not shown:
        return (wording.MUTED_NONE if page == 1 else wording.PAGE_GONE), (back,)
    zone = parts.settings.timezone
    rows: list[tuple[Button, ...]] = [
        ((wording.BUTTON_FREE.format(who=_who(each, zone)), buttons.data("l_free", each.person)),)
        for each in shown[:MUTED_A_PAGE]
    ]
    rows.append(turning(page, more=len(shown) > MUTED_A_PAGE, verb="l_muted"))
    return wording.MUTED_TITLE.format(count=count), (*(row for row in rows if row), back)


def _line(letter: Letter, moment: dt.datetime) -> str:
    about = ""
    if letter.card is not None:
        about = wording.LETTER_LINE_ABOUT.format(
            headline=html.escape(_clipped(letter.card.headline, HEADLINE_SHOWN), quote=False)
        )
    text = html.escape(_clipped(" ".join(letter.text.split()), TEXT_SHOWN), quote=False)
    return wording.LETTER_LINE.format(
        number=letter.id, when=ago(letter.written_at, moment), about=about, text=text
    )


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + wording.AND_SO_ON


def _who(muted_one: Muted, zone: str) -> str:
    if muted_one.letter_id is None:
        return wording.MUTED_OTHERWISE.format(when=moment_words(muted_one.muted_at, zone))
    return wording.MUTED_FOR_LETTER.format(number=muted_one.letter_id)


def _number(query: CallbackQuery, ids: tuple[int, ...]) -> int:
    if len(ids) != 1:
        raise ForeignButton(query.data)
    return ids[0]


def _read(db: Db, page: int) -> tuple[tuple[Letter, ...], int, int]:
    offset = offset_of(page, LETTERS_A_PAGE)
    shown = letters.open_letters(db, limit=LETTERS_A_PAGE + 1, offset=offset)
    return shown, letters.count_open(db), muted.count_muted(db)


def _read_muted(db: Db, offset: int) -> tuple[Sequence[Muted], int]:
    return muted.list_muted(db, limit=MUTED_A_PAGE + 1, offset=offset), muted.count_muted(db)


def _card(db: Db, letter_id: int, zone: str) -> tuple[str, Buttons] | None:
    letter = letters.get_letter(db, letter_id)
    return None if letter is None else letter_card(db, letter, zone)


COMMAND = Command(
    "letters",
    wording.ABOUT_LETTERS,
    list_letters,
    for_editors=True,
    for_private=True,
    after="issue",
    group=Group.READERS,
)
PRESSES: dict[str, OnPress] = {
    "letters": OnPress(press_page, shows_below=True),
    "l_card": OnPress(press_card, shows_below=True),
    "l_muted": OnPress(press_muted, shows_below=True),
    "l_free": OnPress(press_free, shows_below=True),
}
