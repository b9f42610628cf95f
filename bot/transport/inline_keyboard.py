"""Buttons as Telegram wants them."""

from __future__ import annotations

from typing import Any

from storage.deliveries.messages import Buttons

# Bot API 9.4, core.telegram.org/bots/api#inlinekeyboardbutton (style): older apps show them like all others.
# Green is what a screen is for, red what can't simply be taken back.
SUCCESS, DANGER = "success", "danger"
STYLES = {
    "push": SUCCESS,
    "correct": SUCCESS,
    "discard": DANGER,
    "r_ask": DANGER,
    "r_do": DANGER,
    "d_back": DANGER,
    "parked_drop": DANGER,
    "editor_remove": DANGER,
}


def inline_keyboard(buttons: Buttons) -> dict[str, Any]:
    """Rows of (label, data) as an InlineKeyboardMarkup, those of weight coloured by their verb.

    python-telegram-bot's makes an object a button.
    """
    return {"inline_keyboard": [[_button(label, data) for label, data in row] for row in buttons]}


def _button(label: str, data: str) -> dict[str, str]:
    button = {"text": label, "callback_data": data}
    style = STYLES.get(data.partition(":")[0])
    return button if style is None else button | {"style": style}
