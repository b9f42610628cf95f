"""Letters on the command line: list, show, answer, close, mute, unmute. A running serve tells readers and
editors.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from bot.exit_status import BAD_INPUT, Refusal
from bot.newsroom import letter_settling
from bot.newsroom.letter_settling import LONGEST_ANSWER, Settled, Settling
from bot.reader.letter_writing import cleaned, length_of
from bot.settings.configuration import Settings
from bot.terminal.input.opened import opened
from bot.terminal.output.columns import table
from bot.terminal.output.printing import INDENT, counted
from bot.terminal.output.told import Told
from storage.database import Database
from storage.letters import letters, muted
from storage.letters.letters import Letter
from storage.moments import now, to_text
from storage.people.deeds import COMMAND_LINE

HEADINGS = ("letter", "written", "state", "about", "text")
TEXT_SHOWN = 60
HEADLINE_SHOWN = 30
# Of standard input so much is read: more than any answer has that is taken.
MOST_CHARACTERS = 64 * 1024
STANDARD_INPUT = "-"


def list_letters(settings: Settings, limit: int, *, every: bool) -> Told:
    """The letters that are open, the oldest first; or `every` one, the newest first."""
    with opened(settings, dry_run=False) as database:
        if every:
            found = database.read_now(letters.newest_letters, limit=limit)
        else:
            found = database.read_now(letters.open_letters, limit=limit)
        count = database.read_now(letters.count_open)
    if not found:
        return Told(("no letter is open",) if not every else ("there are no letters",), [])
    zone = ZoneInfo(settings.timezone)
    lines = table(HEADINGS, [_cells(letter, zone) for letter in found])
    if not every and count > len(found):
        lines += (f"{count - len(found)} more are open: --limit {count} shows them too",)
    return Told(lines, [_value(letter) for letter in found])


def list_muted(settings: Settings, limit: int) -> Told:
    """Who is muted, those who were last before the others."""
    with opened(settings, dry_run=False) as database:
        found = database.read_now(muted.list_muted, limit=limit)
    value = [
        {
            "person": each.person,
            "muted_at": to_text(each.muted_at),
            "muted_by": each.muted_by,
            "letter": each.letter_id,
        }
        for each in found
    ]
    lines = tuple(
        "\t".join((str(each["person"]), f"since {each['muted_at']}", f"letter {each['letter'] or '-'}"))
        for each in value
    )
    return Told(lines or ("nobody is muted",), value)


def show(settings: Settings, number: int) -> Told:
    """A letter and what became of it. Raises Refusal."""
    with opened(settings, dry_run=False) as database:
        letter = _letter(database, number)
    return Told(tuple(_lines(letter, ZoneInfo(settings.timezone))), _value(letter))


def answer(settings: Settings, number: int, text: str, *, dry_run: bool) -> Told:
    """Answers a letter. Raises Refusal where it isn't open, or the answer is empty or too long."""
    written = cleaned(sys.stdin.read(MOST_CHARACTERS) if text == STANDARD_INPUT else text)
    if not written:
        raise Refusal("the answer is empty", BAD_INPUT)
    if length_of(written) > LONGEST_ANSWER:
        raise Refusal(
            f"the answer has {length_of(written)} characters, and may have {LONGEST_ANSWER}", BAD_INPUT
        )
    with opened(settings, dry_run=dry_run) as database:
        settled = database.write_now(letter_settling.answer, number, written, COMMAND_LINE, now())
    return _told(number, settled, "answered", dry_run=dry_run)


def close(settings: Settings, number: int, *, dry_run: bool) -> Told:
    """Closes a letter. Raises Refusal where it was settled otherwise."""
    with opened(settings, dry_run=dry_run) as database:
        settled = database.write_now(letter_settling.close, number, COMMAND_LINE, now())
    letter = settled.letter
    if settled.settling is Settling.ALREADY and letter is not None and letter.state == letters.CLOSED:
        return Told((f"letter {number} is closed already",), _done(number, changed=False, dry_run=dry_run))
    return _told(number, settled, "closed", dry_run=dry_run)


def mute(settings: Settings, number: int | None, person: int | None, *, dry_run: bool) -> Told:
    """Mutes a reader, given by a letter or by number. Raises Refusal where there is no such letter."""
    with opened(settings, dry_run=dry_run) as database:
        who = _person(database, number, person)
        done, closed = database.write_now(
            letter_settling.mute_person, settings.owner_ids, who, COMMAND_LINE, now(), letter_id=number
        )
    changed = done is Settling.DONE
    verb = "would be" if dry_run else "is"
    line = f"{who} {verb} muted" if changed else f"{who} is muted already"
    if closed:
        line += f", {counted(closed, 'letter')} closed"
    return Told((line,), {"person": who, "changed": changed, "closed": closed, "dry_run": dry_run})


def unmute(settings: Settings, number: int | None, person: int | None, *, dry_run: bool) -> Told:
    """Takes a reader's letters again. Raises Refusal where there is no such letter."""
    with opened(settings, dry_run=dry_run) as database:
        who = _person(database, number, person)
        done = database.write_now(letter_settling.unmute_person, settings.owner_ids, who, COMMAND_LINE, now())
    changed = done is Settling.DONE
    verb = "would be" if dry_run else "is"
    line = f"{who} {verb} muted no more" if changed else f"{who} is not muted"
    return Told((line,), {"person": who, "changed": changed, "dry_run": dry_run})


def _person(database: Database, number: int | None, person: int | None) -> int:
    """The reader meant. Raises Refusal."""
    if person is not None:
        return person
    assert number is not None
    found = _letter(database, number).person
    if found is None:
        raise Refusal(f"the writer of letter {number} has sent /forget", BAD_INPUT)
    return found


def _letter(database: Database, number: int) -> Letter:
    letter = database.read_now(letters.get_letter, number)
    if letter is None:
        raise Refusal(f"there is no letter {number}: `letters list --all` shows those there are", BAD_INPUT)
    return letter


def _told(number: int, settled: Settled, verb: str, *, dry_run: bool) -> Told:
    letter = settled.letter
    if letter is None:
        raise Refusal(f"there is no letter {number}: `letters list --all` shows those there are", BAD_INPUT)
    if settled.settling is Settling.ALREADY:
        raise Refusal(f"letter {number} was {letter.state} before, by {_who(letter.settled_by)}", BAD_INPUT)
    line = f"letter {number}: {'would be ' if dry_run else ''}{verb}"
    return Told((line,), _done(number, changed=True, dry_run=dry_run))


def _done(number: int, *, changed: bool, dry_run: bool) -> dict[str, Any]:
    return {"letter": number, "changed": changed, "dry_run": dry_run}


def _who(person: int | None) -> str:
    if person is None:
        return "nobody"
    return "the command line" if person == COMMAND_LINE else f"editor {person}"


def _cells(letter: Letter, zone: ZoneInfo) -> tuple[str, ...]:
    about = "-" if letter.card is None else _clipped(letter.card.headline, HEADLINE_SHOWN)
    text = _clipped(" ".join(letter.text.split()), TEXT_SHOWN)
    return str(letter.id), _when(letter, zone), letter.state, about, text


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _when(letter: Letter, zone: ZoneInfo) -> str:
    return letter.written_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _lines(letter: Letter, zone: ZoneInfo) -> Iterator[str]:
    writer = "somebody who has sent /forget" if letter.person is None else str(letter.person)
    yield f"letter {letter.id}: {letter.state}, written {_when(letter, zone)} by {writer}"
    if letter.card is not None:
        yield f"{INDENT}about: article {letter.card.id}: {letter.card.headline}"
    yield from (f"{INDENT}{line}" for line in letter.text.split("\n"))
    if letter.state != letters.OPEN:
        yield f"{letter.state} by {_who(letter.settled_by)}"
    yield from (f"{INDENT}{line}" for line in letter.answer.split("\n") if letter.answer)
    if letter.mending_by is not None:
        yield f"{_who(letter.mending_by)} went to put it right"
    if letter.is_muted:
        yield "its writer is muted"


def _value(letter: Letter) -> dict[str, Any]:
    return {
        "letter": letter.id,
        "person": letter.person,
        "written_at": to_text(letter.written_at),
        "article": letter.article_id,
        "headline": None if letter.card is None else letter.card.headline,
        "text": letter.text,
        "state": letter.state,
        "settled_by": letter.settled_by,
        "settled_at": None if letter.settled_at is None else to_text(letter.settled_at),
        "answer": letter.answer,
        "muted": letter.is_muted,
    }
