"""公告: written, looked at exactly as it will be, sent to those it is for, taken back where it stands."""

from __future__ import annotations

import datetime as dt

from bot import wording
from bot.cards.announcement import LONGEST_TEXT
from playground.standin.message import Message
from storage.chats import holds
from storage.moments import now
from storage.people import editors
from tests.desk.sitting import SECOND_EDITOR, name_second_editor
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot
from tests.set_clock import SetClock
from tests.waiting import press_for_edit, until_seen

SAID = "今晚 <b>22:00</b> 停机维护 & 升级\n详情 https://example.com/a?b=1&c=2"


async def previewed(bot: RunningBot, command: str, *, holding: str = "会收到") -> Message:
    """The card under a preview; `command` has the text."""
    bot.api.user(OWNER_ID, "编辑", started=True)
    bot.owner.send(command)
    return await bot.pushed(bot.owner, holding)


async def sent(bot: RunningBot, command: str = f"/announce 全部 {SAID}") -> Message:
    """The card of an announcement that has been sent."""
    card = await previewed(bot, command)
    return await press_for_edit(bot.owner, card, "发送", shows="已发给")


async def test_it_is_asked_for_looked_at_and_sent_as_it_was_shown(bot: RunningBot) -> None:
    await bot.follow(1)
    bot.api.user(OWNER_ID, "编辑", started=True)
    asked = await bot.owner.ask("/announce")
    assert "全部读者" in asked.text and str(LONGEST_TEXT) in asked.text
    bot.owner.send(SAID)
    card = await bot.pushed(bot.owner, "会收到：1 位读者")
    preview = await bot.pushed(bot.owner, "【公告】")
    assert preview.text == f"【公告】\n{SAID}"
    pressed = await bot.owner.press(preview, "不再接收公告").answered()
    assert pressed.text == wording.ANNOUNCE_IS_PREVIEW
    await press_for_edit(bot.owner, card, "发送", shows="已发给 全部读者")
    got = await bot.pushed(bot.api.user(1), "【公告】")
    assert (got.text, got.buttons) == (preview.text, preview.buttons)
    await bot.becomes("SELECT kind, state, subject FROM deliveries", ("announcement", "sent", 1))
    assert await bot.rows("SELECT what, person FROM deeds") == [("announced", OWNER_ID)]
    assert "已送达 1" in (await press_for_edit(bot.owner, card, "刷新")).text


async def test_the_text_is_typed_again_until_it_is_right(bot: RunningBot) -> None:
    await bot.follow(1)
    card = await previewed(bot, "/announce 全部 写错了")
    bot.owner.press(card, "修改")
    await bot.pushed(bot.owner, "请发来公告的文字")
    bot.owner.send("写对了")
    await bot.pushed(bot.owner, "【公告】\n写对了")
    bot.owner.send("写得更好")
    await bot.pushed(bot.owner, "【公告】\n写得更好")
    card = max((m for m in bot.owner.chat.from_bot if "会收到" in m.text), key=lambda m: m.message_id)
    await press_for_edit(bot.owner, card, "发送", shows="已发给")
    assert "写得更好" in (await bot.pushed(bot.api.user(1), "【公告】")).text
    assert await bot.rows("SELECT count(*) FROM announcements") == [(1,)]


async def test_the_followers_of_a_park_or_of_a_city_get_it_alone(bot: RunningBot) -> None:
    by_park, by_city, other = bot.api.user(1), bot.api.user(2), bot.api.user(3)
    await by_park.ask("/follow 临猗")
    await by_city.ask("/follow 运城市")
    await other.ask("/follow 襄垣")
    card = await previewed(bot, "/announce 临猗 临猗的事", holding="关注临猗现代农业产业示范区的读者")
    assert "会收到：1 位读者" in card.text
    await press_for_edit(bot.owner, card, "发送", shows="已发给")
    await bot.pushed(by_park, "临猗的事")
    card = await previewed(bot, "/announce 运城 运城的事", holding="关注运城或其中园区的读者")
    assert "会收到：2 位读者" in card.text
    await press_for_edit(bot.owner, card, "发送", shows="已发给")
    await bot.pushed(by_park, "运城的事")
    await bot.pushed(by_city, "运城的事")
    await bot.becomes("SELECT count(*), min(state) FROM deliveries", (3, "sent"))


async def test_a_name_that_may_be_several_is_asked_about_and_keeps_its_text(bot: RunningBot) -> None:
    await bot.api.user(1).ask("/follow 襄垣")
    bot.api.user(OWNER_ID, "编辑", started=True)
    which = await bot.owner.ask("/announce 经开区 明天开会")
    assert "可能是" in which.text
    bot.owner.press(which, which.buttons[0][0])
    await bot.pushed(bot.owner, "【公告】\n明天开会")


async def test_what_names_nobody_says_how_it_is_written(bot: RunningBot) -> None:
    bot.api.user(OWNER_ID, "编辑", started=True)
    answer = await bot.owner.ask("/announce 今晚停机维护的通知如下请查收")
    assert "/announce 全部 文字" in answer.text
    assert await bot.rows("SELECT count(*) FROM announcements") == [(0,)]


async def test_what_one_message_holds_goes_and_one_more_is_refused(bot: RunningBot) -> None:
    await bot.follow(1)
    bot.api.user(OWNER_ID, "编辑", started=True)
    await bot.owner.ask("/announce")
    assert "多了 2 个字" in (await bot.owner.ask("好" * (LONGEST_TEXT - 1) + "😀" + "好")).text
    bot.owner.send("好" * (LONGEST_TEXT - 2) + "😀")
    card = await bot.pushed(bot.owner, "会收到")
    await press_for_edit(bot.owner, card, "发送", shows="已发给")
    assert (await bot.pushed(bot.api.user(1), "【公告】")).text.endswith("😀")


async def test_the_preview_counts_who_gets_it_and_who_does_not(bot: RunningBot) -> None:
    for reader in range(1, 6):
        await bot.follow(reader)
    await bot.api.user(2).ask("/digest 公告 不收")
    await bot.api.user(3).ask("/digest 关")
    await bot.database.write(holds.switch_off, 4, "bot was blocked by the user", now())
    await bot.database.write(holds.hold_place, 5, "chat not found", now())
    card = await previewed(bot, "/announce 全部 都看看")
    assert "会收到：2 位读者，其中 1 个暂时发不进去" in card.text
    assert "关了公告：1 个" in card.text and "不推送或停用：2 个" in card.text
    await press_for_edit(bot.owner, card, "发送", shows="应收 2 个")
    await bot.becomes("SELECT chat_id FROM deliveries ORDER BY chat_id", (1,), (5,))


async def test_nobody_to_send_to_is_said(bot: RunningBot) -> None:
    bot.api.user(OWNER_ID, "编辑", started=True)
    card = await previewed(bot, "/announce 襄垣 有人吗", holding="会收到：0 位读者")
    assert (await bot.owner.press(card, "发送").answered()).text == wording.ANNOUNCE_NOBODY


async def test_it_is_called_back_while_it_is_leaving(bot: RunningBot) -> None:
    bot.parts.settings = bot.parts.settings.model_copy(update={"undo_seconds": 600})
    await bot.follow(1)
    card = await previewed(bot, "/announce 全部 等一下")
    await press_for_edit(bot.owner, card, "发送", shows="600 秒后发给 全部读者")
    await press_for_edit(bot.owner, card, "撤销", shows="会收到")
    assert await bot.rows("SELECT state, leaves_at FROM announcements") == [("open", None)]
    await press_for_edit(bot.owner, card, "取消", shows="已取消")
    assert await bot.rows("SELECT state, text FROM announcements") == [("dropped", "")]
    assert await bot.rows("SELECT count(*) FROM deliveries") == [(0,)]


async def test_it_leaves_by_itself_and_its_card_says_so(bot: RunningBot, clock: SetClock) -> None:
    bot.parts.settings = bot.parts.settings.model_copy(update={"undo_seconds": 1})
    await bot.follow(1)
    card = await previewed(bot, "/announce 全部 马上就来")
    bot.owner.press(card, "发送")
    await bot.handled_all()
    clock.go_on_from(now() + dt.timedelta(seconds=2))
    await bot.pushed(bot.api.user(1), "马上就来")
    await until_seen(lambda: card.text, lambda text: "已发给" in text)


async def test_what_a_former_editor_wrote_does_not_go_out(bot: RunningBot, clock: SetClock) -> None:
    bot.parts.settings = bot.parts.settings.model_copy(update={"undo_seconds": 600})
    await bot.follow(1)
    await bot.database.write(editors.add, 71, "李四", added_by=OWNER_ID, moment=now())
    bot.api.user(OWNER_ID, "编辑", started=True)
    editor = bot.api.user(71, "李四", started=True)
    editor.send("/announce 全部 我走之前说的")
    card = await bot.pushed(editor, "会收到")
    await press_for_edit(editor, card, "发送", shows="600 秒后")
    await bot.database.write(editors.remove, 71, now())
    clock.go_on_from(now() + dt.timedelta(seconds=601))
    told = await bot.pushed(bot.owner, "李四 不再是编辑")
    assert "我走之前说的" in told.text
    assert await bot.rows("SELECT state FROM announcements") == [("open",)]
    assert await bot.rows("SELECT count(*) FROM deliveries") == [(0,)]


async def test_pressed_twice_it_is_sent_once(bot: RunningBot) -> None:
    await bot.follow(1)
    card = await previewed(bot, "/announce 全部 一次")
    data = card.button("发送").data or ""
    first, second = bot.owner.forge_press(card, data), bot.owner.forge_press(card, data)
    await first.answered()
    assert "已经发送" in (await second.answered()).text
    assert await bot.rows("SELECT count(*) FROM deliveries") == [(1,)]
    assert await bot.rows("SELECT count(*) FROM deeds") == [(1,)]


async def test_taken_back_it_says_so_where_it_stands(bot: RunningBot) -> None:
    await bot.follow(1)
    card = await sent(bot)
    got = await bot.pushed(bot.api.user(1), "【公告】")
    await bot.becomes("SELECT state FROM deliveries", ("sent",))
    await press_for_edit(bot.owner, card, "撤回", shows="已经收到或可能收到的有 1 个")
    await press_for_edit(bot.owner, card, "不撤回", shows="已发给")
    await press_for_edit(bot.owner, card, "撤回", shows="已经收到或可能收到的有 1 个")
    await press_for_edit(bot.owner, card, "撤回", shows="已撤回")
    await until_seen(lambda: got.text, lambda text: "公告已撤回" in text and "停机" not in text)
    assert got.buttons == ()
    await bot.becomes("SELECT kind, state FROM deliveries", ("announcement", "sent"), ("withdrawal", "sent"))
    assert await bot.rows("SELECT what FROM deeds ORDER BY id") == [
        ("announced",),
        ("announcement_withdrawn",),
    ]
    assert len(bot.api.user(1).chat.from_bot) == 1  # nobody is woken


async def test_who_still_waits_for_it_gets_none_when_it_is_taken_back(bot: RunningBot) -> None:
    await bot.follow(1)
    await bot.api.user(1).ask("/pause 1天")
    card = await sent(bot)
    await press_for_edit(bot.owner, card, "撤回", shows="收到的有 0 个")
    await press_for_edit(bot.owner, card, "撤回", shows="已撤回")
    assert await bot.rows("SELECT kind, state, reason FROM deliveries") == [
        ("announcement", "cancelled", "withdrawn")
    ]


async def test_forged_buttons_do_nothing(bot: RunningBot) -> None:
    await bot.follow(1)
    card = await previewed(bot, "/announce 全部 别动")
    other = name_second_editor(bot)
    theirs = await other.ask("/id")
    for data in ("announce_send:1", "announce_edit:1", "announce_drop:1", "announce_back:1"):
        assert "只有本人能" in (await other.forge_press(theirs, data).answered()).text, data
    for data in ("announce_send:9", "announce_out:9", "announce_show:9", "announce_pull:9"):
        assert (await bot.owner.forge_press(card, data).answered()).text == wording.ANNOUNCE_GONE, data
    for data in (
        "announce_send",
        "announce_to:1:3:1",
        "announce_to:1:1:99999",
        "announce_list:0",
        "announce_list",
    ):
        assert (await bot.owner.forge_press(card, data).answered()).text == wording.UNKNOWN_BUTTON, data
    for data in ("announce_out:1", "announce_pull:1", "announce_back:1"):
        assert "还没有发送" in (await bot.owner.forge_press(card, data).answered()).text, data
    assert await bot.rows("SELECT state FROM announcements") == [("open",)]
    assert SECOND_EDITOR != OWNER_ID


async def test_the_record_shows_what_was_sent_and_opens_it(bot: RunningBot) -> None:
    await bot.follow(1)
    bot.api.user(OWNER_ID, "编辑", started=True)
    assert (await bot.owner.ask("/announce 记录")).text == "还没有发过公告。写一条：/announce 全部 文字"
    await sent(bot)
    listed = await bot.owner.ask("/announce 记录")
    assert "1. 全部读者，已经发送：今晚" in listed.text
    await press_for_edit(bot.owner, listed, "1", shows="已送达")


async def test_what_has_no_text_yet_is_not_in_the_record(bot: RunningBot) -> None:
    bot.api.user(OWNER_ID, "编辑", started=True)
    await bot.owner.ask("/announce 全部")
    assert (await bot.owner.ask("/announce 记录")).text.startswith("还没有发过公告")


async def test_only_in_private(bot: RunningBot) -> None:
    group = bot.api.supergroup("园区群", owner=bot.owner)
    assert (await bot.owner.ask("/announce 全部 大家好", group)).text == wording.ONLY_IN_PRIVATE


async def test_other_owners_hear_of_it(bot: RunningBot) -> None:
    await bot.follow(1)
    other = name_second_editor(bot)
    await sent(bot)
    assert "今晚" in (await bot.pushed(other, "发了公告")).text


async def test_an_announcement_and_news_due_together_are_messages_of_their_own(bot: RunningBot) -> None:
    await bot.follow(1)
    await bot.api.user(1).ask("/pause 1天")
    await sent(bot)
    await bot.publish(made_issue(made_article("一件新事")))
    await bot.api.user(1).ask("/resume")
    news = await bot.pushed(bot.api.user(1), "一件新事")
    notice = await bot.pushed(bot.api.user(1), "【公告】")
    assert notice.message_id < news.message_id and "公告" not in news.text
