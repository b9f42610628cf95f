"""Of which newspaper a draft is: one that is known, by a button or typed, or a new one that an editor vouches
for. A name that nobody knows may be a misread head, so it makes no newspaper by itself.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import OnPress
from bot.desk.draft.asking import OF_ISSUE, ask, in_rows
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import ArticleChanged
from bot.desk.draft.seat import Seat
from bot.desk.publishing.issue_card import IssueChange, change_issue
from parsing.newspaper_names import LONGEST_NEWSPAPER, newspaper_key, newspaper_name
from storage.archive import newspapers
from storage.archive.newspapers import Newspaper
from storage.archive.prepared import PreparedIssue
from storage.deliveries.messages import Buttons
from storage.people.awaited import Awaited

WHAT = "newspaper"
NAME_ON_BUTTON = 20
# So like a known name, of 1.0 for the same, a typed one may be a slip: 科学号报 and 科学导报 are .75.
MAY_BE_A_SLIP = 0.7


async def press_paper(seat: Seat, draft_id: int) -> None:
    """`d_paper:<draft>`: of which newspaper is it?"""
    issue = (await seat.draft(draft_id)).issue
    shown = html.escape(issue.newspaper[:LONGEST_NEWSPAPER]) or wording.UNKNOWN_SO_FAR
    await _ask(seat, draft_id, issue.newspaper, wording.ASK_NEWSPAPER.format(newspaper=shown))


async def press_set_paper(seat: Seat, draft_id: int, newspaper_id: int) -> None:
    """`d_topaper:<draft>:<newspaper>`: it is of this newspaper."""
    newspaper = await seat.context.parts.database.read(newspapers.get_newspaper, newspaper_id)
    if newspaper is None:
        raise ArticleChanged
    await change_issue(seat, draft_id, of_newspaper(newspaper.name))


async def press_new_paper(seat: Seat, draft_id: int) -> None:
    """`d_newpaper:<draft>`: the newspaper that it names is a new one."""
    await change_issue(seat, draft_id, lambda issue: replace(issue, newspaper_vouched=True))


async def take_newspaper(seat: Seat, asked: Awaited, text: str) -> None:
    """Takes a newspaper's name: that of a known one, or of a new one, which may not be a slip of the hand."""
    name = newspaper_name(text)
    if not newspaper_key(text) or len(name) > LONGEST_NEWSPAPER:
        await seat.tell(wording.NEWSPAPER_TOO_LONG.format(most=LONGEST_NEWSPAPER))
        return
    database = seat.context.parts.database
    known = await database.read(newspapers.find_newspaper, name)
    if known is not None:
        await change_issue(seat, asked.draft_id, of_newspaper(known.name))
        return
    others = await database.read(newspapers.known_newspapers)
    is_slip = any(_likeness(name, other.name) >= MAY_BE_A_SLIP for other in others)
    await change_issue(seat, asked.draft_id, of_newspaper(name, vouched=not is_slip))
    if is_slip:
        await ask_if_unknown(seat, asked.draft_id)


async def ask_if_unknown(seat: Seat, draft_id: int) -> bool:
    """Asks of which newspaper a draft is, where nobody knows the one that it names; else returns False."""
    issue = (await seat.draft(draft_id)).issue
    if not await seat.context.parts.database.read(newspapers.is_unknown, issue):
        return False
    shown = html.escape(issue.newspaper[:LONGEST_NEWSPAPER])
    await _ask(seat, draft_id, issue.newspaper, wording.ASK_IF_NEW_NEWSPAPER.format(newspaper=shown))
    return True


def of_newspaper(name: str, *, vouched: bool = False) -> IssueChange:
    """The change of an issue's newspaper; `vouched` says that there is such a one, though it is new."""
    return lambda issue: replace(issue, newspaper=name, newspaper_vouched=vouched)


async def _ask(seat: Seat, draft_id: int, named: str, text: str) -> None:
    database = seat.context.parts.database
    known = await database.read(newspapers.known_newspapers)
    rows = in_rows(
        [_button(draft_id, each) for each in _nearest_first(named, known) if each.name != named], 2
    )
    issue = (await seat.draft(draft_id)).issue
    if await database.read(newspapers.is_unknown, issue):
        rows += _new(draft_id, issue)
    await ask(seat, draft_id, OF_ISSUE, WHAT, text, rows)


def _button(draft_id: int, newspaper: Newspaper) -> tuple[str, str]:
    return newspaper.name[:NAME_ON_BUTTON], buttons.data("d_topaper", draft_id, newspaper.id)


def _new(draft_id: int, issue: PreparedIssue) -> Buttons:
    label = wording.BUTTON_NEW_NEWSPAPER.format(newspaper=issue.newspaper[:NAME_ON_BUTTON])
    return (((label, buttons.data("d_newpaper", draft_id)),),)


def _nearest_first(named: str, known: Sequence[Newspaper]) -> list[Newspaper]:
    """Those whose names look like the one that was read first, then as they come."""
    return sorted(known, key=lambda each: _likeness(named, each.name) < MAY_BE_A_SLIP)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:LONGEST_NEWSPAPER], other[:LONGEST_NEWSPAPER], autojunk=False).ratio()


PRESSES: dict[str, OnPress] = {
    "d_paper": at_desk(press_paper),
    "d_topaper": at_desk(press_set_paper, ids=2),
    "d_newpaper": at_desk(press_new_paper),
}
