"""/help: the list of commands, those of the place it is asked in."""

from __future__ import annotations

import html
from collections.abc import Iterable

from telegram import Update
from telegram.constants import ChatType

from bot import wording
from bot.cards.reply import reply
from bot.commands import Audience, Command, commands_for, commands_of
from bot.context import Context
from bot.people.roles import is_owner, may_publish
from bot.people.sender import person_of


async def show_help(update: Update, context: Context) -> None:
    """Lists every command, for editors the desk, for owners theirs; in a group what is of use there."""
    chat, person = update.effective_chat, person_of(update)
    if chat is not None and chat.type != ChatType.PRIVATE:
        await reply(update, _help_in_groups())
        return
    parts = [wording.HELP_TITLE, _lines(commands_for(owner=False)), wording.HELP_EXAMPLE]
    if may_publish(context.parts, person):
        of_editors = [command for command in commands_for(owner=True) if command.for_editors]
        parts.append(f"{wording.HELP_FOR_EDITORS}\n{_lines(of_editors)}")
    if is_owner(context.parts, person):
        of_owners = [command for command in commands_for(owner=True) if command.for_owners]
        parts.append(f"{wording.HELP_FOR_OWNERS}\n{_lines(of_owners)}")
    await reply(update, "\n\n".join(parts))


def _help_in_groups() -> str:
    for_all, here = commands_of(Audience.GROUP), commands_of(Audience.GROUP_ADMINS)
    for_admins = [command for command in here if command not in for_all]
    elsewhere = [f"/{command.name}" for command in commands_of(Audience.PRIVATE) if command not in here]
    return "\n\n".join(
        (
            wording.HELP_TITLE,
            _lines(for_all),
            f"{wording.HELP_FOR_ADMINS}\n{_lines(for_admins)}",
            wording.HELP_EXAMPLE,
            wording.HELP_ELSEWHERE.format(commands=wording.LIST_SEPARATOR.join(elsewhere)),
        )
    )


def _lines(commands: Iterable[Command]) -> str:
    return "\n".join(f"{html.escape(command.usage)} — {html.escape(command.about)}" for command in commands)


COMMAND = Command(
    "help",
    wording.ABOUT_HELP,
    show_help,
    spoken=wording.SAY_HELP,
    after="start",
)
