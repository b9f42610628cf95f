"""/profile: a park in numbers, as one message with picture and text, or as text where no picture can be."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.pictures.chinese_font import chinese_font
from bot.reader import profile as profile_command
from bot.reader.profile_picture import draw_profile
from bot.reader.profile_text import STAGES, profile_html
from bot.transport.telegram_limits import CAPTION, visible_length
from bot.working.worker import WorkerDied
from playground.standin.message import Message
from projects.outcomes import Outcome
from projects.totals import add_up
from storage.parks.stored_parks import StoredPark
from storage.projects.park_profile import Profile, months_until
from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.reader.test_projects import TODAY, told
from tests.running_bot import RunningBot
from tests.set_clock import SetClock
from tests.waiting import press_for_message

FONT = chinese_font()
PNG = (Path(__file__).parent.parent.parent / "docs" / "reader-park.png").read_bytes()
WHOLE = (
    "【山西临汾经济开发区】档案（截至 2026年7月10日）\n\n"
    "文章　近 12 个月 3 篇，共 3 篇\n"
    "2025年 8月 0 · 9月 0 · 10月 0 · 11月 0 · 12月 0\n"
    "2026年 1月 0 · 2月 0 · 3月 0 · 4月 2 · 5月 0 · 6月 1 · 7月 0\n\n"
    "项目　共 2 个\n签约 1 · 封顶 1\n\n"
    "投资　报道过的合计 2亿元（1 个项目）；其中已投产 无\n\n"
    "承诺　共 2 条：如期兑现 1 · 未到期 1"
)


@pytest.fixture(autouse=True)
def today(clock: SetClock) -> None:
    clock.go_on_from(TODAY)


@pytest.fixture
def drawn(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> list[Profile]:
    """What was drawn, by a stand-in for the drawing, so that no font is needed."""
    profiles: list[Profile] = []

    run = bot.parts.words.run

    async def draw(task: Callable[..., Any], *args: Any) -> Any:
        if task is not draw_profile:
            return await run(task, *args)
        profiles.append(args[0])
        return PNG

    monkeypatch.setattr(profile_command, "chinese_font", lambda _: Path("font"))
    monkeypatch.setattr(bot.parts.words, "run", draw)
    return profiles


async def photo(bot: RunningBot, asked: str) -> Message:
    reader = bot.api.user(1)
    answer = await reader.ask(asked)
    assert answer.is_photo and answer.document is not None
    return answer


@pytest.mark.parametrize("asked", ["/profile 临汾经开区", "园区档案 临汾经开区", "/档案临汾经开区"])
async def test_one_message_has_the_picture_and_the_numbers(
    bot: RunningBot, drawn: list[Profile], asked: str
) -> None:
    await told(bot)
    answer = await photo(bot, asked)
    assert answer.text == WHOLE
    assert answer.document is not None and answer.document.filename == "profile-2026-07-10.png"
    assert answer.buttons == (("本园区的项目", "到期的承诺"), ("看本园区的简报",))
    assert [profile.projects for profile in drawn] == [2]


async def test_the_buttons_below_the_picture_answer_below_it(bot: RunningBot, drawn: list[Profile]) -> None:
    await told(bot)
    answer = await photo(bot, "/profile 临汾经开区")
    reader = bot.api.user(1)
    listed = await press_for_message(reader, answer, "本园区的项目", holding="的项目，共 2 个")
    assert listed.text.startswith("【山西临汾经济开发区】的项目")
    await press_for_message(reader, answer, "到期的承诺", holding="没有到期")
    await press_for_message(reader, answer, "看本园区的简报", holding="共 3 条")
    assert answer.text == WHOLE


async def test_of_several_parks_the_chosen_one_is_drawn(bot: RunningBot, drawn: list[Profile]) -> None:
    await told(bot)
    reader = bot.api.user(1)
    which = await reader.ask("/profile 临汾")
    assert LINFEN.name in sum(which.buttons, ())
    assert (await press_for_message(reader, which, LINFEN.name, holding="档案")).is_photo
    assert (await reader.forge_press(which, "profile:99999").answered()).text == wording.PARK_GONE
    assert (await reader.forge_press(which, "profile:1:2").answered()).text == wording.UNKNOWN_BUTTON


async def test_a_slip_is_told_beside_what_is_nearest(bot: RunningBot) -> None:
    answer = await bot.api.user(1).ask("/profile 临琦示范区")
    assert answer.text.startswith("没有叫“临琦示范区”的园区，最接近的是：\n\n") and LINYI.name in answer.text


async def test_a_park_with_nothing_says_so_in_a_sentence(bot: RunningBot, drawn: list[Profile]) -> None:
    answer = await bot.api.user(1).ask("/profile 临猗")
    assert answer.text == wording.PROFILE_EMPTY.format(park=LINYI.name) and not answer.is_photo
    assert (await bot.api.user(1).ask("/profile")).text.startswith("请写上园区名")
    assert drawn == []


async def test_where_nothing_can_be_drawn_the_text_has_it_all(
    bot: RunningBot, drawn: list[Profile], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(*_: object) -> bytes:
        raise WorkerDied("killed")

    await told(bot)
    reader = bot.api.user(1)
    with monkeypatch.context() as patched:
        patched.setattr(bot.parts.words, "run", die)
        assert (await reader.ask("/profile 临汾经开区")).text == WHOLE
    monkeypatch.setattr(profile_command, "chinese_font", lambda _: None)
    answer = await reader.ask("/profile 临汾经开区")
    assert answer.text == WHOLE and not answer.is_photo


async def test_a_group_that_takes_no_pictures_gets_the_text(bot: RunningBot, drawn: list[Profile]) -> None:
    await told(bot)
    group = bot.api.supergroup("群", owner=bot.owner)
    group.restrict_bot(bot.owner, lacks=["can_send_photos"])
    answer = await bot.api.user(1).ask("/profile 临汾经开区", group)
    assert answer.text == WHOLE and not answer.is_photo


@pytest.mark.skipif(FONT is None, reason="no font with Chinese characters here")
async def test_it_is_drawn_by_the_process_that_reads_readers_words(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("临猗新事")), push=False)
    answer = await photo(bot, "/profile 临猗")
    assert answer.document is not None and answer.document.data.startswith(b"\x89PNG")


COUNTS = st.integers(0, 10**6)
WORDS = st.sampled_from(["总投资1.3亿元", "近30亿元", "超9999万美元", "20至30亿元", "投资几亿元" * 9])


@st.composite
def any_profile(draw: st.DrawFn) -> Profile:
    """As large as one can be in each number, with any name."""
    promised = draw(st.lists(WORDS, max_size=12))
    name = draw(st.text(min_size=1, max_size=80))
    day = draw(st.dates(dt.date(2000, 1, 1)))
    return Profile(
        StoredPark(1, name, (), "", "", None, True),
        day,
        draw(COUNTS),
        tuple((month, draw(COUNTS)) for month in months_until(day)),
        draw(st.dictionaries(st.sampled_from(STAGES), COUNTS)),
        add_up(promised),
        add_up(promised[:2]),
        draw(st.dictionaries(st.sampled_from(Outcome), COUNTS)),
        draw(st.booleans()),
    )


@settings(max_examples=30)
@given(any_profile())
def test_any_profile_fits_below_its_picture(profile: Profile) -> None:
    text = profile_html(profile)
    assert visible_length(text) <= CAPTION
    assert html.escape(profile.park.name) in text and len(re.findall("<b>", text)) == text.count("</b>")


@pytest.mark.skipif(FONT is None, reason="no font with Chinese characters here")
@settings(max_examples=5)
@given(any_profile())
def test_any_profile_can_be_drawn(profile: Profile) -> None:
    assert FONT is not None
    assert draw_profile(profile, FONT).startswith(b"\x89PNG")
