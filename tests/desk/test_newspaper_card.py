"""The newspaper of a draft: one that is known, or a new one that an editor vouches for; a misread head makes
none.
"""

from __future__ import annotations

import pytest

from bot import wording
from storage.archive import newspapers, published_issues
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Db
from storage.moments import now
from tests.desk.sitting import Sitting, sit_down
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot

MISREAD = "科学号报"


async def known(bot: RunningBot) -> list[str]:
    return [each.name for each in await bot.database.read(newspapers.known_newspapers)]


async def at_misread(bot: RunningBot) -> Sitting:
    """A draft whose head was misread, where two newspapers are known."""
    await bot.publish(
        made_issue(made_article("旧事", body="春天里花都开了。"), newspaper="科学导报"), push=False
    )
    await bot.publish(made_issue(made_article("别事"), newspaper="山西日报"), push=False)
    return await sit_down(bot, made_issue(made_article("甲事"), newspaper=MISREAD))


async def test_the_first_newspaper_needs_nobodys_word(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事")))
    assert "还没有收录过" not in sitting.message.text
    await sitting.press(wording.PUBLISH_ONLY, shows="已发布")
    assert await known(bot) == ["科学导报"]


@pytest.mark.parametrize("button", ["发布并推送", wording.PUBLISH_ONLY, "定时"])
async def test_a_name_that_nobody_knows_is_asked_about_first(bot: RunningBot, button: str) -> None:
    sitting = await at_misread(bot)
    assert "还没有收录过这份报纸" in sitting.message.text
    await sitting.press(button, shows="也可能是报头读错了")
    assert await sitting.labels() == ["科学导报", "山西日报", f"是新报纸：{MISREAD}", "取消"]
    await sitting.press("科学导报", shows="科学导报 · 2026年4月4日")
    assert "还没有收录过" not in sitting.message.text
    await sitting.press(wording.PUBLISH_ONLY, shows="已发布")
    assert sorted(await known(bot)) == ["山西日报", "科学导报"]


async def test_an_editor_vouches_for_a_new_one(bot: RunningBot) -> None:
    sitting = await at_misread(bot)
    await sitting.press(wording.PUBLISH_ONLY)
    await sitting.press(f"是新报纸：{MISREAD}", shows=MISREAD)
    await sitting.press(wording.PUBLISH_ONLY, shows="已发布")
    assert MISREAD in await known(bot)


async def test_a_typed_name_is_a_known_one_in_any_spelling(bot: RunningBot) -> None:
    sitting = await at_misread(bot)
    await sitting.press("报纸")
    await sitting.type("《科 学 导 报》社", shows="科学导报 ·")
    assert (await sitting.draft()).issue.newspaper == "科学导报"


async def test_a_typed_name_is_a_new_one_unless_it_looks_like_a_slip(bot: RunningBot) -> None:
    sitting = await at_misread(bot)
    await sitting.press("报纸")
    await sitting.type("运城日报晚间版", shows="运城日报晚间版 ·")
    assert "还没有收录过" not in sitting.message.text
    await sitting.press("报纸")
    await sitting.type("山西日拫", shows="也可能是报头读错了")
    assert (await sitting.labels())[0] == "山西日报"


async def test_a_name_of_marks_alone_or_too_long_is_refused(bot: RunningBot) -> None:
    sitting = await at_misread(bot)
    await sitting.press("报纸")
    for text in ("《》", "长" * 31):
        assert "最多 30 个字" in (await bot.owner.ask(text)).text


@pytest.mark.parametrize("data", ["d_topaper:1:999", "d_topaper:1", "d_newpaper:999", "d_setpaper:1:1"])
async def test_a_forged_or_old_button_changes_nothing(bot: RunningBot, data: str) -> None:
    sitting = await at_misread(bot)
    said = (await sitting.editor.forge_press(sitting.message, data).answered()).text
    assert said
    assert (await sitting.draft()).issue.newspaper == MISREAD
    assert not (await sitting.draft()).issue.newspaper_vouched


async def test_readers_are_not_let_in(bot: RunningBot) -> None:
    sitting = await at_misread(bot)
    reader = bot.api.user(99, started=True)
    answer = await reader.ask("/papers")
    await reader.forge_press(answer, f"d_newpaper:{sitting.draft_id}").answered()
    assert not (await sitting.draft()).issue.newspaper_vouched


async def test_handled_twice_it_is_done_once(bot: RunningBot) -> None:
    sitting = await at_misread(bot)
    await sitting.press("报纸")
    await sitting.press("科学导报", shows="科学导报 ·")
    sitting.again()
    await bot.handled_all()
    assert (await sitting.draft()).issue.newspaper == "科学导报"
    assert len(await known(bot)) == 2


async def test_an_issue_put_right_goes_to_the_followers_of_its_newspaper(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("旧事", None), newspaper="山西日报"), push=False)

    def follow(db: Db) -> None:
        for number, name in enumerate(["科学导报", "山西日报"], 1):
            chat = chats.ensure_chat(db, Place(number, 0, "private", ""), now())
            newspaper = newspapers.ensure_newspaper(db, name)
            assert newspaper is not None
            follows.follow(db, chat.id, Target(Kind.NEWSPAPER, newspaper.id), now())

    await bot.database.write(follow)
    published = await bot.publish(made_issue(made_article("甲事", None), newspaper="科学导报"))
    assert published.issue_id is not None
    states = "SELECT chat_id, state FROM deliveries WHERE kind = 'push' ORDER BY id"
    assert await bot.rows(states) == [(1, "pending")]
    again = await bot.database.read(published_issues.prepared_again, published.issue_id)
    sitting = await sit_down(bot, again)
    await sitting.press("报纸")
    await sitting.press("山西日报", shows="山西日报 ·")
    await sitting.press("更正", shows="已更正")
    assert await bot.rows(states) == [(1, "cancelled"), (2, "pending")]


async def test_issues_of_one_newspaper(bot: RunningBot) -> None:
    await at_misread(bot)
    owner = bot.owner
    answer = await owner.ask("/issues 山西日报")
    assert "山西日报" in answer.text and "科学导报" not in answer.text and MISREAD not in answer.text
    assert "没有《天下大报》的版面" in (await owner.ask("/issues 天下大报")).text
    whole = await owner.ask("/issues")
    assert {"只看《山西日报》", "只看《科学导报》"} <= {label for row in whole.buttons for label in row}
    for forged in ("issues:1:999", "issues:0:1", "issues:1:1:1"):
        await owner.forge_press(whole, forged).answered()
