"""A greeting, thanks or a wish to be left alone: what answers it."""

from __future__ import annotations

from bot import wording

_MARKS = " 。！!～~？?，,.、"
_ANSWERS = {
    said: answer
    for words, answer in (
        (wording.GREETINGS, wording.GREETING_ANSWER),
        (wording.THANKS, wording.THANKS_ANSWER),
        (wording.UNSUBSCRIBES, wording.UNSUBSCRIBE_ANSWER),
        (wording.HELP_ASKED, wording.HELP_ANSWER),
    )
    for said in words
}


def small_talk_answer(text: str) -> str | None:
    """The sentence (HTML) that answers a text which is nothing but small talk; None for any other."""
    return _ANSWERS.get(text.strip(_MARKS).casefold())
