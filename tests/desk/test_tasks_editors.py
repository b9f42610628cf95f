"""The editors' tasks of docs/tasks.md, done the shortest way: no more messages and presses than it says."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.standin.message import Message
from playground.standin.user import User
from tests.conftest import SAMPLES
from tests.desk.sending import page
from tests.desk.test_tidying import tell
from tests.made_issues import LINFEN, LINYI
from tests.reader.test_tasks_readers import tasks
from tests.running_bot import RunningBot
from tests.terminal.told_projects import GLASS, STORES, TOLD
from tests.waiting import press_for_edit, press_for_message, until_message, until_seen

FILE = "第2版.txt"
SAMPLE = SAMPLES / "示例版面-2026-04-07.txt"


@dataclass
class Hands:
    """Somebody's hands: each message that is sent and each button that is pressed is a step."""

    user: User
    steps: list[str] = field(default_factory=list)

    async def send(self, text: str, holding: str = "") -> Message:
        """Sends a text; returns the bot's next message with these words."""
        self.steps.append(text)
        newest = max((message.message_id for message in self.user.chat.messages), default=0)
        self.user.send(text)
        return await until_message(self.user.chat, holding, after=newest)

    async def send_page(self, data: bytes) -> Message:
        """Sends a page file; returns its preview."""
        self.steps.append(FILE)
        newest = max((message.message_id for message in self.user.chat.messages), default=0)
        self.user.send_document(data, FILE)
        return await until_message(self.user.chat, " 篇\n", after=newest)

    async def press(self, message: Message, button: str, shows: str = "") -> Message:
        """Presses a button that edits its message."""
        self.steps.append(button)
        return await press_for_edit(self.user, message, button, shows=shows)


async def test_6_a_page_is_looked_through_a_park_mended_and_published(bot: RunningBot) -> None:
    reader = bot.api.user(1, started=True)
    await reader.ask("/follow 临汾经开区")
    await reader.ask("/digest 立即")
    hands = Hands(bot.owner)
    preview = await hands.send_page(SAMPLE.read_bytes())
    await hands.press(preview, "1", LINYI.name)
    await hands.press(preview, "园区", "请选择园区")
    preview = await hands.send("临汾经开区", LINFEN.name)
    assert "首批48吨" in preview.text, "another park takes no words from the brief"
    await hands.press(preview, "返回", LINFEN.name)
    await hands.press(preview, "发布并推送", "已发布 2 篇")
    pushed = await bot.pushed(reader, "果品加工车间")
    assert LINFEN.name in pushed.text
    assert len(hands.steps) == tasks()[6][1], hands.steps


async def published(bot: RunningBot) -> Message:
    """A page of 临汾 is published; the message that somebody has of it."""
    reader = bot.api.user(1, started=True)
    await reader.ask("/follow 临汾经开区")
    await reader.ask("/digest 立即")
    preview = await Hands(bot.owner).send_page(page("新厂房封顶"))
    await press_for_edit(bot.owner, preview, "发布并推送", shows="已发布 1 篇")
    return await bot.pushed(reader, "新厂房封顶")


async def test_7_a_wrong_figure_is_put_right_where_it_was_read(bot: RunningBot) -> None:
    pushed = await published(bot)
    assert "120亩" in pushed.text
    hands = Hands(bot.owner)
    again = await hands.send_page(page("新厂房封顶").replace("120亩".encode(), "210亩".encode()))
    assert "120亩 → 210亩" in again.text or "120 → 210" in again.text
    await hands.press(again, "更正并提醒", "已更正 1 篇")
    await until_seen(lambda: pushed.text, lambda said: "210亩" in said)
    await bot.pushed(bot.api.user(1), "请以这里的为准")
    await bot.becomes("SELECT count(*) FROM deliveries WHERE state <> 'sent'", (0,))
    await hands.press(again, "打开第 1 号版面", "更正与撤回：共 1 条，已改好 1 条")
    assert len(hands.steps) == tasks()[7][1], hands.steps


async def test_7_who_looks_for_the_figure_in_the_brief_is_told_the_way(bot: RunningBot) -> None:
    await published(bot)
    hands = Hands(bot.owner)
    card = await hands.send("/issue 1", "第 1 号")
    whole = await press_for_message(bot.owner, card, "更正", holding="更正已发布的第 1 号")
    assert "请把改好的版面重新发给我" in whole.text
    await hands.press(card, "1", "新厂房封顶")
    draft = await press_for_message(bot.owner, card, "更正")
    await until_seen(lambda: draft.text, lambda said: "第 1 篇，共 1 篇" in said)
    await hands.press(draft, "简报", "点数字选用")
    refused = await hands.send("项目总投资3.8亿元，占地120亩。", "一字不差")
    assert "后面的“3.8亿元" in refused.text and "请把改好的版面重新发给我" in refused.text


async def test_8_an_article_is_taken_back_and_stands_again(bot: RunningBot) -> None:
    pushed = await published(bot)
    hands = Hands(bot.owner)
    card = await hands.send("/issue 1", "第 1 号")
    await hands.press(card, "1", "新厂房封顶")
    await hands.press(card, "撤回", "为什么撤回")
    await hands.press(card, "内容有误", "可以恢复")
    await hands.press(card, "撤回并提醒", "已撤回 1 篇")
    await until_seen(lambda: pushed.text, lambda said: "已撤回：内容有误" in said)
    notice = await bot.pushed(bot.api.user(1), "下列内容作废")
    await hands.press(card, "恢复", "已恢复《新厂房封顶》")
    await until_seen(lambda: pushed.text, lambda said: "120亩" in said and "已撤回" not in said)
    await until_seen(lambda: notice.text, lambda said: "请以这里的为准" in said and "120亩" in said)
    assert "新厂房封顶" in (await bot.api.user(1).ask("/park 临汾经开区")).text
    assert len(hands.steps) == tasks()[8][1], hands.steps


async def test_9_two_projects_are_one_one_is_renamed_and_one_is_none(bot: RunningBot) -> None:
    await tell(bot, *TOLD)
    hands = Hands(bot.owner)
    card = await hands.send(f"/projects {LINFEN.name}", STORES)
    await hands.press(card, STORES, "进展")
    await hands.press(card, "整理项目", "篇报道写到这个项目")
    assert "拆出一篇" not in str(card.buttons), "one article alone tells of it"
    await hands.press(card, "合并到……", f"1. {GLASS}")
    await hands.press(card, "1", "合并：")
    await hands.press(card, "改名", "请发送新名称")
    card = await hands.send("恒岚玻璃基地", "改名：")
    await hands.press(card, "不是项目", "已认定不是项目")
    assert "恒岚玻璃基地" in card.text and card.buttons == (("撤销",),)
    assert len(hands.steps) == tasks()[9][1], hands.steps
    await press_for_edit(bot.owner, card, "撤销", shows="恒岚玻璃基地")


async def test_10_a_group_and_a_channel_get_one_parks_news(bot: RunningBot) -> None:
    editor = bot.owner
    group = bot.api.supergroup("园区群", owner=editor)
    channel = bot.api.channel("晋园快讯", username="jinyuan_news", owner=editor)
    card = await editor.ask("/channel @jinyuan_news")
    assert "每天 08:00 推送到频道" in card.text and "/channel @jinyuan_news follow 临猗" in card.text
    hands = Hands(editor)
    hands.steps.append("/follow 临猗")
    editor.send("/follow 临猗", group)
    followed = await until_message(group, "已关注")
    assert "每天 08:00 推送到本群" in followed.text
    followed = await hands.send("/channel @jinyuan_news follow 临猗", "已关注")
    assert "推送到频道" in followed.text
    assert len(hands.steps) == tasks()[10][1], hands.steps
    preview = await hands.send_page(page("新厂房封顶").replace("临汾经开区".encode(), "临猗示范区".encode()))
    await until_seen(lambda: preview.text, lambda said: "将推送给 1 个群、1 个频道" in said)
    assert channel.from_bot == []
