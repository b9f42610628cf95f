"""Questions about projects in plain words are answered from the ledger, or as any other text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names.project_question import ProjectQuestion, read_question
from projects.project import Stage
from tests.reader.test_projects import TODAY, told
from tests.running_bot import RunningBot
from tests.set_clock import SetClock


@pytest.fixture(autouse=True)
def today(clock: SetClock) -> None:
    clock.go_on_from(TODAY)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("哪些项目今年投产", ProjectQuestion(Stage.RUNNING, 2026, None, None, "")),
        ("临汾 在建 项目", ProjectQuestion(Stage.BUILDING, None, None, None, "临汾")),
        ("投资 10亿 以上的项目", ProjectQuestion(None, None, 10**9, None, "")),
        ("临猗有哪些项目停工了？", ProjectQuestion(Stage.HALTED, None, None, None, "临猗")),
        ("去年签约的项目", ProjectQuestion(Stage.SIGNED, 2025, None, None, "")),
        ("2027年开工、投资5000万以下的项目", ProjectQuestion(Stage.STARTED, 2027, None, 5 * 10**7, "")),
    ],
)
def test_what_is_asked(text: str, question: ProjectQuestion) -> None:
    assert read_question(text, 2026) == question


@pytest.mark.parametrize(
    "text",
    [
        "临汾经开区",
        "项目",
        "项目经理",
        "今年投产",
        "临猗 项目",
        "项目从签约到投产要多久",
        "在建" * 30 + "项目",
    ],
)
def test_what_asks_something_else(text: str) -> None:
    assert read_question(text, 2026) is None


@given(st.text(st.sampled_from("项目投产在建今明年哪些1亿0以上下临汾的? ，"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    question = read_question(text, 2026)
    assert question is None or question.stage is not None or (question.least, question.most) != (None, None)


@pytest.mark.parametrize(
    ("asked", "head", "names"),
    [
        ("哪些项目今年投产", "2026年 · 投产 的项目 共 1 个", ["恒岚特种玻璃项目"]),
        ("临汾 签约 项目", "临汾 · 签约 的项目 共 1 个", ["临汾沐禾冷链物流园"]),
        ("投资1亿以上的项目", "投资 1亿元 以上 的项目 共 1 个", ["恒岚特种玻璃项目"]),
        ("今年封顶的项目", "2026年 · 封顶 的项目 共 1 个", ["恒岚特种玻璃项目"]),
    ],
)
async def test_it_is_answered_from_the_ledger(
    bot: RunningBot, asked: str, head: str, names: list[str]
) -> None:
    await told(bot)
    answer = await bot.api.user(1).ask(asked)
    assert answer.text.startswith(head)
    assert [row[0] for row in answer.buttons] == names


async def test_none_is_said_and_nothing_invented(bot: RunningBot) -> None:
    await told(bot)
    answer = await bot.api.user(1).ask("明年投产的项目")
    assert answer.text == "报道过的项目里没有：2027年 · 投产。"


async def test_of_a_place_nobody_knows_it_is_answered_as_any_text(bot: RunningBot) -> None:
    await told(bot)
    answer = await bot.api.user(1).ask("桃花源 在建 项目")
    assert "的项目 共" not in answer.text and "报道过的项目里没有" not in answer.text
