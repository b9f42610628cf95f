"""The sentences that an editor chose stay the brief when the page comes again with something put right."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from parsing.article import Article, Block, Kind
from storage.archive.chosen_brief import carried_over
from storage.archive.known_articles import match_stored
from storage.archive.prepared import PreparedArticle
from storage.archive.revisions import CHOSEN_BY_EDITOR
from storage.database import Database
from storage.desk import issues
from summaries.brief import Brief, Piece
from tests.made_issues import MORNING, made_article, made_issue

FIRST = "临猗县投资30亿元建设果品产业园。"
SECOND = "项目占地500亩，预计明年投产，带动就业三百人。"
LAST = "县里说，果农最关心的还是冷库什么时候能用。"
BODY = FIRST + SECOND + LAST


def chosen(body: str, *sentences: str) -> PreparedArticle:
    """An article of which an editor chose these sentences."""
    pieces = tuple(Piece(1, body.index(each), body.index(each) + len(each)) for each in sentences)
    brief = Brief(pieces, sentences, CHOSEN_BY_EDITOR)
    figures = ("项目占地500亩", "总投资30亿元")
    return replace(made_article("产业园开工", body=body), brief=brief, brief_chosen=True, key_figures=figures)


def again(database: Database, first: PreparedArticle, body: str) -> PreparedArticle:
    """What a page with this body is, after the first one was published."""
    database.write_now(issues.publish, made_issue(first), push=False, moment=MORNING)
    fresh = replace(made_article("产业园开工", body=body), key_figures=first.key_figures)
    [article] = database.read_now(match_stored, made_issue(fresh)).articles
    assert article.changed
    return article


def test_what_was_chosen_stays_and_is_said_as_it_is_now(database: Database) -> None:
    right = BODY.replace("500亩", "50亩")
    article = again(database, chosen(BODY, SECOND, LAST), right)
    assert article.brief.sentences == (SECOND.replace("500亩", "50亩"), LAST)
    assert article.brief_chosen and article.brief.ranker == CHOSEN_BY_EDITOR
    for piece, text in zip(article.brief.pieces, article.brief.sentences, strict=True):
        assert article.article.blocks[piece.block].text[piece.start : piece.end] == text


def test_a_figure_of_the_brief_does_not_stand_under_it_again(database: Database) -> None:
    article = again(database, chosen(BODY, SECOND), BODY.replace(LAST, LAST + "他们等了两年。"))
    assert article.key_figures == ("总投资30亿元",)


def test_where_a_sentence_is_no_more_the_brief_is_made_anew(database: Database) -> None:
    article = again(database, chosen(BODY, LAST), FIRST + SECOND)
    assert article.brief.sentences == (FIRST,) and not article.brief_chosen


def test_what_nobody_chose_is_made_anew(database: Database) -> None:
    article = again(database, made_article("产业园开工", body=BODY), LAST + FIRST + SECOND + "又一句。")
    assert article.brief.sentences == (LAST,) and not article.brief_chosen


def test_a_name_before_a_sentence_stands_before_it_again() -> None:
    before = Brief((Piece(1, 16, 40),), (SECOND,), CHOSEN_BY_EDITOR, (Piece(1, 0, 3),), ("临猗县",))
    article = Article((Block(Kind.HEADLINE, "标题"), Block(Kind.PARAGRAPH, "昨天，" + BODY)), ())
    brief = carried_over(before, article)
    assert brief is not None and brief.names == ("临猗县",) and brief.subjects == (Piece(1, 3, 6),)


texts = st.text(alphabet="临猗项目开工0亿。，！ ", max_size=60)


@given(st.lists(texts.filter(bool), min_size=1, max_size=3), st.lists(texts, max_size=4))
def test_whatever_comes_it_is_verbatim_or_nothing(sentences: list[str], paragraphs: list[str]) -> None:
    before = Brief(tuple(Piece(0, 0, len(each)) for each in sentences), tuple(sentences), CHOSEN_BY_EDITOR)
    article = Article(tuple(Block(Kind.PARAGRAPH, text) for text in paragraphs), ())
    brief = carried_over(before, article)
    if brief is not None:
        assert brief.pieces == tuple(sorted(set(brief.pieces), key=lambda each: (each.block, each.start)))
        for one, following in pairwise(brief.pieces):
            assert one.block < following.block or one.end <= following.start
        for piece, text in zip(brief.pieces, brief.sentences, strict=True):
            assert text and article.blocks[piece.block].text[piece.start : piece.end] == text
