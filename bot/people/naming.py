"""Naming editors: each of these is one transaction's work, whether the chat or the command line asks for it.

Whom it concerns is told, and every owner but the one who did it; the deed is recorded.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Collection
from enum import Enum, auto

from bot import wording
from bot.people.telling import record_and_tell, shown_person, tell_person
from storage.database import Db
from storage.letters import letter_copies
from storage.people import deeds, editors, invitations
from storage.people.invitations import Use

# What a link carries behind it: https://t.me/<bot>?start=e_…; 64 characters at most.
INVITATION = "e_"
LINK = "https://t.me/{bot}?start=" + INVITATION + "{token}"
TOKEN_BYTES = 32
LONGEST_NAME = 64
# Telegram's numbers have at most 52 significant bits (core.telegram.org/bots/api#user).
_NUMBER = re.compile(r"[1-9][0-9]{0,15}")


class Naming(Enum):
    """What became of naming or removing an editor."""

    DONE = auto()
    ALREADY = auto()  # they were one, or were none
    IS_OWNER = auto()


def read_number(text: str) -> int | None:
    """The person whose number somebody wrote; None where it is none."""
    return int(text) if _NUMBER.fullmatch(text) else None


def add_editor(
    db: Db, owner_ids: Collection[int], person: int, name: str, *, by: int, moment: dt.datetime
) -> Naming:
    """Makes somebody an editor."""
    if person in owner_ids:
        return Naming.IS_OWNER
    name = _one_line(name) or editors.name_of(db, person)
    if not editors.add(db, person, name, added_by=by, moment=moment):
        return Naming.ALREADY
    record_and_tell(db, owner_ids, by, deeds.EDITOR_ADDED, moment, detail=_shown(db, person))
    tell_person(db, person, wording.YOU_ARE_EDITOR, moment)
    return Naming.DONE


def remove_editor(db: Db, owner_ids: Collection[int], person: int, *, by: int, moment: dt.datetime) -> Naming:
    """Ends somebody's being an editor. Who is an owner as well can go on publishing."""
    if not editors.remove(db, person, moment):
        return Naming.IS_OWNER if person in owner_ids else Naming.ALREADY
    record_and_tell(db, owner_ids, by, deeds.EDITOR_REMOVED, moment, detail=_shown(db, person))
    if person not in owner_ids:
        letter_copies.withdraw(db, person)
        tell_person(db, person, wording.YOU_ARE_NO_EDITOR, moment)
    return Naming.DONE


def new_token() -> str:
    """What an invitation's link carries; to be shown once, and neither kept nor logged."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def invite(db: Db, token: str, *, by: int, moment: dt.datetime) -> dt.datetime:
    """Makes an invitation of a new token; returns when it expires."""
    expires_at = invitations.make(db, token, made_by=by, moment=moment)
    deeds.record(db, by, deeds.INVITED, moment)
    return expires_at


def accept_invitation(
    db: Db, owner_ids: Collection[int], token: str, person: int, name: str, *, moment: dt.datetime
) -> Use:
    """Makes an editor of whoever opened a link; it isn't used up where they may publish already.

    Opened by the same person again, as when an update is handled twice, it is taken as before.
    """
    used_by = invitations.used_by(db, token)
    if person in owner_ids or editors.is_editor(db, person):
        return Use.TAKEN if used_by == person else Use.NOT_NEEDED
    use = invitations.use(db, token, person, owners=owner_ids, moment=moment)
    if use is Use.TAKEN:
        by = invitations.made_by(db, token)
        editors.add(db, person, _one_line(name), added_by=by, moment=moment)
        detail = wording.DEED_INVITED_BY.format(by=_shown(db, by))
        record_and_tell(db, owner_ids, person, deeds.INVITATION_USED, moment, detail=detail)
    return use


def _shown(db: Db, person: int) -> str:
    return shown_person(person, editors.name_of(db, person))


def _one_line(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]
