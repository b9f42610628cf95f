"""/week: what was published in the last seven days."""

from __future__ import annotations

from bot import wording
from bot.commands import Command, Group
from bot.reader.today import answer_week

COMMAND = Command(
    "week",
    wording.ABOUT_WEEK,
    answer_week,
    spoken=wording.SAY_WEEK,
    after="today",
    group=Group.LOOK,
    rare=True,
)
