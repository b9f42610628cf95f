"""The steps of the readers' tasks in docs/tasks.md, taken one by one, lead where it says, and are counted."""

from __future__ import annotations

import re

import pytest

from playground.standin.message import Message
from playground.standin.user import User
from tests.guides import PROJECT
from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.reader.test_projects import TODAY, tell
from tests.running_bot import RunningBot
from tests.set_clock import SetClock
from tests.waiting import until_seen

TABLE = PROJECT / "docs" / "tasks.md"
_ROW = re.compile(r"\| (\d+) \| [^|]+ \| ([^|]+) \| (\d+) \|")
_STEP = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")
FORWARD = "转发"
GLASS = "4月1日，临汾恒岚新材料有限公司的恒岚特种玻璃项目开工，总投资12.6亿元。"
FRUIT = "4月2日，临猗禾润冷链有限公司的禾润鲜果冷链物流项目开工，总投资3.2亿元，计划7月底前封顶。"


def tasks() -> dict[int, tuple[list[str], int]]:
    """The steps of each task in the table, buttons in asterisks, and how many it says there are."""
    rows = _ROW.findall(TABLE.read_text(encoding="utf-8"))
    return {
        int(number): ([text or f"*{button}*" for text, button in _STEP.findall(way)], int(count))
        for number, way, count in rows
    }


def test_the_table_counts_right() -> None:
    found = tasks()
    assert list(found) == list(range(1, 11))
    assert {number: count for number, (steps, count) in found.items() if len(steps) != count} == {}


async def walk(bot: RunningBot, number: int) -> list[str]:
    """Takes the steps of a task; returns what the bot shows after each."""
    reader, shown = bot.api.user(1), []
    message: Message | None = None
    for step in tasks()[number][0]:
        if step == f"*{FORWARD}*":
            assert message is not None
            group = bot.api.supergroup("同事群", bot=None, owner=reader)
            shown.append(reader.forward(message, group).text)
        elif step.startswith("*"):
            assert message is not None
            message = await _press(reader, message, step.strip("*"))
            shown.append(f"{message.text}\n{message.buttons}")
        else:
            message = await reader.ask(step)
            shown.append(f"{message.text}\n{message.buttons}")
    return shown


async def _press(reader: User, message: Message, button: str) -> Message:
    """Presses a button; returns the message that it edits or, if that comes, the one below."""
    before, newest = message.edits, reader.chat.from_bot[-1].message_id
    reader.press(message, button)
    await until_seen(lambda: message.edits > before or reader.chat.from_bot[-1].message_id > newest)
    return reader.chat.from_bot[-1] if reader.chat.from_bot[-1].message_id > newest else message


@pytest.mark.parametrize(
    ("number", "leads_to"),
    [
        (1, ("已关注 临猗现代农业产业示范区、盐湖高新技术产业开发区", "推送：每周一 08:00")),
        (2, ("临汾恒岚新材料有限公司，总投资12.6亿元",)),
        (3, ("「7月底前封顶」 未到期", "进展", "取消关注")),
        (4, ("临猗新事", "加粗的是简报摘用的句子", "简报的出处")),
        (5, ("免打扰：22:00–07:00", "不能只暂停一项", "关注 临猗现代", "确定删除", "已全部删除")),
    ],
)
async def test_a_task_is_done(
    bot: RunningBot, clock: SetClock, number: int, leads_to: tuple[str, ...]
) -> None:
    clock.go_on_from(TODAY)
    await tell(bot, "2026-04-04", GLASS, park=LINFEN)
    await tell(bot, "2026-04-05", FRUIT, park=LINYI)
    if number == 4:
        await bot.publish(made_issue(made_article("临猗新事", LINYI)), push=False)
    if number == 5:
        await bot.api.user(1).ask("/follow 临猗")
    shown = await walk(bot, number)
    assert all(words in answer for words, answer in zip(leads_to, shown, strict=True)), shown
    if number == 5:
        assert await bot.rows("SELECT count(*) FROM follows") == [(0,)]
