"""What is told to be other in an article than in its stored revision."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.notes.changes import MOST_PARAGRAPHS, Changes, Replaced, changes_between
from parsing.article import Article, Block, Kind

FIRST = "临猗县投资3亿元建设果品产业园，预计2026年投产。"
SECOND = "园区现有企业42家，其中规上企业12家。"

texts = st.text(st.sampled_from("临猗开工投产，。3亿42家A 1.5%"), max_size=60)
articles = st.builds(
    lambda headline, paragraphs: article(*paragraphs, headline=headline),
    texts,
    st.lists(texts, max_size=8),
)


def article(*paragraphs: str, headline: str = "标题") -> Article:
    return Article((Block(Kind.HEADLINE, headline), *(Block(Kind.PARAGRAPH, text) for text in paragraphs)))


def test_a_number_is_told_as_a_whole() -> None:
    changes = changes_between(article(FIRST, SECOND), article(FIRST.replace("3亿", "30亿"), SECOND))
    assert changes == Changes(words=(Replaced("3亿元", "30亿元"),))


@pytest.mark.parametrize(
    ("before", "after"),
    [("3.5%", "35%"), ("2026", "2027"), ("1,500万元", "1500万元"), ("10:30", "1030")],
)
def test_marks_inside_numbers_belong_to_them(before: str, after: str) -> None:
    changes = changes_between(article(f"增长{before}左右"), article(f"增长{after}左右"))
    assert changes.words == (Replaced(before, after),)


def test_several_words_of_a_paragraph_are_told_one_by_one() -> None:
    after = FIRST.replace("3亿", "5亿").replace("2026", "2027")
    assert changes_between(article(FIRST), article(after)).words == (
        Replaced("3亿元", "5亿元"),
        Replaced("2026", "2027"),
    )


def test_a_word_more_and_a_word_less() -> None:
    more = changes_between(article(FIRST), article(FIRST.replace("建设", "建设运营")))
    assert more.words == (Replaced("", "运营"),)
    assert changes_between(article(FIRST.replace("建设", "建设运营")), article(FIRST)).words == (
        Replaced("运营", ""),
    )


def test_another_headline() -> None:
    assert changes_between(article(FIRST, headline="旧"), article(FIRST, headline="新")) == Changes(
        headline=Replaced("旧", "新")
    )


def test_paragraphs_more_and_less() -> None:
    third = "另一件毫不相干的事情发生在别处的港口。"
    assert changes_between(article(FIRST, SECOND), article(FIRST, third, SECOND)).added == (third,)
    assert changes_between(article(FIRST, third, SECOND), article(FIRST, SECOND)).removed == (third,)


def test_a_changed_paragraph_beside_a_new_one_is_still_told_by_its_words() -> None:
    third = "另一件毫不相干的事情发生在别处的港口。"
    changes = changes_between(article(FIRST), article(third, FIRST.replace("3亿", "4亿")))
    assert changes == Changes(words=(Replaced("3亿元", "4亿元"),), added=(third,))


def test_spacing_makes_no_difference() -> None:
    assert not changes_between(article(FIRST, ""), article(FIRST.replace("，", "， "), " "))


@given(articles)
def test_nothing_is_other_in_the_same(given_article: Article) -> None:
    assert not changes_between(given_article, given_article)


@given(articles, articles)
def test_there_is_a_change_exactly_where_the_texts_differ(one: Article, other: Article) -> None:
    def told(each: Article) -> tuple[str, list[str]]:
        paragraphs = ["".join(text.split()) for text in each.paragraphs]
        return "".join(each.headline.split()), [text for text in paragraphs if text]

    assert bool(changes_between(one, other)) == (told(one) != told(other))


@given(articles, articles)
def test_what_is_told_stands_in_the_texts(one: Article, other: Article) -> None:
    changes = changes_between(one, other)
    assert all(any(each.before in text for text in one.paragraphs) for each in changes.words)
    assert all(any(each.after in text for text in other.paragraphs) for each in changes.words)
    assert set(changes.added) <= set(other.paragraphs)
    assert set(changes.removed) <= set(one.paragraphs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article("的" * 200_000), article("了" * 200_000)),
        (article("的了" * 100_000), article("了的" * 100_000)),
        (article(*["的"] * 20_000), article(*["了"] * 20_000)),
        (article(*[f"甲{n}" * 20 for n in range(5_000)]), article(*[f"乙{n}" * 20 for n in range(5_000)])),
        (article(*["的了" * 140] * MOST_PARAGRAPHS), article(*["了的" * 140 + "x"] * MOST_PARAGRAPHS)),
        (article("甲乙" + "的了的" * 950), article("了丙" + "的了了" * 950)),
        (article("1." * 100_000), article("1:" * 100_000 + "2")),
    ],
)
def test_hostile_texts_are_compared_in_little_work(one: Article, other: Article) -> None:
    """Computing time of this process, not of the clock: what takes the square of this takes minutes."""
    before = time.process_time()
    assert changes_between(one, other)
    assert time.process_time() - before < 20
