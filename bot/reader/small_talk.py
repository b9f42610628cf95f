"""A greeting, thanks or a wish to be left alone: what answers it."""

from __future__ import annotations

from bot import wording
from bot.cards import buttons
from bot.schedule.digest_card import Manner
from storage.deliveries.messages import Buttons

_MARKS = " 。！!～~？?，,.、"
_ANSWERS = {
    said: answer
    for words, answer in (
        (wording.GREETINGS, wording.GREETING_ANSWER),
        (wording.THANKS, wording.THANKS_ANSWER),
        (wording.UNSUBSCRIBES, wording.UNSUBSCRIBE_ANSWER),
        (wording.HELP_ASKED, wording.HELP_ANSWER),
        (wording.SHARING_ASKED, wording.SHARING_ANSWER),
    )
    for said in words
}


def small_talk_answer(text: str) -> tuple[str, Buttons] | None:
    """The sentence (HTML) and buttons that answer what is nothing but small talk; None for any other text."""
    answer = _ANSWERS.get(text.strip(_MARKS).casefold())
    if answer is None:
        return None
    return answer, _ways_out() if answer == wording.UNSUBSCRIBE_ANSWER else ()


def _ways_out() -> Buttons:
    """What ends or halts what a chat is sent."""
    return (
        (
            (wording.BUTTON_FOLLOWING, buttons.data("following", 1)),
            (wording.BUTTON_PAUSE, buttons.data("pause")),
            (wording.BUTTON_OFF, buttons.data("digest_manner", Manner.OFF)),
        ),
    )
