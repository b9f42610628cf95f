"""A reader's letter: whether it is taken, and what its reader is told; all of it one transaction."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from bot import wording
from bot.people.telling import tell_owners
from bot.transport.telegram_limits import utf16_length
from storage.database import Db
from storage.letters import letter_limits, letters, muted
from storage.letters.letters import Written
from storage.people import awaited

# A card of it has room for an answer of the same length (bot/newsroom/letter_card.py).
LONGEST_LETTER = 1500
MOST_AN_HOUR = 5
MOST_A_DAY = 20
MOST_OPEN = 500

_HIDDEN = ("Cc", "Cf", "Cs")
_JOINERS = "\u200c\u200d"  # they make one picture of several


class Outcome(Enum):
    """What became of a letter."""

    TAKEN = auto()
    SAME = auto()
    MUTED = auto()
    MANY_AN_HOUR = auto()
    MANY_A_DAY = auto()
    FULL = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a letter; its number, where it is taken or was before; whether it is new."""

    outcome: Outcome
    number: int = 0
    is_new: bool = False

    @property
    def sentence(self) -> str:
        """What its reader is told, HTML."""
        match self.outcome:
            case Outcome.TAKEN:
                return wording.LETTER_TAKEN.format(number=self.number)
            case Outcome.SAME:
                return wording.LETTER_SAME.format(number=self.number)
            case Outcome.MUTED:
                return wording.LETTER_MUTED
            case Outcome.MANY_AN_HOUR:
                return wording.LETTERS_AN_HOUR.format(most=MOST_AN_HOUR)
            case Outcome.MANY_A_DAY:
                return wording.LETTERS_A_DAY.format(most=MOST_A_DAY)
            case Outcome.FULL:
                return wording.LETTERS_FULL.format(most=MOST_OPEN)


def cleaned(text: str) -> str:
    """What somebody wrote, without what can't be seen and without blank lines in a row; may be empty."""
    seen = "".join(char for char in text.replace("\r\n", "\n").replace("\u2028", "\n") if _is_shown(char))
    lines = [" ".join(line.split()) for line in seen.split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    joined = "\n".join(kept).strip()
    return joined if any(not char.isspace() and char not in _JOINERS for char in joined) else ""


def length_of(text: str) -> int:
    """How long a text is, as Telegram counts it: a Chinese character is one."""
    return utf16_length(text)


def may_write(
    db: Db, person: int, lately: tuple[int, int], owners: Collection[int], moment: dt.datetime
) -> Answer | None:
    """Why a letter of this person would not be taken now; None where it would. Tells owners where all is
    full. `lately` is what memory knows of their letters (storage/letters/letter_limits.py).
    """
    if muted.is_muted(db, person):
        return Answer(Outcome.MUTED)
    an_hour, a_day = letter_limits.counts(db, person, moment, lately)
    if a_day >= MOST_A_DAY:
        return Answer(Outcome.MANY_A_DAY)
    if an_hour >= MOST_AN_HOUR:
        return Answer(Outcome.MANY_AN_HOUR)
    if letters.count_open(db) >= MOST_OPEN:
        if letter_limits.is_to_be_told(db, moment):
            tell_owners(db, owners, wording.LETTERS_FULL_FOR_OWNERS.format(most=MOST_OPEN), moment)
        return Answer(Outcome.FULL)
    return None


def take(
    db: Db,
    brought: Written,
    text: str,
    article_id: int | None,
    lately: tuple[int, int],
    owners: Collection[int],
    moment: dt.datetime,
) -> Answer:
    """Keeps a letter, once however often its message comes; nothing is awaited of its writer any more."""
    awaited.stop(db, brought.person)
    known = letters.brought_by(db, brought)
    if known is not None:
        return Answer(Outcome.TAKEN, known)
    same = letters.with_same_words(db, brought.person, text, article_id)
    if same is not None:
        return Answer(Outcome.SAME, same)
    refused = may_write(db, brought.person, lately, owners, moment)
    if refused is not None:
        return refused
    return Answer(Outcome.TAKEN, letters.add(db, brought, text, article_id, moment), is_new=True)


def _is_shown(char: str) -> bool:
    """Whether a character is seen, or a line's end: none that turns the writing round or hides in it.

    One that this Python doesn't know yet is kept: names have rare ones.
    """
    return char in "\n\t" or char in _JOINERS or unicodedata.category(char) not in _HIDDEN
