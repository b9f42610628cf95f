"""What a column cut leaves over is no heading, and a heading is no leftover; all sentences are invented."""

from __future__ import annotations

import pytest

from parsing.article import Article
from parsing.page import parse_page

KICKER = "上党经济技术开发区"
HEADLINE = "蘑菇种进老窑洞"
LEAD = "本报讯 三孔废弃窑洞里，层层菌架一直码到洞顶，灰白的菇伞挤满菌棒，采菇人每天要来回四五趟。"
LAST = "下一步，合作社还要添一座冷库，让鲜菇多存半个月，赶在价高的时候卖。 秦小雨"


def article(*lines: str, separator: str = "\n\n") -> Article:
    """The one article of a page made of these lines under a kicker and a headline."""
    page = parse_page(separator.join((KICKER, HEADLINE, *lines)))
    assert len(page.articles) == 1, [made.headline for made in page.articles]
    return page.articles[0]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("用窑洞的恒温", "培育出来的鲜菇，比大棚里的更厚实，城里的饭店抢着订。"),
        ("村里的年轻人还在不断", "地回来，有人学会了制菌，有人干脆把网店开到了洞口。"),
        ("位于沟底的", "那几孔窑洞最潮，合作社给它们装上风机，湿度这才降了下来。"),
        ("去年一共卖出鲜菇16", "万斤，比上一年多出三成，账本上第一次有了盈余。"),
        ("县里的农技员每逢周", "三都来洞里看菌丝，手把手教大伙儿调温控湿。"),
        ("菇农们的日子更加", "红火。今年又有六户搬来新菌架，洞里快要摆不下了。"),
    ],
)
def test_the_start_of_a_paragraph_that_a_cut_left_short_is_no_section_head(left: str, right: str) -> None:
    made = article(LEAD, left, right, LAST)
    assert made.section_heads == ()
    assert left + right in made.paragraphs


@pytest.mark.parametrize(
    "heads",
    [
        ("窑洞冷了 菇棚热了", "守住老手艺 闯出新销路"),
        ("从烧砖到种菇", "让菌棒会说话"),
    ],
)
def test_section_heads_may_sound_like_prose(heads: tuple[str, str]) -> None:
    one = "目前，二十六孔窑洞都已住满，菌棒是按批次轮换的，每批采完就运去做堆肥。"
    made = article(LEAD, heads[0], one, heads[1], LAST)
    assert made.section_heads == heads
    assert len(made.paragraphs) == 3


def test_an_unindented_line_goes_on_past_a_full_stop_where_paragraphs_are_indented() -> None:
    more = "菇农老周记得，早些年洞里只存过冬的白菜，谁也没想到这点阴凉能换成钱，更没想到会有货车找上门来。"
    pieces = (
        "　　洞里不见日头，全靠灯带照明。" + more,
        "合作社把电费一笔笔记在墙上，谁家用得省，年底就多分一份红利，大家都服气。",
    )
    other = "　　采下来的鲜菇当天装箱，夜里上路，第二天清早就摆上了省城早市的摊位，从不隔夜。" + more
    made = article("　　" + LEAD + more, *pieces, other, "　　" + LAST)
    assert made.paragraphs[1:3] == ("".join(pieces).strip(), other.strip())


def test_a_headline_that_its_text_takes_up_again_opens_an_article_of_its_own() -> None:
    first = "洞口新修的水泥路直通国道，货车再不用在沟底掉头，菇农们说这条路等了十几年。"
    second = "古陶瓷修复师搬进了旧厂房，碎瓷片在这里重新拼成梅瓶，修复师还给每件瓷器拍下前后对照的照片。"
    third = "眼下，修复师已收了九名学徒，学徒们先磨半年石膏，才许碰真正的古陶瓷。 何大川"
    page = parse_page("\n\n".join((KICKER, HEADLINE, LEAD, first, "旧厂房来了古陶瓷修复师", second, third)))
    assert [made.headline for made in page.articles] == [HEADLINE, "旧厂房来了古陶瓷修复师"]


def test_words_that_end_in_a_photographers_verb_are_no_caption() -> None:
    pieces = (
        "洞口的探头不光数人头,还负责把菌丝的长势拍",
        "摄下来,农技员在家里就能看个明白,夜里也不用再跑山路。",
    )
    made = article(LEAD, *pieces, LAST)
    assert made.captions == ()
    assert "".join(pieces) in made.paragraphs


def test_a_bare_caption_stands_in_the_hole_of_its_photo() -> None:
    made = article(LEAD, "\n\n新修的菇房。", LAST)
    assert made.captions == ("新修的菇房。",)
