"""What the bot's broadcast is measured against: the same messages, sent with nothing around them.

The same to the last parameter: text, buttons and no preview, since whoever takes a message with buttons works
longer on it, and so does who writes it.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.request import HTTPXRequest

from bot.transport.inline_keyboard import inline_keyboard
from bot.transport.push_call import HTML, NO_PREVIEW
from playground.standin.bot_api import TEST_TOKEN
from storage.deliveries.messages import Packed


@dataclass(frozen=True)
class Pace:
    """Messages a second, and milliseconds of this process's CPU for each."""

    rate: float
    cpu_ms: float


async def side_by_side(post: Callable[[int], Awaitable[object]], messages: int, at_once: int) -> Pace:
    """The pace of `messages` calls of `post`, `at_once` of them at a time."""
    numbers = iter(range(1, messages + 1))

    async def work() -> None:
        for number in numbers:
            await post(number)

    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return Pace(messages / (time.perf_counter() - began), 1000 * (time.process_time() - cpu) / messages)


async def plain_loop(url: str, message: Packed, messages: int, at_once: int) -> Pace:
    """python-telegram-bot as it comes."""
    rows = [
        [InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in message.buttons
    ]
    options = {
        "parse_mode": HTML,
        "link_preview_options": LinkPreviewOptions(is_disabled=True),
        "reply_markup": InlineKeyboardMarkup(rows),
    }
    bot = Bot(
        TEST_TOKEN,
        base_url=f"{url}/bot",
        request=HTTPXRequest(connection_pool_size=at_once, pool_timeout=30),
        get_updates_request=HTTPXRequest(),
    )
    async with bot:

        async def post(number: int) -> object:
            return await bot.send_message(number, message.text, **options)  # type: ignore[arg-type]

        return await side_by_side(post, messages, at_once)


async def raw_aiohttp(url: str, message: Packed, messages: int, at_once: int) -> Pace:
    """sendMessage over aiohttp as this bot sends it, as JSON, and nothing else."""
    address = f"{url}/bot{TEST_TOKEN}/sendMessage"
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once)) as session:

        async def post(number: int) -> object:
            body = {"chat_id": number, **_parameters(message)}
            async with session.post(address, json=body) as response:
                return await response.read()

        return await side_by_side(post, messages, at_once)


async def raw_httpx(url: str, message: Packed, messages: int, at_once: int) -> Pace:
    """sendMessage over httpx and nothing else."""
    address = f"{url}/bot{TEST_TOKEN}/sendMessage"
    limits = httpx.Limits(max_connections=at_once)
    async with httpx.AsyncClient(limits=limits, timeout=60) as client:

        async def post(number: int) -> object:
            data = {"chat_id": str(number), **_parameters(message)}
            return (await client.post(address, data=data)).content

        return await side_by_side(post, messages, at_once)


def _parameters(message: Packed) -> dict[str, str]:
    return {
        "text": message.text,
        "parse_mode": HTML,
        "link_preview_options": NO_PREVIEW,
        "reply_markup": json.dumps(inline_keyboard(message.buttons), ensure_ascii=False),
    }


def _raw_process(url: str, message: Packed, messages: int, at_once: int) -> tuple[float, float]:
    began = time.time()
    asyncio.run(raw_aiohttp(url, message, messages, at_once))
    return began, time.time()


async def ceiling(url: str, message: Packed, messages: int) -> float:
    """What the stand-in takes from two processes at once."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        await asyncio.to_thread(pool.starmap, _raw_process, [(url, message, 10, 16)] * 2)
        work = [(url, message, messages // 2, 16)] * 2
        spans = await asyncio.to_thread(pool.starmap, _raw_process, work, 1)
    return messages / (max(end for _, end in spans) - min(began for began, _ in spans))
