"""/help: the commands of the place it is asked in, in groups, each by an example; all of them where asked."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import show, tell
from bot.cards.reply import reply
from bot.commands import Audience, Command, Group, commands_for, commands_of
from bot.context import Context
from bot.people.roles import is_owner, may_publish
from bot.people.sender import person_of
from storage.deliveries.messages import Buttons

USUAL, ALL = 0, 1


async def show_help(update: Update, context: Context) -> None:
    """Lists the usual commands, all of them for /help 更多."""
    await reply(update, *_page(update, context, ALL if context.argument in wording.HELP_ALL_WORDS else USUAL))


async def press_help(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`help:<0|1>`: shows the usual commands or all of them, in place."""
    if ids not in ((USUAL,), (ALL,)):
        raise ForeignButton(query.data)
    await tell(query)
    await show(query, *_page(update, context, ids[0]))


def _page(update: Update, context: Context, what: int) -> tuple[str, Buttons]:
    """For editors the desk too, for owners theirs; in a group what is of use there."""
    chat, person = update.effective_chat, person_of(update)
    if chat is not None and chat.type != ChatType.PRIVATE:
        parts = _help_in_groups(what)
    else:
        parts = [wording.HELP_TITLE, *_grouped(commands_for(owner=False), what)]
        if may_publish(context.parts, person):
            of_editors = [each for each in commands_for(owner=False, editor=True) if each.for_editors]
            parts += [wording.HELP_FOR_EDITORS, *_grouped(of_editors, what)]
        if is_owner(context.parts, person):
            of_owners = [each for each in commands_for(owner=True) if each.for_owners]
            parts += [wording.HELP_FOR_OWNERS, *_grouped(of_owners, what)]
    other = (wording.BUTTON_HELP_ALL, ALL) if what == USUAL else (wording.BUTTON_HELP_USUAL, USUAL)
    return "\n\n".join(parts), (((other[0], buttons.data("help", other[1])),),)


def _help_in_groups(what: int) -> list[str]:
    for_all, here = commands_of(Audience.GROUP), commands_of(Audience.GROUP_ADMINS)
    parts = [wording.HELP_TITLE, *_grouped(for_all, what), wording.HELP_FOR_ADMINS]
    parts += _grouped([command for command in here if command not in for_all], what)
    elsewhere = [f"/{command.name}" for command in commands_of(Audience.PRIVATE) if command not in here]
    return [*parts, wording.HELP_ELSEWHERE.format(commands=wording.LIST_SEPARATOR.join(elsewhere))]


def _grouped(commands: Sequence[Command], what: int) -> list[str]:
    """A paragraph for each group that has any of the commands."""
    shown = [command for command in commands if what == ALL or not command.rare]
    return [
        f"<b>{wording.HELP_GROUPS[group.name]}</b>\n{_lines(inside)}"
        for group in Group
        if (inside := [command for command in shown if command.group is group])
    ]


def _lines(commands: Iterable[Command]) -> str:
    return "\n".join(map(_line, commands))


def _line(command: Command) -> str:
    """A tap sends what stands alone and copies what has something behind it."""
    sample = html.escape(command.sample)
    shown = f"<code>{sample}</code>" if command.example else sample
    return wording.HELP_LINE.format(sample=shown, about=html.escape(command.about))


COMMAND = Command(
    "help",
    wording.ABOUT_HELP,
    show_help,
    spoken=wording.SAY_HELP,
    after="start",
    group=Group.OTHER,
    rare=True,
)
PRESSES: dict[str, OnPress] = {"help": OnPress(press_help, shows_below=True)}
