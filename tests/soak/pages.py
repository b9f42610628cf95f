"""Pages that the soak's editors publish: invented articles that nobody takes for one another."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from tests.made_issues import LINFEN, LINYI, TANGHUAI

# A name that people type, and the one above an article on the page.
PARKS = {"临猗": LINYI.name, "临汾经开区": LINFEN.name, "唐槐园区": TANGHUAI.name}
FIRMS = ["澄岳", "泽衡", "青麓", "远汀", "禾川", "星朔", "云岚", "晋沃", "朗潮", "瑞沐", "启渊", "嘉垣"]
GOODS = (
    "轴承", "光伏组件", "果汁", "药茶", "钢管", "玻璃瓶", "传感器",
    "齿轮箱", "电池壳", "陶瓷刀", "包装箱", "水泵", "滤芯", "缝纫机",
)  # fmt: skip
DEEDS = ["投产", "开工", "封顶", "签约", "扩建", "试产"]
PLACES = ["东区", "西区", "南门外", "北坡", "河湾", "老厂", "新港", "桥头"]
SENTENCES = (
    "{firm}新建的{goods}车间占地{a}亩，装有{b}台设备，每天能做{c}件{goods}。",
    "项目总投资{a}万元，{b}名工人经过{d}天培训上岗。",
    "厂长说，{place}的{goods}生产线把合格率提高到{e}%，电费一年省下{a}万元。",
    "{place}的仓库昨天收进{c}件{goods}，其中{b}件发往外省。",
    "园区派{d}个人帮{firm}办了{d}张证，用了{d}天。",
    "到今年底，{firm}还要招{b}人，把{goods}卖到{d}个国家。",
)
# What a page has besides: words by chance, so many that no page is taken for a correction of another.
SUNG = (
    "天地山水风云花木春秋日月金石丝竹松柏梅兰江河湖海东西南北高低远近红黄青白牛马羊鸡龙虎鱼鸟门窗桥路灯火钟鼓"
)
LINES, LINE = 14, 7


@dataclass(frozen=True, slots=True)
class Page:
    """A page file of one article about the park that people call `park`; no other headline has `mark`."""

    mark: str
    park: str
    headline: str
    content: bytes


def made_page(number: int, chance: random.Random, day: dt.date) -> Page:
    """The page of a number, with the words that chance brings."""
    park = chance.choice(list(PARKS))
    firm = chance.choice(FIRMS)
    mark = f"{firm}{number}号"
    goods = chance.choice(GOODS)
    headline = f"{mark}{goods}车间{chance.choice(DEEDS)}"
    slots = {"firm": mark, "goods": goods, "place": chance.choice(PLACES)}
    lines = chance.sample(SENTENCES, 4)
    song = "，".join("".join(chance.choices(SUNG, k=LINE)) for _ in range(LINES))
    body = "".join(line.format(**slots, **_figures(chance)) for line in lines) + f"工人唱的号子是：{song}。"
    text = "\n".join([f"科学导报 {day.year}年{day.month}月{day.day}日", PARKS[park], headline, body])
    return Page(mark, park, headline, text.encode())


def _figures(chance: random.Random) -> dict[str, int]:
    return {
        "a": chance.randint(100, 9_999),
        "b": chance.randint(20, 900),
        "c": chance.randint(1_000, 99_999),
        "d": chance.randint(2, 28),
        "e": chance.randint(81, 99),
    }
