"""Pages of an electronic edition, invented: a node page that lists articles, and the articles."""

from __future__ import annotations

from collections.abc import Sequence

from tests.desk.sending import BODY

HEADLINES = ("临汾经开区新厂房封顶", "临汾经开区签约十二个项目", "临汾经开区举办招聘会")


def node_html(headlines: Sequence[str] = HEADLINES) -> bytes:
    """A node page as Founder's editions have them, with maps, thumbnails and the list of pages."""
    listed = "".join(
        f'<li><a href="content_{n}.htm?div=-1"><div>{headline}</div></a></li>'
        for n, headline in enumerate(headlines, 1)
    )
    areas = "".join(
        f'<area coords="1,2,3,4" shape="polygon" href="content_{n}.htm?div=-1">'
        for n in range(1, 1 + len(headlines))
    )
    return f"""<html><head><meta charset="utf-8"><title>科学导报数字报-第03版:园区</title></head><body>
    <div>2026年04月04日 星期六</div><a href="node_2.htm">上一版</a> <a href="node_4.htm">下一版</a>
    <div><a href="./node_1.htm">第01版：要闻</a><a href="./node_3.htm">第03版：园区</a>
    <a href="page_3.pdf"><img src="pdf.gif"></a></div>
    <img usemap="#map"><map name="map">{areas}</map><ul>{listed}</ul>
    <a href="http://other.example/content_9.htm">别的网站上的一篇文章</a>
    <a href="javascript:void(0)">放大 缩小 默认字体</a>
    <div>主办：科学导报社 版权所有</div></body></html>""".encode()


def article_html(headline: str) -> bytes:
    """An article's page, with the list of the others beside it."""
    others = "".join(f'<li><a href="content_{n}.htm">{each}</a></li>' for n, each in enumerate(HEADLINES, 1))
    paragraphs = "".join(f"<p>{BODY}</p>" for _ in range(2))
    return f"""<html><head><meta charset="utf-8"><title>{headline}</title></head><body>
    <ul class="nav">{others}</ul><div class="article"><h1>{headline}</h1><div>科学导报 2026年4月4日</div>
    <div id="ozoom"><p>临汾经开区{headline}。</p>{paragraphs}</div></div></body></html>""".encode()
