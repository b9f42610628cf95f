"""What is announced stands in the message as it was typed, and fits it; it goes with who wrote it."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.cards.announcement import LONGEST_TEXT, announcement_html, too_long_by
from bot.transport.telegram_limits import MESSAGE_TEXT, visible_length
from storage.chats import own_data
from storage.chats.chats import Place
from storage.database import Database
from storage.letters import announcements, audiences
from storage.letters.audiences import Audience
from storage.moments import now
from tests.running_bot import OWNER_ID

HEAD = wording.ANNOUNCEMENT.format(text="")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_nothing_typed_is_read_as_html(text: str) -> None:
    made = announcement_html(text)
    assert made.startswith(HEAD) and html.unescape(made[len(HEAD) :]) == text
    assert not re.search("<[a-z/]", made[len(HEAD) :])


@given(st.integers(0, 30), st.integers(0, 30))
def test_so_long_that_a_message_just_holds_it(less: int, emoji: int) -> None:
    text = "好" * (LONGEST_TEXT - less - 2 * emoji) + "😀" * emoji
    assert too_long_by(text) == 0 and visible_length(announcement_html(text)) == MESSAGE_TEXT - less
    assert too_long_by(text + "<" * (less + 3)) == 3


def test_what_was_written_is_exported_and_what_was_not_sent_is_forgotten(database: Database) -> None:
    for person in (OWNER_ID, OWNER_ID + 1):
        for text in ("没发的话", "发了的话"):
            number = database.write_now(
                announcements.begin, person, Audience(audiences.ALL), f"{person}{text}", now()
            )
        database.write_now(announcements.send, number, now())
    place = Place(OWNER_ID, 0, "private", "")
    kept = database.read_now(own_data.export, place)["announcements"]
    assert [row["text"] for row in kept] == [f"{OWNER_ID}没发的话", f"{OWNER_ID}发了的话"]
    database.write_now(own_data.forget, place)
    assert not database.read_now(own_data.export, place)["announcements"]
    sql = "SELECT person, text, state FROM announcements ORDER BY id"
    assert database.read_now(lambda db: db.execute(sql).fetchall()) == [
        (0, "", "dropped"),
        (0, f"{OWNER_ID}发了的话", "sent"),
        (OWNER_ID + 1, f"{OWNER_ID + 1}没发的话", "open"),
        (OWNER_ID + 1, f"{OWNER_ID + 1}发了的话", "sent"),
    ]
