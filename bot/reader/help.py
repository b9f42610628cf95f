"""/help: the list of commands."""

from __future__ import annotations

import html
from collections.abc import Iterable

from telegram import Update

from bot import wording
from bot.commands import Command, commands_for
from bot.context import Context
from bot.reply import reply


async def show_help(update: Update, context: Context) -> None:
    """Lists every command, and for owners theirs and the editor's desk."""
    user = update.effective_user
    parts = [wording.HELP_TITLE, _lines(commands_for(owner=False)), wording.HELP_EXAMPLE]
    if context.is_owner(user.id if user else None):
        of_owners = [command for command in commands_for(owner=True) if command.for_owners]
        parts += [wording.HELP_FOR_EDITORS, f"{wording.HELP_FOR_OWNERS}\n{_lines(of_owners)}"]
    await reply(update, "\n\n".join(parts))


def _lines(commands: Iterable[Command]) -> str:
    return "\n".join(f"{html.escape(command.usage)} — {html.escape(command.about)}" for command in commands)


COMMAND = Command(20, "help", wording.ABOUT_HELP, show_help, spoken=wording.SAY_HELP)
