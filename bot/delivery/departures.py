"""Places that answer "gone": held for a minute, and switched off if it stays with the few.

A wrong token, a Bot API server that lost its data or a fault of Telegram's says of everybody what is true of
nobody. To switch them all off would silence the bot for good. So where many say so at once they stay held,
one place at a time is tried until one takes its message, and owners are told.
"""

from __future__ import annotations

import html
import logging
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

from bot import wording
from bot.delivery.ledger import Ledger
from bot.delivery.outage import FIRST_OUTAGE_PAUSE_SECONDS, LONGEST_OUTAGE_PAUSE_SECONDS
from bot.delivery.owners_notice import ONCE_IN
from bot.people.telling import tell_owners
from bot.transport.loop_clock import seconds_now
from storage.chats import holds, lost_places, masses
from storage.chats.holds import Doubt
from storage.database import Database, Db
from storage.moments import now

log = logging.getLogger(__name__)

WITHIN_SECONDS = 60.0
FEWEST_GONE = 5
SHARE_GONE = 0.5  # of the places tried, to be exceeded


@dataclass(frozen=True, slots=True)
class Masses:
    """So many places answered within a minute that they are gone, of so many tried."""

    gone: int
    tried: int


class LastMinute:
    """What the places answered that were tried within the last minute."""

    def __init__(self) -> None:
        # When each place last answered so, the longest ago first.
        self._tried: OrderedDict[int, float] = OrderedDict()
        self._gone: OrderedDict[int, float] = OrderedDict()

    def answered(self, telegram_id: int, *, gone: bool) -> None:
        """A place has answered."""
        moment = seconds_now()
        _note(self._tried, telegram_id, moment)
        if gone:
            _note(self._gone, telegram_id, moment)

    def taken(self, telegram_id: int) -> None:
        """A place has taken a message: it is not gone, whatever it said before."""
        self.answered(telegram_id, gone=False)
        self._gone.pop(telegram_id, None)

    def masses(self) -> Masses | None:
        """The places gone in masses; None where those who left have each left for themselves."""
        for answers in (self._gone, self._tried):
            _forget_old(answers, seconds_now())
        gone, tried = len(self._gone), len(self._tried)
        return Masses(gone, tried) if gone >= FEWEST_GONE and gone > SHARE_GONE * tried else None


@dataclass(slots=True, eq=False)
class _Suspect:
    """A place that answered "gone" at a moment; `doubt` is how it is held, once that is written."""

    since: float
    doubt: Doubt | None = None


class Departures:
    """Holds the places that answer "gone", and switches off those that left each for itself."""

    def __init__(self, database: Database, ledger: Ledger, owners: Collection[int]) -> None:
        self._database = database
        self._ledger = ledger
        self._owners = tuple(owners)
        self._answers = LastMinute()
        self._suspects: dict[int, _Suspect] = {}
        self._lasts = False
        self._pause = FIRST_OUTAGE_PAUSE_SECONDS
        self._until = 0.0

    @property
    def lasts(self) -> bool:
        """Whether too many are gone, and none has taken a message since."""
        return self._lasts

    @property
    def seconds_left(self) -> float:
        """Seconds until the next try while it lasts."""
        return max(0.0, self._until - seconds_now())

    @property
    def seconds_to_settle(self) -> float | None:
        """Seconds until somebody's minute is over; None where nobody's runs."""
        ends = [each.since + WITHIN_SECONDS for each in self._suspects.values() if each.doubt is not None]
        return max(0.0, min(ends) - seconds_now()) if ends else None

    async def take_up(self) -> None:
        """Goes on where the last run was: the way may still be at fault."""
        self._lasts = await self._ledger.write(masses.last)
        if self._lasts:
            log.warning(
                "Very many seemed gone at once: one chat at a time is tried until one takes its message"
            )

    def answered(self, telegram_id: int) -> None:
        """A place has said something else than that it is gone, and not taken its message."""
        self._answers.answered(telegram_id, gone=False)

    async def taken(self, telegram_id: int) -> None:
        """A place has taken its message: the way is open."""
        self._answers.taken(telegram_id)
        self._suspects.pop(telegram_id, None)
        if self._lasts:
            log.info("Chats take messages again")
            self._lasts = False
            self._pause, self._until = FIRST_OUTAGE_PAUSE_SECONDS, 0.0
            await self._ledger.write(masses.end)

    async def gone(self, telegram_id: int, reason: str) -> None:
        """Holds a place that says it is gone until its minute is over, or longer where very many say so."""
        suspect = _Suspect(seconds_now())
        self._answers.answered(telegram_id, gone=True)
        self._suspects[telegram_id] = suspect
        found = self._answers.masses()
        begins = found is not None and not self._lasts
        if begins or self._lasts:
            self._lasts = True
            self._suspects.clear()
            self._rest()
        if found is not None and begins:
            log.critical(
                "%d of %d chats tried within a minute answer that they are gone (%s): they are held and not"
                " switched off, and sending goes on one chat at a time until one takes its message",
                found.gone,
                found.tried,
                reason,
            )
            notice = wording.GONE_IN_MASSES.format(count=found.gone, reason=html.escape(reason))
            suspect.doubt = await self._ledger.write(_begin, telegram_id, reason, self._owners, notice)
        else:
            log.info("Place %d is held, since it says that it is gone: %s", telegram_id, reason)
            suspect.doubt = await self._ledger.write(holds.doubt, telegram_id, reason, now())
            if suspect.doubt is None and self._suspects.get(telegram_id) is suspect:
                del self._suspects[telegram_id]  # it is off already, or no more: nothing is to be settled

    async def settle(self) -> None:
        """Switches off those whose minute is over and who have not been let in meanwhile.

        Raises storage.database.StorageError where the database can't be written; then they stay held.
        """
        ends = seconds_now() - WITHIN_SECONDS
        over = [
            (telegram_id, suspect)
            for telegram_id, suspect in self._suspects.items()
            if suspect.doubt is not None and suspect.since <= ends
        ]
        if not over:
            return
        doubts = [suspect.doubt for _, suspect in over if suspect.doubt is not None]
        for telegram_id, reason in await self._database.write(holds.switch_off_doubted, doubts, now()):
            log.info("Place %d is switched off: %s", telegram_id, reason)
        for telegram_id, suspect in over:
            if self._suspects.get(telegram_id) is suspect:
                del self._suspects[telegram_id]

    def _rest(self) -> None:
        """Answers that were on their way together make one pause."""
        if self.seconds_left == 0:
            self._until = seconds_now() + self._pause
            self._pause = min(self._pause * 2, LONGEST_OUTAGE_PAUSE_SECONDS)


def _begin(db: Db, telegram_id: int, reason: str, owners: tuple[int, ...], notice: str) -> Doubt | None:
    """Holds the place that made it too many, and lets owners be the first to hear of it."""
    moment = now()
    masses.begin(db, moment)
    if lost_places.tell_of_masses(db, moment, ONCE_IN):
        tell_owners(db, owners, notice, moment, first_of_all=True)
    return holds.doubt(db, telegram_id, reason, moment)


def _note(answers: OrderedDict[int, float], telegram_id: int, moment: float) -> None:
    answers[telegram_id] = moment
    answers.move_to_end(telegram_id)
    _forget_old(answers, moment)


def _forget_old(answers: OrderedDict[int, float], moment: float) -> None:
    while answers and next(iter(answers.values())) <= moment - WITHIN_SECONDS:
        answers.popitem(last=False)
