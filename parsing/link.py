"""Where a page stands on the web, as an issue keeps it and readers open it."""

from __future__ import annotations

from urllib.parse import urlsplit

# It stands in previews and answers; browsers and Telegram take this much everywhere.
LONGEST_LINK = 1_000


def is_link(text: str) -> bool:
    """Whether a text is an address of a page on the web, with nobody's name or password in it."""
    if len(text) > LONGEST_LINK or not text.isprintable() or any(char.isspace() for char in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not parts.username
    except ValueError:  # a bracket that isn't closed
        return False
