"""Pace: pushes keep Telegram's limits, answers go first, and one chat's limit is nobody else's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery.window import FEWEST_AT_ONCE, Window
from bot.transport import pacing
from bot.transport.pacing import Pacer
from playground.standin.api_limits import FlowLimits
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot, running_bot_over_http


class Clock:
    """A loop's clock that stands still unless somebody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(pacing, "seconds_now", lambda: self.now)
        monkeypatch.setattr(asyncio, "sleep", self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that pacing sees."""
    return Clock(monkeypatch)


async def test_pushes_over_all_chats_keep_the_rate(clock: Clock) -> None:
    pacer = Pacer(30)
    at = []
    for chat in range(1, 92):
        await pacer.turn(chat)
        at.append(clock.now)
    assert all(later - earlier > 1 for earlier, later in zip(at, at[30:], strict=False))
    assert clock.now < 3.5


async def test_turns_that_come_late_do_not_crowd_the_next_second(clock: Clock) -> None:
    pacer = Pacer(30)
    at = []
    for chat in range(1, 92):
        await pacer.turn(chat)
        at.append(clock.now)
        clock.now += 0.5 if chat % 20 == 0 else 0.0
    assert all(later - earlier > 1 for earlier, later in zip(at, at[30:], strict=False))


async def test_an_answer_does_not_wait_and_pushes_make_room_for_it(clock: Clock) -> None:
    pacer = Pacer(10)
    for chat in range(1, 12):
        await pacer.turn(chat)
    before = clock.now
    for _ in range(5):
        pacer.answered(500)
    assert clock.now == before
    await pacer.turn(99)
    assert clock.now - before >= 0.5


async def test_a_chat_rests_a_second_and_a_group_three(clock: Clock) -> None:
    pacer = Pacer(1000)
    await pacer.turn(1)
    await pacer.turn(-1)
    assert pacer.rest(1) == pytest.approx(1.0, abs=0.1)
    assert pacer.rest(-1) == pytest.approx(3.0, abs=0.1)
    assert pacer.rest(2) == 0


async def test_while_a_person_waits_a_push_lets_them_go_first_but_not_for_ever() -> None:
    pacer = Pacer(1000)
    with pacer.somebody_waits(1):
        push = asyncio.create_task(pacer.turn(1))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not push.done()
    await push
    with pacer.somebody_waits(2):
        await pacer.turn(2)


async def test_a_push_goes_on_when_the_last_of_those_who_wait_has_an_answer() -> None:
    pacer = Pacer(1000)
    pacer.asks(1)
    with pacer.somebody_waits(1), pacer.somebody_waits(2):
        push = asyncio.create_task(pacer.people_first())
        pacer.is_answered(1)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not push.done()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert push.done()


async def test_whoever_asks_without_a_pause_does_not_stop_pushes() -> None:
    pacer = Pacer(1000)
    for update_id in range(1, 1_000):
        pacer.asks(update_id)
        pacer.is_answered(update_id - 1)
        if update_id == 1:
            push = asyncio.create_task(pacer.people_first())
        if push.done():
            break
        await asyncio.sleep(pacing.SECONDS_FOR_AN_ANSWER / 10)
    assert push.done()


async def test_no_more_are_on_the_way_than_the_window_holds_and_slow_ones_give_their_place_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.delivery.window.LONGEST_IN_WINDOW_SECONDS", 0.05)
    window = Window(30)
    places = [await window.enter() for _ in range(FEWEST_AT_ONCE)]
    late = asyncio.create_task(window.enter())
    await asyncio.sleep(0)
    assert not late.done()
    await late  # nobody left: the slow ones had to make room
    for place in [*places, late.result()]:
        window.leave(place)
    assert len([await window.enter() for _ in range(FEWEST_AT_ONCE)]) == FEWEST_AT_ONCE


async def test_the_window_grows_with_the_way_to_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    loop, now = asyncio.get_running_loop(), [0.0]
    monkeypatch.setattr(loop, "time", lambda: now[0])
    window = Window(1000)
    for _ in range(200):
        place = await window.enter()
        now[0] += 0.1
        window.leave(place)
    for _ in range(200):
        await window.enter()  # would wait for ever if the window were still as small as at first


@pytest.fixture
async def paced(tmp_path: Path) -> AsyncIterator[RunningBot]:
    """The bot over HTTP, with the gaps between messages that the other tests do without."""
    async with running_bot_over_http(tmp_path) as bot:
        yield bot


@pytest.mark.slow
async def test_telegrams_own_flow_control_has_nothing_to_refuse(
    paced: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Judged by when messages leave: how long each is on its way is not ours to say."""
    left: list[tuple[float, int]] = []
    took = Pacer._took

    def take(pacer: Pacer, telegram_id: int) -> None:
        left.append((asyncio.get_running_loop().time(), telegram_id))
        took(pacer, telegram_id)

    monkeypatch.setattr(Pacer, "_took", take)
    for number in range(1, 61):
        await paced.follow(number)
    group = paced.api.supergroup("园区群", owner=paced.api.user(900, started=True))
    await paced.follow(group.id, kind="supergroup")
    for count, headline in ((61, "第一件新事"), (122, "第二件新事")):
        await paced.publish(made_issue(made_article(headline)))
        await paced.becomes("SELECT state, count(*) FROM messages GROUP BY 1", ("sent", count))
    assert len(left) == 122
    clock = [0.0]
    strict = FlowLimits(lambda: clock[0], enabled=True)
    for clock[0], telegram_id in left:
        strict.admit(telegram_id, is_group=telegram_id < 0, paid=False)  # raises what Telegram would refuse
