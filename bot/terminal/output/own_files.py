"""The bot's own files: what a command writes takes the place of none of them."""

from __future__ import annotations

from pathlib import Path

from bot.exit_status import BAD_INPUT, Refusal
from bot.settings.configuration import Settings
from storage.keeping.pair import own_files


def refuse_own(settings: Settings, to: Path) -> None:
    """Raises Refusal for the name of one of them."""
    if to.resolve() in own_files(settings.database):
        raise Refusal(f"{to} is the bot's own: choose another name", BAD_INPUT)
