"""How delivery stands, as a line in the log now and then."""

from __future__ import annotations

import logging
from zoneinfo import ZoneInfo

from bot.context import Parts
from bot.owner.status import start_of_day
from storage.moments import now
from storage.operating.delivery_status import Status, delivery_status

log = logging.getLogger(__name__)

LOG_EVERY_SECONDS = 600


async def log_status(parts: Parts) -> None:
    """Writes the numbers that /status shows."""
    zone, moment = ZoneInfo(parts.settings.timezone), now()
    numbers = await parts.database.read(delivery_status, since=start_of_day(moment, zone), moment=moment)
    log.info("%s", status_line(numbers))


def status_line(numbers: Status) -> str:
    """The numbers in one line, as name=value."""
    oldest = "none" if numbers.oldest_owed_at is None else numbers.oldest_owed_at.isoformat("T", "seconds")
    off = "; ".join(f"{reason}: {count}" for reason, count in numbers.off)
    return (
        f"Delivery: owed={numbers.owed} due={numbers.due} oldest_owed={oldest}"
        f" sent_today={numbers.messages_sent} briefs_today={numbers.briefs_sent} rate={numbers.rate:.1f}/s"
        f" parked={numbers.parked} chats_on={numbers.chats_on} chats_off={numbers.chats_off}"
        f" chats_held={numbers.chats_held}" + (f" ({off})" if off else "")
    )
