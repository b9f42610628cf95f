"""Announcements on the command line: send, list, retract. A running serve sends what is owed."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from bot.cards.announcement import LONGEST_TEXT, too_long_by
from bot.exit_status import BAD_INPUT, Refusal
from bot.newsroom.announcement_card import short
from bot.newsroom.announcing import send_recorded, withdraw_recorded
from bot.settings.configuration import Settings
from bot.terminal.input.given_file import given_file
from bot.terminal.input.named_park import named_park
from bot.terminal.input.opened import opened
from bot.terminal.output.printing import counted, did
from bot.terminal.output.told import Told
from storage.database import Db
from storage.letters import announcement_copies, announcements, audiences
from storage.letters.announcements import Announcement, AnnouncementUnknown, NotOpen
from storage.letters.audiences import Audience
from storage.moments import now, to_text
from storage.parks import cities, stored_parks
from storage.people.deeds import COMMAND_LINE

# Of a file or standard input so much is read: more than any text has that is taken.
MOST_BYTES = 64 * 1024
STANDARD_INPUT = "-"


def send(
    settings: Settings,
    *,
    park: str | None,
    city: str | None,
    text: str | None,
    file: Path | None,
    dry_run: bool,
) -> Told:
    """Owes an announcement to all readers, or to those of a park or city. Raises Refusal."""
    said = _text(text, file)
    with opened(settings, dry_run=dry_run) as database:
        audience = database.read_now(_audience, park, city)
        reach = database.read_now(audiences.reach_of, audience)
        if not reach.gets and not dry_run:
            raise Refusal("nobody would get it: nothing was sent", BAD_INPUT)
        number = database.write_now(_send, audience, said, settings.owner_ids, now())
    line = f"{'would be sent' if dry_run else 'sent'} to {counted(reach.gets, 'chat')} ({_who(audience)})"
    if not dry_run:
        line = f"announcement {number}: {line}"
    rest = [
        f"{reach.held} of them take nothing at present and get it later" if reach.held else "",
        f"{counted(reach.unwanting, 'chat')} switched announcements off" if reach.unwanting else "",
        f"{counted(reach.off, 'chat')} get nothing at all" if reach.off else "",
    ]
    value = {
        "announcement": None if dry_run else number,
        "audience": audience.kind,
        "name": audience.name,
        "chats": reach.gets,
        "held": reach.held,
        "switched_off": reach.unwanting,
        "off": reach.off,
        "dry_run": dry_run,
    }
    return Told((line, *filter(None, rest)), value)


def list_announcements(settings: Settings, limit: int) -> Told:
    """The announcements, the newest first."""
    with opened(settings, dry_run=False) as database:
        found = database.read_now(_listed, limit)
    lines = tuple(
        "\t".join(
            (str(each.id), each.state, _who(each.audience), counted(fate.owed, "chat"), short(each.text))
        )
        for each, fate in found
    )
    return Told(lines, [_value(*each) for each in found])


def retract(settings: Settings, number: int, *, dry_run: bool) -> Told:
    """Takes an announcement back. Raises Refusal."""
    with opened(settings, dry_run=dry_run) as database:
        try:
            having = database.read_now(announcement_copies.count_having, number)
            database.write_now(withdraw_recorded, number, COMMAND_LINE, settings.owner_ids)
        except AnnouncementUnknown as error:
            raise Refusal(f"there is no {error}: `announce list` shows those there are", BAD_INPUT) from error
        except NotOpen as error:
            raise Refusal(
                f"announcement {number} is {error.state}: only a sent one is retracted", BAD_INPUT
            ) from error
    line = f"announcement {number}: {did('retract', dry_run=dry_run)}, {counted(having, 'message')} to edit"
    return Told((line,), {"announcement": number, "messages": having, "dry_run": dry_run})


def _text(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise Refusal("give the text, or `-` for standard input, or --file FILE: one of them", BAD_INPUT)
    if file is not None:
        with given_file(file, MOST_BYTES) as data:
            said = _decoded(data)
    elif text == STANDARD_INPUT:
        said = _decoded(sys.stdin.buffer.read(MOST_BYTES))
    else:
        said = str(text)
    said = said.strip()
    if not said:
        raise Refusal("the announcement has no text", BAD_INPUT)
    if any(not char.isprintable() and char not in "\n\t\u200d\ufe0f\u3000" for char in said):
        raise Refusal("the text has characters that can't be shown", BAD_INPUT)
    if over := too_long_by(said):
        raise Refusal(f"the text is {over} characters too long: {LONGEST_TEXT} fit into a message", BAD_INPUT)
    return said


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Refusal(f"the text is not UTF-8 ({error.reason}), or too long", BAD_INPUT) from error


def _audience(db: Db, park: str | None, city: str | None) -> Audience:
    if park is not None:
        [found] = stored_parks.get_parks(db, [named_park(db, park)])
        return Audience(audiences.PARK, park_id=found.id, name=found.name)
    if city is not None:
        known = cities.find_city(db, city)
        if known is None:
            raise Refusal(f"no park lies in a city called {city!r}: `parks list` shows the cities", BAD_INPUT)
        return Audience(audiences.CITY, city=known.name, name=known.name)
    return Audience(audiences.ALL)


def _send(db: Db, audience: Audience, text: str, owners: Collection[int], moment: dt.datetime) -> int:
    number = announcements.begin(db, COMMAND_LINE, audience, text, moment)
    send_recorded(db, number, owners, moment)
    return number


def _listed(db: Db, limit: int) -> list[tuple[Announcement, announcements.Fate]]:
    return [
        (each, announcements.fate_of(db, each.id))
        for each in announcements.newest(db, limit=limit)
        if each.audience is not None
    ]


def _who(audience: Audience | None) -> str:
    if audience is None or audience.kind == audiences.ALL:
        return "all readers"
    return f"followers of {audience.name}"


def _value(each: Announcement, fate: announcements.Fate) -> dict[str, Any]:
    return {
        "announcement": each.id,
        "state": each.state,
        "audience": each.audience.kind if each.audience else "",
        "name": each.audience.name if each.audience else "",
        "person": each.person,
        "text": each.text,
        "sent_at": None if each.sent_at is None else to_text(each.sent_at),
        "owed": fate.owed,
        "sent": fate.sent,
        "waiting": fate.waiting,
        "cancelled": fate.cancelled,
    }
