"""What tests of delivery need besides: time that passes for places which say that they are gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.delivery import departures
from bot.transport.loop_clock import seconds_now
from tests.running_bot import RunningBot

Later = Callable[[RunningBot], None]


@pytest.fixture
def a_minute_later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Lets a minute pass for the places that say they are gone."""
    passed = 0.0

    def pass_minute(bot: RunningBot) -> None:
        nonlocal passed
        passed += departures.WITHIN_SECONDS + 1
        monkeypatch.setattr(departures, "seconds_now", lambda: seconds_now() + passed)
        bot.parts.wake_delivery.set()

    return pass_minute
