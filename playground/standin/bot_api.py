"""Telegram's Bot API for tests and the demo: as strict as Telegram, in Telegram's words, without Telegram.

A `BotApi` is one bot's Telegram: the methods the bot calls, and the people and chats it meets there.
`in_process_request` beside this serves it to python-telegram-bot without a port, `loopback` over HTTP.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import inspect
import itertools
import json
import re
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playground.standin import call_faults, refusal
from playground.standin.api_limits import FlowLimits
from playground.standin.call import Call, Upload
from playground.standin.call_faults import FaultPlan, Outcome
from playground.standin.chat import DEFAULT_ADMIN_RIGHTS, Chat, ChatType
from playground.standin.entities import slice_utf16
from playground.standin.file_store import FileStore
from playground.standin.member import Status
from playground.standin.menus import CommandMenus, Profile
from playground.standin.message import Message
from playground.standin.methods import METHODS
from playground.standin.person import Person
from playground.standin.refusal import Refusal
from playground.standin.update_queue import FIRST_UPDATE_ID, UpdateQueue
from playground.standin.user import PATIENCE_SECONDS, Press, User

TEST_TOKEN = "1234567890:test-token-of-the-playground-000000"
BOT_USERNAME = "park_briefs_bot"
BOT_NAME = "园区快报"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_FIRST_SUPERGROUP = -1_001_000_000_000
_FIRST_GROUP = -4_000_000
_CALLS_TOLD = 6  # of what a bot did, where it did not do what was waited for


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the bot: an HTTP status and a body."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Event:
    """Something changed.

    `kind` is message, edit, delete, answer, action, menu or member; `subject` is what changed, where it is
    one thing.
    """

    kind: str
    subject: Message | Press | Chat | None


class BotApi:
    """One bot's Telegram.

    `now` gives the time that messages carry, `clock` the seconds that flow limits and pressed buttons are
    measured with; tests may pass their own. `log_size` bounds `calls`; None keeps every call. Where a bot
    keeps its database longer than its Telegram lives here, `first_update_id` and `first_message_id` let the
    numbers go on rather than come again.
    """

    def __init__(
        self,
        token: str = TEST_TOKEN,
        *,
        username: str = BOT_USERNAME,
        name: str = BOT_NAME,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        clock: Callable[[], float] = time.monotonic,
        flow_limits: bool = False,
        log_size: int | None = None,
        first_update_id: int = FIRST_UPDATE_ID,
        first_message_id: int = 1,
    ) -> None:
        self._changes: set[asyncio.Future[None]] = set()
        self.token = token
        self.me = Person(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.reads_all_group_messages = False  # privacy mode is on, as BotFather sets it for new bots
        self.now = now
        self.clock = clock
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.updates = UpdateQueue(self._wake, first_update_id)
        self.files = FileStore()
        self.menus = CommandMenus()
        self.profile = Profile()
        self.presses: dict[str, Press] = {}
        self.faults = FaultPlan()
        self.flow = FlowLimits(clock, enabled=flow_limits)
        self.calls: deque[Call] = deque(maxlen=log_size)
        self.observers: list[Callable[[Event], None]] = []
        self._numbers = itertools.count(1)
        self._message_ids = itertools.count(first_message_id)
        self._query_ids = itertools.count(4_000_000_000)
        self._group_ids = itertools.count(1)

    # --- people and chats

    def user(self, user_id: int, first_name: str = "", *, started: bool = False, **fields: str) -> User:
        """The user with an id, made when new. `started`: they have written to the bot before."""
        if user_id not in self.users:
            user = User(self, user_id, first_name or f"读者{user_id}", **fields)
            self.users[user_id] = user
            self.chats[user_id] = user.chat
        if started:
            self.users[user_id].chat.is_started = True
        return self.users[user_id]

    def group(self, title: str, *, bot: Status | None = Status.MEMBER, owner: User | None = None) -> Chat:
        """A basic group; `bot` None leaves the bot outside. No update is sent about what is set here."""
        return self._chat(_FIRST_GROUP, "group", title, bot, owner)

    def supergroup(
        self,
        title: str,
        *,
        forum: bool = False,
        username: str = "",
        bot: Status | None = Status.MEMBER,
        owner: User | None = None,
    ) -> Chat:
        """A supergroup, or a forum with topics."""
        chat = self._chat(_FIRST_SUPERGROUP, "supergroup", title, bot, owner)
        chat.is_forum = forum
        chat.username = username
        return chat

    def channel(
        self,
        title: str,
        *,
        username: str = "",
        bot: Status | None = Status.ADMINISTRATOR,
        owner: User | None = None,
    ) -> Chat:
        """A channel."""
        chat = self._chat(_FIRST_SUPERGROUP, "channel", title, bot, owner)
        chat.username = username
        return chat

    def _chat(self, first: int, kind: ChatType, title: str, bot: Status | None, owner: User | None) -> Chat:
        chat = Chat(self, first - next(self._group_ids), kind, title=title)
        self.chats[chat.id] = chat
        if owner is not None:
            chat.join(owner, Status.OWNER)
        if bot is not None:
            chat.set_bot(
                self.me,
                bot,
                DEFAULT_ADMIN_RIGHTS if bot is Status.ADMINISTRATOR else (),
                with_update=False,
            )
        return chat

    def find_chat(self, call: Call) -> Chat:
        """The chat that a call names by number or @name; a Refusal where the bot never met it."""
        name = call.text("chat_id").strip()
        if not name:
            raise refusal.bad_request("chat_id is empty")
        if name.startswith("@"):
            wanted = name[1:].lower()
            for chat in self.chats.values():
                if chat.username and chat.username.lower() == wanted:
                    return chat
            raise refusal.chat_not_found()
        number = call.chat_id
        if number is None or number not in self.chats:
            raise refusal.chat_not_found()
        return self.chats[number]

    # --- what happens

    def inject(
        self, method: str, outcome: Outcome, times: int | None = 1, chat_id: int | None = None, every: int = 1
    ) -> None:
        """Let the next `times` calls of a method end with an outcome; the rest as in `FaultPlan.add`."""
        self.faults.add(method, outcome, times, chat_id, every)

    def calls_of(self, method: str, chat_id: int | None = None) -> list[Call]:
        """The calls of one method, oldest first; of one chat where it is given."""
        return [
            call
            for call in self.calls
            if call.method.lower() == method.lower() and chat_id in (None, call.chat_id)
        ]

    def deliver(self, message: Message, *, edited: bool = False) -> None:
        """Queue the update of a message that the bot gets to see.

        In groups a bot in privacy mode sees commands, mentions, replies to its own messages and service
        messages; as an administrator it sees everything. Bots that are not there see nothing.
        """
        chat = message.chat
        if chat.type != "private" and not chat.bot.is_present:
            return
        if chat.is_group and not self._sees(message):
            return
        kind = "channel_post" if chat.type == "channel" else "message"
        self.updates.put(f"edited_{kind}" if edited else kind, message.to_json())

    def _sees(self, message: Message) -> bool:
        if self.reads_all_group_messages or message.chat.bot.is_admin or message.service:
            return True
        original = message.chat.find(message.reply_to) if message.reply_to else None
        if original is not None and original.from_bot:
            return True
        own = f"@{self.me.username}".lower()
        for entity in message.entities:
            said = slice_utf16(message.text, entity.offset, entity.end).lower()
            if entity.type == "mention" and said == own:
                return True
            if entity.type == "bot_command" and ("@" not in said or said.endswith(own)):
                return True
        return False

    def happened(self, kind: str, subject: Message | Press | Chat | None) -> None:
        """Tell the observers and whoever waits."""
        if self.observers:
            event = Event(kind, subject)
            for observer in list(self.observers):
                observer(event)
        self._wake()

    def _wake(self) -> None:
        for waiting in self._changes:
            if not waiting.done():
                waiting.set_result(None)
        self._changes.clear()

    async def wait_until(
        self, condition: Callable[[], object], within: float = PATIENCE_SECONDS, what: str = ""
    ) -> None:
        """Wait until a condition about chats or calls holds.

        Raises TimeoutError naming `what`, and the calls there were instead, when it doesn't hold `within` so
        many seconds.
        """
        try:
            async with asyncio.timeout(within):
                while not condition():
                    changed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                    self._changes.add(changed)
                    await changed
        except TimeoutError:
            last = "; ".join(str(call) for call in list(self.calls)[-_CALLS_TOLD:])
            raise TimeoutError(
                f"{what or 'the condition'} did not come within {within} s; the last calls: {last or 'none'}"
            ) from None

    def next_message_id(self) -> int:
        """A number for a message of a private chat or basic group."""
        return next(self._message_ids)

    def next_query_id(self) -> str:
        """An id for a pressed button."""
        return str(next(self._query_ids))

    # --- what the bot calls

    async def handle(
        self, token: str, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> Answer:
        """Answer one call, faults included.

        Raises faults.ConnectionDropped where the connection is to be closed without an answer, and
        faults.NoAnswer where the bot is to wait in vain.
        """
        if token != self.token:
            return _refuse(refusal.unauthorized() if _TOKEN.fullmatch(token) else refusal.not_found())
        call = Call(method, params, files or {}, next(self._numbers))
        self.calls.append(call)
        outcome = self.faults.strike(call)
        if isinstance(outcome, call_faults.Error):
            call.fault = outcome.description
            return self._finish(call, Refusal(outcome.code, outcome.description, dict(outcome.parameters)))
        if isinstance(outcome, call_faults.Slow):
            await asyncio.sleep(outcome.seconds)
            outcome = None
        if outcome is None or outcome.applied:
            answer = await self._apply(call)
            if outcome is None:
                return answer
        return self._lose(call, outcome)

    async def _apply(self, call: Call) -> Answer:
        method = METHODS.get(call.method.lower())
        if method is None:
            return self._finish(call, Refusal(404, "Not Found: method not found"))
        try:
            result = method(self, call)
            if inspect.isawaitable(result):
                result = await result
        except Refusal as refused:
            return self._finish(call, refused)
        call.applied = True
        return self._finish(call, result)

    def _finish(self, call: Call, result: Any) -> Answer:
        if isinstance(result, Refusal):
            call.status, call.refused = result.code, result.description
            answer = _refuse(result)
        else:
            call.status = 200
            answer = Answer(200, _encode({"ok": True, "result": result}))
        self._wake()
        return answer

    def _lose(
        self, call: Call, outcome: call_faults.Dropped | call_faults.TimedOut | call_faults.Garbage
    ) -> Answer:
        call.fault = type(outcome).__name__
        call.status = 0
        self._wake()
        if isinstance(outcome, call_faults.Garbage):
            call.status = outcome.status
            return Answer(outcome.status, outcome.body)
        if isinstance(outcome, call_faults.Dropped):
            raise call_faults.ConnectionDropped
        raise call_faults.NoAnswer

    def download(self, token: str, path: str) -> Answer:
        """A file by the path that getFile gave."""
        try:
            if token != self.token:
                raise refusal.not_found()
            return Answer(200, self.files.download(path))
        except Refusal as refused:
            return _refuse(refused)


def _refuse(refused: Refusal) -> Answer:
    return Answer(refused.code, _encode(refused.to_json()))


def _encode(body: dict[str, Any]) -> bytes:
    return _ENCODER.encode(body).encode("utf-8", "replace")
