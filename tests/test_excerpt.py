"""What a search quotes of an article: the sentence that answers, and a caption only for want of one."""

from __future__ import annotations

from bot.excerpt import excerpt_html
from parsing.article import Article, Block, Kind
from storage.search import Term

JOBS = Term("招聘", ("招聘",))


def test_a_sentence_is_quoted_before_a_caption() -> None:
    article = Article((Block(Kind.CAPTION, "招聘现场。"), Block(Kind.PARAGRAPH, "企业下月招聘员工。")))
    assert excerpt_html(article, [JOBS]) == "企业下月<b>招聘</b>员工。"


def test_a_caption_with_more_of_the_words_does_not_win() -> None:
    article = Article((Block(Kind.CAPTION, "招聘会上的企业。"), Block(Kind.PARAGRAPH, "下月招聘员工。")))
    assert excerpt_html(article, [JOBS, Term("企业", ("企业",))]) == "下月<b>招聘</b>员工。"


def test_a_caption_is_quoted_where_nothing_else_has_the_word() -> None:
    article = Article((Block(Kind.PARAGRAPH, "今天开场。"), Block(Kind.CAPTION, "招聘现场。")))
    assert excerpt_html(article, [JOBS]) == "<b>招聘</b>现场。"
