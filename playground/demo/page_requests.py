"""What the chat page asks of its server, and who may ask."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler

from playground.demo.seat import Seat
from playground.standin.port import HOST

if TYPE_CHECKING:
    from playground.demo.chat_page import ChatPage

_log = logging.getLogger(__name__)
_SCRIPTS = (
    "chat.js",
    "composer.js",
    "conversation.js",
    "menu.js",
    "message_view.js",
    "notices.js",
    "viewport.js",
)
_ASSETS = {
    "": ("chat.html", "text/html; charset=utf-8"),
    "chat.css": ("chat.css", "text/css; charset=utf-8"),
    **{name: (name, "text/javascript; charset=utf-8") for name in _SCRIPTS},
}
SAMPLE_TO_SEND = Path(__file__).parent.parent.parent / "samples" / "示例版面-2026-04-07.txt"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEARTBEAT_SECONDS = 15.0  # proxies and sleeping laptops drop silent streams


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

    def speaker(self, role: Any) -> Seat:
        """Who speaks, and where."""
        if not isinstance(role, str) or role not in self.page.speakers:
            raise HTTPError(400, reason="Unknown speaker")
        return self.page.speakers[role]

    def writer(self, role: Any) -> Seat:
        """Who writes, and where; 403 before a channel."""
        seat = self.speaker(role)
        if not seat.may_write:
            raise HTTPError(403, reason="Read Only")
        return seat


class Missing(_Handler):
    def prepare(self) -> None:
        super().prepare()
        raise HTTPError(404)


class _Asset(_Handler):
    def get(self, name: str) -> None:
        if name not in _ASSETS:
            raise HTTPError(404)
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
        speaker = self.writer(body.get("speaker"))
        try:
            messages = speaker.person.paste(str(body.get("text", "")), speaker.place)
        except ValueError:
            raise HTTPError(400, reason="Empty") from None
        self.finish({"ids": [message.message_id for message in messages]})


class _Forward(_Handler):
    """A message of anybody's chat goes to the bot once more, forwarded by the speaker."""

    def post(self) -> None:
        body = self.parameters()
        speaker, other = self.speaker(body.get("speaker")), self.speaker(body.get("from"))
        try:
            original = other.find(int(body["messageId"]))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise HTTPError(400, reason="messageId expected") from None
        if original is None:
            raise HTTPError(404, reason="No such message")
        self.finish({"ids": [speaker.person.forward(original).message_id]})


class _Press(_Handler):
    def post(self) -> None:
        body = self.parameters()
        speaker = self.speaker(body.get("speaker"))
        try:
            message_id, row, column = (int(body[name]) for name in ("messageId", "row", "column"))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise HTTPError(400, reason="messageId, row and column expected") from None
        message = speaker.find(message_id)
        rows = message.keyboard.rows if message is not None else ()
        if message is None or not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
            raise HTTPError(404, reason="No such button")
        button = rows[row][column]
        if not button.data:
            raise HTTPError(400, reason="Not a callback button")
        speaker.person.forge_press(message, button.data)
        self.finish({})


class _Upload(_Handler):
    """One file is a message, several at once are an album."""

    def post(self) -> None:
        speaker = self.writer(self.get_body_argument("speaker", ""))
        files = self.request.files.get("file", [])
        if not files or not all(file.filename for file in files):
            raise HTTPError(400, reason="No file")
        if len(files) == 1:
            [file] = files
            sent = speaker.person.send_document(
                file.body, file.filename, speaker.place, mime_type=file.content_type
            )
            messages = [sent]
        else:
            album = [(file.body, file.filename) for file in files]
            messages = speaker.person.send_album(album, where=speaker.place)
        self.finish({"ids": [message.message_id for message in messages]})


class _Sample(_Handler):
    """The editor sends the sample page, whose articles the demo doesn't have yet."""

    def post(self) -> None:
        editor = self.writer("editor")
        sent = editor.person.send_document(
            SAMPLE_TO_SEND.read_bytes(), SAMPLE_TO_SEND.name, editor.place, mime_type="text/plain"
        )
        self.finish({"ids": [sent.message_id]})


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


class _Restart(_Handler):
    """Everything begins anew: the answer comes when the new bot is there."""

    async def post(self) -> None:
        if self.page.restart is None:
            raise HTTPError(404, reason="No restart here")
        try:
            await self.page.restart()
        except Exception:
            _log.exception("the restart failed")
            raise HTTPError(500, reason="Restart failed") from None
        self.finish({})


ROUTES: list[tuple[str, type[RequestHandler]]] = [
    (r"/(|chat\.css|[a-z_]+\.js)", _Asset),
    (r"/state", _State),
    (r"/events", _Events),
    (r"/send", _Send),
    (r"/forward", _Forward),
    (r"/press", _Press),
    (r"/upload", _Upload),
    (r"/sample", _Sample),
    (r"/file/([\w-]+)", _File),
    (r"/digest", _Digest),
    (r"/restart", _Restart),
]
