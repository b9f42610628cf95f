"""What the guides show is there: buttons and messages in bot/wording, a terminal's commands in run_bot.py."""

from __future__ import annotations

import contextlib
import io
import re
import shlex

import pytest

from bot.settings.configuration import Settings
from bot.terminal.arguments.announce import spelt_out
from bot.terminal.arguments.arguments import parser
from run_bot import RUNS
from tests import guides
from tests.demo.test_guide_examples import ON_THE_SCREEN

# Messages with something of an article in them, as they come out; and names of files.
MADE_UP = {
    "3亿元 → 30亿元",
    "↪ 这一篇与《山西日报》4月5日《…》是同一件事：将合并",
    "另见《山西日报》4月5日",
    "（已有，更正后停滞）",
    "科学导报-2026-04-04.txt",
    "项目：恒岚特种玻璃项目 · 封顶 · 承诺「年底投产」（2026年）",
    "t.me/机器人?start=park_12",
}
# Commands of a terminal that stand in a sentence, without `run_bot.py` before them.
IN_SENTENCES = {
    "publish 文件 --urgent 2",
    "announce --all '文字'",
    "announce list",
    "announce retract 3",
}
PARTS_OF_COMMANDS = {
    "parse",
    "--park 临猗",
    "--city 运城",
    "-",
    "--file 文件",
    "--dry-run",
    "--sound",
    "--shared",
}


def in_a_terminal() -> list[list[str]]:
    rows = guides.rows_of_commands(guides.EDITORS_GUIDE)
    return [*rows, *([each] for each in sorted(IN_SENTENCES))]


def is_shown(code: str) -> bool:
    """Whether somebody sees this: what stands for a number or name may be anything."""
    parts = [part.strip() for part in re.split(r"[…\d]+", code)]
    return all(part in guides.seen_words() for part in parts)


def test_what_the_readers_guide_shows_is_on_the_screen() -> None:
    assert set(guides.code(guides.READERS_GUIDE)) >= ON_THE_SCREEN
    assert [each for each in sorted(ON_THE_SCREEN - MADE_UP) if not is_shown(each)] == []


def test_what_the_editors_guide_shows_is_on_the_screen() -> None:
    typed = {each for row in in_a_terminal() for each in row} | PARTS_OF_COMMANDS
    others = [each for each in guides.code(guides.EDITORS_GUIDE) if each not in typed | MADE_UP]
    shown = [each for each in others if not re.fullmatch(r"/.*|\.[a-z0-9]+", each)]
    settings = {name.upper() for name in Settings.model_fields}
    assert [each for each in shown if each not in settings and not is_shown(each)] == []


@pytest.mark.parametrize("row", in_a_terminal(), ids=lambda row: row[0])
def test_a_command_of_the_editors_guide_is_one(row: list[str]) -> None:
    """What follows the first is whole, or belongs behind a command before it or that one's first word."""
    commands: list[str] = []
    for code in row:
        if code.startswith("."):
            continue  # the ending of a file
        line = code.removeprefix("run_bot.py ")
        lines = [line, *(f"{before} {line}" for each in commands for before in (each.split()[0], each))]
        typed = [each for each in lines if can_be_typed(each)]
        assert typed, code
        commands += typed[:1]


def can_be_typed(line: str) -> bool:
    """Whether these are words of a command: that something more is needed is no fault of a guide's."""
    with contextlib.redirect_stderr(io.StringIO()) as errors:
        try:
            parser(RUNS).parse_args(spelt_out(shlex.split(line)))
        except SystemExit as end:
            return end.code == 0 or "are required" in errors.getvalue()
    return True
