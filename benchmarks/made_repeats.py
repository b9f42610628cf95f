"""Invented short articles by number: templates that all parks share, and repeats of some."""

from __future__ import annotations

import datetime
import random
from dataclasses import replace

from stories.telling import Telling

FIRST_DAY = datetime.date(2021, 1, 1)
A_DAY = 550  # articles
PARKS = 400
REPEATED = 10  # one article in so many tells one of the days before again
LOUD = 20  # one in so many is the daily notice of one park, always in the same words
_PAPERS = [f"{place}{kind}" for place in "汾晋雁河云太" for kind in ("州日报", "原商报", "阳导报", "岭晚报")]
_BRANDS = [a + b for a in "星云恒卓凝禾景明泽瑞安同" for b in "垣舟砺峦岚泰澄炅沅珩珀淞"]
_TRADES = ["新材料", "精密机械", "生物科技", "光电", "装备制造", "食品", "环保", "数据科技"]
_GOODS = [
    "特种陶瓷",
    "医用导管",
    "液压支架",
    "中药饮片",
    "玄武岩纤维",
    "高压油管",
    "光伏背板",
    "伺服电机",
    "无糖饮料",
]
_COURSES = ["劳动用工", "消防安全", "统计业务", "知识产权", "出口信用保险", "特种设备", "碳排放核算"]
_TEMPLATES = (
    "{month}月{day}日，由山西{firm}有限公司建设的{goods}项目在{park}通过竣工验收。"
    "验收组一行查看了车间和仓库，一致同意通过验收。项目总投资{a}.{b}亿元，建筑面积{c}万平方米。"
    "企业表示将尽快组织设备调试，争取{d}个月内投产，预计新增就业{e}人。",
    "{month}月{day}日，{park}举办{course}培训班，{e}名企业代表参加。"
    "培训采取专家授课、案例讲解、现场答疑的方式进行，共安排{d}个专题。"
    "学员们表示，内容实用、收获很大，回去后要学以致用。",
    "{park}{month}月{day}日举行招商项目集中签约仪式，{d}个项目签约，总投资{a}.{b}亿元。"
    "签约项目涉及{goods}等领域，其中山西{firm}有限公司的项目投资{c}亿元。"
    "园区为每个项目明确一名包联领导，要求{e}天内开工。",
    "走进{park}的山西{firm}有限公司，生产线满负荷运转。公司主要生产{goods}，前{d}个月完成产值{a}.{b}亿元，"
    "同比增长{c}%。“现在最缺的是熟练工。”车间主任说，公司新招{e}名工人，师傅一对一带。",
    "因线路检修，{park}定于{month}月{day}日停电，涉及沿线{e}家企业。"
    "停电期间请有关单位提前做好准备，关闭用电设备，注意安全；重要用户启用备用电源。如遇雨雪，检修顺延{d}天。",
)
_NOTICE = (
    "{park}{month}月{day}日空气质量指数{e}，首要污染物为细颗粒物，浓度每立方米{c}微克。"
    "监测站提醒，敏感人群减少户外活动，企业按要求落实{d}项错峰措施。"
)


def repeated(at: int) -> int:
    """The number of the article that this one tells again; -1 where it is a story of its own."""
    rng = random.Random(at)
    of = at - rng.randint(1, 5 * A_DAY)
    return of if of >= 0 and rng.randrange(REPEATED) == 0 and repeated(of) == -1 else -1


def telling(at: int) -> Telling:
    """The article of this number, always the same."""
    of = repeated(at)
    return _again(telling(of), at) if of >= 0 else _first(at)


def _first(at: int) -> Telling:
    rng = random.Random(-at - 1)
    date = FIRST_DAY + datetime.timedelta(days=at // A_DAY)
    loud = rng.randrange(LOUD) == 0
    # A few templates make most of the news, a few parks too.
    template = _NOTICE if loud else _TEMPLATES[min(rng.randrange(5), rng.randrange(5))]
    park = _park(0 if loud else min(rng.randrange(PARKS), rng.randrange(PARKS)))
    text = template.format(
        park=park,
        firm=rng.choice(_BRANDS) + rng.choice(_TRADES),
        goods=rng.choice(_GOODS),
        course=rng.choice(_COURSES),
        month=date.month,
        day=date.day,
        a=rng.randint(1, 30),
        b=rng.randint(1, 9),
        c=rng.randint(2, 90),
        d=rng.randint(2, 24),
        e=rng.randint(20, 999),
    )
    sentences = [f"{each}。" for each in text.split("。") if each]
    return Telling(rng.choice(_PAPERS), date, park, sentences[0][:18], tuple(sentences))


def _park(number: int) -> str:
    return f"{_BRANDS[number % len(_BRANDS)]}{'东西南北中'[number // len(_BRANDS)]}经济开发区"


LOUD_PARK = _park(0)


def _again(first: Telling, at: int) -> Telling:
    """What another newspaper makes of it: cut, reordered, a sentence added, another headline."""
    rng = random.Random(-at - 1)
    lead, *rest = first.paragraphs
    kept = [lead, *rng.sample(rest, rng.randint(0, len(rest)))]
    rng.shuffle(kept)
    if rng.randrange(3) == 0:
        kept.append("记者在现场看到，各项工作有条不紊。")
    paper = rng.choice([each for each in _PAPERS if each != first.newspaper])
    date = FIRST_DAY + datetime.timedelta(days=at // A_DAY)
    return replace(first, newspaper=paper, date=date, headline="园区又传新消息", paragraphs=tuple(kept))
