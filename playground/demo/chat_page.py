"""The bot as a chat page in the browser: one bot and the people who speak to it, on 127.0.0.1 only."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application

from playground.demo.page_requests import ROUTES, Missing
from playground.demo.page_view import answer_json, menu_json, message_json
from playground.demo.seat import Seat, seats_of
from playground.standin.api_limits import MAX_UPLOAD
from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.chat import Chat
from playground.standin.message import Message
from playground.standin.port import HOST, listen
from playground.standin.press import Press
from playground.standin.user import User

DigestNow = Callable[[], Awaitable[str | None]]
Restart = Callable[[], Awaitable[None]]

_BODY_SLACK = 1024 * 1024  # bytes of a multipart body besides its files
_EVENTS_AHEAD = 1000  # a page that is this far behind is cut off and loads anew


class ChatPage:
    """Serves the page while it is entered; `url` is where.

    `speakers` are the people one can be, and the places where they sit, by what the page calls them: reader,
    editor, owner, group, topic, channel. `digest_now` is what the button "到推送时间" calls; what it returns
    is shown (None: a standard line). `restart` is what "重新开始" calls; None: there is no such button.
    Raises PortInUse on entering.
    """

    def __init__(
        self,
        api: BotApi,
        speakers: Mapping[str, User | Seat],
        *,
        port: int = 0,
        digest_now: DigestNow | None = None,
    ) -> None:
        self.api = api
        self.speakers = seats_of(dict(speakers))
        self.port = port
        self.digest_now = digest_now
        self.restart: Restart | None = None
        self.listeners: set[asyncio.Queue[tuple[str, Any] | None]] = set()
        application = Application(
            [(path, handler, {"page": self}) for path, handler in ROUTES],
            default_handler_class=Missing,
            default_handler_args={"page": self},
            log_function=lambda _handler: None,
        )
        self._server = HTTPServer(application, max_body_size=MAX_UPLOAD + _BODY_SLACK)

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://{HOST}:{self.port}"

    async def __aenter__(self) -> ChatPage:
        listening = listen(self.port)
        self.port = listening.getsockname()[1]
        self._server.add_sockets([listening])
        self.api.observers.append(self._observe)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.api.observers.remove(self._observe)
        self._server.stop()
        for queue in self.listeners:
            queue.put_nowait(None)
        await self._server.close_all_connections()

    def begin_anew(self, api: BotApi, speakers: Mapping[str, User | Seat]) -> None:
        """Shows another bot's Telegram from now on, in which nobody has said anything yet."""
        self.api.observers.remove(self._observe)
        self.api, self.speakers = api, seats_of(dict(speakers))
        api.observers.append(self._observe)
        self.tell("anew", {})

    def state(self) -> dict[str, Any]:
        """Everything the page shows, at once."""
        return {
            "bot": {
                "name": self.api.me.first_name,
                "username": self.api.me.username,
                "description": self.api.profile.text("description"),
            },
            "hasDigest": self.digest_now is not None,
            "hasRestart": self.restart is not None,
            "chats": {
                role: {
                    "name": seat.name,
                    "kind": seat.chat.type,
                    "mayWrite": seat.may_write,
                    "menu": menu_json(self.api, seat),
                    "messages": [message_json(message) for message in seat.messages],
                }
                for role, seat in self.speakers.items()
            },
        }

    def _observe(self, event: Event) -> None:
        if event.kind == "menu":
            for role, seat in self.speakers.items():
                self.tell("menu", {"speaker": role, "menu": menu_json(self.api, seat)})
            return
        subject = event.subject
        for role, seat in self.speakers.items():
            if (body := _told(seat, subject)) is not None:
                self.tell(event.kind, {"speaker": role, **body})

    def tell(self, name: str, body: dict[str, Any]) -> None:
        """Sends an event to every page that is open."""
        for queue in list(self.listeners):
            if queue.qsize() > _EVENTS_AHEAD:
                self.listeners.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait((name, body))


def _told(seat: Seat, subject: Message | Press | Chat | None) -> dict[str, Any] | None:
    """What somebody who sits there is told of an event's subject; None where they see nothing of it."""
    if isinstance(subject, Message):
        return {"message": message_json(subject)} if seat.sees(subject) else None
    if isinstance(subject, Press):
        return answer_json(subject) if seat.sees(subject.message) and seat.person is subject.user else None
    return {} if subject is seat.chat else None
