"""How well repeats are told from look-alikes, on stories and words that the rules were not made with.

    python benchmarks/lookalikes.py [--stories 600] [--seed 1]

Six kinds of stories, two parks, one week: the same words filled in with other roads, courses, persons, firms
and figures. Each is told again by another newspaper: cut, reordered, words exchanged (most of them in none of
our tables), numbers in characters, a sentence added, at times one figure corrected. Compared are each story
with its own reprint, and with every story of its kind and park and with the reprint of that.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from stories.matching import relation
from stories.telling import Telling

_FIRST_DAY = datetime.date(2026, 3, 1)
_PARKS = ("太谷经济开发区", "洪洞经济技术开发区")
_KINDS = (
    (
        "{name}路改造走完最后一段",
        "{month}月{day}日清晨，{park}{name}路双向通车，全长{a}.{b}公里，沿线{c}家工厂的货车不再绕行。",
        "这条路拓宽到{e}米，新装路灯{f}盏，铺设雨污管道{g}米，前后用了{h}个月。",
        "“过去进厂要等{i}分钟，现在一脚油门就到。”货车司机{person}说。",
        "{park}建设部门称，年内还将打通{j}条断头路。",
    ),
    (
        "{course}技能赛决出名次",
        "{park}{course}技能大赛{month}月{day}日收官，{c}名选手经过{h}轮比拼，{person}夺得头名。",
        "比赛分理论和实操两部分，满分{e}分，冠军成绩{a}.{b}分。",
        "获奖者可直接认定为高级工，并领取{f}元奖金。",
        "工会负责人说，技能赛已连办{j}年，累计吸引{g}人参加。",
    ),
    (
        "{firm}拿到首张绿电证书",
        "{firm}有限公司日前在{park}领到绿色电力证书，{month}月用电{g}万千瓦时，其中绿电占{e}%。",
        "厂房屋顶铺了{f}块光伏板，装机{a}.{b}兆瓦，一年发电{c}万千瓦时。",
        "企业算过账，每吨产品少排二氧化碳{h}千克，电费省下{i}万元。",
        "{park}已有{j}家工厂用上绿电。",
    ),
    (
        "{park}{month}月{day}日开通{name}线通勤车",
        "{park}自{month}月{day}日起开通{name}线通勤车，每天{h}班，首班{k}时发车，票价{j}元。",
        "线路长{a}.{b}公里，设{e}个站点，可刷手机乘车。",
        "公交公司投放{i}辆纯电动车，每车{f}座。",
        "乘客可拨打热线反映问题。",
    ),
    (
        "{person}走访{park}企业",
        "{month}月{day}日，市政协主席{person}走访{park}，先后察看{firm}、{firm2}两家企业。",
        "{person}说，要把企业的难处当成自己的难处，把承诺一件件落到实处。",
        "座谈中企业提出建议{h}条，当场答复{j}条。",
        "今年前{k}个月，{park}新增市场主体{f}户。",
    ),
    (
        "{park}{crop}加工厂试机",
        "{month}月{day}日，{park}{crop}加工厂试机成功，日加工{e}吨。",
        "工厂由{firm}有限公司投资{a}.{b}亿元兴建，占地{c}亩。",
        "周边{h}个村的农户可就近卖货，每斤多卖{j}角。",
    ),
)
_EXCHANGED = (
    *(("现在", "如今"), ("不再", "不用再"), ("前后用了", "历时"), ("过去", "以往"), ("直接", "即可")),
    *(("领取", "获得"), ("累计", "总共"), ("少排", "减少排放"), ("兴建", "建设"), ("就近", "就地")),
    *(("走访", "到访"), ("察看", "查看"), ("投放", "投入"), ("首班", "头班"), ("日前", "近日")),
    *(("年内", "今年"), ("说", "表示"), ("新增", "净增"), ("每天", "每日"), ("成功", "顺利")),
)
_ADDED = (
    "这样的变化在各地都能看到。",
    "业内人士认为，这是一次有益探索。",
    "据了解，相关工作早在去年就已启动。",
)
_RANGES = {"a": (1, 30), "b": (1, 9), "c": (20, 300), "e": (10, 99), "f": (100, 999), "g": (1000, 9999)} | {
    "h": (2, 12),
    "i": (13, 60),
    "j": (2, 9),
    "k": (5, 7),
}
_DIGITS = "零一二三四五六七八九"


def story(rng: random.Random) -> tuple[int, Telling]:
    """A story with its kind."""
    kind = rng.randrange(len(_KINDS))
    park = rng.choice(_PARKS)
    date = _FIRST_DAY + datetime.timedelta(days=rng.randrange(7))
    words = {key: str(rng.randint(*ends)) for key, ends in _RANGES.items()} | {
        "name": rng.choice(("文博", "滨河", "创新", "振兴", "迎宾", "学府", "和平", "康宁")),
        "course": rng.choice(("焊工", "电工", "钳工", "车工", "叉车", "数控", "化验")),
        "crop": rng.choice(("苹果", "小米", "核桃", "辣椒", "连翘", "红枣")),
        "person": rng.choice("张王李赵刘陈杨黄周吴徐孙")
        + "".join(rng.sample("伟芳娜敏静丽强磊军洋勇艳", rng.randint(1, 2))),
        "firm": _firm(rng),
        "firm2": _firm(rng),
    }
    headline, *sentences = (
        each.format(park=park, month=date.month, day=date.day, **words) for each in _KINDS[kind]
    )
    printed = date + datetime.timedelta(days=1)
    return kind, Telling(rng.choice(("北岭日报", "东山日报")), printed, park, headline, tuple(sentences))


def reprint(told: Telling, rng: random.Random) -> Telling:
    """What another newspaper makes of it; the first sentence is kept, wherever it comes to stand."""
    lead, *rest = told.paragraphs
    kept = [lead, *(each for each in rest if rng.randrange(2))]
    if rng.random() < 0.3:
        rng.shuffle(kept)
    text = "\n".join(kept)
    if rng.random() < 0.3:
        text = text.replace(told.park, re.sub("经济(技术)?开发区", "经开区", told.park))
    for old, new in rng.sample(_EXCHANGED, rng.randint(0, 12)):
        text = text.replace(old, new)
    if rng.random() < 0.15:
        text = _corrected(text, rng)
    if rng.random() < 0.2:
        text = re.sub(r"(?<![\d.])\d{1,2}(?![\d.])", lambda number: _in_characters(int(number[0])), text)
    paragraphs = text.split("\n")
    if rng.random() < 0.3:
        paragraphs.insert(rng.randint(1, len(paragraphs)), rng.choice(_ADDED))
    headline = told.headline if rng.random() < 0.2 else rng.choice(("园区见闻", "一线传真", lead[:14]))
    date = told.date + datetime.timedelta(days=rng.randint(0, 8))
    return replace(told, newspaper="南城导报", date=date, headline=headline, paragraphs=tuple(paragraphs))


def figures(stories: int, seed: int) -> tuple[int, int, int]:
    """How many of so many stories are not found again; how many pairs of look-alikes were compared, and taken
    for one story.
    """
    rng = random.Random(seed)
    told = [story(rng) for _ in range(stories)]
    again = [reprint(each, rng) for _, each in told]
    missed = sum(relation(first, later) is None for (_, first), later in zip(told, again, strict=True))
    pairs = merged = 0
    for first, other in _lookalikes(told):
        for later in (told[other][1], again[other]):
            pairs += 1
            merged += relation(told[first][1], later) is not None
    return missed, pairs, merged


def _lookalikes(told: list[tuple[int, Telling]]) -> Iterator[tuple[int, int]]:
    for first, (kind, one) in enumerate(told):
        for other, (other_kind, two) in enumerate(told):
            if first != other and kind == other_kind and one.park == two.park:
                yield first, other


def _corrected(text: str, rng: random.Random) -> str:
    numbers = list(re.finditer(r"(?<![\d.])\d{2,}(?![月日\d.])", text))
    if not numbers:
        return text
    number = rng.choice(numbers)
    return f"{text[: number.start()]}{int(number[0]) + rng.randint(1, 9)}{text[number.end() :]}"


def _in_characters(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _firm(rng: random.Random) -> str:
    trade = rng.choice(("能源", "机电", "药业", "食品", "电子", "纺织", "玻璃", "陶瓷"))
    return "".join(rng.sample("宏达鑫源瑞丰金鹏永盛天成海川中信博远", 2)) + trade


def main() -> None:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, default=600)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    missed, pairs, merged = figures(asked.stories, asked.seed)
    print(
        f"{asked.stories - missed} of {asked.stories} reprints found,"
        f" {merged} of {pairs} look-alikes taken for one"
    )


if __name__ == "__main__":
    main()
