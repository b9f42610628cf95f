"""A letter as editors see it: what it says, about which article, what became of it, and what they can do."""

from __future__ import annotations

import html

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import BLANK_LINE
from bot.desk.notes.day_words import moment_words
from storage.archive.articles import Card
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.letters import letters
from storage.letters.letters import Letter
from storage.people import deeds

HEADLINE_SHOWN = 200
SOURCE_SHOWN = 100


def letter_card(db: Db, letter: Letter, zone: str) -> tuple[str, Buttons]:
    """The text (HTML) and buttons of a letter's card."""
    if letter.state == letters.FORGOTTEN:
        return wording.LETTER_ERASED.format(number=letter.id), ()
    head = wording.LETTER_HEAD.format(number=letter.id, when=moment_words(letter.written_at, zone))
    about = wording.LETTER_OF_NOTHING if letter.card is None else _about(letter.card)
    parts = (f"{head}\n{about}", html.escape(letter.text, quote=False), *_state(db, letter))
    return BLANK_LINE.join(filter(None, parts)), _buttons(letter)


def settled_sentence(db: Db, letter: Letter) -> str:
    """Who has settled a letter and how, HTML."""
    who = who_of(db, letter.settled_by)
    return wording.LETTER_SETTLED[letter.state].format(number=letter.id, who=who)


def who_of(db: Db, person: int | None) -> str:
    """What somebody is called who did something to a letter, HTML."""
    if person == deeds.COMMAND_LINE:
        return wording.COMMAND_LINE_NAME
    return html.escape(deeds.name_of(db, person or 0) or str(person or ""), quote=False)


def _about(card: Card) -> str:
    source = wording.source_line(card.newspaper[:SOURCE_SHOWN], card.published_on, card.page[:SOURCE_SHOWN])
    return wording.LETTER_ARTICLE.format(
        headline=html.escape(card.headline[:HEADLINE_SHOWN], quote=False),
        source=html.escape(source, quote=False),
    )


def _state(db: Db, letter: Letter) -> list[str]:
    """What became of a letter, a part each."""
    who, answer = who_of(db, letter.settled_by), html.escape(letter.answer, quote=False)
    state = wording.LETTER_STATES[letter.state].format(who=who)
    if letter.state == letters.ANSWERED:
        state += answer
    elif answer:
        state = f"{wording.LETTER_ANSWERED_BEFORE.format(answer=answer)}\n{state}"
    lines = [state] if state else []
    if letter.mending_by is not None:
        lines.append(wording.LETTER_BEING_MENDED.format(who=who_of(db, letter.mending_by)))
    if letter.is_muted:
        lines.append(wording.LETTER_WRITER_MUTED)
    return lines


def _buttons(letter: Letter) -> Buttons:
    def button(label: str, verb: str) -> Button:
        return label, buttons.data(verb, letter.id)

    reading: list[Button] = []
    mending: list[Button] = []
    if letter.card is not None:
        reading.append((wording.BUTTON_LETTER_TEXT, buttons.data("full", letter.card.id)))
        if not letter.card.retracted:
            mending.append(button(wording.BUTTON_LETTER_MEND, "l_mend"))
    if letter.is_muted:
        muting = button(wording.BUTTON_LETTER_UNMUTE, "l_unmute")
    else:
        muting = button(wording.BUTTON_LETTER_MUTE, "l_mute")
    if letter.state != letters.OPEN:
        return ((*reading, muting),) if letter.is_muted or reading else ()
    settling = (button(wording.BUTTON_LETTER_CLOSE, "l_close"), muting)
    answering = (*mending, button(wording.BUTTON_LETTER_ANSWER, "l_answer"))
    return (answering, settling, tuple(reading)) if reading else (answering, settling)
