"""Both sides' books of a soak: what Telegram was given, what the database says, and whether they agree."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.message import Message
from tests.soak.editing import REASON, Told
from tests.soak.people import Place

# What the message begins with that tells of a copy which may stand there twice, and can't be edited.
TOLD_ANEW = ("更正：", "撤回：")
_RECORD = re.compile(r"^(?=\d{4}-\d\d-\d\dT)", re.M)
STATES = "SELECT state, count(*) FROM deliveries GROUP BY state"
LEFT = """
    SELECT count(*) FROM deliveries d JOIN chats c ON c.id = d.chat_id
    WHERE d.state = 'pending' AND c.off_at IS NULL AND c.held_since IS NULL
        AND d.due_at <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
"""
UNSENT = """
    SELECT count(*) FROM messages m JOIN chats c ON c.id = m.chat_id
    WHERE m.state = 'pending' AND c.off_at IS NULL AND c.held_since IS NULL
"""
OPEN_UPDATES = "SELECT count(*) FROM incoming WHERE done_at IS NULL"
KNOWN = """
    SELECT c.telegram_id, m.telegram_message_id, d.article_id
    FROM deliveries d JOIN messages m ON m.id = d.message_id JOIN chats c ON c.id = m.chat_id
    WHERE d.kind = 'push' AND d.state = 'sent' AND NOT EXISTS
        (SELECT 1 FROM deliveries w WHERE w.chat_id = d.chat_id AND w.article_id = d.article_id
            AND w.kind IN ('correction', 'retraction') AND w.state <> 'sent')
"""


@dataclass(frozen=True, slots=True)
class Received:
    """A message when it came in."""

    chat_id: int
    thread_id: int
    message_id: int
    text: str


class TelegramBook:
    """What came in at Telegram, from when this is made."""

    def __init__(self, api: BotApi) -> None:
        self.received: list[Received] = []
        self._at: defaultdict[tuple[int, int], list[Received]] = defaultdict(list)
        self._api = api
        api.observers.append(self._note)

    def _note(self, event: Event) -> None:
        message = event.subject
        if event.kind == "message" and isinstance(message, Message) and message.from_bot:
            received = Received(message.chat.id, message.thread_id, message.message_id, message.text)
            self.received.append(received)
            self._at[received.chat_id, received.thread_id].append(received)

    def at(self, place: Place) -> Sequence[Received]:
        """What came in at a place, oldest first."""
        return self._at[place.chat.id, place.thread_id]

    def lost_answers(self, chat_id: int) -> int:
        """How many messages a chat was sent without the bot hearing of it."""
        return sum(call.applied and bool(call.fault) for call in self._api.calls_of("sendMessage", chat_id))


def lost(book: TelegramBook, places: Sequence[Place], told: Sequence[Told]) -> Iterator[str]:
    """What never came in at a place that follows its park; what was taken back may not have gone out."""
    for place in places:
        texts = [each.text for each in book.at(place)]
        for one in told:
            if one.page.park != place.park or one.retracted:
                continue
            if not any(one.page.mark in text for text in texts):
                yield f"lost: {place.name} never got {one.page.headline} (article {one.article})"


def strays(book: TelegramBook, places: Sequence[Place], told: Sequence[Told]) -> Iterator[str]:
    """What came in at a place that follows another park."""
    for place in places:
        texts = [each.text for each in book.at(place)]
        for one in told:
            if one.page.park != place.park and any(one.page.mark in text for text in texts):
                yield f"stray: {place.name} got {one.page.headline}"


def repeats(book: TelegramBook, place: Place, told: Sequence[Told]) -> tuple[int, list[str]]:
    """How many messages came in again at a place, and which briefs came again in another message."""
    seen: set[str] = set()
    marks: set[str] = set()
    again = 0
    anew: list[str] = []
    for each in book.at(place):
        if each.text.startswith(TOLD_ANEW):
            continue
        here = {one.page.mark for one in told if one.page.mark in each.text}
        if not here:
            continue
        if each.text in seen:
            again += 1
        elif here & marks:
            anew.append(f"told again: {place.name} got {', '.join(sorted(here & marks))} in {each.text!r}")
        seen.add(each.text)
        marks |= here
    return again, anew


def too_often(book: TelegramBook, places: Sequence[Place], told: Sequence[Told], kills: int) -> Iterator[str]:
    """Places that were told more often than is promised: once more a kill, and once more a lost answer."""
    for place in places:
        again, anew = repeats(book, place, told)
        yield from anew
        allowed = kills + book.lost_answers(place.chat.id)
        if again > allowed:
            yield f"repeated: {place.name} got {again} messages again, {allowed} at most are promised"


def all_repeats(book: TelegramBook, places: Sequence[Place], told: Sequence[Told]) -> int:
    """How many messages came in again, at all places."""
    return sum(repeats(book, place, told)[0] for place in places)


def database_faults(database: Path, api: BotApi, told: Sequence[Told]) -> Iterator[str]:
    """Where the database says something else than Telegram shows, or has not finished."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        states = Counter(dict(connection.execute(STATES).fetchall()))
        if states["parked"]:
            yield f"parked: {states['parked']} deliveries, though nothing was sent that can't be"
        if left := connection.execute(LEFT).fetchone()[0]:
            yield f"left: {left} deliveries wait that are due"
        known = connection.execute(KNOWN).fetchall()
    by_article = {one.article: one for one in told}
    for chat_id, message_id, article in known:
        message = api.chats[chat_id].find(message_id) if message_id is not None else None
        if message is None:
            yield f"unsent: article {article} is marked as sent to {chat_id} and isn't there"
        elif (one := by_article.get(article)) and (fault := standing_fault(one, message.text)):
            yield f"wrong: message {message_id} of {chat_id} {fault}: {message.text[:200]!r}"


def standing_fault(one: Told, text: str) -> str:
    """What is wrong with a message about what was told, "" where it says what holds now."""
    if one.retracted:
        return "" if REASON in text else "doesn't say that its article was retracted"
    headline = one.corrected or one.page.headline
    return "" if headline in text else f"doesn't have the headline {headline}"


def incoming_faults(incoming: Path, api: BotApi) -> Iterator[str]:
    """Updates that were never taken, or never dealt with."""
    if len(api.updates):
        yield f"untaken: {len(api.updates)} updates are still at Telegram"
    with contextlib.closing(sqlite3.connect(incoming)) as connection:
        left = connection.execute(OPEN_UPDATES).fetchone()[0]
    if left:
        yield f"unhandled: {left} updates were kept and not dealt with"


def log_faults(logs: Sequence[str], killed: Sequence[int], token: str) -> Iterator[str]:
    """Secrets and surprises in the logs of all lives; of those `killed` the workers complain, and may."""
    for life, log in enumerate(logs):
        if token in log or token.partition(":")[2] in log:
            yield "secret: the token stands in the log"
        if life in killed:
            continue
        for record in _RECORD.split(log):
            if "Traceback" in record:
                yield f"log: an unexpected error: {record[:200]} … {record[-800:]}"
