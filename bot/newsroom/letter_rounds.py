"""Rounds: what is owed because of letters, found in the database again and again, so that no crash loses it.

A new letter goes to everybody who is an editor then, copies follow how it stands, readers hear that their
article was put right, and editors are reminded, once, of what has been open for a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from bot import wording
from bot.cards import buttons
from bot.context import Parts
from bot.desk.draft.holding import tell_editor
from bot.newsroom.letter_card import letter_card
from bot.newsroom.letter_settling import tell_what_was_mended
from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Db
from storage.letters import letter_copies, letters, muted
from storage.letters.letter_copies import Copy, Stand
from storage.moments import now
from storage.people import editors

LOOK_EVERY_SECONDS = 600
OPEN_FOR = dt.timedelta(hours=24)
# So much in one transaction, that nobody else waits for it for long; the rest comes with the next round.
LETTERS_A_ROUND, COPIES_A_ROUND = 20, 100


async def look_after_letters(parts: Parts) -> None:
    """Hands on new letters, brings copies up to date, tells readers what was put right."""
    if await parts.database.read(_is_anything_to_do):
        settings = parts.settings
        await parts.database.write(go_round, tuple(settings.owner_ids), settings.timezone)
        parts.wake_delivery.set()


async def remind_of_letters(parts: Parts) -> None:
    """Reminds editors of letters that nobody has settled for a day; drops numbers kept long enough."""
    moment = now()
    await parts.database.write(muted.drop_outlived, moment)
    if await parts.database.read(letters.is_to_remind, moment - OPEN_FOR):
        await parts.database.write(_remind, tuple(parts.settings.owner_ids), moment)
        parts.wake_delivery.set()


def go_round(db: Db, owners: Collection[int], zone: str) -> None:
    """One round, in one transaction."""
    moment = now()
    tell_what_was_mended(db, moment)
    present = editors_of(db, owners)
    for letter_id in letter_copies.to_hand_on(db, limit=LETTERS_A_ROUND):
        chat_ids = [_chat_of(db, person, moment) for person in present]
        letter_copies.hand_on(db, letter_id, chat_ids)
    for copy in letter_copies.outdated(db, limit=COPIES_A_ROUND):
        _bring_up_to_date(db, copy, present, zone, moment)
    letter_copies.drop_forgotten(db)


def editors_of(db: Db, owners: Collection[int]) -> tuple[int, ...]:
    """Everybody who may publish now."""
    return tuple(sorted({*owners, *(editor.person for editor in editors.present(db))}))


def _is_anything_to_do(db: Db) -> bool:
    return bool(
        letter_copies.to_hand_on(db, limit=1)
        or letter_copies.outdated(db, limit=1)
        or letters.mended(db)
        or letter_copies.is_any_droppable(db)
    )


def _bring_up_to_date(db: Db, copy: Copy, present: Collection[int], zone: str, moment: dt.datetime) -> None:
    """Makes a copy say how its letter stands. Whoever is no editor any more is only told that it is erased;
    one that was never sent is not made for what is settled meanwhile.
    """
    letter = letters.get_letter(db, copy.letter_id)
    if letter is None:
        return
    erased = letter.state == letters.FORGOTTEN
    if copy.stand is Stand.SENT:
        wanted = erased or copy.person in present
    else:
        wanted = (
            letter.state == letters.OPEN and copy.person in present and copy.stand is not Stand.UNEDITABLE
        )
    if wanted:
        letter_copies.show(db, copy, *letter_card(db, letter, zone), moment)
    else:
        letter_copies.leave(db, copy)


def _remind(db: Db, owners: Collection[int], moment: dt.datetime) -> None:
    letters.remind(db, moment - OPEN_FOR, moment)
    count = letters.count_open_since(db, moment - OPEN_FOR)
    rows = (((wording.BUTTON_LETTERS, buttons.data("letters", 1)),),)
    for person in editors_of(db, owners):
        tell_editor(db, person, wording.LETTERS_WAITING.format(count=count), rows)


def _chat_of(db: Db, person: int, moment: dt.datetime) -> int:
    chat = chats.find_chat(db, person, 0) or chats.ensure_chat(db, Place(person, 0, "private", ""), moment)
    return chat.id
