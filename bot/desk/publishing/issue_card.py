"""What holds for a whole draft: its day, page and link, chosen by a button or typed."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.desk.draft.asking import OF_ISSUE, ask, in_rows
from bot.desk.draft.holding import at_desk
from bot.desk.draft.seat import Seat
from bot.desk.draft.showing import show_page
from bot.desk.notes.day_words import is_possible, read_day
from parsing.furniture import date_in
from parsing.link import LONGEST_LINK, is_link
from parsing.park_names import fold
from storage.archive import known_articles
from storage.archive.prepared import PreparedIssue
from storage.database import Db
from storage.deliveries.messages import Button
from storage.desk import drafts
from storage.moments import now
from storage.people import awaited
from storage.people.awaited import Awaited

DAY, FOLIO, LINK = "day", "folio", "link"
LONGEST_FOLIO = 10

IssueChange = Callable[[PreparedIssue], PreparedIssue]


async def press_day(seat: Seat, draft_id: int) -> None:
    """`d_day:<draft>`: of which day is it?"""
    draft = await seat.draft(draft_id)
    today = _today(seat)
    days = [(wording.TODAY, today), (wording.YESTERDAY, today - dt.timedelta(days=1))]
    of_file = date_in(draft.issue.source_name)
    if of_file is not None and is_possible(of_file, today):
        days.append((wording.BUTTON_DAY_OF_FILE.format(day=wording.date(of_file)), of_file))
    row: list[Button] = [
        (label, buttons.data("d_setday", draft_id, int(f"{day:%Y%m%d}"))) for label, day in days
    ]
    text = wording.ASK_DAY.format(day=wording.date(draft.issue.published_on))
    await ask(seat, draft_id, OF_ISSUE, DAY, text, in_rows(row, 2))


async def press_set_day(seat: Seat, draft_id: int, number: int) -> None:
    """`d_setday:<draft>:<yyyymmdd>`: it is of this day."""
    day = date_in(str(number))
    if day is None or not is_possible(day, _today(seat)):
        raise ForeignButton(f"day {number}")
    await change_issue(seat, draft_id, of_day(day))


async def press_folio(seat: Seat, draft_id: int) -> None:
    """`d_folio:<draft>`: which page is it?"""
    draft = await seat.draft(draft_id)
    folio = html.escape(wording.page_name(draft.issue.page[:LONGEST_FOLIO])) or wording.UNKNOWN_SO_FAR
    rows = (((wording.BUTTON_NO_FOLIO, buttons.data("d_nofolio", draft_id)),),) if draft.issue.page else ()
    await ask(seat, draft_id, OF_ISSUE, FOLIO, wording.ASK_FOLIO.format(folio=folio), rows)


async def press_no_folio(seat: Seat, draft_id: int) -> None:
    """`d_nofolio:<draft>`: its page isn't known."""
    await change_issue(seat, draft_id, lambda issue: replace(issue, page=""))


async def press_link(seat: Seat, draft_id: int) -> None:
    """`d_link:<draft>`: where can it be read?"""
    draft = await seat.draft(draft_id)
    link = html.escape(draft.issue.link) or wording.UNKNOWN_SO_FAR
    rows = (((wording.BUTTON_NO_LINK, buttons.data("d_nolink", draft_id)),),) if draft.issue.link else ()
    await ask(seat, draft_id, OF_ISSUE, LINK, wording.ASK_LINK.format(link=link), rows)


async def press_no_link(seat: Seat, draft_id: int) -> None:
    """`d_nolink:<draft>`: it can't be read anywhere."""
    await change_issue(seat, draft_id, lambda issue: replace(issue, link=""))


async def take_day(seat: Seat, asked: Awaited, text: str) -> None:
    """Takes a day that was written."""
    day = read_day(text, _today(seat))
    if day is None:
        await seat.tell(wording.DAY_UNREAD)
        return
    await change_issue(seat, asked.draft_id, of_day(day))


async def take_folio(seat: Seat, asked: Awaited, text: str) -> None:
    """Takes a page's number: 3, A03, 第3版."""
    folio = "".join(fold(text).split()).removeprefix("第").removesuffix("版")
    if not folio or len(folio) > LONGEST_FOLIO:
        await seat.tell(wording.FOLIO_UNREAD.format(most=LONGEST_FOLIO))
        return
    await change_issue(seat, asked.draft_id, lambda issue: replace(issue, page=folio))


async def take_link(seat: Seat, asked: Awaited, text: str) -> None:
    """Takes the address of a page: http or https, nothing else."""
    link = text.strip()
    if not is_link(link):
        await seat.tell(wording.LINK_REFUSED.format(most=LONGEST_LINK))
        return
    await change_issue(seat, asked.draft_id, lambda issue: replace(issue, link=link))


def of_day(day: dt.date) -> IssueChange:
    """The change of an issue's day, which is assumed no more."""
    return lambda issue: replace(issue, published_on=day, date_assumed=False)


async def change_issue(seat: Seat, draft_id: int, how: IssueChange) -> None:
    """Changes what holds for the whole draft, and shows its preview."""
    await seat.context.parts.database.write(_set_in, seat.person, draft_id, how)
    await show_page(seat, draft_id)


def _set_in(db: Db, person: int, draft_id: int, how: IssueChange) -> None:
    """Changes what holds for a draft; what of it is stored already is told anew."""

    def changed(issue: PreparedIssue) -> PreparedIssue:
        after = how(issue)
        if issue.of_issue is not None:
            return replace(after, mended=issue.mended or after != issue)
        return _matched_again(db, after)

    drafts.change_draft(db, draft_id, person, changed, now())
    awaited.stop(db, person)


def _matched_again(db: Db, issue: PreparedIssue) -> PreparedIssue:
    """The issue with its articles found among the stored ones of its newspaper and day.

    Of one that an editor has mended everything else stays; where articles were put together, all does.
    """
    if issue.absorbed:
        return issue
    bare = tuple(replace(article, article_id=None, changed=False) for article in issue.articles)
    matched = known_articles.match_stored(db, replace(issue, articles=bare))
    articles = tuple(
        replace(article, article_id=found.article_id, changed=found.changed) if article.mended else found
        for article, found in zip(issue.articles, matched.articles, strict=True)
    )
    # In a newspaper's own pages a story told again is a correction, in another's a reprint.
    return replace(issue, articles=articles, looked_to=None)


def _today(seat: Seat) -> dt.date:
    return now().astimezone(ZoneInfo(seat.context.parts.settings.timezone)).date()


PRESSES: dict[str, OnPress] = {
    "d_day": at_desk(press_day),
    "d_setday": at_desk(press_set_day, ids=2),
    "d_folio": at_desk(press_folio),
    "d_nofolio": at_desk(press_no_folio),
    "d_link": at_desk(press_link),
    "d_nolink": at_desk(press_no_link),
}
