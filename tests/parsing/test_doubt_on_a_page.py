"""An article is doubted for what sets it apart on its page, and for what it took from its neighbours."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from parsing.article import Article, Block, Kind, Page
from parsing.doubt import Doubt, doubts_of, doubts_of_page, is_doubtful
from parsing.doubt.norms import ENOUGH_OF_NEIGHBOURS, OF_NEIGHBOURS, SELDOM, SOFT, Norms
from parsing.park_list import Park
from parsing.parks import Gazetteer, ParkReading

TRADES = (
    ("苹果", "果农", "冷库", "果汁"),
    ("轴承", "钳工", "铸件", "机床"),
    ("光伏", "硅片", "拉晶炉", "电池片"),
    ("中药", "连翘", "烘干房", "饮片"),
    ("陶瓷", "釉料", "窑炉", "泥坯"),
)
UNECHOED = ("春来早", "好风景", "新气象", "向前走", "再出发")


def article(number: int, headline: str = "", *more: tuple[Kind, str]) -> Article:
    """An article about the trade of this number; its headline names it unless another is given."""
    one, worker, place, made = TRADES[number]
    title = headline or f"{one}产业添{place} {worker}忙生产"
    blocks = (
        (Kind.HEADLINE, title),
        (Kind.PARAGRAPH, f"4月4日,{worker}们在{place}里忙碌,{one}刚刚运到,{made}已经装上了车。"),
        (Kind.PARAGRAPH, f"负责人介绍,今年一季度{made}卖出了{number + 3}万箱,{one}的价格也在上涨。"),
        *more,
    )
    return Article(tuple(Block(kind, text) for kind, text in blocks))


def doubts(*articles: Article) -> list[tuple[Doubt, ...]]:
    page = Page("", dt.date(2026, 4, 4), date_assumed=False, page="", articles=articles)
    readings = [Gazetteer.bundled().park_of(one) for one in articles]
    found = doubts_of_page(page, readings)
    assert found == tuple(
        doubts_of(one, reading, page=page) for one, reading in zip(articles, readings, strict=True)
    )
    return list(found)


def right() -> list[Article]:
    return [article(number) for number in range(len(TRADES))]


def test_a_page_read_right() -> None:
    assert not any(map(is_doubtful, doubts(*right())))


def test_a_soft_reason_sets_one_article_apart() -> None:
    page = right()
    page[2] = article(2, "春风送暖到山乡")
    found = doubts(*page)
    assert Doubt.HEADLINE_UNECHOED in found[2]
    assert not any(Doubt.HEADLINE_UNECHOED in each for each in (*found[:2], *found[3:]))


def test_a_soft_reason_that_many_give_is_how_the_page_is() -> None:
    found = doubts(*(article(number, UNECHOED[number] + "万里山河") for number in range(len(TRADES))))
    assert not any(Doubt.HEADLINE_UNECHOED in each for each in found)


def test_a_fault_counts_however_many_articles_have_it() -> None:
    found = doubts(*(article(number, "", (Kind.PARAGRAPH, "\ufffd\ufffd\ufffd")) for number in range(5)))
    assert all(Doubt.GARBLED in each and is_doubtful(each) for each in found)


def test_norms_leave_out_what_others_give_too() -> None:
    soft, hard = Doubt.HEADLINE_UNECHOED, Doubt.GARBLED
    assert soft in SOFT
    assert hard not in SOFT
    both = frozenset((soft, hard))
    alone = Norms([both, frozenset(), frozenset()])
    assert alone.set_apart(both, both, alone=False) == both
    shared = Norms([both, both, frozenset()])
    assert shared.set_apart(both, both, alone=False) == {hard}
    few = Norms([both] * 2 + [frozenset[Doubt]()] * (int(1 / SELDOM) + 1))
    assert few.set_apart(both, both, alone=False) == both, "one in many is no custom"


def test_two_halves_of_one_article_are_close() -> None:
    page = right()
    whole = page[1].blocks
    rest = "老钳工把铸件吊上机床,镗孔、磨边,再送进热处理炉。", "热处理炉旁,轴承已经码放整齐,钳工正在镗孔。"
    first = Article((*whole, Block(Kind.PARAGRAPH, rest[0])))
    second = Article(
        (Block(Kind.HEADLINE, "镗孔磨边有绝活"), *(Block(Kind.PARAGRAPH, text) for text in rest[1:]))
    )
    found = doubts(page[0], first, second, *page[2:])
    close = [Doubt.CLOSE_TO_NEIGHBOUR in each for each in found]
    assert close == [False, True, True, False, False, False]
    signed = Article((*first.blocks, Block(Kind.BYLINE, "王磊")))
    assert not any(Doubt.CLOSE_TO_NEIGHBOUR in each for each in doubts(page[0], signed, second, *page[2:]))


def test_a_caption_of_a_neighbour() -> None:
    page = right()
    page[1] = article(1, "", (Kind.CAPTION, "拉晶炉旁的硅片。"))
    assert Doubt.CAPTION_OF_NEIGHBOUR in doubts(*page)[1]
    page[1] = article(1, "", (Kind.CAPTION, "机床旁的铸件。"))
    assert Doubt.CAPTION_OF_NEIGHBOUR not in doubts(*page)[1]


def test_headlines_that_changed_places() -> None:
    page = right()
    titles = page[0].headline, page[1].headline
    page[:2] = article(0, titles[1]), article(1, titles[0])
    assert all(Doubt.HEADLINE_OF_NEIGHBOUR in each for each in doubts(*page)[:2])


def test_the_kicker_of_a_neighbour() -> None:
    page = right()
    kicker = Block(Kind.KICKER, "襄垣经济技术开发区")
    page[0] = Article((kicker, *page[0].blocks))
    assert Doubt.PARK_OF_NEIGHBOUR not in doubts(*page)[0]
    page[1] = article(1, "", (Kind.PARAGRAPH, "襄垣经开区的轴承企业都在扩产。"))
    assert Doubt.PARK_OF_NEIGHBOUR in doubts(*page)[0]
    page[1] = Article((kicker, *page[1].blocks))
    assert Doubt.PARK_OF_NEIGHBOUR not in doubts(*page)[0], "both are about it"


def test_a_kicker_that_ran_into_the_headline() -> None:
    page = [Article((Block(Kind.KICKER, "大同经济技术开发区"), *one.blocks)) for one in right()]
    page[3] = article(3, "襄垣经济技术开发区中药产业添烘干房")
    assert Doubt.KICKER_IN_HEADLINE in doubts(*page)[3]
    page[3] = article(3, "襄垣经济技术开发区:中药产业添烘干房")
    assert Doubt.KICKER_IN_HEADLINE not in doubts(*page)[3]


# ── In one article ──

NOTICE = (
    (Kind.HEADLINE, "关于计划停水的通告"),
    (Kind.PARAGRAPH, "因检修需要,现将有关事项通告如下:"),
    (Kind.PARAGRAPH, "一、停水时间:4月5日8时至18时。咨询电话:0351-7537423。"),
    (Kind.PARAGRAPH, "特此通告。"),
    (Kind.PARAGRAPH, "襄垣经济技术开发区管委会"),
    (Kind.PARAGRAPH, "2026年4月4日"),
)


def alone(*blocks: tuple[Kind, str], reading: ParkReading | None = None) -> tuple[Doubt, ...]:
    read = Article(tuple(Block(kind, text) for kind, text in blocks))
    return doubts_of(read, reading or Gazetteer.bundled().park_of(read))


def test_a_notice_may_have_telephones_and_end_with_a_day() -> None:
    assert not is_doubtful(alone(*NOTICE))
    assert Doubt.NOTICE_INSIDE in alone((Kind.HEADLINE, "果农忙生产"), *NOTICE[2:3])


def test_partners_named_in_a_row_are_no_rival_parks() -> None:
    text = "4月4日,临汾经济开发区的企业签约,同场签约的还有襄垣经济技术开发区和大同经济技术开发区。"
    found = alone((Kind.HEADLINE, "临汾经开区企业签约"), (Kind.PARAGRAPH, text))
    assert not {Doubt.SEVERAL_PARKS, Doubt.OTHER_PARK_NAMED} & set(found)


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (Doubt.MISREAD_SIGNS, "4月4日,园区的项日已经开工,又一个项日也在筹备,工入们都在忙碌。"),
        (Doubt.ODD_PUNCTUATION, "4月4日,园 区的项 目已经 开工,工人 们都在 忙碌。"),
        (Doubt.NO_PUNCTUATION, "4月4日园区的十五个新项目同时开工建设工人们都在忙碌。" * 3),
        (Doubt.DIGITS_LOST, "4月4日,园区的中水回用率达到643%,能耗也在下降。"),
        (Doubt.EDITORS_INSIDE, "4月4日,园区的科学导报 2026年4月4日 第3版项目已经开工。"),
        (Doubt.EDITORS_INSIDE, "4月4日,园区的项B2目已经开工,工人们都在忙碌。"),
        (Doubt.CAPTION_INSIDE, "热处理车间一角。"),
        (Doubt.GARBLED, "4月4日,园区的□□已经开工,工人们都在忙碌。"),
        (Doubt.ALL_IN_ONE_PARAGRAPH, "4月4日,园区的项目已经开工,工人们都在忙碌。" * 20),
        (Doubt.BYLINE_INSIDE, "王建国 李小娜 4月4日,园区的项目已经开工,工人们都在忙碌。"),
        (Doubt.BEGINS_MID_SENTENCE, "9.4个百分点。4月4日,园区的项目已经开工,工人们都在忙碌。"),
        (Doubt.LEAD_WITHOUT_PLACE_OR_DAY, "工人们都在忙碌,机器一刻不停,订单排得满满当当。"),
    ],
)
def test_what_is_seen_in_one_text(reason: Doubt, text: str) -> None:
    assert reason in alone((Kind.HEADLINE, "园区项目开工"), (Kind.PARAGRAPH, text))
    plain = "4月4日,园区的项目已经开工,工人们都在忙碌,王建国也在其中。"
    assert reason not in alone((Kind.HEADLINE, "园区项目开工"), (Kind.PARAGRAPH, plain))


def test_clippings_that_overlap() -> None:
    one, other = "4月4日,园区的项目已经开工,工人们都在忙碌。", "经开工,工人们都在忙碌。他们一刻也没有停下。"
    found = alone(*((Kind.PARAGRAPH, text) for text in (one, other)))
    assert Doubt.REPEATED_TEXT in found


@pytest.mark.parametrize(
    ("reason", "headline"),
    [
        (Doubt.HEADLINE_IS_PARK, "临汾经济开发区管委会"),
        (Doubt.HEADLINE_LIKE_SENTENCE, "问:项目什么时候开工?"),
        (Doubt.HEADLINE_BROKEN, "——园区项目的故事"),
    ],
)
def test_a_headline_that_is_another_line(reason: Doubt, headline: str) -> None:
    text = (Kind.PARAGRAPH, "4月4日,园区的项目已经开工,工人们都在忙碌。")
    assert reason in alone((Kind.HEADLINE, headline), text)


def test_a_headline_like_a_subhead() -> None:
    text = (Kind.PARAGRAPH, "4月4日,园区的项目已经开工,工人们都在忙碌。")
    swapped = alone((Kind.HEADLINE, "园区项目建设纪实"), (Kind.SUBHEAD, "开工就是冲刺"), text)
    assert Doubt.HEADLINE_LIKE_SUBHEAD in swapped
    assert Doubt.HEADLINE_LIKE_SUBHEAD not in alone((Kind.HEADLINE, "园区项目建设纪实"), text)


def test_a_headline_that_names_another_park() -> None:
    linfen, other = (Gazetteer.bundled().names(name)[0] for name in ("临汾经开区", "襄垣经开区"))
    blocks = (
        (Kind.HEADLINE, "襄垣经开区项目开工"),
        (Kind.PARAGRAPH, "4月4日,临汾经济开发区的项目已经开工。"),
    )
    found = alone(*blocks, reading=ParkReading(linfen, (other,)))
    assert Doubt.HEADLINE_NAMES_OTHER_PARK in found


@pytest.mark.parametrize(("name", "odd"), [("太厚经济技术开发区", True), ("和田经济技术开发区", False)])
def test_a_name_that_is_a_listed_one_but_for_a_sign(name: str, odd: bool) -> None:
    reading = ParkReading(Park(name, confirmed=False))
    found = alone(
        (Kind.HEADLINE, "园区项目开工"), (Kind.PARAGRAPH, f"4月4日,{name}的项目开工。"), reading=reading
    )
    assert (Doubt.ODD_PARK_NAME in found) is odd


def test_an_article_alone_on_its_page_may_have_headings_of_its_own() -> None:
    heads = (
        (Kind.SECTION_HEAD, "补链条 添动能"),
        (Kind.PARAGRAPH, "企业负责人介绍,今年一季度轴承产值达到12亿元,订单已经排到9月份。"),
    )
    alone = article(1, "", *heads)
    [found] = doubts(alone)
    assert Doubt.LONE_SECTION_HEAD not in found and not is_doubtful(found)
    beside = doubts(*right()[:1], alone, *right()[2:])[1]
    assert Doubt.LONE_SECTION_HEAD in beside


def test_many_signs_together_count_on_a_page_of_one_too() -> None:
    found = Norms([frozenset(OF_NEIGHBOURS)]).set_apart(OF_NEIGHBOURS, frozenset(OF_NEIGHBOURS), alone=True)
    assert len(found) >= ENOUGH_OF_NEIGHBOURS


def test_a_first_sentence_that_stands_for_a_headline_is_doubted() -> None:
    [found] = doubts(replace(article(1), headline_assumed=True))
    assert Doubt.NO_HEADLINE in found and is_doubtful(found)
