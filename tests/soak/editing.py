"""What the soak's editors do: publish on the command line and at the desk, correct, and retract."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import random
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playground.standin.message import Message
from playground.standin.user import User
from tests.soak.bot_machine import BotMachine
from tests.soak.pages import Page, made_page

PUBLISH = "发布并推送"
DESK_SECONDS = 900.0  # of faults all the while, on a busy machine
LOOKED_THROUGH = 40  # of the newest messages in the editor's chat: an owner is told of much besides
REASON = "来源有误"
DONE, BAD_INPUT = 0, 1


@dataclass
class Told:
    """A page that was published: its article's numbers, and what was done to it since."""

    page: Page
    issue: int
    article: int
    corrected: str = ""
    retracted: bool = False


class Newsroom:
    """The editors; `told` grows with what they publish, `broken` with what didn't go as it should."""

    def __init__(self, machine: BotMachine, editor: User, chance: random.Random) -> None:
        self.told: list[Told] = []
        self.broken: list[str] = []
        self._machine = machine
        self._editor = editor
        self._chance = chance
        self._number = 0

    async def keep_editing(self, done: Callable[[], bool]) -> None:
        """One command after the other."""
        while not done():
            deeds = (self._publish_by_command, self._correct, self._retract)
            await self._do(self._chance.choices(deeds, (4, 3, 1))[0])

    async def keep_sending(self, done: Callable[[], bool]) -> None:
        """One page after the other, at the desk."""
        while not done():
            await self._do(self._publish_at_desk)

    async def _do(self, deed: Callable[[], Awaitable[None]]) -> None:
        try:
            await deed()
        except TimeoutError as missed:
            self.broken.append(f"{deed.__name__}: {missed!r}")
        await asyncio.sleep(self._chance.uniform(0.2, 1))

    def _next_page(self) -> Page:
        self._number += 1
        return made_page(self._number, self._chance, dt.datetime.now(dt.UTC).date())

    async def _publish_by_command(self) -> None:
        page = self._next_page()
        file = self._machine.folder / f"{page.mark}.txt"
        file.write_bytes(page.content)
        if await self._command("publish", "--json", str(file)) is not None:
            await self._note(page)
        file.unlink()

    async def _publish_at_desk(self) -> None:
        page = self._next_page()
        editor = self._editor
        editor.send_document(page.content, f"{page.mark}.txt")
        preview = await self._shown(lambda each: page.mark in each.text and _has(each, PUBLISH), page.mark)
        editor.press(preview, PUBLISH)
        await self._shown(lambda each: each is preview and not _has(each, PUBLISH), f"{page.mark} published")
        await self._note(page)

    async def _shown(self, is_it: Callable[[Message], bool], what: str) -> Message:
        found: list[Message] = []

        def there() -> bool:
            found[:] = [each for each in self._editor.chat.from_bot[-LOOKED_THROUGH:] if is_it(each)]
            return bool(found)

        await self._editor.api.wait_until(there, DESK_SECONDS, what)
        return found[0]

    async def _note(self, page: Page) -> None:
        """Remembers a page whose article is stored now."""
        async with asyncio.timeout(DESK_SECONDS):
            while not (rows := self._numbers(page)):  # noqa: ASYNC110 - a file tells nobody
                await asyncio.sleep(0.1)
        issue, article = rows[0]
        self.told.append(Told(page, issue, article))

    def _numbers(self, page: Page) -> list[tuple[int, int]]:
        with contextlib.closing(sqlite3.connect(self._machine.database)) as connection:
            return connection.execute(
                "SELECT a.issue_id, a.id FROM articles a JOIN revisions r ON r.article_id = a.id"
                " WHERE r.number = 1 AND r.headline = ?",
                [page.headline],
            ).fetchall()

    async def _correct(self) -> None:
        told = self._any_standing()
        if told is None:
            return
        headline = f"{told.page.mark}更名后的第{self._chance.randint(1, 10**6)}次投产"
        edit = ("issue", "edit", str(told.issue), str(told.article), "--headline", headline, "--json")
        if await self._command(*edit) is not None:
            told.corrected = headline

    async def _retract(self) -> None:
        told = self._any_standing()
        if told is None:
            return
        retract = ("issue", "retract", str(told.issue), str(told.article), "--reason", REASON, "--json")
        if await self._command(*retract) is not None:
            told.retracted = True

    def _any_standing(self) -> Told | None:
        standing = [told for told in self.told if not told.retracted]
        return self._chance.choice(standing) if standing else None

    async def _command(self, *arguments: str) -> object | None:
        ended = await self._machine.run(*arguments)
        if ended.status == DONE:
            return json.loads(ended.output)
        self.broken.append(f"{' '.join(arguments[:2])} ended with {ended.status}: {ended.errors[-300:]}")
        return None


def _has(message: Message, label: str) -> bool:
    return any(label in row for row in message.buttons)
