"""What a search quotes of an article: the sentence that answers, and a caption only for want of one."""

from __future__ import annotations

from bot.search.excerpt import excerpt_html
from parsing.article import Article, Block, Kind
from storage.archive.article_search import Term

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


def test_where_the_headline_alone_has_the_word_the_lead_is_quoted() -> None:
    article = Article(
        (
            Block(Kind.HEADLINE, "招聘会开场"),
            Block(Kind.CAPTION, "招聘现场。"),
            Block(Kind.PARAGRAPH, "　　四月四日，35家企业来到会场。求职的人不少。"),
            Block(Kind.PARAGRAPH, "天气晴好。"),
        )
    )
    assert excerpt_html(article, [JOBS]) == "四月四日，35家企业来到会场。"


def test_a_sentence_is_quoted_before_a_head_that_says_no_more() -> None:
    article = Article(
        (
            Block(Kind.SUBHEAD, "招聘会上人潮涌动"),
            Block(Kind.PARAGRAPH, "今天开场。企业招聘了四百人。"),
            Block(Kind.SECTION_HEAD, "招聘之后"),
        )
    )
    assert excerpt_html(article, [JOBS]) == "企业<b>招聘</b>了四百人。"
    fuller = [JOBS, Term("人潮", ("人潮",))]
    assert excerpt_html(article, fuller) == "<b>招聘</b>会上<b>人潮</b>涌动"


def test_of_an_article_without_the_words_nothing_is_quoted() -> None:
    article = Article((Block(Kind.HEADLINE, "开场"), Block(Kind.PARAGRAPH, "今天开场。")))
    assert excerpt_html(article, [JOBS]) == ""
    assert excerpt_html(Article((Block(Kind.HEADLINE, "招聘"),)), [JOBS]) == ""
