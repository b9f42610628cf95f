"""Editors on the command line: list, add, remove, invite. A running serve tells whom it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.exit_status import BAD_INPUT, Refusal
from bot.people.naming import LINK, Naming, add_editor, invite, new_token, read_number, remove_editor
from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.output.told import Told
from storage.database import Database
from storage.moments import now, to_text
from storage.people import acquaintances, editors, invitations
from storage.people.deeds import COMMAND_LINE
from storage.people.editors import Editor


def list_editors(settings: Settings) -> Told:
    """The present editors, one a line, its fields separated by tabs."""
    with open_database(settings) as database:
        present = database.read_now(editors.present)
    return Told(tuple("\t".join(_fields(each)) for each in present), [_value(each) for each in present])


def add(settings: Settings, named: str, name: str, *, dry_run: bool) -> Told:
    """Makes somebody an editor; with `dry_run` says only what would be done. Raises Refusal."""
    with open_database(settings, keep_nothing=dry_run) as database:
        person = _person(database, named)
        done = database.write_now(add_editor, settings.owner_ids, person, name, by=COMMAND_LINE, moment=now())
        who = _who(person, name or database.read_now(editors.name_of, person))
    if done is Naming.IS_OWNER:
        raise Refusal(f"{who} is in OWNER_IDS: an owner may publish and needs no adding", BAD_INPUT)
    verb = "would be" if dry_run else "is"
    line = f"{who} {verb} an editor now" if done is Naming.DONE else f"{who} is an editor already"
    return Told((line,), _outcome(person, done, dry_run=dry_run))


def remove(settings: Settings, named: str, *, dry_run: bool) -> Told:
    """Ends somebody's being an editor; with `dry_run` says only what would be done. Raises Refusal."""
    with open_database(settings, keep_nothing=dry_run) as database:
        person = _person(database, named)
        done = database.write_now(remove_editor, settings.owner_ids, person, by=COMMAND_LINE, moment=now())
        who = _who(person, database.read_now(editors.name_of, person))
    if done is Naming.IS_OWNER:
        raise Refusal(f"{who} is in OWNER_IDS: take the number out there, and restart serve", BAD_INPUT)
    verb = "would be" if dry_run else "is"
    line = f"{who} {verb} no editor any more" if done is Naming.DONE else f"{who} is no editor"
    return Told((line,), _outcome(person, done, dry_run=dry_run))


def link(settings: Settings, *, dry_run: bool) -> Told:
    """Makes a link that makes an editor of whoever opens it first. Raises Refusal."""
    token = new_token()
    with open_database(settings, keep_nothing=dry_run) as database:
        bot = database.read_now(invitations.noted_bot)
        if not bot:
            raise Refusal("the bot's name is not known yet: start serve once, then make the link", BAD_INPUT)
        expires_at = to_text(database.write_now(invite, token, by=COMMAND_LINE, moment=now()))
    if dry_run:
        return Told((f"a link would be made, valid until {expires_at}",), {"link": None, "dry_run": True})
    made = LINK.format(bot=bot, token=token)
    lines = (made, f"valid until {expires_at}, once: whoever opens it first becomes an editor")
    return Told(lines, {"link": made, "expires_at": expires_at, "dry_run": False})


def _person(database: Database, named: str) -> int:
    if named.startswith("@"):
        found = database.read_now(acquaintances.by_username, named)
        if found is None:
            raise Refusal(
                f"{named} has not written to the bot: give their number, as /id tells it, or make a link",
                BAD_INPUT,
            )
        return found.person
    number = read_number(named)
    if number is None:
        raise Refusal(f"{named!r} is neither a Telegram user id, as /id tells it, nor an @name", BAD_INPUT)
    return number


def _who(person: int, name: str) -> str:
    return f"{name} ({person})" if name else str(person)


def _fields(editor: Editor) -> Iterator[str]:
    yield str(editor.person)
    yield editor.name
    yield f"added {to_text(editor.added_at)}"
    yield "by the command line" if editor.added_by == COMMAND_LINE else f"by {editor.added_by}"


def _value(editor: Editor) -> dict[str, Any]:
    return {
        "person": editor.person,
        "name": editor.name,
        "added_at": to_text(editor.added_at),
        "added_by": editor.added_by,
    }


def _outcome(person: int, done: Naming, *, dry_run: bool) -> dict[str, Any]:
    return {"person": person, "changed": done is Naming.DONE, "dry_run": dry_run}
