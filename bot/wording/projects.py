"""What readers are told of projects: where they stand, what was promised, what came of it."""

from __future__ import annotations

import datetime as dt

ABOUT_PROJECTS = "一个园区的项目进展"
SAY_PROJECTS = ("项目", "项目进展")
ABOUT_DUE = "到期的项目承诺"
SAY_DUE = ("到期", "本月到期")

PROJECTS_TITLE = "【{park}】的项目，共 {total} 个"
PROJECTS_AT_STAGE = "【{park}】{stage}的项目，共 {total} 个"
NO_PROJECTS = "还没有读到【{park}】的项目。报纸一报道，就会列在这里。"
PROJECTS_BEING_READ = "【{park}】的文章刚有变化，项目正在读取，请过一会儿再看。"
ALL_BEING_READ = "文章刚有变化，其中的项目正在读取，请过一会儿再问。"
STAGE_AND_COUNT = "{stage} {count}"
NO_STAGE = "阶段不明"
ALL_STAGES = "全部阶段"
TOLD_ON = "最近报道 {day}"
STAGE_SINCE = "{stage}（{day}）"

PROJECT_GONE = "这个项目已经不在了：报道它的文章已撤回，或编辑认定它不是项目。"
TIME_LINE_TITLE = "进展"
TIME_LINE = "{day} {newspaper}{stage}"
EARLIER_LINES = "更早的 {count} 条没有列出。"
OWNER = "建设单位：{owner}"
INVESTMENT = "投资：{words}"
INVESTED = "投资"
INVESTOR_SEPARATOR = "，"
PROMISES_TITLE = "承诺"
PROMISE = "「{time}{words}」 {outcome}"
SAYS = "出处 {number}"
SAYS_TITLE = "<b>{name}</b>的出处"
PROJECTS_OF_PARK = "本园区的项目"
BRIEFS_OF_PARK = "看本园区的简报"
PLACE_OR_NONE = "园区、城市或时间，可不写"

# By projects.outcomes.Outcome.
OUTCOMES = {
    "kept": "如期兑现",
    "late": "已实现，晚于原定",
    "put off": "已推迟",
    "open": "未到期",
    "silent": "已到期，未见后续报道",
}
DUE_BY = "{outcome}（期限 {day}）"

DUE_TITLE = "{where}{days}到期的项目承诺，共 {total} 条"
DUE_IN_PARK = "【{name}】"
DUE_IN_CITY = "{name}（全市）"
NO_SUCH_TIME = (
    "没有看懂“{asked}”里的时间。一次可以查一个月（6月、下个月）、一个季度（二季度）、半年（上半年）或一年（今年、2027年），"
    "月份是 1 至 12，季度是 1 至 4，年份写四位数。"
)
NOTHING_DUE = "{where}{days}没有到期的项目承诺。"
DUE_LINE = "{day} <b>{project}</b>【{park}】\n{promise}"
# To what falls due before and after, by the count of months shown; of another count, a year away.
DUE_BESIDE = {
    1: ("上个月", "下个月"),
    3: ("上个季度", "下个季度"),
    6: ("上个半年", "下个半年"),
    12: ("上一年", "下一年"),
}
DUE_OF_ANOTHER_YEAR = ("上一年同期", "下一年同期")

# What those who follow a project are told of it.
PROJECT_NEWS_TITLE = "项目动态"
PROJECT_MOVED = "{name}：{before} → {stage}"
PROJECT_MOVED_FIRST = "{name}：{stage}"
PROJECT_TOLD = "{name}"
PROJECT_EVIDENCE = "原文：{evidence}"
PROJECT_PROMISED = "新的承诺：「{promise}」"
PROJECT_MONEY = "投资：{investment}"
PROMISE_DUE = "{name}\n「{promise}」到期（{day}）"
LAST_HEARD = "最近报道的阶段：{stage}（{day}）"
LAST_HEARD_NOTHING = "最近一次报道：{day}，没有写明阶段"
NEWS_TAKEN_BACK = "<s>{name}</s>\n（已收回：报道它的文章已更正或撤回，或编辑认定它不是项目。）"
OPEN_PROJECT = "项目 {number}"
WHICH_PROJECT = "叫这个名字的项目有 {count} 个，请选择："
SEVERAL_PROJECTS = "叫“{name}”的项目有 {count} 个，请选择要关注的："
SUCH_PROJECTS = "{asked}的项目，共 {total} 个"
ALL_PROJECTS = "报道过的项目，共 {total} 个"
NO_PROJECTS_YET = "还没有读到项目。报纸一报道，就会列在这里。"
NO_SUCH_PROJECTS = "报道过的项目里没有：{asked}。可以少写一个条件再问。"
NEWEST_SHOWN = "最近有消息的在前，这里是第 {first} 至 {last} 个。"
# By bot.names.asked_fate.Fate.
FATES = {
    "KEPT": "承诺如期兑现",
    "PUT_OFF": "承诺推迟或晚于原定",
    "BROKEN": "承诺没有如期兑现（推迟、晚于原定，或到期未见报道）",
}
STAGE_NOT_YET = "还没{stage}"
STAGE_BUILDING = "在建（含已开工、封顶）"
SUM_FROM = "投资{sum}以上"
SUM_OVER = "投资超过{sum}"
SUM_UP_TO = "投资{sum}以下"
SUM_UNDER = "投资不到{sum}"
SUM_BETWEEN = "投资{least}至{most}"
QUESTION_SEPARATOR = " · "

# Under a brief: where the projects stand that its article tells of.
PROJECT_MARK = "项目：{projects}"
MARK_SEPARATOR = " · "
MARK_BETWEEN = "；"
MARK_MORE = " 等 {count} 个"
MARK_PROMISE = "承诺「{promise}」"
MARK_PROMISE_OF_YEAR = "承诺「{promise}」（{year}年）"


def yuan(amount: int) -> str:
    """A sum as newspapers write it: 12.5亿元, 4000万元."""
    if amount >= 10**8:
        return f"{amount / 10**8:g}亿元"
    return f"{amount / 10**4:g}万元"


def month_of(first: dt.date) -> str:
    """A month as it is named: 2026年12月."""
    return f"{first.year}年{first.month}月"


def period(first: dt.date, last: dt.date) -> str:
    """A stretch of months of a year as it is named: 2026年, 2026年12月, 2026年上半年, 2026年1月至5月."""
    year, ends = f"{first.year}年", (first.month, last.month)
    if ends in STRETCHES:
        return year + STRETCHES[ends]
    if first.month == last.month:
        return month_of(first)
    return f"{year}{first.month}月至{last.month}月"


# By the first and last month of a year.
STRETCHES = {
    (1, 12): "",
    (1, 6): "上半年",
    (7, 12): "下半年",
    (1, 3): "第一季度",
    (4, 6): "第二季度",
    (7, 9): "第三季度",
    (10, 12): "第四季度",
}
