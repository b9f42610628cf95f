"""An article about two parks says so wherever it stands under the name of one."""

from __future__ import annotations

from dataclasses import replace

from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.running_bot import RunningBot


async def test_the_other_park_is_named_in_lists_and_digests(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await reader.ask("/digest 立即")
    both = replace(made_article("两地携手", LINYI), also=(LINFEN,))
    await bot.publish(made_issue(both, made_article("只说一地", LINYI)))
    pushed = await bot.pushed(reader, "两地携手")
    for message in (pushed, await reader.ask("/park 临猗")):
        assert message.text.count("本文也写到：山西临汾经济开发区") == 1
        assert "【临猗现代农业产业示范区】" in message.text
        assert message.text.index("本文也写到") > message.text.index("两地携手")
    assert "【临猗现代农业产业示范区、山西临汾经济开发区】" in (await reader.ask("/park 临汾经开区")).text
