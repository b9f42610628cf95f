"""Buttons as Telegram wants them."""

from __future__ import annotations

from typing import Any

from storage.messages import Buttons


def inline_keyboard(buttons: Buttons) -> dict[str, Any]:
    """Rows of (label, data) as an InlineKeyboardMarkup; python-telegram-bot's makes an object a button."""
    return {
        "inline_keyboard": [
            [{"text": label, "callback_data": data} for label, data in row] for row in buttons
        ]
    }
