"""Briefs say where their projects stand: sent ones as the article has it, answers as it is now."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.cards.project_mark import project_mark
from bot.newsroom.ledger_keeping import keep_ledger
from projects.project import Stage
from storage.archive.project_marks import ProjectMark, Promised, State
from storage.projects import ledger
from tests.made_corrections import come_again
from tests.made_issues import LINFEN, made_article, made_issue
from tests.reader.test_projects import BEGUN, TODAY, TOPPED_OUT, told
from tests.running_bot import RunningBot
from tests.set_clock import SetClock

NOW = "项目：恒岚特种玻璃项目 · 封顶 · 承诺「年底投产」（2026年）"
NOTHING = State(None, None)


@pytest.fixture(autouse=True)
def today(clock: SetClock) -> None:
    clock.go_on_from(TODAY)


async def test_an_answer_says_where_they_stand_now(bot: RunningBot) -> None:
    await told(bot)
    text = (await bot.api.user(1).ask("/park 临汾经开区")).text
    assert text.count(f"{NOW}\n") == 2 and "项目：临汾沐禾冷链物流园 · 签约\n" in text


async def test_a_digest_says_what_its_own_articles_tell(bot: RunningBot, clock: SetClock) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临汾")
    await reader.ask("/digest 每天 8:00")
    for body in (BEGUN, TOPPED_OUT):
        await bot.publish(made_issue(made_article(body[:6], LINFEN, body=body), day=TODAY.date()))
    await keep_ledger(bot.parts)
    clock.go_on_from(TODAY + dt.timedelta(days=1))
    text = (await bot.pushed(reader, "恒岚")).text
    assert "项目：恒岚特种玻璃项目 · 开工\n" in text  # its promise was kept
    assert f"{NOW}\n" in text


async def test_what_the_ledger_has_not_read_is_not_marked(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    await told(bot)
    monkeypatch.setattr(ledger, "due_parks", lambda db, limit: [])  # nothing is read for now
    put_right = made_article(BEGUN[:6], LINFEN, body=BEGUN.replace("2亿", "3亿"))
    assert (await come_again(bot, made_issue(put_right, day=dt.date(2026, 4, 4)))).corrected
    text = (await bot.api.user(1).ask("/park 临汾经开区")).text
    assert text.count("项目：恒岚特种玻璃项目") == 1


@pytest.mark.parametrize(
    ("states", "line"),
    [
        ([], ""),
        ([NOTHING], ""),
        ([State(Stage.BUILDING, None)], "项目：一号&lt;区&gt;项目 · 在建"),
        (
            [State(None, Promised("2026年年底", "全部封顶", 2026))],
            "项目：一号&lt;区&gt;项目 · 承诺「2026年年底全部封顶」",
        ),
        (
            [
                State(Stage.STARTED, Promised("年底", "投产", 2026)),
                NOTHING,
                State(None, Promised("5月", "开工", 2027)),
            ],
            "项目：一号&lt;区&gt;项目 · 开工；三号&lt;区&gt;项目 · 承诺「5月开工」（2027年）",
        ),
        (
            [State(Stage.SIGNED, None)] * 4,
            "项目：一号&lt;区&gt;项目 · 签约；二号&lt;区&gt;项目 · 签约；三号&lt;区&gt;项目 · 签约 等 4 个",
        ),
    ],
)
def test_one_short_line(states: list[State], line: str) -> None:
    names = [f"{number}号<区>项目" for number in "一二三四"]
    marks = [ProjectMark(name, state, NOTHING) for name, state in zip(names, states, strict=False)]
    assert project_mark(marks, as_told=True) == line
    assert project_mark(marks, as_told=False) == ""
