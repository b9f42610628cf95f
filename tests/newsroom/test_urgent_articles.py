"""加急: marked on the desk, pushed before the digest, marked where it is read, and not said twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot import wording
from storage.archive.prepared import PreparedIssue
from storage.moments import now
from tests.desk.sitting import sit_down
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot
from tests.set_clock import SetClock
from tests.waiting import press_for_edit, until_seen


def urgent_issue(number: int, *headlines: str) -> PreparedIssue:
    """An issue whose `number`th article is urgent."""
    issue = made_issue(*map(made_article, headlines)).keyed()
    return replace(issue, urgent=issue.articles[number - 1].key)


async def test_the_desk_marks_one_article_and_it_goes_before_the_digest(
    bot: RunningBot, clock: SetClock
) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")  # every day at eight
    sitting = await sit_down(
        bot, made_issue(made_article("常事"), made_article("急事"), made_article("小事"))
    )
    await sitting.press("1")
    await sitting.press("加急", shows="定时推送的读者也马上收到")
    await sitting.press("返回", shows="〔加急〕常事")
    await sitting.press("2")
    await sitting.press("加急", shows="加急")
    await sitting.press("返回", shows="〔加急〕急事")
    assert "〔加急〕常事" not in sitting.message.text
    await sitting.press("发布并推送", shows="已发布")
    pushed = await bot.pushed(reader, "急事")
    assert "加急" in pushed.text.splitlines()[0] and "〔加急〕" in pushed.text and "常事" not in pushed.text
    clock.go_on_from(now() + dt.timedelta(hours=22))  # eight o'clock
    digest = await bot.pushed(reader, "常事")
    assert "小事" in digest.text and "急事" not in digest.text


async def test_the_mark_is_taken_back_and_goes_with_what_is_joined(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("常事"), made_article("急事")))
    await sitting.press("2")
    await sitting.press("加急", shows="马上收到")
    assert (await sitting.draft()).issue.urgent == 2
    await sitting.press("取消加急")
    assert (await sitting.draft()).issue.urgent == 0
    await sitting.press("加急", shows="马上收到")
    await sitting.press("并入上一篇")
    issue = (await sitting.draft()).issue
    assert not any(map(issue.is_urgent, issue.articles))


async def test_a_mended_headline_keeps_the_mark(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("常事"), made_article("急事")))
    await sitting.press("2")
    await sitting.press("加急", shows="马上收到")
    await sitting.press("标题")
    await sitting.type("很急的事", shows="很急的事")
    issue = (await sitting.draft()).issue
    assert issue.is_urgent(issue.articles[1])


async def test_forged_buttons_mark_nothing(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("常事")))
    for data in ("d_urgent:1:1:2", "d_urgent:1:1", "d_urgent"):
        pressed = await sitting.editor.forge_press(sitting.message, data).answered()
        assert pressed.text == wording.UNKNOWN_BUTTON, data
    sitting.editor.forge_press(sitting.message, "d_urgent:1:9:1")
    await bot.handled_all()
    assert (await sitting.draft()).issue.urgent == 0


async def test_pressed_twice_it_is_marked_once(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("常事")))
    await sitting.press("1")
    await sitting.press("加急", shows="马上收到")
    sitting.again()
    await bot.handled_all()
    assert (await sitting.draft()).issue.urgent == 1


async def test_what_is_only_stored_is_pushed_to_nobody(bot: RunningBot) -> None:
    await bot.api.user(1).ask("/follow 临猗")
    await bot.publish(urgent_issue(1, "急事"), push=False)
    assert await bot.rows("SELECT count(*) FROM deliveries") == [(0,)]


async def test_a_reader_switches_it_off_in_digest(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    card = await reader.ask("/digest")
    assert "加急：收" in card.text
    await press_for_edit(reader, card, "不收加急", shows="加急：不收")
    await bot.publish(urgent_issue(1, "急事"))
    assert await bot.rows("SELECT urgent_on, due_at > owed_at FROM deliveries") == [(None, 1)]
    assert "加急：收" in (await reader.ask("/digest 加急 收")).text
    await bot.pushed(reader, "急事")


async def test_who_is_pushed_at_once_reads_that_it_is_urgent(bot: RunningBot) -> None:
    await bot.follow(1)
    await bot.publish(urgent_issue(2, "常事", "急事"))
    pushed = await bot.pushed(bot.api.user(1), "急事")
    assert pushed.text.count("〔加急〕") == 1 and "常事" in pushed.text


async def test_corrected_it_is_still_marked(bot: RunningBot) -> None:
    from tests.made_corrections import come_again, says

    issue = says("项目开工", "项目开工，总投资30亿元。").keyed()
    await bot.follow(1)
    await bot.publish(replace(issue, urgent=1))
    message = await bot.pushed(bot.api.user(1), "30亿元")
    await bot.becomes("SELECT state FROM deliveries", ("sent",))
    await come_again(bot, says("项目开工", "项目开工，总投资3亿元。"))
    await until_seen(lambda: message.text, lambda text: "总投资3亿元" in text)
    assert "〔加急〕" in message.text and "〔更正〕" in message.text
