"""/editor: who may publish: the list, adding, inviting and removing."""

from __future__ import annotations

import datetime as dt
import html
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.paging import page_of, turning
from bot.cards.pressing import change_in_place, tell
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.owner.adding import Unnamed, add, add_forwarded, person_named, shown
from bot.people.naming import LINK, Naming, invite, new_token, remove_editor
from bot.people.sender import person_of
from bot.people.telling import shown_person
from bot.schedule.digest_wording import moment_text
from bot.schedule.zones import zone_at
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.moments import now
from storage.people import editors

EDITORS_A_PAGE = 10
LONGEST_ON_BUTTON = 20


async def editor(update: Update, context: Context) -> None:
    """Shows the list, or does what stands behind the command; in private alone, for it shows links."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        await reply(update, wording.ONLY_IN_PRIVATE)
        return
    deed, *rest = context.args or [""]
    match deed.casefold():
        case "":
            await reply(update, *await _list(update, context, 1))
        case "add":
            await _add(update, context, rest)
        case "link":
            await _link(update, context)
        case "remove" if rest:
            await _remove(update, context, rest[0])
        case _:
            said = wording.cited(context.argument)
            await reply(update, wording.EDITOR_UNREAD.format(text=said))


async def _add(update: Update, context: Context, rest: list[str]) -> None:
    message, owner = update.effective_message, person_of(update)
    assert message is not None
    if not rest:
        replied = message.reply_to_message
        if replied is not None and replied.forward_origin is not None:
            await add_forwarded(update, context, replied.forward_origin)
            return
        await context.parts.database.write(editors.await_forward, owner, now())
        await reply(update, wording.EDITOR_FORWARD)
        return
    try:
        person, name = await person_named(context, rest[0], to_add=True)
    except Unnamed as failure:
        await reply(update, str(failure))
        return
    await add(update, context, person, " ".join(rest[1:]) or name)


async def _link(update: Update, context: Context) -> None:
    token, moment = new_token(), now()
    expires_at = await context.parts.database.write(invite, token, by=person_of(update), moment=moment)
    until = moment_text(expires_at, zone_at(context.parts.database, place_of(update)), moment)
    link = LINK.format(bot=context.bot.username, token=token)
    text = wording.EDITOR_LINK.format(link=link, until=until)
    await reply(update, text)


async def _remove(update: Update, context: Context, named: str) -> None:
    try:
        person, _ = await person_named(context, named, to_add=False)
    except Unnamed as failure:
        await reply(update, str(failure))
        return
    who = await shown(context, person)
    sentences = {
        Naming.DONE: wording.EDITOR_REMOVED,
        Naming.ALREADY: wording.EDITOR_NONE_SUCH,
        Naming.IS_OWNER: wording.EDITOR_IS_OWNER,
    }
    await reply(update, sentences[await _end(update, context, person)].format(who=who))


async def _end(update: Update, context: Context, person: int) -> Naming:
    parts = context.parts
    removed = await parts.database.write(
        remove_editor, parts.settings.owner_ids, person, by=person_of(update), moment=now()
    )
    parts.wake_delivery.set()
    return removed


async def press_list(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`editors:<page>`: shows that page of the list in place."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    await tell(query)
    await change_in_place(query, *await _list(update, context, ids[0]))


async def press_ask(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`editor_ask:<person>`: asks whether removing them is meant."""
    (person,) = _person(query, ids)
    await tell(query)
    row = (
        (wording.EDITOR_REMOVE_YES, buttons.data("editor_remove", person)),
        (wording.EDITOR_REMOVE_NO, buttons.data("editors", 1)),
    )
    await change_in_place(query, wording.EDITOR_REMOVE_ASK.format(who=await shown(context, person)), (row,))


async def press_remove(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`editor_remove:<person>`: removes them, and shows the list again."""
    (person,) = _person(query, ids)
    removed = await _end(update, context, person)
    is_done = removed is Naming.DONE
    await tell(query, wording.EDITOR_REMOVED_SHORT if is_done else wording.EDITOR_NONE_SUCH_SHORT)
    await change_in_place(query, *await _list(update, context, 1))


def _person(query: CallbackQuery, ids: tuple[int, ...]) -> tuple[int, ...]:
    if len(ids) != 1:
        raise ForeignButton(query.data)
    return ids


async def _list(update: Update, context: Context, page: int) -> tuple[str, Buttons]:
    """A page of the present editors, each with a button to remove them, and what else can be done."""
    database = context.parts.database
    lines = await database.read(_lines, zone_at(database, place_of(update)), now())
    shown = page_of(lines, page, EDITORS_A_PAGE)
    rows: list[tuple[Button, ...]] = [
        ((wording.EDITOR_REMOVE.format(name=name), buttons.data("editor_ask", person)),)
        for person, name, _ in shown.shown
    ]
    if pages := turning(page, more=shown.more, verb="editors"):
        rows.append(pages)
    title = wording.EDITORS_TITLE.format(count=len(lines)) if lines else wording.EDITORS_NONE
    listed = "\n".join((title, *(line for _, _, line in shown.shown)))
    return f"{listed}\n\n{wording.EDITOR_USAGE}", tuple(rows)


def _lines(db: Db, zone: ZoneInfo, moment: dt.datetime) -> tuple[tuple[int, str, str], ...]:
    """Of each present editor the number, what stands on their button, and their line."""
    return tuple(
        (
            each.person,
            (each.name or str(each.person))[:LONGEST_ON_BUTTON],
            wording.EDITORS_LINE.format(
                who=html.escape(shown_person(each.person, each.name)),
                when=moment_text(each.added_at, zone, moment),
                by=html.escape(shown_person(each.added_by, editors.name_of(db, each.added_by))),
            ),
        )
        for each in editors.present(db)
    )


COMMAND = Command(
    "editor",
    wording.ABOUT_EDITOR,
    editor,
    for_owners=True,
    for_private=True,
    after="parked",
    example=wording.EXAMPLE_EDITOR,
    group=Group.RUNNING,
)
PRESSES: dict[str, OnPress] = {
    "editors": OnPress(press_list),
    "editor_ask": OnPress(press_ask),
    "editor_remove": OnPress(press_remove),
}
