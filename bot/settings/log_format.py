"""The format of the log, as LOG_FORMAT has it."""

from __future__ import annotations

LOG_FORMATS = ("console", "json")


def a_log_format(text: str) -> str:
    """The format in small letters. Raises ValueError."""
    if text.lower() not in LOG_FORMATS:
        raise ValueError(f"should be one of {', '.join(LOG_FORMATS)}")
    return text.lower()
