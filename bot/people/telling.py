"""Telling people privately what they have not asked for: a message owed to each, as durable as any push."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Collection

from bot import wording
from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Db
from storage.deliveries import messages
from storage.deliveries.messages import Buttons
from storage.people import deeds
from storage.people.deeds import Deed

# Before everything that waits: what is wrong with the sending itself has to get through it.
FIRST_IN_LINE = dt.timedelta(days=3650)
LONGEST_SHOWN = 80


def tell_person(
    db: Db,
    person: int,
    text: str,
    moment: dt.datetime,
    *,
    first_of_all: bool = False,
    buttons: Buttons = (),
) -> None:
    """Owes somebody a message, HTML; `first_of_all` puts it before all that waits for anybody.

    Somebody who has not spoken to the bot yet gets it when they do.
    """
    chat = chats.find_chat(db, person, 0) or chats.ensure_chat(db, Place(person, 0, "private", ""), moment)
    not_before = moment - FIRST_IN_LINE if first_of_all else None
    messages.add_notice(db, chat.id, text, moment, not_before=not_before, buttons=buttons)


def tell_owners(
    db: Db,
    owners: Collection[int],
    text: str,
    moment: dt.datetime,
    *,
    first_of_all: bool = False,
    buttons: Buttons = (),
) -> None:
    """Owes each owner a message, as `tell_person` does."""
    for owner in owners:
        tell_person(db, owner, text, moment, first_of_all=first_of_all, buttons=buttons)


def tell_owners_of(
    db: Db, owner_ids: Collection[int], sentence: str, moment: dt.datetime, *, but: int
) -> None:
    """Owes each owner a message, HTML, about what somebody did, but the one who did it."""
    tell_owners(db, sorted(set(owner_ids) - {but}), sentence, moment)


def record_and_tell(
    db: Db,
    owner_ids: Collection[int],
    person: int,
    what: str,
    moment: dt.datetime,
    *,
    issue_id: int | None = None,
    article_id: int | None = None,
    detail: str = "",
) -> None:
    """Records a deed in the transaction of the deed itself, and owes every other owner a sentence on it."""
    deeds.record(db, person, what, moment, issue_id=issue_id, article_id=article_id, detail=detail)
    [deed] = deeds.newest(db, limit=1)
    tell_owners_of(db, owner_ids, deed_sentence(deed), moment, but=person)


def deed_sentence(deed: Deed) -> str:
    """Who did what with which issue or article, HTML."""
    about = wording.DEED_ABOUT_ARTICLE.format(headline=_short(deed.headline)) if deed.headline else ""
    if deed.published_on is not None:
        source = wording.source_line(_short(deed.newspaper), deed.published_on, deed.page)
        about += f" {source}" if about else source
    who = shown_person(deed.person, _short(deed.name))
    return html.escape(
        wording.DEED.format(
            who=f"{who} " if who[-1:].isascii() else who,
            what=wording.DEEDS[deed.what],
            about=about,
            detail=wording.DEED_DETAIL.format(detail=_short(deed.detail)) if deed.detail else "",
        ),
        quote=False,
    )


def _short(text: str) -> str:
    """A text that leaves room for nine others in a message."""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + wording.AND_SO_ON


def shown_person(person: int, name: str) -> str:
    """Somebody by name and Telegram's number, plain text; by the number alone where we know no name."""
    if person == deeds.COMMAND_LINE:
        return wording.COMMAND_LINE_NAME
    shown = wording.PERSON if name else wording.PERSON_WITHOUT_NAME
    return shown.format(name=name, person=person)
