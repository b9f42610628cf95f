"""A correction killed again and again: every message whose number is known ends right."""

from __future__ import annotations

from pathlib import Path

from bot.delivery.delivery import MOST_VISITS
from tests.killed_corrections import corrected_under_kills

CHATS = 200
KILLS = 4
BROADCAST_KILLS = 2
LOST_ANSWERS = 20  # one in so many calls is applied and its answer lost


async def test_every_message_that_is_known_ends_right_whatever_is_killed_or_lost(tmp_path: Path) -> None:
    ended = await corrected_under_kills(
        tmp_path, CHATS, kills=KILLS, broadcast_kills=BROADCAST_KILLS, lost_answers=LOST_ANSWERS
    )
    assert ended.known == CHATS and not ended.wrong and not ended.left
    assert ended.lost_edits > 0 and ended.copies, "there was something to get wrong"
    assert ended.copies <= ended.possible, "every copy is counted"
    assert ended.told == ended.possible, "who may have a copy is told, and nobody else"
    assert ended.edits == CHATS, "no message is changed twice"
    assert ended.edit_calls <= CHATS + ended.lost_edits + KILLS * MOST_VISITS
