"""Inline keyboards: the buttons under a message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playground.standin import api_limits, refusal
from playground.standin.call import Call
from playground.standin.message_html import checked_link

_OTHER_KINDS = (
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "login_url",
    "web_app",
    "copy_text",
    "pay",
)
STYLES = ("danger", "success", "primary")  # red, green and blue
_REPLY_KINDS = ("keyboard", "remove_keyboard", "hide_keyboard", "force_reply")


@dataclass(frozen=True, slots=True)
class Button:
    """One button: `data` goes back to the bot, `url` opens; `other` holds the kinds that do neither.

    `style` is one of STYLES, or "" for the app's own colour.
    """

    text: str
    data: str = ""
    url: str = ""
    other: str = ""
    style: str = ""

    def to_json(self) -> dict[str, Any]:
        """The button as a message carries it."""
        body: dict[str, Any] = {"text": self.text}
        if self.style:
            body["style"] = self.style
        if self.data:
            body["callback_data"] = self.data
        elif self.url:
            body["url"] = self.url
        return body


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Rows of buttons; no rows means none."""

    rows: tuple[tuple[Button, ...], ...] = ()

    def __iter__(self) -> Iterator[Button]:
        return (button for row in self.rows for button in row)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def to_json(self) -> dict[str, Any]:
        """The InlineKeyboardMarkup."""
        return {"inline_keyboard": [[button.to_json() for button in row] for row in self.rows]}


def parse(call: Call, *, inline_only: bool = False) -> Keyboard:
    """The keyboard that a call wants under its message.

    A reply keyboard (`keyboard`, `remove_keyboard`, `force_reply`) is accepted and not shown, except where
    Telegram takes inline keyboards only.
    """
    markup = call.value("reply_markup", "can't parse reply keyboard markup JSON object")
    if markup is None:
        return Keyboard()
    if not isinstance(markup, dict):
        raise refusal.bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        if inline_only and any(kind in markup for kind in _REPLY_KINDS):
            raise refusal.bad_request("inline keyboard expected")
        return Keyboard()
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise refusal.bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    keyboard = Keyboard(tuple(tuple(_button(button) for button in row) for row in rows if row))
    if sum(1 for _ in keyboard) > api_limits.MAX_BUTTONS:
        raise refusal.bad_request("reply markup is too long")
    return keyboard


def _button(value: Any) -> Button:
    problem = "can't parse inline keyboard button: "
    if not isinstance(value, dict):
        raise refusal.bad_request(problem + "InlineKeyboardButton must be an Object")
    text = value.get("text")
    if text is None:
        raise refusal.bad_request(problem + 'Can\'t find field "text"')
    text = str(text)
    style = _style(value.get("style"), problem)
    if not text.strip():
        raise refusal.bad_request("inline keyboard button text must be non-empty")
    if value.get("url") is not None:
        url = checked_link(str(value["url"]))
        if url is None:
            raise refusal.bad_request(
                f"inline keyboard button URL '{value['url']}' is invalid: Wrong HTTP URL"
            )
        return Button(text, url=url, style=style)
    if value.get("callback_data") is not None:
        data = str(value["callback_data"])
        if not 1 <= len(data.encode("utf-8", "surrogatepass")) <= api_limits.MAX_CALLBACK_DATA:
            raise refusal.bad_request("BUTTON_DATA_INVALID")
        return Button(text, data=data, style=style)
    for kind in _OTHER_KINDS:
        if kind in value:
            return Button(text, other=kind, style=style)
    raise refusal.bad_request(problem + "Text buttons are unallowed in the inline keyboard")


def _style(value: Any, problem: str) -> str:
    """The style of a button, in any case; "default" is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise refusal.bad_request(problem + 'Field "style" must be of type String')
    style = "" if value is None else str(value).lower()
    if style not in ("", "default", *STYLES):
        raise refusal.bad_request(problem + "invalid button style specified")
    return "" if style == "default" else style
