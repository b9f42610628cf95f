"""/status: how delivery stands."""

from __future__ import annotations

import datetime as dt
import html
from zoneinfo import ZoneInfo

from telegram import Update

from bot import wording
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context
from bot.schedule.digest_wording import moment_text
from storage.moments import now
from storage.operating.delivery_status import Status, delivery_status
from storage.operating.last_backup import last_backup
from storage.operating.restore_gap import open_gap
from storage.operating.troubles import REFUSED, Trouble, lasting_troubles


async def status(update: Update, context: Context) -> None:
    """Answers with the numbers; today is the configured timezone's."""
    zone, moment = ZoneInfo(context.parts.settings.timezone), now()
    numbers = await context.parts.database.read(
        delivery_status, since=start_of_day(moment, zone), moment=moment
    )
    text = _text(numbers, zone, moment)
    lasting = await context.parts.database.read(lasting_troubles)
    text = _troubles(lasting, context.parts.database.refused, zone, moment) + text
    gap = await context.parts.database.read(open_gap)
    if gap is not None:
        text += "\n" + wording.STATUS_GAP.format(count=gap.count)
    if context.parts.settings.backups is not None:
        text += "\n" + _backup_line(await context.parts.database.read(last_backup), zone, moment)
    await reply(update, text)


def start_of_day(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """When the day that a moment lies in began in a timezone."""
    day = moment.astimezone(zone).date()
    return dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)


def _text(numbers: Status, zone: ZoneInfo, moment: dt.datetime) -> str:
    lines = [wording.STATUS_OWED.format(owed=numbers.owed, due=numbers.due)]
    if numbers.oldest_owed_at is not None:
        when = moment_text(numbers.oldest_owed_at, zone, moment)
        lines.append(wording.STATUS_OLDEST.format(when=when))
    lines.append(wording.STATUS_SENT_TODAY.format(messages=numbers.messages_sent, briefs=numbers.briefs_sent))
    lines.append(wording.STATUS_RATE.format(rate=numbers.rate))
    parked = wording.STATUS_PARKED if numbers.parked else wording.STATUS_NOTHING_PARKED
    lines.append(parked.format(parked=numbers.parked))
    lines.append(wording.STATUS_CHATS.format(on=numbers.chats_on, off=numbers.chats_off))
    lines += [
        wording.STATUS_OFF_REASON.format(reason=html.escape(reason), count=count)
        for reason, count in numbers.off
    ]
    if numbers.held:
        lines.append(wording.STATUS_HELD.format(held=numbers.chats_held))
        lines += [
            wording.STATUS_OFF_REASON.format(reason=html.escape(reason), count=count)
            for reason, count in numbers.held
        ]
    return f"{wording.STATUS_TITLE}\n" + "\n".join(lines)


def _troubles(lasting: tuple[Trouble, ...], refused: str, zone: ZoneInfo, moment: dt.datetime) -> str:
    """What needs a person, above all else; empty where nothing does."""
    lines = [
        wording.STATUS_TROUBLE.format(
            name=wording.TROUBLE_NAMES[each.kind],
            since=moment_text(each.since, zone, moment),
            detail=f"：{html.escape(each.detail, quote=False)}" if each.detail else "",
        )
        for each in lasting
    ]
    if refused:  # which can't be stored
        detail = html.escape(refused, quote=False)
        lines.append(wording.STATUS_REFUSED.format(name=wording.TROUBLE_NAMES[REFUSED], detail=detail))
    return "\n".join((wording.STATUS_TROUBLES, *lines, "", "")) if lines else ""


def _backup_line(last: dt.datetime | None, zone: ZoneInfo, moment: dt.datetime) -> str:
    if last is None:
        return wording.STATUS_NO_BACKUP
    return wording.STATUS_BACKED_UP.format(when=moment_text(last, zone, moment))


COMMAND = Command(
    "status",
    wording.ABOUT_STATUS,
    status,
    for_owners=True,
    after="id",
    group=Group.RUNNING,
)
