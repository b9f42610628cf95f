"""Telegram as a bot meets it: people, chats, files, menus, and the updates that what happens there makes.

It owns these and is given to the methods of the Bot API (playground/standin/methods.py), which act on it.
What a chat or a person needs of it is said where they are (chat.Surroundings, user.Account).
"""

from __future__ import annotations

import datetime as dt
import itertools
import time
from collections.abc import Callable

from playground.standin import refusal
from playground.standin.api_limits import FlowLimits
from playground.standin.call import Call
from playground.standin.changes import Changes, Event
from playground.standin.chat import DEFAULT_ADMIN_RIGHTS, Chat, ChatType
from playground.standin.entities import slice_utf16
from playground.standin.file_store import FileStore
from playground.standin.member import Status
from playground.standin.menus import CommandMenus, Profile
from playground.standin.message import Message
from playground.standin.person import Person
from playground.standin.press import PATIENCE_SECONDS, Press
from playground.standin.update_queue import FIRST_UPDATE_ID, UpdateQueue
from playground.standin.user import User

_FIRST_SUPERGROUP = -1_001_000_000_000
_FIRST_GROUP = -4_000_000


class Telegram:
    """One bot's Telegram; `me` is the bot.

    `now` gives the time that messages carry, `clock` the seconds that flow limits and pressed buttons are
    measured with. Update and message numbers begin at `first_update_id` and `first_message_id`.
    """

    def __init__(
        self,
        me: Person,
        *,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        clock: Callable[[], float] = time.monotonic,
        flow_limits: bool = False,
        first_update_id: int = FIRST_UPDATE_ID,
        first_message_id: int = 1,
    ) -> None:
        self.me = me
        self.reads_all_group_messages = False  # privacy mode is on, as BotFather sets it for new bots
        self.now = now
        self.clock = clock
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.changes = Changes()
        self.updates = UpdateQueue(self.changes.wake, first_update_id)
        self.files = FileStore()
        self.menus = CommandMenus()
        self.profile = Profile()
        self.presses: dict[str, Press] = {}
        self.flow = FlowLimits(clock, enabled=flow_limits)
        self._message_ids = itertools.count(first_message_id)
        self._query_ids = itertools.count(4_000_000_000)
        self._album_ids = itertools.count(13_000_000_000_000_000)
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

    # --- what goes wrong with messages

    def make_uneditable(self, chat_id: int, *message_ids: int) -> None:
        """Let Telegram refuse to change messages from the bot ("message can't be edited"); none named: all.

        Any other refusal of edits: `BotApi.inject("editMessageText", Error.of(…), chat_id=…)`.
        """
        for message in self.chats[chat_id].from_bot:
            if not message_ids or message.message_id in message_ids:
                message.is_uneditable = True

    # --- what happens

    @property
    def observers(self) -> list[Callable[[Event], None]]:
        """Whoever is to be called at each event."""
        return self.changes.observers

    def happened(self, kind: str, subject: Message | Press | Chat | None) -> None:
        """Tell the observers and whoever waits."""
        self.changes.happened(kind, subject)

    async def wait_until(
        self, condition: Callable[[], object], within: float = PATIENCE_SECONDS, what: str = ""
    ) -> None:
        """Wait until a condition about chats or calls holds. Raises TimeoutError naming `what`."""
        try:
            await self.changes.wait_until(condition, within)
        except TimeoutError:
            raise TimeoutError(f"{what or 'the condition'} did not come within {within} s") from None

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

    def next_message_id(self) -> int:
        """A number for a message of a private chat or basic group."""
        return next(self._message_ids)

    def next_album_id(self) -> str:
        """An id for an album."""
        return str(next(self._album_ids))

    def next_query_id(self) -> str:
        """An id for a pressed button."""
        return str(next(self._query_ids))
