"""A letter's card and the answer to it fit one message, whatever was written, and show it as it was."""

from __future__ import annotations

import dataclasses
import html

from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.newsroom.letter_card import letter_card
from bot.newsroom.letter_settling import LONGEST_ANSWER
from bot.reader.letter_writing import LONGEST_LETTER, cleaned, length_of
from bot.transport.telegram_limits import MESSAGE_TEXT, visible_length
from playground.standin.message_html import parse
from storage.database import Database
from storage.desk import issues
from storage.letters import letters
from storage.letters.letters import Letter, Written
from storage.moments import now
from tests.made_issues import made_article, made_issue


def letter_in(database: Database, text: str) -> Letter:
    issue = made_issue(made_article("标题" * 200, body="正文。"), newspaper="报" * 300)
    database.write_now(issues.publish, issue, push=False, moment=now())
    number = database.write_now(letters.add, Written(1, 1, now()), text, 1, now())
    letter = database.read_now(letters.get_letter, number)
    assert letter is not None and letter.card is not None
    return letter


def test_the_longest_letter_with_the_longest_answer_fits(database: Database) -> None:
    letter = letter_in(database, "<&" * (LONGEST_LETTER // 2))
    for state in wording.LETTER_STATES:
        answered = dataclasses.replace(
            letter,
            state=state,
            answer=">&" * (LONGEST_ANSWER // 2),
            mending_by=1,
            is_muted=True,
            settled_by=1,
        )
        text, _ = database.read_now(letter_card, answered, "Asia/Shanghai")
        assert visible_length(text) <= MESSAGE_TEXT
    told = wording.ANSWER_OF_EDITORS.format(
        answer="字" * LONGEST_ANSWER, number=10**9, about="《" + "题" * 100 + "》", text="字" * LONGEST_LETTER
    )
    assert visible_length(told) <= MESSAGE_TEXT


@given(st.text(max_size=300))
def test_what_was_written_is_shown_as_it_was(text: str) -> None:
    kept = cleaned(text)
    letter = Letter(1, 1, kept, None, now(), letters.OPEN, None, None, "", None, False, None)
    assert length_of(kept) <= max(300 * 2, 1)
    escaped = html.escape(letter.text, quote=False)
    assert parse(escaped) == (kept, ())
