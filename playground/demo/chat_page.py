"""The bot as a chat page in the browser: one bot, a reader and an editor, on 127.0.0.1 only."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, HTTPError, RequestHandler

from playground.demo.page_view import answer_json, menu_json, message_json
from playground.standin.api_limits import MAX_UPLOAD
from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.chat import Chat
from playground.standin.message import Message
from playground.standin.port import HOST, listen
from playground.standin.press import Press
from playground.standin.user import User

DigestNow = Callable[[], Awaitable[str | None]]

_log = logging.getLogger(__name__)
_ASSETS = {
    "": ("chat.html", "text/html; charset=utf-8"),
    "chat.css": ("chat.css", "text/css; charset=utf-8"),
    "chat.js": ("chat.js", "text/javascript; charset=utf-8"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_BODY_SLACK = 1024 * 1024  # bytes of a multipart body besides its file
_HEARTBEAT_SECONDS = 15.0  # proxies and sleeping laptops drop silent streams
_EVENTS_AHEAD = 1000  # a page that is this far behind is cut off and loads anew


class ChatPage:
    """Serves the page while it is entered; `url` is where.

    `digest_now` is what the button "到推送时间" calls; what it returns is shown (None: a standard line).
    Raises PortInUse on entering.
    """

    def __init__(
        self, api: BotApi, reader: User, editor: User, *, port: int = 0, digest_now: DigestNow | None = None
    ) -> None:
        self.api = api
        self.speakers = {"reader": reader, "editor": editor}
        self.port = port
        self.digest_now = digest_now
        self.listeners: set[asyncio.Queue[tuple[str, Any] | None]] = set()
        routes = [
            (r"/(|chat\.css|chat\.js)", _Asset),
            (r"/state", _State),
            (r"/events", _Events),
            (r"/send", _Send),
            (r"/press", _Press),
            (r"/upload", _Upload),
            (r"/file/([\w-]+)", _File),
            (r"/digest", _Digest),
        ]
        application = Application(
            [(path, handler, {"page": self}) for path, handler in routes],
            default_handler_class=_Missing,
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

    def state(self) -> dict[str, Any]:
        """Everything the page shows, at once."""
        return {
            "bot": {
                "name": self.api.me.first_name,
                "username": self.api.me.username,
                "description": self.api.profile.text("description"),
            },
            "hasDigest": self.digest_now is not None,
            "chats": {
                role: {
                    "name": user.first_name,
                    "menu": menu_json(self.api, user),
                    "messages": [message_json(message) for message in user.messages if not message.service],
                }
                for role, user in self.speakers.items()
            },
        }

    def _observe(self, event: Event) -> None:
        if event.kind == "menu":
            for role, user in self.speakers.items():
                self._tell("menu", {"speaker": role, "menu": menu_json(self.api, user)})
            return
        subject = event.subject
        chat = subject if isinstance(subject, Chat) else None
        body: dict[str, Any] = {}
        if isinstance(subject, Message):
            if subject.service:
                return
            chat = subject.chat
            body = {"message": message_json(subject)}
        elif isinstance(subject, Press):
            chat = subject.user.chat
            body = answer_json(subject)
        for role, user in self.speakers.items():
            if user.chat is chat:
                self._tell(event.kind, {"speaker": role, **body})

    def _tell(self, name: str, body: dict[str, Any]) -> None:
        for queue in list(self.listeners):
            if queue.qsize() > _EVENTS_AHEAD:
                self.listeners.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait((name, body))


class _Handler(RequestHandler):
    """Answers its own page only; other hosts' names (DNS rebinding) and other pages' calls (CSRF): 403."""

    page: ChatPage

    def initialize(self, page: ChatPage) -> None:
        self.page = page

    def prepare(self) -> None:
        hosts = {f"{HOST}:{self.page.port}", f"localhost:{self.page.port}"}
        if self.request.host.lower() not in hosts:
            raise HTTPError(403, reason="Foreign Host")
        origin = self.request.headers.get("Origin")
        if origin is not None and origin.lower() not in {f"http://{host}" for host in hosts}:
            raise HTTPError(403, reason="Foreign Origin")
        is_foreign = self.request.headers.get("Sec-Fetch-Site", "none") in ("cross-site", "same-site")
        is_visit = self.request.method == "GET" and self.request.path == "/"
        if is_foreign and not is_visit:
            raise HTTPError(403, reason="Foreign Page")

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in (
            ("Content-Security-Policy", _POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ):
            self.set_header(name, value)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.finish({"error": self._reason})

    def check_xsrf_cookie(self) -> None:
        """There is no cookie; Host and Origin are checked instead."""

    def parameters(self) -> dict[str, Any]:
        """The JSON object in the request's body."""
        try:
            body = json.loads(self.request.body)
        except ValueError:
            raise HTTPError(400, reason="JSON expected") from None
        if not isinstance(body, dict):
            raise HTTPError(400, reason="JSON object expected")
        return body

    def speaker(self, role: Any) -> User:
        """Who speaks."""
        if not isinstance(role, str) or role not in self.page.speakers:
            raise HTTPError(400, reason="Unknown speaker")
        return self.page.speakers[role]


class _Missing(_Handler):
    def prepare(self) -> None:
        super().prepare()
        raise HTTPError(404)


class _Asset(_Handler):
    def get(self, name: str) -> None:
        filename, kind = _ASSETS[name]
        self.set_header("Content-Type", kind)
        self.finish(Path(__file__).with_name(filename).read_bytes())


class _State(_Handler):
    def get(self) -> None:
        self.finish(self.page.state())


class _Events(_Handler):
    """The stream of what happens (server-sent events)."""

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        queue: asyncio.Queue[tuple[str, Any] | None] = asyncio.Queue()
        self._queue = queue
        self.page.listeners.add(queue)
        try:
            self.write("retry: 1000\nevent: hello\ndata: {}\n\n")
            await self.flush()
            while (event := await self._next(queue)) is not None:
                name, body = event
                self.write(f"event: {name}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n")
                await self.flush()
        except StreamClosedError:
            pass  # the page was closed
        finally:
            self.page.listeners.discard(queue)

    async def _next(self, queue: asyncio.Queue[tuple[str, Any] | None]) -> tuple[str, Any] | None:
        while True:
            try:
                async with asyncio.timeout(_HEARTBEAT_SECONDS):
                    return await queue.get()
            except TimeoutError:
                self.write(": still here\n\n")
                await self.flush()

    def on_connection_close(self) -> None:
        self._queue.put_nowait(None)


class _Send(_Handler):
    def post(self) -> None:
        body = self.parameters()
        speaker = self.speaker(body.get("speaker"))
        try:
            message = speaker.send(str(body.get("text", "")))
        except ValueError:
            raise HTTPError(400, reason="Empty or too long") from None
        self.finish({"id": message.message_id})


class _Press(_Handler):
    def post(self) -> None:
        body = self.parameters()
        speaker = self.speaker(body.get("speaker"))
        try:
            message_id, row, column = (int(body[name]) for name in ("messageId", "row", "column"))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise HTTPError(400, reason="messageId, row and column expected") from None
        message = speaker.chat.find(message_id)
        rows = message.keyboard.rows if message is not None else ()
        if message is None or not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
            raise HTTPError(404, reason="No such button")
        button = rows[row][column]
        if not button.data:
            raise HTTPError(400, reason="Not a callback button")
        speaker.forge_press(message, button.data)
        self.finish({})


class _Upload(_Handler):
    def post(self) -> None:
        speaker = self.speaker(self.get_body_argument("speaker", ""))
        files = self.request.files.get("file", [])
        if not files or not files[0].filename:
            raise HTTPError(400, reason="No file")
        upload = files[0]
        message = speaker.send_document(upload.body, upload.filename, mime_type=upload.content_type)
        self.finish({"id": message.message_id})


class _File(_Handler):
    def get(self, file_id: str) -> None:
        stored = self.page.api.files.get(file_id)
        if stored is None:
            raise HTTPError(404)
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(stored.filename)}")
        self.finish(stored.data)


class _Digest(_Handler):
    async def post(self) -> None:
        if self.page.digest_now is None:
            raise HTTPError(404, reason="No digest here")
        try:
            said = await self.page.digest_now()
        except Exception:
            _log.exception("the digest on demand failed")
            raise HTTPError(500, reason="Digest failed") from None
        self.finish({"text": said or "推送时间到了"})
