"""The soak's books find what they are kept for."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from playground.standin import call_faults
from playground.standin.bot_api import BotApi
from storage.archive.alikeness import share_of
from storage.archive.known_articles import ALIKE, article_pairs
from tests.made_issues import made_article
from tests.set_clock import USUAL_MOMENT
from tests.soak import books
from tests.soak.bot_machine import Sample
from tests.soak.editing import REASON, Told
from tests.soak.flatness import bumps
from tests.soak.pages import PARKS, made_page
from tests.soak.people import Place
from tests.stand_in import bot_over

READER = 1


@pytest.fixture
def api() -> BotApi:
    api = BotApi()
    api.user(READER, started=True)
    return api


@pytest.fixture
def told() -> list[Told]:
    chance = random.Random(1)
    pages = (made_page(number, chance, USUAL_MOMENT.date()) for number in range(1, 40))
    return [Told(page, number, number) for number, page in enumerate(pages, 1)]


@pytest.fixture
def place(api: BotApi) -> Place:
    return Place("读者", next(iter(PARKS)), api.user(READER).chat)


def of(place: Place, told: list[Told]) -> list[Told]:
    return [one for one in told if one.page.park == place.park]


async def test_what_never_came_is_lost_and_what_came_is_not(
    api: BotApi, place: Place, told: list[Told]
) -> None:
    book = books.TelegramBook(api)
    first, *rest = of(place, told)
    rest[0].retracted = True  # it need not have gone out
    async with bot_over("in process", api) as bot:
        await bot.send_message(READER, first.page.headline)
    assert [line for line in books.lost(book, [place], told) if first.page.headline in line] == []
    assert len(list(books.lost(book, [place], told))) == len(rest) - 1


async def test_what_is_of_another_park_is_a_stray(api: BotApi, place: Place, told: list[Told]) -> None:
    book = books.TelegramBook(api)
    other = next(one for one in told if one.page.park != place.park)
    async with bot_over("in process", api) as bot:
        await bot.send_message(READER, of(place, told)[0].page.headline)
        assert list(books.strays(book, [place], told)) == []
        await bot.send_message(READER, other.page.headline)
    assert len(list(books.strays(book, [place], told))) == 1


async def test_a_repeat_is_allowed_for_each_kill_and_each_lost_answer(
    api: BotApi, place: Place, told: list[Told]
) -> None:
    book = books.TelegramBook(api)
    headline = of(place, told)[0].page.headline
    async with bot_over("in process", api) as bot:
        await bot.send_message(READER, headline)
        await bot.send_message(READER, headline)
        assert len(list(books.too_often(book, [place], told, kills=0))) == 1
        assert list(books.too_often(book, [place], told, kills=1)) == []
        api.inject("sendMessage", call_faults.Garbage(applied=True))
        with pytest.raises(Exception, match="Invalid server response"):
            await bot.send_message(READER, headline)
        assert list(books.too_often(book, [place], told, kills=1)) == []
        assert len(list(books.too_often(book, [place], told, kills=0))) == 1
        await bot.send_message(READER, f"{headline}，另一种说法")
    assert any(line.startswith("told again") for line in books.too_often(book, [place], told, kills=9))


def test_a_message_is_to_say_what_holds_now(told: list[Told]) -> None:
    one = told[0]
    assert books.standing_fault(one, f"【园区】\n{one.page.headline}") == ""
    one.corrected = "另一个标题"
    assert books.standing_fault(one, one.page.headline)
    assert books.standing_fault(one, "另一个标题") == ""
    one.retracted = True
    assert books.standing_fault(one, "另一个标题")
    assert books.standing_fault(one, f"已撤回：{REASON}") == ""


def test_secrets_and_surprises_in_logs_are_found() -> None:
    token = "123:secret"
    assert list(books.log_faults(["all is well"], [], token)) == []
    assert len(list(books.log_faults(["https://api/bot123:secret/getMe", "only secret"], [], token))) == 2
    trace = "Traceback (most recent call last):"
    assert len(list(books.log_faults([trace, trace], [0], token))) == 1


def samples(memory: int = 0, threads: int = 0, files: int = 0, log: int = 0) -> list[Sample]:
    """A minute of samples, over which each of these grows so much."""
    return [
        Sample(
            at,
            1,
            80_000 + memory * at // 60,
            8 + threads * at // 60,
            30 + files * at // 60,
            100 * at + log * max(0, at - 45),
        )
        for at in range(60)
    ]


def test_what_grows_is_not_flat() -> None:
    assert list(bumps(samples())) == []
    assert list(bumps(samples(memory=4_000))) == []
    for grown, name in (
        (samples(memory=20_000), "memory"),
        (samples(threads=9), "threads"),
        (samples(files=60), "open files"),
        (samples(log=100), "log"),
    ):
        assert [bump.partition(":")[0] for bump in bumps(grown)] == [name]


def test_no_page_is_taken_for_a_correction_of_another() -> None:
    chance = random.Random(1)
    pages = [made_page(number, chance, USUAL_MOMENT.date()) for number in range(1, 80)]
    bodies = [page.content.decode().rpartition("\n")[2] for page in pages]
    pairs = [
        article_pairs(made_article(page.headline, body=body).article)
        for page, body in zip(pages, bodies, strict=True)
    ]
    assert max(share_of(one, other) for one, other in combinations(pairs, 2)) < ALIKE


def test_the_same_seed_makes_the_same_pages() -> None:
    day = USUAL_MOMENT.date()
    pages = [made_page(number, random.Random(5), day) for number in range(1, 4)]
    assert pages == [made_page(number, random.Random(5), day) for number in range(1, 4)]
    assert len({page.mark for page in pages}) == len(pages)
