"""After a restore: owners are asked what becomes of what may have been sent in the gap before it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import change_in_place
from bot.context import Context
from bot.people.telling import tell_owners
from bot.program import program
from bot.schedule.digest_wording import moment_text
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.operating import restore_gap
from storage.operating.restore_gap import Decision, Gap

log = logging.getLogger(__name__)


def ask_owners(db: Db, owners: Collection[int], zone: ZoneInfo, moment: dt.datetime) -> None:
    """Owes each owner the question, once; says in the log that something is held as long as it is."""
    gap = restore_gap.open_gap(db)
    if gap is None:
        return
    log.warning(
        "Held since a restore, until an owner decides (%s restore --send or --drop):"
        " %d deliveries, %d notices",
        program(),
        gap.deliveries,
        gap.notices,
    )
    if not gap.asked:
        tell_owners(
            db, owners, _question(gap, zone, moment), moment, first_of_all=True, buttons=_buttons(gap)
        )
        restore_gap.mark_asked(db, gap)


def _question(gap: Gap, zone: ZoneInfo, moment: dt.datetime) -> str:
    text = wording.GAP_ASKED.format(
        backed_up=moment_text(gap.backed_up, zone, moment),
        restored=moment_text(gap.restored, zone, moment),
        count=gap.count,
    )
    if gap.drafts or gap.announcements:
        text += "\n" + wording.GAP_STOPPED.format(drafts=gap.drafts, announcements=gap.announcements)
    return text


def _buttons(gap: Gap) -> Buttons:
    return (
        (
            (wording.GAP_SEND, buttons.data("gap_send", gap.number)),
            (wording.GAP_DROP, buttons.data("gap_drop", gap.number)),
        ),
    )


async def press_send(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`gap_send:<gap>`: sends what is held."""
    await _decide(context, query, ids, send=True)


async def press_drop(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`gap_drop:<gap>`: drops what is held."""
    await _decide(context, query, ids, send=False)


async def _decide(context: Context, query: CallbackQuery, ids: tuple[int, ...], *, send: bool) -> None:
    if len(ids) != 1:
        raise ForeignButton(query.data)
    database = context.parts.database
    gap = await database.write(restore_gap.decide, send=send, number=ids[0])
    context.parts.wake_delivery.set()
    if gap is not None:
        log.info("An owner decided about what a restore held: %s", "send" if send else "drop")
    await query.answer("" if gap is not None else wording.GAP_DECIDED)
    # The first decision stands, whoever made it, and is what every owner's message says.
    await change_in_place(query, _said(await database.read(restore_gap.decision, ids[0])), ())


def _said(decided: Decision | None) -> str:
    if decided is None:  # of an earlier restore
        return wording.GAP_DECIDED
    return (wording.GAP_SENT if decided.send else wording.GAP_DROPPED).format(count=decided.count)


PRESSES: dict[str, OnPress] = {"gap_send": OnPress(press_send), "gap_drop": OnPress(press_drop)}
