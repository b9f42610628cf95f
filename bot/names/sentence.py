"""Whether a text says something of the name in it, or is a longer name that only begins like it.

A name is a park's only as a whole: 临猗的新闻 and 临猗最近怎么样 are about 临猗, while 临猗果业公司, 太原大道
and 临汾经开区第一小学 are names of something else, whatever they end in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# What may stand beside a name in a question without making another name of it.
_SMALL_WORDS = _words(
    # asking
    "什么 怎么样 怎样 怎么 如何 哪些 哪里 哪儿 哪个 哪家 哪 谁 多少 几个 几家 几条 几 吗 呢 吧 啊 呀 呗 "
    "没有 有没有 有无 是否 啥时候 什么时候 何时 为什么 为何 啥 "
    # wanting to know
    "请问 麻烦 劳驾 请 谢谢 您好 你好 想要 想 要 看看 看一下 看下 看 查一下 查查 查询 查 找一下 找找 找 "
    "了解一下 了解 知道 搜一下 搜索 搜 说说 讲讲 说一下 介绍一下 介绍 告诉 来点 来条 帮忙 帮 给 "
    "我们 咱们 我 你们 你 您 大家 一下 一点 一些 这边 那边 这里 那里 那儿 这儿 关于 有关 "
    # when
    "最近 近期 近来 近日 最新 目前 现在 如今 今天 今日 昨天 昨日 明天 本周 这周 上周 下周 本月 这个月 "
    "上个月 今年 去年 这几天 这两天 "
    # what of it
    "新闻 消息 情况 动态 进展 简报 报道 资讯 事情 事儿 内容 文章 新项目 项目 新鲜事 大事 开发区 园区 动向 "
    # holding a sentence together
    "的话 的 了 是 有 在 和 与 跟 及 还 又 都 也 就 里面 里 方面 地方"
)
_PUNCTUATION = r"[\W_]"
_DAYS = "[0-9一二两三四五六七八九十]{1,4}(?:年|个?月|天|日|号|周|条|个)"
_KNOWN = re.compile("|".join((*sorted(_SMALL_WORDS, key=len, reverse=True), _DAYS, _PUNCTUATION)))

# In a question that has other words too, these keep the name apart from them.
_BEFORE = re.compile(rf"(?:^|{_PUNCTUATION}|请问|听说|关于|有关|在|看看|看|查|找|帮我|知道|了解|了)$")
_BEHIND = re.compile(
    rf"{_PUNCTUATION}|的(?!确|士|卢)|有(?!限|机|色|线)|最近|近期|目前|现在|今年|去年|这周|本周|上周|这边|那边|这里|那里"
    "|怎么|怎样|什么|如何|哪|啥|谁|是|还|都|也|在(?!线)|里|没有|为什么|为何|何时|多少|几"
)
_QUESTION = re.compile("[?？吗呢]$|什么|怎么|怎样|如何|哪|谁|多少|几[个家条时]|为何|何时|有没有|是否|啥")
# Whatever a question with one of these asks, it is more likely about that body than about where it sits.
_BODY = re.compile(
    "公司|集团|合作社|工厂|中心|医院|学校|大学|学院|中学|小学|银行|支行|委员会|管委会|协会|研究院|研究所|超市|酒店"
)


def speaks_of(text: str, spans: Sequence[Span]) -> bool:
    """Whether `text` speaks of what is named at `spans` (in order, apart from each other) and nothing longer.

    It does where all else in it is small words that ask or point, or where it is clearly a question in which
    the names stand apart from what else it says.
    """
    if all(not _KNOWN.sub("", part) for part in _between(text, spans)):
        return True
    if not _QUESTION.search(text) or _BODY.search(text):
        return False
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    return all(
        (start in ends or _BEFORE.search(text[:start]) is not None)
        and (end == len(text) or end in starts or _BEHIND.match(text, end) is not None)
        for start, end in spans
    )


def _between(text: str, spans: Sequence[Span]) -> list[str]:
    """What stands before, between and behind the names."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]
