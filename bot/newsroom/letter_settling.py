"""Settling letters: each of these is one transaction's work, for the chat and for the command line.

A letter is settled once: whoever comes second learns who was first.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from bot import wording
from bot.cards import buttons
from bot.desk.draft.holding import tell_editor as tell_somebody
from bot.people.telling import record_and_tell
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.letters import letters, muted
from storage.letters.letters import Letter
from storage.people import deeds

# With a letter of the same length (bot/reader/letter_writing.py) it fits one message.
LONGEST_ANSWER = 1500
HEADLINE_SHOWN = 100


class Settling(Enum):
    """What became of settling a letter."""

    DONE = auto()
    UNKNOWN = auto()
    ALREADY = auto()  # somebody else, or otherwise


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of it, and the letter as it stands now, None where there is none."""

    settling: Settling
    letter: Letter | None


def answer(db: Db, letter_id: int, text: str, by: int, moment: dt.datetime) -> Settled:
    """Answers a letter: its reader is owed what an editor wrote, with what it answers."""
    settled = _settle(db, letter_id, letters.ANSWERED, by, moment, text=text)
    letter = settled.letter
    if settled.settling is Settling.DONE and letter is not None and letter.person is not None:
        told = wording.ANSWER_OF_EDITORS.format(
            answer=html.escape(text, quote=False),
            number=letter.id,
            about=_about(letter),
            text=html.escape(letter.text, quote=False),
        )
        tell_somebody(db, letter.person, told, _writing_back(letter))
    return settled


def close(db: Db, letter_id: int, by: int, moment: dt.datetime) -> Settled:
    """Closes a letter without a word to its reader."""
    return _settle(db, letter_id, letters.CLOSED, by, moment)


def mute(
    db: Db, owner_ids: Collection[int], letter_id: int, by: int, moment: dt.datetime
) -> tuple[Settling, int]:
    """Mutes the reader of a letter and closes all that they have open; how many those are is told too."""
    letter = letters.get_letter(db, letter_id)
    if letter is None or letter.person is None:
        return Settling.UNKNOWN, 0
    return mute_person(db, owner_ids, letter.person, by, moment, letter_id=letter_id)


def mute_person(
    db: Db,
    owner_ids: Collection[int],
    person: int,
    by: int,
    moment: dt.datetime,
    *,
    letter_id: int | None = None,
) -> tuple[Settling, int]:
    """Mutes somebody, as `mute` does."""
    closed = letters.settle_all_of(db, person, by, moment)
    if not muted.mute(db, person, by, moment, letter_id=letter_id):
        return Settling.ALREADY, closed
    _record(db, owner_ids, by, deeds.READER_MUTED, letter_id, moment)
    return Settling.DONE, closed


def unmute_person(db: Db, owner_ids: Collection[int], person: int, by: int, moment: dt.datetime) -> Settling:
    """Takes somebody's letters again."""
    letter_id = muted.letter_of(db, person)
    if not muted.unmute(db, person):
        return Settling.ALREADY
    _record(db, owner_ids, by, deeds.READER_UNMUTED, letter_id, moment)
    return Settling.DONE


def tell_what_was_mended(db: Db, moment: dt.datetime) -> int:
    """Settles the letters whose article was put right, or taken back, after an editor went to do so; their
    readers are owed the news. Returns how many they are.
    """
    found = letters.mended(db)
    for letter, by in found:
        assert letter.card is not None
        state = letters.RETRACTED if letter.card.retracted else letters.CORRECTED
        letters.note_mended(db, letter.id, state, by, moment)
        if letter.person is None:
            continue
        form = wording.RETRACTED_BY_LETTER if letter.card.retracted else wording.MENDED_BY_LETTER
        headline = html.escape(letter.card.headline[:HEADLINE_SHOWN], quote=False)
        rows: Buttons = ()
        if not letter.card.retracted:
            rows = (((wording.FULL_TEXT, buttons.data("full", letter.card.id)),),)
        tell_somebody(db, letter.person, form.format(number=letter.id, headline=headline), rows)
    return len(found)


def _settle(
    db: Db, letter_id: int, state: str, by: int, moment: dt.datetime, *, text: str | None = None
) -> Settled:
    done = letters.settle(db, letter_id, state, by, moment, answer=text)
    letter = letters.get_letter(db, letter_id)
    if letter is None:
        return Settled(Settling.UNKNOWN, None)
    return Settled(Settling.DONE if done else Settling.ALREADY, letter)


def _record(
    db: Db, owner_ids: Collection[int], by: int, what: str, letter_id: int | None, moment: dt.datetime
) -> None:
    detail = "" if letter_id is None else wording.DEED_OF_LETTER.format(number=letter_id)
    record_and_tell(db, owner_ids, by, what, moment, detail=detail)


def _about(letter: Letter) -> str:
    if letter.card is None:
        return ""
    headline = html.escape(letter.card.headline[:HEADLINE_SHOWN], quote=False)
    return wording.LETTER_LINE_ABOUT.format(headline=headline)


def _writing_back(letter: Letter) -> Buttons:
    number = 0 if letter.card is None else letter.card.id
    return (((wording.BUTTON_WRITE_BACK, buttons.data("letter", number)),),)
