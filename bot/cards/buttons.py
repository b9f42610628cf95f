"""Buttons carry a verb and ids (`park:12:2`), never names or state.

One that acts for another chat than the one it stands in carries that chat's number too (`digest:0@12`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.context import Context, Parts
from bot.people.acting import acting_for
from bot.transport.inline_keyboard import inline_keyboard
from bot.transport.telegram_limits import CALLBACK_DATA_BYTES
from storage.deliveries.messages import Buttons

DATA_FORM = re.compile(r"([a-z_]{1,16})((?::[0-9]{1,18}){0,4})(?:@([0-9]{1,18}))?")

Press = Callable[[Update, Context, CallbackQuery, tuple[int, ...]], Coroutine[Any, Any, None]]
May = Callable[[Parts, int], bool]  # whether a person may (bot/people/roles.py)


@dataclass(frozen=True)
class OnPress:
    """What the buttons of a verb do.

    What one that `shows_below` shows may come below, where its own message is too old for Telegram to hand
    it over. Pressed by somebody who `may` not, it is a forged one; None lets everybody.
    """

    press: Press
    shows_below: bool = False
    may: May | None = None


class ForeignButton(Exception):
    """Callback data that none of our buttons carries: forged, or from a version long gone."""


def data(verb: str, *ids: int) -> str:
    """The callback data of a button."""
    text = ":".join((verb, *map(str, ids)))
    acting = acting_for()
    if acting is not None:
        text += f"@{acting.chat_id}"
    assert len(text.encode()) <= CALLBACK_DATA_BYTES
    return text


def read_data(text: str | None) -> tuple[str, tuple[int, ...]]:
    """The verb and ids in callback data. Raises ForeignButton where it is not of our form."""
    match = _match(text)
    return match[1], tuple(int(number) for number in match[2].split(":")[1:])


def read_acting(text: str | None) -> int | None:
    """The chat that a button acts for, if not for its own. Raises ForeignButton like `read_data`."""
    number = _match(text)[3]
    return None if number is None else int(number)


def _match(text: str | None) -> re.Match[str]:
    match = DATA_FORM.fullmatch(text or "")
    if match is None:
        raise ForeignButton(repr(text)[:80])
    return match


class _Keyboard(InlineKeyboardMarkup):
    """A keyboard that is written out at once; python-telegram-bot makes and unmakes an object a button."""

    __slots__ = ("_written",)

    def __init__(self, buttons: Buttons) -> None:
        super().__init__(())
        self._written = inline_keyboard(buttons)

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:
        """The keyboard as Telegram wants it."""
        return self._written


def markup(buttons: Buttons) -> InlineKeyboardMarkup | None:
    """Rows of (label, data) as Telegram wants them; None for no buttons."""
    return _Keyboard(buttons) if buttons else None


def with_button_replaced(
    current: InlineKeyboardMarkup, old: str, label: str, new: str
) -> InlineKeyboardMarkup:
    """The same buttons, but the one with data `old` shows `label` and carries `new`."""
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(label, callback_data=new) if button.callback_data == old else button
                for button in row
            ]
            for row in current.inline_keyboard
        ]
    )
