"""An outage is chat after chat without an answer; one answer ends it."""

from __future__ import annotations

from bot.delivery.outage import OUTAGE_AFTER, Outage


async def test_an_answer_ends_it_and_the_next_takes_as_many_chats_again() -> None:
    outage = Outage()
    for chat_id in range(OUTAGE_AFTER):
        assert not outage.lasts
        outage.unanswered(chat_id)
    assert outage.lasts and outage.seconds_left
    outage.answered()
    assert not outage.lasts and not outage.seconds_left
    for chat_id in range(OUTAGE_AFTER - 1):
        outage.unanswered(chat_id)
    assert not outage.lasts


async def test_a_chat_that_never_gets_an_answer_is_none() -> None:
    outage = Outage()
    for _ in range(OUTAGE_AFTER * 2):
        outage.unanswered(1)
    assert not outage.lasts
