"""What is said of a clause is what the weights were fitted on: by its words, by its place, by the article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summaries.features import Features, Reading, read
from summaries.news_table import NEWS
from summaries.park_table import PARK_NEWS

SAMPLES = Path(__file__).parent.parent.parent / "samples"
ARTICLES = json.loads((SAMPLES / "page-2026-04-04.gold.json").read_text(encoding="utf-8"))["articles"]
BY_PLACE = {"first clause", "last paragraph", "second paragraph", "first of paragraph"}
NUMBERS = {
    *("depth", "distance", "from the end", "paragraph", "sentences", "clauses", "clause"),
    *("clauses behind", "central", "shared with the headline", "clauses with figures"),
}
FACTS = "4月8日,总投资6亿元的铸件项目开工。占地120亩。"
SLOGANS = "春潮涌动,战鼓催征。锚定目标,奋力推动高质量发展。"


def by_words(clause: str) -> Features:
    """What is said of a clause by its own words, in an article that shares none with it."""
    told = read("", ["甲乙。", "丙丁。", clause]).sentences[-1].clauses[-1]
    return {
        name: value
        for name, value in told.features.items()
        if name not in BY_PLACE | NUMBERS
        and not name.startswith(("about", "opens", "owner", "sentence:", "before:", "after:"))
    }


@pytest.mark.parametrize(
    ("clause", "names", "figures"),
    [
        ("它占地120亩", "size count figure short plain pronoun", 1),
        ("奋力推动县域经济高质量发展", "slogan,slogan tail,slogan without facts", 0),
        ("奋力推动6亿元投资落地", "slogan size event amount figure", 1),
        ("全力推动项目开工", "slogan project event", 0),
        ("为了加快建设", "slogan,purpose,short,slogan without facts", 0),
        ("一二三四五六七八", "plain", 0),
        ("厂长说订单排满了", "said result", 0),
        ("产量比例达到5.1%、6.2%、7.3%和8.4%", "result percent figure long plain", 3),
        (
            "项目总投资6亿元和3亿元的两期工程昨日正式开工建设",
            "project size now event amount figure long plain",
            2,
        ),
        ("一二三四五六七八九十" * 3 + "一二三四五六七", "very long,plain", 0),
    ],
)
def test_a_clause_is_told_by_its_words(clause: str, names: str, figures: int) -> None:
    expected = dict.fromkeys(names.split("," if "," in names else " "), 1) | {"length": len(clause)}
    if figures:
        expected |= {"figures": figures, "figures beyond dates": figures, "figure beyond dates": 1}
    assert by_words(clause) == expected


def test_a_date_is_a_figure_but_none_beyond_dates() -> None:
    said = by_words("2027年5月8日")
    assert said == dict.fromkeys(["date", "figure", "plain", "figures"], 1) | {"length": 9}


def places(reading: Reading, gate: str) -> list[list[str]]:
    """By sentence, what is said of the place of its first clause; the names that tell `gate` without it."""
    return [
        sorted(
            name.removesuffix(f", {gate}")
            for name in sentence.clauses[0].features
            if name in BY_PLACE or (name.endswith(f", {gate}") and not name.startswith("figure"))
        )
        for sentence in reading.sentences
    ]


def test_a_clause_is_told_by_its_place() -> None:
    reading = read("", [FACTS + "甲乙。", "丙丁。戊己。", "庚辛。"])
    assert places(reading, "fact-led") == [
        ["first clause", "first of paragraph", "first paragraph", "opening"],
        ["first clause", "first paragraph", "second sentence"],
        ["first clause", "first paragraph"],
        ["first clause", "first of paragraph", "second paragraph"],
        ["first clause", "second paragraph"],
        ["first clause", "first of paragraph", "last paragraph"],
    ]
    second, last = reading.sentences[1].clauses[0].features, reading.sentences[-1].clauses[0].features
    assert (second["depth"], second["distance"], second["from the end"]) == (1, 1, 4)  # tenths, rounded down
    assert (last["depth"], last["distance"], last["paragraph"], last["from the end"]) == (8, 5, 2, 0)
    opening = reading.sentences[0].clauses
    assert [told.features["clause"] for told in opening] == [0, 1]
    assert [told.features["clauses behind"] for told in opening] == [1, 0]
    assert "first clause" not in opening[1].features


def test_an_article_of_one_paragraph_has_no_first_nor_last_one() -> None:
    (only,) = places(read("", ["甲乙。"]), "fact-led")
    assert only == ["first clause", "first of paragraph", "opening"]


def test_in_an_article_of_two_paragraphs_the_second_is_the_last() -> None:
    first, second = places(read("", ["甲乙。", "丙丁。"]), "fact-led")
    assert "first paragraph" in first
    assert {"second paragraph", "last paragraph"} <= set(second)


def test_what_stands_far_down_is_all_as_far() -> None:
    sentences = read("", ["甲乙。" * 30]).sentences
    assert [sentence.clauses[0].features["distance"] for sentence in sentences] == [
        min(number, 20) for number in range(30)
    ]


def test_a_slogan_led_article_is_told_apart_by_its_first_two_sentences() -> None:
    reading = read("", [SLOGANS + FACTS])
    assert reading.slogan_led
    assert places(reading, "slogan-led")[0] == ["first clause", "first of paragraph", "opening"]
    for told in (told for sentence in reading.sentences for told in sentence.clauses):
        assert told.features["slogan-led"] == 1
        assert ("figure, slogan-led" in told.features) is ("figure" in told.features)
    assert not read("", [FACTS + SLOGANS]).slogan_led


def test_what_the_article_says_again_is_central() -> None:
    first, second, third = read("", ["甲乙丙。甲乙。丁戊。"]).sentences
    assert [each.clauses[0].features["central"] for each in (first, second, third)] == [3, 5, 0]
    (*_, last) = read("", ["甲乙。" * 9]).sentences
    assert last.clauses[0].features["central"] == 25  # no more than five for one pair, in tenths a character


def test_a_clause_is_told_by_what_stands_beside_it_and_in_the_headline() -> None:
    (sentence,) = read("铸件开工", ["4月8日,铸件项目开工,投资6亿元。"]).sentences
    date, event, amount = (told.features for told in sentence.clauses)
    assert date["after: event"] == 1 and "before: date" not in date
    assert event["before: date"] == event["after: amount"] == 1
    assert amount["before: event"] == 1 and not any(name.startswith("after:") for name in amount)
    assert all(told.features["sentence: amount"] == 1 for told in sentence.clauses)
    assert [told.features["shared with the headline"] for told in sentence.clauses] == [0, 2, 0]
    assert {told.features["clauses with figures"] for told in sentence.clauses} == {3}


@pytest.mark.parametrize(("others", "seldom"), [(2, False), (3, True)])
def test_a_zone_that_a_fourth_of_the_sentences_name_is_seldom_named(others: int, seldom: bool) -> None:
    told = read("", ["甲乙。" * others + "临河经开区派员。"]).sentences[-1].clauses[0]
    assert ("zone, seldom named" in told.features) is seldom
    assert "zone" not in told.features


@pytest.mark.parametrize(
    ("headline", "text", "is_park_news"),
    [
        ("临河经开区开工", "铸件项目开工。", True),
        ("铸件项目开工", "甲乙。" * 100 + "临河经开区派员。", True),
        ("铸件项目开工", "铸件项目开工。", False),
        ("", "临河经开区开工。经开区派员。", True),
        ("", "临河经开区开工。", False),
        ("", "甲乙。" * 100 + "临河经开区开工。经开区派员。", False),
    ],
)
def test_park_news_names_a_park_and_without_a_headline_early_and_again(
    headline: str, text: str, is_park_news: bool
) -> None:
    assert read(headline, [text]).park_news is is_park_news


def test_an_article_of_a_known_park_is_park_news() -> None:
    assert read("铸件项目开工", ["铸件项目开工。"], "临河经济开发区").park_news


def test_the_tables_ask_only_for_features_that_clauses_can_have() -> None:
    said: set[str] = set()
    for article in ARTICLES:
        for sentence in read(article["headline"], article["paragraphs"], article["park"]).sentences:
            said.update(*(told.features for told in sentence.clauses))
    for paragraphs in ([FACTS, SLOGANS], OTHERS):
        for sentence in read("", paragraphs).sentences:
            said.update(*(told.features for told in sentence.clauses))
    for model in (PARK_NEWS, NEWS):
        asked = {question[0] for tree in model.trees for question in tree[:3] if question}
        unknown = {name.rpartition(": ")[2] for name in asked | model.weights.keys()} - said
        assert all(name.startswith(("opens", "owner", "about")) for name in unknown), unknown


# What no clause of the sample page is.
OTHERS = [
    FACTS + "它是全省首个同类基地,国产化率达到95%。",
    "干部全力服务。" * 5 + "临河经开区派员到场。",
    "厂长说:“订单排满了,工人三班倒。”",
]
