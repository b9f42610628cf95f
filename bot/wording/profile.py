"""A park's profile: its numbers as text and picture."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

ABOUT_PROFILE = "一个园区的档案：数字和图"
SAY_PROFILE = ("园区档案", "档案")

PROFILE_TITLE = "<b>【{park}】档案</b>（截至 {day}）"
PROFILE_EMPTY = "还没有关于【{park}】的文章，也就没有它的档案。有了报道，这里会有数字。"
PROFILE_ARTICLES = "<b>文章</b>　近 12 个月 {recent} 篇，共 {all} 篇"
PROFILE_YEAR = "{year}年 {months}"
PROFILE_MONTH = "{month}月 {count}"
PROFILE_PROJECTS = "<b>项目</b>　共 {count} 个"
PROFILE_NO_PROJECTS = "<b>项目</b>　文章里没有读到有名称的项目。"
PROFILE_BEING_READ = "文章刚有变化，项目正在读取，以下数字可能稍旧。"
PROFILE_MONEY = "<b>投资</b>　报道过的合计 {promised}；其中已投产 {producing}"
PROFILE_MORE_MONEY = "另有 {promised}；其中已投产 {producing}"
PROFILE_SUM = "{sum}（{count} 个项目）"
PROFILE_NO_SUM = "无"
PROFILE_INEXACT = "含约数：{bounds}"
PROFILE_BOUND = "写「{bound}」的 {count} 笔"
PROFILE_NOT_ADDED = "未计入（不是一个确定的数）：{words}"
PROFILE_NOT_ADDED_WORDS = "「{words}」"
PROFILE_NOT_ADDED_REST = " 等 {count} 笔"
PROFILE_NO_MONEY = "<b>投资</b>　没有报道金额。"
PROFILE_PROMISES = "<b>承诺</b>　共 {count} 条：{outcomes}"
PROFILE_NO_PROMISES = "<b>承诺</b>　没有读到写明时间的承诺。"
PROFILE_PARTS = " · "

PROFILE_FILE_NAME = "profile-{day}.png"
PROFILE_PICTURE_ARTICLES = "每月文章 {first}—{last}（{recent} 篇）"
PROFILE_PICTURE_DAY = "截至 {day}"
PROFILE_PICTURE_PROJECTS = "项目所处阶段（共 {count} 个）"
PROFILE_PICTURE_MONEY = "投资：报道过的，和其中已投产的"
PROFILE_PICTURE_PROMISES = "承诺（共 {count} 条）"
PROFILE_PICTURE_PROMISED = "报道合计"
PROFILE_PICTURE_PRODUCING = "已投产"
PROMISES_OF_PARK = "到期的承诺"

# By projects.outcomes.Outcome, shorter than OUTCOMES: for bars.
SHORT_OUTCOMES = {
    "kept": "如期兑现",
    "late": "晚于原定",
    "put off": "已推迟",
    "open": "未到期",
    "silent": "到期未见报道",
}


def money(amount: int, name: str, *, exact: bool = True) -> str:
    """A sum as newspapers write it, nothing rounded: 12.5亿元, 4000万美元, 约3亿元."""
    about = "" if exact else "约"
    for unit, worth in (("亿", 10**8), ("万", 10**4)):
        if amount >= worth:
            number = (Decimal(amount) / worth).normalize()
            return f"{about}{number:f}{unit}{name}"
    return f"{about}{amount}{name}"


def month(first: dt.date) -> str:
    """A month as a label: 7月."""
    return f"{first.month}月"
