"""Buttons of weight are coloured: what a screen is for, and what can't simply be taken back."""

from __future__ import annotations

from bot import wording
from bot.commands import all_presses
from bot.transport.inline_keyboard import DANGER, STYLES, SUCCESS, inline_keyboard
from tests.desk.sitting import sit_down
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot


def test_every_coloured_verb_is_one_that_some_button_has() -> None:
    assert STYLES.keys() <= all_presses().keys()


def test_only_the_verb_decides() -> None:
    [[first, second]] = inline_keyboard(((("发布并推送", "push:1"), ("看", "park:1")),))["inline_keyboard"]
    assert first == {"text": "发布并推送", "callback_data": "push:1", "style": SUCCESS}
    assert second == {"text": "看", "callback_data": "park:1"}


async def test_telegram_takes_them(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("临猗新事")))
    styles = {button.text: button.style for button in sitting.message.keyboard}
    assert (styles["发布并推送"], styles[wording.DISCARD], styles["定时"]) == (SUCCESS, DANGER, "")
