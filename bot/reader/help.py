"""/help: the list of commands."""

from __future__ import annotations

import html

from telegram import Update

from bot import wording
from bot.commands import Command, reader_commands
from bot.context import Context
from bot.reply import reply


async def show_help(update: Update, context: Context) -> None:
    """Lists every command, and for owners the editor's desk."""
    lines = [f"{html.escape(command.usage)} — {html.escape(command.about)}" for command in reader_commands()]
    parts = [wording.HELP_TITLE, "\n".join(lines), wording.HELP_EXAMPLE]
    user = update.effective_user
    if context.is_owner(user.id if user else None):
        parts.append(wording.HELP_FOR_EDITORS)
    await reply(update, "\n\n".join(parts))


COMMAND = Command(20, "help", wording.ABOUT_HELP, show_help, spoken=wording.SAY_HELP)
