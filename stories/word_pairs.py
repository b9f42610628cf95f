"""Words that editors put for one another without telling anything else."""

from __future__ import annotations

from functools import cache

from stories.plain_text import tokens_of

LONGEST = 16  # signs of a difference that is looked up
LONGEST_WORD = 8

_EXCHANGED = (
    "表示 说 称 认为 介绍 告诉记者 指出 讲",
    "全部 悉数 全都 均 都 一律",
    "组织 安排 举办 举行 开展 召开 办",
    "计划 打算 拟 准备 预计 有望 将 定于 将在",
    "配备 安排 配置",
    "企业 公司 厂家",
    "职工 员工 工人",
    "提供 带来 给予",
    "涉及 牵涉 涵盖 覆盖",
    "同比 比上年同期 较上年同期 与上年同期相比",
    "负责人 总经理 有关负责人 相关负责人 主要负责人",
    "拿到 取得 获得 领到",
    "过去 从前 以前 以往 原来 原先 此前",
    "来到 走进 前往 赴 到",
    "建设 兴建 修建 建造",
    "强调 要求 指出",
    "公里 千米",
    "承诺 保证",
    "签署 签订",
    "约定 商定",
    "目前 眼下 当前 现在 如今",
    "求职者 应聘人员 求职人员",
    "下一步 接下来 今后 往后 未来",
    "围绕 紧扣 聚焦",
    "超过 多于 逾 突破",
    "影响 波及",
    "首批 第一批",
    "带动 拉动 推动 促进",
    "进行 举行",
    "达产 满产",
    "近日 日前 近期",
    "今年 本年",
    "正式 顺利",
    "破土动工 开工建设 开工 动工 动土 破土",
    "投产 投入生产 建成投产",
    "封顶 主体完工 主体封顶",
    "增加 增长 提高 上升 提升",
    "降低 下降 减少",
    "方面 领域",
    "其中 当中",
    "和 与 及 以及 并",
    "约 近 大约 左右",
    "总投资 计划投资 投资总额 投资",
    "占地 用地 占地面积",
    "建成 完工 竣工",
    "帮助 协助 支持",
    "为了 为",
    "已 已经 已顺利",
    "每天 每日 一天",
    "上岗 就位 到岗",
    "检测 检验",
)


@cache
def _exchanged() -> dict[str, tuple[str, ...]]:
    """For each word as joined tokens those that may stand for it."""
    partners: dict[str, tuple[str, ...]] = {}
    for words in _EXCHANGED:
        group = ["".join(tokens_of(word, "")) for word in words.split()]
        for word in group:
            partners[word] = (*partners.get(word, ()), *(other for other in group if other != word))
    return partners


def mean_the_same(one: str, other: str) -> bool:
    """Whether one text becomes the other by exchanging words of the table; both are joined tokens."""
    if max(len(one), len(other)) > LONGEST:
        return False
    partners = _exchanged()
    ahead, seen = [(0, 0)], set[tuple[int, int]]()
    while ahead:
        at, other_at = place = ahead.pop()
        if place == (len(one), len(other)):
            return True
        if place in seen:
            continue
        seen.add(place)
        if one[at : at + 1] == other[other_at : other_at + 1]:
            ahead.append((at + 1, other_at + 1))
        for end in range(at + 1, min(len(one), at + LONGEST_WORD) + 1):
            for word in partners.get(one[at:end], ()):
                if other.startswith(word, other_at):
                    ahead.append((end, other_at + len(word)))
    return False
