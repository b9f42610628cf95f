"""Newspaper pages made up for the tests, with how they come apart: every sentence here is invented."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

PARKS = (
    "临猗现代农业产业示范区",
    "上党经济技术开发区",
    "襄垣经济技术开发区",
    "新绛经济技术开发区",
    "山西绛县经济开发区",
    "大同经济技术开发区",
    "洪洞经济技术开发区",
    "盐湖高新技术产业开发区",
    "云冈经济技术开发区",
    "潞城经济技术开发区",
)
_TOPICS = (
    ("苹果", "果汁", "冷库", "果农", "分选线"),
    ("轴承", "机床", "铸件", "钳工", "热处理炉"),
    ("光伏", "硅片", "逆变器", "质检员", "拉晶炉"),
    ("中药", "连翘", "饮片", "药师", "烘干房"),
    ("钢管", "焊机", "管廊", "焊工", "探伤室"),
    ("陶瓷", "釉料", "窑炉", "技师", "展销厅"),
    ("无人机", "电机", "试飞场", "飞手", "风洞"),
    ("纺纱", "棉布", "织机", "挡车工", "染整间"),
)
_SENTENCES = (
    "走进{p},{a}堆满了{c},几名{d}正围着新装的{e}记录温度。",
    "去年这里只有一条{a}生产线,如今{e}增加到{n}台,产能翻了一番。",
    "企业负责人说,{b}的订单已经排到{m}月,{d}们轮班也忙不过来。",
    "为了让{a}项目早日见效,{p}把审批窗口搬到{c}旁边,材料当天收当天办。",
    "统计显示,前{m}个月{b}产值达到{n}亿元,比上年同期增长{m}.{m}%。",
    "“以前{a}卖不上价,现在{b}还没下线就有人来订。”{d}老周一边检查{e}一边说。",
    "眼下,{c}二期的地基已经完工,{n}名{d}正在安装{e}的管道和电缆。",
    "{p}还同三所高校签下协议,共建{b}实验室,首批派来{n}名研究生。",
    "从{a}到{b},一条不长的链子串起了{n}家小厂,也留住了附近村里的年轻人。",
    "下一步,{p}将围绕{b}继续补链,年内再引进{m}个项目。",
)
_HEADLINES = (
    "{a}产业闯出新路子",
    "小{a}托起大市场",
    "{b}项目投产见效",
    "抓实{a}链条 走好转型路子",
    "一台{e}背后的变化",
    "“{b}”飘香出山来",
    "{n}家企业同赴{a}之约",
    "新建{c} 添了好帮手",
)
_SECTIONS = (
    "补链条 让老厂焕发生机",
    "优服务 给企业当好后盾",
    "引人才 为转型添足底气",
    "拓市场 把产品卖向远方",
    "强基础 把地基打得更牢",
)
_SHOULDERS = ("{p}产业观察", "——来自{p}的见闻", "{p}项目建设纪实")
_SCENES = ("{d}在{c}检查{e}。", "{p}一角。", "图为新投用的{c}。", "{c}现场。")
_COLUMNS = ("园区动态", "·园区风采·", "【开发区视窗】")
_SURNAMES, _GIVEN = (
    "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严",
    "磊娜敏静丽强军洋勇艳杰娟涛超霞平刚桂英宇鑫",
)
_FULL = str.maketrans(
    {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？", " ": "\u3000"}
)


@dataclass
class GoldArticle:
    """How one article comes apart, in the fields of an article's JSON."""

    park: str
    kicker: str = ""
    headline: str = ""
    subhead: str = ""
    dateline: str = ""
    authors: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    section_heads: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


@dataclass
class MadePage:
    """A page's text, its articles and its furniture."""

    text: str
    articles: list[GoldArticle]
    furniture: list[str]


class PageMaker:
    """Makes one page, its faults drawn from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        one = self._random
        self._full = one.random() < 0.5
        self._separator = one.choice(("\n\n", "\n\n", "\n"))
        self._photo_gap = one.random() < 0.4
        self._indent = "\u3000\u3000" if one.random() < 0.4 else ""
        self._line_end = one.choice(("\n", "\n", "\r\n"))
        self._mark = one.choice(("", "", "\ufeff"))
        self._signs = one.choice(
            ("name", "name", "reporter", "brackets", "both", "line", "own line", "dateline")
        )
        self._lines: list[str] = []

    def make(self) -> MadePage:
        one, furniture = self._random, []
        if one.random() < 0.5:
            furniture.append(
                self._set(f"2026年4月{one.randint(1, 30)}日 星期{one.choice('一二三四五')} A4 园区")
            )
        if one.random() < 0.4:
            furniture.append(one.choice(_COLUMNS))
        for line in furniture:
            self._put(line)
        parks = one.sample(PARKS, one.randint(2, 5))
        topics = one.sample(_TOPICS, len(parks))
        articles = [self._article(park, topic) for park, topic in zip(parks, topics, strict=True)]
        for line in ("遗失声明 某某商贸公司不慎将公章遗失,声明作废。", "本版责编:张三 校对:李四"):
            if one.random() < 0.3:
                furniture.append(self._set(line))
                self._put(furniture[-1])
        text = self._mark + self._separator.join(self._lines).replace("\n", self._line_end)
        return MadePage(text, articles, furniture)

    def _put(self, line: str) -> None:
        self._lines.append(line)

    def _set(self, text: str) -> str:
        return text.translate(_FULL) if self._full else text

    def _name(self) -> str:
        one = self._random
        return one.choice(_SURNAMES) + "".join(one.sample(_GIVEN, one.choice((1, 2, 2))))

    def _fill(self, pattern: str, park: str, topic: tuple[str, ...]) -> str:
        a, b, c, d, e = topic
        one = self._random
        filled = pattern.format(p=park, a=a, b=b, c=c, d=d, e=e, n=one.randint(12, 98), m=one.randint(2, 9))
        return self._set(filled)

    def _article(self, park: str, topic: tuple[str, ...]) -> GoldArticle:
        one = self._random
        article = GoldArticle(park, headline=self._fill(one.choice(_HEADLINES), park, topic))
        where = one.choices(("before", "after", "none"), (6, 1, 1))[0]
        article.kicker = "" if where == "none" else park
        if one.random() < 0.2:
            article.subhead = self._fill(one.choice(_SHOULDERS), park, topic)
        above = bool(article.subhead) and not article.subhead.startswith("——") and one.random() < 0.5
        heads = [article.subhead if above else "", article.headline, "" if above else article.subhead]
        heads = [park if where == "before" else "", *heads, park if where == "after" else ""]
        for line in filter(None, heads):
            self._put(line)
        self._sign_above(article)
        for _ in range(one.choice((0, 0, 0, 1, 2))):
            self._put(self._caption(article, topic))
        self._body(article, topic)
        return article

    def _sign_above(self, article: GoldArticle) -> None:
        one, name = self._random, self._name()
        if self._signs == "dateline":
            article.dateline = self._set("本报讯(记者") + " " + name + self._set(")")
            article.authors = [name]
        elif one.random() < 0.7:
            article.dateline = one.choice(("科学导报", "科学导报讯", "本报讯", "科学导报4月3日讯"))
        if self._signs == "line":
            article.authors = [name]
            self._put(f"本报记者 {name}")

    def _caption(self, article: GoldArticle, topic: tuple[str, ...]) -> str:
        one = self._random
        credit = one.choice(
            (f"{article.park}供图", f"{self._name()}摄", f"本报记者 {self._name()} 摄", "资料图")
        )
        credit = "" if self._photo_gap and one.random() < 0.3 else credit
        article.captions.append(self._fill(one.choice(_SCENES), article.park, topic) + credit)
        return ("\n\n" if self._photo_gap else "") + article.captions[-1]

    def _body(self, article: GoldArticle, topic: tuple[str, ...]) -> None:
        one = self._random
        sentences = one.sample(_SENTENCES, one.randint(4, 9))
        while sentences:
            size = one.choice((1, 2, 2, 3))
            article.paragraphs.append(
                "".join(self._fill(text, article.park, topic) for text in sentences[:size])
            )
            sentences = sentences[size:]
        last = len(article.paragraphs) - 1
        with_heads = last >= 3 and one.random() < 0.5
        heads_at = sorted(one.sample(range(1, last + 1), 2)) if with_heads else []
        names = one.sample(_SECTIONS, 2)
        for number, paragraph in enumerate(article.paragraphs):
            if number in heads_at:
                article.section_heads.append(self._set(names[heads_at.index(number)]))
                self._put(article.section_heads[-1])
            start = f"{article.dateline} " if number == 0 and article.dateline else ""
            end = self._signature(article) if number == last else ""
            self._paragraph(article, topic, self._indent + start, paragraph, end)
        if self._signs == "own line":
            article.authors = [self._name()]
            self._put(f"本报记者 {article.authors[0]}")

    def _signature(self, article: GoldArticle) -> str:
        names = [self._name()]
        if self._signs == "both":
            names.append(self._name())
        form = {
            "name": " {}",
            "both": "  {}",
            "reporter": " 本报记者 {}",
            "brackets": self._set("({})"),
        }.get(self._signs)
        if form is None:
            return ""
        article.authors = list(dict.fromkeys(names))
        return form.format(" ".join(names))

    def _paragraph(
        self, article: GoldArticle, topic: tuple[str, ...], start: str, text: str, end: str
    ) -> None:
        one = self._random
        if len(text) < 60 or one.random() < 0.6:
            self._put(start + text + end)
            return
        cut = one.randint(25, len(text) - 12)
        while text[cut - 1] in "。”" or text[cut] in "。”":
            cut -= 1
        self._put(start + text[:cut])
        if one.random() < 0.15:
            self._put(self._caption(article, topic))
        self._put(text[cut:] + end)
