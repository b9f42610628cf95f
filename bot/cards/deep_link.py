"""Links to the bot itself: t.me/<bot>?start=park_12 sends it /start park_12."""

from __future__ import annotations

import html

PARK = "park"
_LINK = "https://t.me/{bot}?start={payload}"


def deep_link(bot: str, payload: str) -> str:
    """The address that sends the bot of this username /start with a payload."""
    return _LINK.format(bot=bot, payload=payload)


def park_link_html(bot: str, park_id: int, name: str) -> str:
    """A park's name as HTML that opens what is known of it when it is tapped."""
    return f'<a href="{html.escape(deep_link(bot, f"{PARK}_{park_id}"))}">{html.escape(name)}</a>'
