"""A line of the log is an event: for people, or as JSON; with no secret, and with the numbers as fields."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from hypothesis import given
from hypothesis import strategies as st

from bot.serving.logs import JsonFormatter, RedactingFormatter, quieten
from playground.standin.loopback import Loopback
from tests.run_bot_process import SERVING, run, serving
from tests.waiting import until_seen

TOKEN = "123456:AAE-secret"


def event(message: str, *arguments: object, error: Exception | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error is not None else None
    return logging.LogRecord("bot.x", logging.WARNING, "x.py", 1, message, arguments, exc_info)


def as_json(record: logging.LogRecord) -> dict[str, object]:
    line = JsonFormatter([TOKEN]).format(record)
    assert "\n" not in line and TOKEN not in line
    read: dict[str, object] = json.loads(line)
    return read


def raised() -> Exception:
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe\nsecond line")
    except ValueError as error:
        return error


def test_an_event_is_a_line_with_the_numbers_as_fields_and_the_traceback_in_it() -> None:
    read = as_json(
        event("Message %d to chat %d is parked, 100%% sure after %.1f s: %s", 7, -100, 1.5, "no\nway")
    )
    assert read == {
        "time": read["time"],
        "level": "WARNING",
        "logger": "bot.x",
        "message": "Message 7 to chat -100 is parked, 100% sure after 1.5 s: no\nway",
        "message_id": 7,
        "chat_id": -100,
    }
    assert str(read["time"]).endswith("Z") and "T" in str(read["time"])
    told = as_json(event("Update %d can't be read", 5, error=raised()))
    assert told["update_id"] == 5
    assert "ValueError: https://api.telegram.org/bot<secret>/getMe\nsecond line" in str(told["exception"])


def test_what_is_told_for_people_keeps_to_its_line_too() -> None:
    line = RedactingFormatter([TOKEN]).format(event("Chat %d is held: %s", 1, f"bad\nrequest {TOKEN}"))
    assert line.endswith("WARNING bot.x: Chat 1 is held: bad\\nrequest <secret>")
    assert len(RedactingFormatter([]).format(event("It broke", error=raised())).splitlines()) > 3


def test_nothing_steers_the_terminal_that_shows_it() -> None:
    steering = "\x1b[2J\x9b31m\u2028\u202e\x7f"
    read = json.loads(JsonFormatter([]).format(event("%s", steering)))
    assert read["message"] == steering
    for formatter in (RedactingFormatter([]), JsonFormatter([])):
        line = formatter.format(event("Refused: %s", steering, error=ValueError(steering)))
        assert not set(steering) - set("[2J31m") & set(line)
        assert "\\u009b31m\\u2028\\u202e" in line


@given(st.text(max_size=30), st.lists(st.one_of(st.integers(), st.text(max_size=5)), max_size=3))
def test_any_event_is_one_line_of_json(message: str, arguments: list[object]) -> None:
    record = event(message, *arguments)
    try:
        record.getMessage()
    except (TypeError, ValueError, KeyError):
        return  # a mistake in our own code, which logging tells of by itself
    assert len(JsonFormatter([]).format(record).splitlines()) >= 1
    assert "\n" not in JsonFormatter([]).format(record)
    json.loads(JsonFormatter([]).format(record))


async def test_recurring_work_that_a_stop_cuts_off_is_a_line_without_a_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    quieten()
    begun, cut = asyncio.Event(), asyncio.Event()

    async def keep_ledger() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cut.set()

    scheduler = AsyncIOScheduler()
    scheduler.start()
    scheduler.add_job(keep_ledger, name="keep_ledger")
    await begun.wait()
    scheduler.shutdown(wait=False)
    await cut.wait()
    await until_seen(lambda: caplog.messages, lambda said: "keep_ledger was broken off by the stop" in said)
    assert not [record for record in caplog.records if record.exc_info or record.levelname == "ERROR"]


async def test_serve_logs_json_and_a_malformed_format_is_refused(loopback: Loopback, tmp_path: Path) -> None:
    async with serving(tmp_path, loopback.url, loopback.api.token, LOG_FORMAT="JSON") as bot:
        await bot.says(SERVING)
        assert await bot.stop() == 0
    events = [json.loads(line) for line in bot.log.splitlines()]
    assert any(SERVING in each["message"] for each in events)
    assert all({"time", "level", "logger", "message"} <= set(each) for each in events)
    ended = await run(tmp_path, variables={"TELEGRAM_BOT_TOKEN": "1:a", "LOG_FORMAT": "xml"})
    assert (ended.status, ended.errors) == (2, "LOG_FORMAT is malformed: it should be one of console, json\n")
