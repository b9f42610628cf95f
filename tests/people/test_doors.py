"""Doors: nobody but an editor gets at an editor's work, nobody but an owner at an owner's, whatever the door.

The commands and buttons are those that are declared, so that a new one is tried at every door by itself.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest
from telegram import Update
from telegram.ext import CommandHandler

from bot import commands, desk, newsroom, owner, wording
from bot.cards.reply import reply
from bot.commands import Audience, Command, all_commands, all_presses
from bot.context import Context
from bot.incoming.flood import FloodGate, Verdict
from bot.people.roles import is_owner, may_publish
from playground.standin.chat import Chat
from playground.standin.message import Message
from playground.standin.person import CHANNEL_BOT, GROUP_ANONYMOUS
from playground.standin.user import User
from storage.database import Db
from storage.desk import drafts, issues
from storage.letters import announcements, audiences, letter_copies, letters, muted
from storage.letters.letters import Written
from storage.moments import now
from storage.people import deeds, editors, invitations
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot

EDITOR_ID, FORMER_ID, STRANGER_ID, ADMIN_ID = 71, 72, 73, 74
READER_ID = 75
PRESSES = all_presses()
OF_EDITORS = sorted(verb for verb, does in PRESSES.items() if does.may is may_publish)
OF_OWNERS = sorted(verb for verb, does in PRESSES.items() if does.may is is_owner)
COMMANDS_OF_EDITORS = [command.name for command in all_commands() if command.for_editors]
COMMANDS_OF_OWNERS = [command.name for command in all_commands() if command.for_owners]
IDS = ("", ":1", ":1:1", f":{EDITOR_ID}", ":1@1")
BEHIND = ("", " add 73", " link", " remove 71", " 1", " 1 2")
WORKED_ON = (
    *("drafts", "issues", "articles", "revisions", "editors", "invitations", "deeds"),
    *("deliveries", "messages", "parks", "park_names", "announcements"),
    *("letters", "letter_copies", "muted"),
)


def declared_in(package: ModuleType) -> set[str]:
    """The verbs of a package's buttons, as its files declare them."""
    modules = (
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    )
    return {verb for module in modules for verb in getattr(module, "PRESSES", {})}


def test_every_button_of_the_desk_and_of_owners_has_its_guard() -> None:
    assert len(declared_in(desk)) > 50
    assert declared_in(desk) | declared_in(newsroom) <= set(OF_EDITORS + OF_OWNERS)
    assert declared_in(owner) <= set(OF_OWNERS)
    assert {"push", "store", "discard"} <= set(OF_EDITORS)
    assert {"editors", "editor_ask", "editor_remove", "log", "parked"} <= set(OF_OWNERS)
    assert {"editor", "log", "status", "parked"} <= set(COMMANDS_OF_OWNERS)


def work_of_both(db: Db) -> None:
    """Something for every button and command to get hold of."""
    issues.publish(db, made_issue(made_article("临猗旧事")), push=False, moment=now())
    db.execute("UPDATE articles SET keyed = revision")  # what the bot does by itself seconds later
    drafts.save_draft(db, OWNER_ID, made_issue(made_article("临猗新事")), now())
    editors.add(db, EDITOR_ID, "张三", added_by=OWNER_ID, moment=now())
    editors.add(db, FORMER_ID, "李四", added_by=OWNER_ID, moment=now())
    editors.remove(db, FORMER_ID, now())
    invitations.make(db, "token", made_by=OWNER_ID, moment=now())
    deeds.record(db, OWNER_ID, deeds.DISCARDED, now(), detail="只给所有者看")
    announcements.begin(db, OWNER_ID, audiences.Audience(audiences.ALL), "都看看", now())
    letter_id = letters.add(db, Written(READER_ID, 1, now()), "有错", 1, now())
    letter_copies.hand_on(db, letter_id, ())
    muted.mute(db, READER_ID, OWNER_ID, now())


async def state(bot: RunningBot) -> list[object]:
    """Everything that editors and owners work on."""
    return [await bot.rows(f"SELECT * FROM {table} ORDER BY 1") for table in WORKED_ON]


@pytest.fixture
async def before(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What there is before anybody tries a door; so many tries at once are nothing to flood control here."""
    monkeypatch.setattr(FloodGate, "judge", lambda *_: Verdict.ANSWER)
    await bot.database.write(work_of_both)
    return await state(bot)


async def refused_every_press(user: User, under: Message, verbs: list[str]) -> None:
    """Each of these buttons is a forged one to this person, whatever numbers it carries."""
    for verb in verbs:  # all at once, the last would be too old for Telegram when a busy machine gets there
        for press in [user.forge_press(under, verb + ids) for ids in IDS]:
            assert (await press.answered()).text == wording.UNKNOWN_BUTTON, press.data


async def refused_every_command(bot: RunningBot, user: User, names: list[str], where: Chat | None) -> None:
    """Each of these commands is an unknown one to this person, whatever stands behind it."""
    for name in names:
        for behind in BEHIND:
            answer = await user.ask(f"/{name}{behind}", where)
            assert answer.text == wording.UNKNOWN_COMMAND, name + behind


@pytest.mark.parametrize("person", [STRANGER_ID, FORMER_ID])
async def test_strangers_and_former_editors(bot: RunningBot, before: list[object], person: int) -> None:
    user = bot.api.user(person)
    card = await user.ask("/id")
    await refused_every_press(user, card, OF_EDITORS + OF_OWNERS)
    await refused_every_command(bot, user, COMMANDS_OF_EDITORS + COMMANDS_OF_OWNERS, None)
    assert await state(bot) == before


async def test_an_editor_gets_at_nothing_of_owners(bot: RunningBot, before: list[object]) -> None:
    user = bot.api.user(EDITOR_ID)
    await refused_every_press(user, await user.ask("/id"), OF_OWNERS)
    await refused_every_command(bot, user, COMMANDS_OF_OWNERS, None)
    assert await state(bot) == before


async def test_an_editor_who_has_been_removed_meanwhile(bot: RunningBot, before: list[object]) -> None:
    user = bot.api.user(EDITOR_ID)
    card = await user.ask("/id")
    await bot.database.write(editors.remove, EDITOR_ID, now())
    removed = await state(bot)
    await refused_every_press(user, card, OF_EDITORS)
    await refused_every_command(bot, user, COMMANDS_OF_EDITORS, None)
    assert await state(bot) == removed


async def test_a_groups_admin(bot: RunningBot, before: list[object]) -> None:
    admin = bot.api.user(ADMIN_ID)
    group = bot.api.supergroup("园区群", owner=admin)
    card = await admin.ask("/id", group)
    await refused_every_press(admin, card, OF_EDITORS + OF_OWNERS)
    await refused_every_command(bot, admin, COMMANDS_OF_EDITORS + COMMANDS_OF_OWNERS, group)
    assert await state(bot) == before


@pytest.mark.parametrize("as_channel", [False, True])
async def test_who_writes_in_the_name_of_a_group_or_channel(
    bot: RunningBot, before: list[object], as_channel: bool
) -> None:
    """Be it an owner, and were the user that Telegram names for all of them an owner too."""
    named_for_all = frozenset({GROUP_ANONYMOUS.id, CHANNEL_BOT.id})
    owners = bot.settings.owner_ids | named_for_all
    bot.parts.settings = bot.settings.model_copy(update={"owner_ids": owners})
    group = bot.api.supergroup("园区群", owner=bot.owner)
    in_whose_name = bot.api.channel("频道", owner=bot.owner) if as_channel else group
    asked = [
        group.write_as(in_whose_name, f"/{name}{behind}")
        for name in COMMANDS_OF_EDITORS + COMMANDS_OF_OWNERS
        for behind in BEHIND
    ]
    await bot.api.wait_until(lambda: len(group.from_bot) == len(asked), what="an answer to each")
    assert {message.text for message in group.from_bot} == {wording.UNKNOWN_COMMAND}
    assert await state(bot) == before


@pytest.mark.parametrize("person", [STRANGER_ID, FORMER_ID])
async def test_buttons_under_messages_out_of_reach(
    bot: RunningBot, before: list[object], person: int
) -> None:
    user = bot.api.user(person)
    card = await user.ask("/id")
    card.is_inaccessible = True
    await refused_every_press(user, card, OF_EDITORS + OF_OWNERS)
    assert await state(bot) == before


async def test_an_old_button_of_a_former_editor(bot: RunningBot, before: list[object]) -> None:
    """Telegram keeps the buttons under what somebody was sent while they were an editor."""
    user, card = bot.api.user(FORMER_ID), await bot.api.user(FORMER_ID).ask("/id")
    [(draft,)] = await bot.rows("SELECT id FROM drafts")
    for verb in OF_EDITORS:
        told = await user.forge_press(card, f"{verb}:{draft}").answered()
        assert told.text == wording.UNKNOWN_BUTTON
    assert await state(bot) == before


@pytest.mark.parametrize("person", [OWNER_ID, EDITOR_ID, STRANGER_ID])
async def test_an_edited_message_is_no_command(bot: RunningBot, before: list[object], person: int) -> None:
    user = bot.api.user(person)
    said = user.send("你好")
    for name in COMMANDS_OF_EDITORS + COMMANDS_OF_OWNERS:
        for behind in BEHIND:
            user.edit(said, f"/{name}{behind}")
    await user.ask("/id", holding=str(person))
    await bot.handled_all()
    assert await state(bot) == before
    assert not [message for message in user.chat.from_bot if "start=e_" in message.text]


async def test_other_ways_to_write_a_command(bot: RunningBot, before: list[object]) -> None:
    user, group = bot.api.user(STRANGER_ID), bot.api.supergroup("园区群", owner=bot.api.user(STRANGER_ID))
    me = f"@{bot.application.bot.username}"
    for name in COMMANDS_OF_EDITORS + COMMANDS_OF_OWNERS:
        for text in (f"／{name} add 73", f"/{name}add 73", f"/{name}：link", f"/{name.upper()} link"):
            user.send(text)
            user.send(text, group)
        user.send(f"{me} /{name} link", group)
        user.send(f"/{name}{me} link", group)
        user.send(f"/channel @nobody {name} link")
    await user.ask("/id", holding=str(STRANGER_ID))
    await bot.handled_all()
    assert await state(bot) == before
    said = [message.text for chat in (user.chat, group) for message in chat.from_bot]
    assert not [text for text in said if "start=e_" in text or "只给所有者看" in text or "张三" in text]


async def test_a_command_for_editors_is_for_editors_and_owners(bot: RunningBot, before: list[object]) -> None:
    async def answer(update: Update, context: Context) -> None:
        await reply(update, "只有编辑看得到")

    made = Command("made", "编辑的命令", answer, for_editors=True)
    bot.application.handlers[0].insert(0, CommandHandler("made", made.guarded))
    for person, sees in ((OWNER_ID, True), (EDITOR_ID, True), (FORMER_ID, False), (STRANGER_ID, False)):
        said = (await bot.api.user(person).ask("/made")).text
        assert said == ("只有编辑看得到" if sees else wording.UNKNOWN_COMMAND)


def test_menus_and_help_tell_of_it_whom_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(update: Update, context: Context) -> None: ...

    listed = tuple(
        Command(name, name, nothing, for_editors=name == "desk", for_owners=name == "own")
        for name in ("all", "desk", "own")
    )
    monkeypatch.setattr(commands, "all_commands", lambda: listed)

    def told(audience: Audience) -> list[str]:
        return [command.name for command in commands.commands_of(audience)]

    assert told(Audience.OWNER) == ["all", "desk", "own"]
    assert told(Audience.EDITOR) == ["all", "desk"]
    for audience in (Audience.PRIVATE, Audience.GROUP, Audience.GROUP_ADMINS):
        assert told(audience) == ["all"]


def test_no_such_command_stands_behind_a_channels_name_or_is_spoken() -> None:
    for command in all_commands():
        if not command.for_all:
            assert not command.for_channels and not command.spoken, command.name
