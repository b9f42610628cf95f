"""Somebody at the chat page in a real browser: says who they are, writes, presses, looks at messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Page, ViewportSize, expect

BOT_MESSAGES = ".message:not(.mine)"
RIGHT_EDGE = """message => Math.max(...[...message.querySelectorAll(".bubble, .buttons *")]
    .map(each => each.getBoundingClientRect().right))"""

ANSWER_BELOW = """([messages, newest, words]) => [...document.querySelectorAll(messages)].find(each =>
    Number(each.dataset.id) > newest && words.every(word => each.textContent.includes(word)))?.dataset.id"""


@dataclass(frozen=True)
class Screen:
    """A page with the chat page in it."""

    page: Page

    async def open(self, url: str, size: ViewportSize) -> None:
        """Opens the chat page on a screen of this size."""
        await self.page.set_viewport_size(size)
        await self.page.goto(url)

    async def be(self, name: str) -> None:
        """Speaks as 读者, 编辑 or 所有者 from now on."""
        person = self.page.locator(f'.person:has(b:text-is("{name}"))')
        await person.click()
        await expect(person).to_have_attribute("aria-pressed", "true")

    async def say(self, text: str) -> None:
        """Sends a text, as several messages where Telegram's apps would cut it."""
        field = self.page.get_by_label("消息", exact=True)
        await field.fill(text)
        await field.press("Enter")
        await expect(field).to_have_value("")

    async def answer(self, text: str, *words: str) -> Locator:
        """Sends what was asked for; returns the bot's message below it with all these words."""
        newest = await self.page.locator(BOT_MESSAGES).last.get_attribute("data-id")
        await self.say(text)
        found = await self.page.wait_for_function(ANSWER_BELOW, arg=[BOT_MESSAGES, int(newest or 0), words])
        return self.page.locator(f'{BOT_MESSAGES}[data-id="{await found.json_value()}"]')

    async def upload(self, *files: tuple[str, bytes]) -> None:
        """Sends files (name and content), several as an album."""
        chosen: list[Any] = [
            {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files
        ]
        await self.page.get_by_label("上传文件").first.set_input_files(chosen)

    async def message(self, *words: str) -> Locator:
        """The bot's newest message with all these words, when it comes: this one, whatever it becomes."""
        found = self.page.locator(BOT_MESSAGES)
        for each in words:
            found = found.filter(has_text=each)
        number = await found.last.get_attribute("data-id")
        return self.page.locator(f'{BOT_MESSAGES}[data-id="{number}"]')

    async def press(self, message: Locator, label: str, *shows: str) -> None:
        """Presses a button by its whole label, and waits until the message has these words."""
        await message.get_by_role("button", name=label, exact=True).click()
        await self.sees(message, *shows)

    async def sees(self, message: Locator, *words: str) -> None:
        """Waits until a message has these words; nothing of it stands beyond the screen."""
        for each in words:
            await expect(message).to_contain_text(each)
        assert self.page.viewport_size is not None
        assert await message.evaluate(RIGHT_EDGE) <= self.page.viewport_size["width"]
