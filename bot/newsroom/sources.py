"""/sources: the feeds and node pages that are looked at; editors add, pause and remove them here."""

from __future__ import annotations

from collections.abc import Callable

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards import buttons, paging
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import show, tell
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context, Parts
from bot.desk.draft.asking import in_rows
from bot.newsroom.source_lines import every_words, source_line, source_text
from bot.people.sender import person_of
from bot.people.telling import record_and_tell
from parsing.link import LONGEST_LINK, is_link
from parsing.newspaper_names import LONGEST_NEWSPAPER
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.desk import sources
from storage.desk.sources import (
    EVERY_MINUTES,
    MOST_SOURCES,
    Source,
    SourceKnown,
    SourceUnknown,
    TooManySources,
)
from storage.moments import now
from storage.people import deeds

SOURCES_A_PAGE = 10
BUTTONS_A_ROW = 5
CHOICES_OF_MINUTES = (30, 60, 360, 1440)
DETAIL_OF_DEED = 60


async def list_sources(update: Update, context: Context) -> None:
    """Answers with the sources, or adds the one whose address is given; in private alone."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        await reply(update, wording.ONLY_IN_PRIVATE)
        return
    link, _, newspaper = context.argument.partition(" ")
    if not link:
        await reply(update, *await _list(context.parts, 1))
        return
    await reply(update, *await _add(context.parts, link, newspaper, person_of(update)))


async def _add(parts: Parts, link: str, newspaper: str, person: int) -> tuple[str, Buttons]:
    newspaper = newspaper.strip("《》 ")
    if not is_link(link):
        return wording.SOURCE_USAGE.format(most=LONGEST_LINK), ()
    if len(newspaper) > LONGEST_NEWSPAPER:
        return wording.NEWSPAPER_TOO_LONG.format(most=LONGEST_NEWSPAPER), ()
    try:
        source_id = await parts.database.write(
            add, link, newspaper, EVERY_MINUTES, person, parts.settings.owner_ids
        )
    except SourceKnown as error:
        text, rows = await _card(parts, error.source_id)
        return f"{wording.SOURCE_KNOWN}\n\n{text}", rows
    except TooManySources:
        return wording.TOO_MANY_SOURCES.format(most=MOST_SOURCES), ()
    parts.wake_sources.set()
    parts.wake_delivery.set()
    text, rows = await _card(parts, source_id)
    return f"{wording.SOURCE_ADDED}\n\n{text}", rows


async def press_list(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`sources:<page>`: shows that page of the list in place."""
    [page] = _numbers(query, ids, 1)
    shown = await _list(context.parts, page)
    await tell(query)
    await show(query, *shown)


async def press_open(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`s_open:<source>`: shows a source."""
    [source_id] = _numbers(query, ids, 1)
    await _show(context, query, source_id)


async def press_every(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`s_every:<source>:<minutes>`: it is looked at so often."""
    source_id, minutes = _numbers(query, ids, 2)
    if minutes not in CHOICES_OF_MINUTES:
        raise ForeignButton(query.data)
    await _change(context, query, source_id, lambda db: sources.set_every(db, source_id, minutes, now()))


async def press_pause(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`s_pause:<source>:<0 or 1>`: it rests, or is looked at again."""
    source_id, paused = _numbers(query, ids, 2)
    if paused not in (0, 1):
        raise ForeignButton(query.data)
    await _change(
        context, query, source_id, lambda db: sources.set_paused(db, source_id, bool(paused), now())
    )


async def press_look(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`s_look:<source>`: its turn is now."""
    [source_id] = _numbers(query, ids, 1)
    await _change(
        context,
        query,
        source_id,
        lambda db: sources.look_now(db, source_id, now()),
        told=wording.SOURCE_LOOKING,
    )


async def press_ask(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`s_ask:<source>`: asks whether it is to be removed."""
    [source_id] = _numbers(query, ids, 1)
    source = await _source(context, query, source_id)
    if source is None:
        return
    await tell(query)
    rows = (
        (
            (wording.BUTTON_REMOVE_SOURCE, buttons.data("s_remove", source_id)),
            (wording.BUTTON_BACK, buttons.data("s_open", source_id)),
        ),
    )
    text = source_text(source, context.parts.settings.timezone, now())
    await show(query, f"{text}\n\n{wording.ASK_REMOVE_SOURCE}", rows)


async def press_remove(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`s_remove:<source>`: it is no source any more; what came from it stays."""
    [source_id] = _numbers(query, ids, 1)
    parts = context.parts
    try:
        await parts.database.write(remove, source_id, person_of(update), parts.settings.owner_ids)
    except SourceUnknown:
        await tell(query, wording.SOURCE_UNKNOWN)
    else:
        await tell(query, wording.SOURCE_REMOVED)
        parts.wake_delivery.set()
    await show(query, *await _list(parts, 1))


async def _change(
    context: Context, query: CallbackQuery, source_id: int, how: Callable[[Db], None], *, told: str = ""
) -> None:
    try:
        await context.parts.database.write(how)
    except SourceUnknown:
        await tell(query, wording.SOURCE_UNKNOWN)
        return
    context.parts.wake_sources.set()
    await _show(context, query, source_id, told=told)


async def _show(context: Context, query: CallbackQuery, source_id: int, *, told: str = "") -> None:
    if await _source(context, query, source_id) is None:
        return
    await tell(query, told)
    await show(query, *await _card(context.parts, source_id))


async def _source(context: Context, query: CallbackQuery, source_id: int) -> Source | None:
    """The source of a pressed button; where there is none any more, the editor is told."""
    try:
        return await context.parts.database.read(sources.get_source, source_id)
    except SourceUnknown:
        await tell(query, wording.SOURCE_UNKNOWN)
        return None


async def _list(parts: Parts, page: int) -> tuple[str, Buttons]:
    found = await parts.database.read(sources.all_sources)
    if not found:
        return wording.SOURCES_NONE, ()
    shown = paging.page_of(tuple(enumerate(found, 1)), page, SOURCES_A_PAGE)
    moment = now()
    lines = [source_line(source, number, moment) for number, source in shown.shown]
    opening: list[Button] = [
        (str(number), buttons.data("s_open", source.id)) for number, source in shown.shown
    ]
    turning = paging.turning(shown.number, more=shown.more, verb="sources")
    rows = (*in_rows(opening, BUTTONS_A_ROW), turning)
    text = "\n\n".join((wording.LIST_OF_SOURCES, *lines, wording.SOURCES_HINT))
    return text, tuple(row for row in rows if row)


async def _card(parts: Parts, source_id: int) -> tuple[str, Buttons]:
    try:
        source = await parts.database.read(sources.get_source, source_id)
    except SourceUnknown:
        return wording.SOURCE_UNKNOWN, ()
    often = tuple(
        (every_words(minutes), buttons.data("s_every", source_id, minutes))
        for minutes in CHOICES_OF_MINUTES
        if minutes != source.every_minutes
    )
    pause = wording.BUTTON_RESUME_SOURCE if source.paused else wording.BUTTON_PAUSE_SOURCE
    doing = [
        (pause, buttons.data("s_pause", source_id, int(not source.paused))),
        (wording.BUTTON_REMOVE_SOURCE, buttons.data("s_ask", source_id)),
    ]
    if not source.paused:
        doing.insert(0, (wording.BUTTON_LOOK_NOW, buttons.data("s_look", source_id)))
    text = source_text(source, parts.settings.timezone, now())
    return text, (often, tuple(doing), ((wording.BUTTON_BACK, buttons.data("sources", 1)),))


def add(db: Db, link: str, newspaper: str, every_minutes: int, person: int, owner_ids: frozenset[int]) -> int:
    """Adds a source, on record. Raises SourceKnown and TooManySources."""
    moment = now()
    source_id = sources.add_source(db, link, newspaper, every_minutes, moment)
    detail = _detail(newspaper or link)
    record_and_tell(db, owner_ids, person, deeds.SOURCE_ADDED, moment, detail=detail)
    return source_id


def remove(db: Db, source_id: int, person: int, owner_ids: frozenset[int]) -> Source:
    """Removes a source, on record. Raises SourceUnknown."""
    source = sources.remove_source(db, source_id)
    record_and_tell(db, owner_ids, person, deeds.SOURCE_REMOVED, now(), detail=_detail(source.name))
    return source


def _detail(name: str) -> str:
    return name if len(name) <= DETAIL_OF_DEED else name[:DETAIL_OF_DEED] + wording.AND_SO_ON


def _numbers(query: CallbackQuery, ids: tuple[int, ...], count: int) -> tuple[int, ...]:
    if len(ids) != count:
        raise ForeignButton(query.data)
    return ids


COMMAND = Command(
    "sources",
    wording.ABOUT_SOURCES,
    list_sources,
    argument=wording.SOURCES_ARGUMENT,
    for_editors=True,
    for_private=True,
    after="issue",
    example=wording.EXAMPLE_SOURCE,
    group=Group.PAGES,
    rare=True,
)
PRESSES: dict[str, OnPress] = {
    "sources": OnPress(press_list, shows_below=True),
    "s_open": OnPress(press_open, shows_below=True),
    "s_every": OnPress(press_every, shows_below=True),
    "s_pause": OnPress(press_pause, shows_below=True),
    "s_look": OnPress(press_look, shows_below=True),
    "s_ask": OnPress(press_ask, shows_below=True),
    "s_remove": OnPress(press_remove, shows_below=True),
}
