"""Web pages as the systems behind Chinese sites build them, around one invented article."""

from __future__ import annotations

HEADLINE = "老矿区腾出的厂房里长出蘑菇产业"
SITE = "晋岭新闻网"
DAY, PRINTED_DAY = "2026-03-18", "2026年03月18日"
SOURCE = "晋岭日报"
PARAGRAPHS = (
    "三月的晋岭矿区，废弃多年的选煤厂房里亮起了灯。一排排菌架从门口码到墙根，工人们正把新到的菌棒摆上架。",
    "“去年冬天才把屋顶修好，今年开春就出菇了。”合作社负责人贺大顺说，厂房冬暖夏凉，湿度也好控制，比新建大棚省下一半的钱。",
    "据了解，目前已有四座旧厂房改造完毕，带动周边三个村一百二十多户参与，预计全年可产鲜菇六百吨，产值四千余万元。",
    "下一步，矿区还将引进烘干和包装生产线，让鲜菇在家门口变成小包装，直接发往省城的商超。",
)
# What the pages set around it; none of it belongs to the article.
FOREIGN = (
    "天气预报说周末有雨，市民出门请带伞，山区道路注意防滑。",
    "评论里有人说蘑菇好吃，就是价钱贵了点，希望能便宜些。",
    "全市春季运动会开幕，三千名选手参加，赛程持续五天。",
    "扫一扫在手机打开当前页",
    "责任编辑：卫小平",
    "版权所有",
    "晋ICP备00000001号",
    "首页",
    "分享到",
    "相关阅读",
)
_NAV = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("首页", "要闻", "时政", "财经", "视频"))
_TEASERS = "".join(
    f'<li><a href="/t{number}">{text}</a></li>'
    for number, text in enumerate(("古桥修缮完工", "新校区启用", "春耕备播忙", "夜市重新开张"))
)
_STORY = "".join(
    f'<div class="item"><a href="/w"><img src="w.jpg"></a><h4><a href="/w">{title}</a></h4>'
    f"<p>{text}</p></div>"
    for title, text in (("周末天气", FOREIGN[0]), ("运动会开幕", FOREIGN[2]))
)
_FOOT = (
    '<div class="footer"><p>版权所有：晋岭新闻网 晋ICP备00000001号</p>'
    '<p><a href="/a">关于我们</a> | <a href="/b">联系我们</a></p></div>'
)
_BODY = "".join(f"<p>　　{text}</p>" for text in PARAGRAPHS)
_BREAKS = "<br>\n<br>".join(f"　　{text}" for text in PARAGRAPHS)
_PLAIN, _CAPITALS = "</p><p>".join(PARAGRAPHS), "</P><P>　　".join(PARAGRAPHS)
_SECTIONS = "".join(
    f"<section><section><p><span>{text}</span></p></section></section>" for text in PARAGRAPHS
)
_BOXES = "".join(
    f'<div class="block"><div class="inner"><div><span>{text}</span></div></div></div>' for text in PARAGRAPHS
)
_LONG_TEASERS = "".join(
    f'<dl><dt><a href="/x{number}">运动会开幕{number}</a></dt><dd>{FOREIGN[2]}{FOREIGN[0]}</dd></dl>'
    for number in range(12)
)
_HEAD = f"<title>{HEADLINE}_{SITE}</title>"


def _page(inner: str, head: str = _HEAD, *, scripts: str = "") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}{scripts}</head><body>'
        f'<div class="top-nav"><ul>{_NAV}</ul></div>{inner}{_FOOT}</body></html>'
    )


PAGES = {
    "portal with a sidebar": _page(
        f"""<div class="main-content w1240"><h1 class="main-title">{HEADLINE}</h1>
        <div class="top-bar"><div class="date-source"><span class="date">{PRINTED_DAY} 08:30</span>
        <a class="source" href="/s">{SOURCE}</a></div><div class="share">分享到：<a>微信</a><a>微博</a>
        </div></div>
        <div class="article-content clearfix"><div class="article-content-left"><div class="article"
        id="artibody">
        <div class="img_wrapper"><img src="1.jpg"><span class="img_descr">矿区厂房里的菌架 资料图</span>
        </div>{_BODY}
        <p class="show_author">责任编辑：卫小平</p></div>
        <div class="keywords">关键词：<a>蘑菇</a><a>矿区</a></div></div>
        <div class="article-content-right"><h2>相关阅读</h2><ul>{_TEASERS}</ul>{_STORY}</div></div></div>"""
    ),
    "self-published with an original title": _page(
        f"""<div class="left main"><div class="text" id="article-container"><div class="text-title"><h1>
        {HEADLINE}
        <span class="article-tag"></span></h1><div class="article-info clear"><span class="time">
        {DAY} 08:30</span>
        <span class="tag">来源: {SOURCE}</span></div></div><article class="article" id="mp-editor">
        <p data-role="original-title">原标题：矿区蘑菇产业</p>{_BODY}
        <p data-role="editor-name">责任编辑：卫小平</p></article><div class="statement">
        平台声明：该文观点仅代表作者本人，平台系信息发布平台，仅提供信息存储空间服务。</div>
        <div class="bottom-relate-wrap"><p>阅读 (<em>1024</em>)</p></div></div></div>
        <div id="commentList"><div class="c-comment">{FOREIGN[1]}</div></div>"""
    ),
    "post body": _page(
        f"""<div class="container"><div class="post_main"><h1 class="post_title">{HEADLINE}</h1>
        <div class="post_info">{DAY} 08:30:12　来源: <a href="/s">{SOURCE}</a> <a class="jubao">举报</a>
        </div>
        <div class="post_content"><div class="post_top"><div class="post_share">分享至</div></div>
        <div class="post_body">{_BODY}</div><div class="post_author"><a href="/"></a>
        责任编辑：卫小平_NN001</div></div>
        <div class="post_next"><a href="/n">下一篇：夜市重新开张</a></div><div class="tie-area">
        {FOREIGN[1]}</div></div>
        <div class="post_side"><div class="mod_title">热点新闻</div><ul>{_TEASERS}</ul></div></div>"""
    ),
    "hashed class names and its data in a script": _page(
        f"""<div class="topic-3bY8"><h1 class="topic-9xZ">{HEADLINE}</h1></div><div class="info-2pO">
        <span>{SOURCE}</span></div>
        <div class="main_content-r5R"><div class="text-3zQ"><p>{_PLAIN}</p></div></div>
        <div class="recommend-1ab"><h3>精彩推荐</h3>{_STORY}</div>""",
        scripts=f'<script>var allData = {{"newsTime":"{DAY} 08:30:00","type":"text"}};</script>',
    ),
    "a state agency's old tables": _page(
        f"""<table width="1000" align="center"><tr><td><table><tr><td align="center" class="bt">
        {HEADLINE}</td></tr>
        <tr><td align="center">
        {PRINTED_DAY} 08:30:12　来源：{SOURCE}　【字号 大 中 小】【打印】【关闭】</td></tr>
        <tr><td class="p1"><font color="#000000"><p>{_PLAIN}</p></font></td></tr>
        <tr><td>（责任编辑：卫小平）</td></tr></table></td><td width="300"><table><tr><td>{_STORY}</td>
        </tr></table></td></tr></table>"""
    ),
    "government, TRS": _page(
        f"""<div class="BreadcrumbNav">当前位置：<a href="/">首页</a> &gt; <a href="/z">要闻动态</a></div>
        <div class="article oneColumn"><h1 style="text-align:center">{HEADLINE}</h1>
        <div class="pages-date">{DAY} 08:30<span class="font">来源： {SOURCE}</span><div
        class="pages_print">字号：<span>默认</span>
        <span>大</span><span>超大</span>|<span>打印</span></div></div>
        <div class="pages_content" id="UCAP-CONTENT"><div class="view TRS_UEDITOR trs_paper_default">
        {_BODY}</div></div>
        <div class="editor"><span>责任编辑：卫小平</span></div><div class="sweep">
        扫一扫在手机打开当前页</div>
        <div class="related"><h3>相关稿件</h3><ul>{_TEASERS}</ul></div></div>"""
    ),
    "government, by its meta tags": _page(
        f"""<div class="position">首页 &gt; 工作动态</div><div class="xl_tit">{HEADLINE}</div>
        <div class="xl_con"><div id="zoom"><!--<$[信息内容]>begin-->{_BODY}<!--<$[信息内容]>end--></div>
        </div>
        <div class="ewm"><p>扫一扫在手机打开当前页</p></div>""",
        head=f"""<title>晋岭市人民政府门户网站</title><meta name="SiteName" content="晋岭市人民政府">
        <meta name="ArticleTitle" content="{HEADLINE}"><meta name="PubDate" content="{DAY} 08:30">
        <meta name="ContentSource" content="{SOURCE}">""",
    ),
    "government, tags of its own": _page(
        f"""<div class="tit"><UCAPTITLE>{HEADLINE}</UCAPTITLE></div><div>
        发布时间：{DAY} 08:30　信息来源：{SOURCE}　浏览次数：<span id="n"></span></div>
        <div class="wz"><UCAPCONTENT>{_BODY}</UCAPCONTENT></div>"""
    ),
    "university, inside a form": _page(
        f"""<form name="_newscontent_fromname"><div class="content-title"><h3>{HEADLINE}</h3><i>
        发布时间：{DAY} 作者：贺一帆 来源：{SOURCE} 浏览：[ 12 ]</i></div>
        <div id="vsb_content"><div class="v_news_content">{_BODY}</div></div><div id="div_vote_id">
        </div></form>
        <p>上一条：<a href="/1">古桥修缮完工</a></p><p>下一条：<a href="/2">新校区启用</a></p>"""
    ),
    "WeChat": _page(
        f"""<div id="page-content"><h1 class="rich_media_title" id="activity-name">{HEADLINE}</h1><div
        id="meta_content" class="rich_media_meta_list">
        <span class="rich_media_meta">原创</span><span class="rich_media_meta rich_media_meta_text">
        贺一帆</span>
        <a id="js_name">{SOURCE}</a><div id="js_profile_qrcode" class="profile_container"
        style="display:none;"><strong>{SOURCE}</strong>
        <p>微信号</p><p>功能介绍</p></div><em id="publish_time"></em></div>
        <div class="rich_media_content" id="js_content" style="visibility: hidden;"><section><section>
        <p><span>点击上方蓝字关注我们</span></p></section></section>
        {_SECTIONS}
        <section><p>编辑｜卫小平</p><p>长按识别二维码关注</p></section></div></div><div
        class="rich_media_tool">阅读原文</div>""",
        head=f'<title></title><meta property="og:title" content="{HEADLINE}"><meta property="og:url" content="http://mp.weixin.qq.com/s?a=1">',
        scripts='<script>var ct = "1773793800"; var nickname = "晋岭日报";</script>',
    ),
    "electronic edition, Founder": _page(
        f"""<table><tr><td><div id="pgn"><a href="node_2.htm">第01版：要闻</a> <a href="node_3.htm">
        第02版：综合</a></div>
        <div class="titles"><a href="c1.htm">古桥修缮完工</a><br><a href="c2.htm">{HEADLINE}</a></div></td>
        <td><table><tr><td><span class="default">2026年3月18日 星期三</span></td><td><a href="n">
        3上一篇</a> <a href="m">下一篇4</a> <a>放大</a> <a>缩小</a> <a>默认</a></td></tr>
        <tr><td class="font02"></td></tr><tr><td class="font01">{HEADLINE}</td></tr><tr><td
        class="font02">本报记者 贺一帆</td></tr>
        <tr><td><div id="ozoom"><founder-content><P>　　{_CAPITALS}</P></founder-content></div></td>
        </tr></table></td></tr></table>""",
        head=f"<title>晋岭日报-{HEADLINE}</title>",
        scripts=f"""<!--enpproperty <articleid>1</articleid><date>{DAY} 00:00:00:0</date><author>
        贺一帆</author>
        <title>{HEADLINE}</title><sourcename>{SOURCE}</sourcename>/enpproperty-->""",
    ),
    "electronic edition of a party paper": _page(
        f"""<div class="paper-bot"><p class="left ban">第05版：开发区</p></div><div class="article"><h3>
        厂房变菇房</h3><h1>{HEADLINE}</h1><h2></h2>
        <p class="sec">本报记者 贺一帆 <span class="date">
        《{SOURCE}》（{PRINTED_DAY}&nbsp;&nbsp;第&nbsp;05&nbsp;版）</span></p>
        <div id="ozoom">{_BODY}</div></div><ul class="news-list">{_TEASERS}</ul>""",
        head=f"<title>{HEADLINE}-{SOURCE}</title>",
    ),
    "text broken by line ends, no paragraphs": _page(
        f"""<div id="bd"><div class="news_tit">{HEADLINE}</div><div class="news_info">
        {DAY} 08:30 {SOURCE}</div>
        <div class="neirong">{_BREAKS}</div></div><div class="about"><ul>{_TEASERS}</ul></div>"""
    ),
    "each paragraph in boxes of its own": _page(
        f"""<main><header><h1>{HEADLINE}</h1><time datetime="{DAY}T08:30:00+08:00">3月18日</time></header>
        {_BOXES}</main>
        <aside><h2>热门</h2>{_STORY}</aside>"""
    ),
    "a short article among long teasers": _page(
        f"""<div class="l"><h1>{HEADLINE}</h1><div class="t">{DAY} 08:30　来源：{SOURCE}</div><div
        class="c">{_BODY}</div></div>
        <div class="r">{_LONG_TEASERS}</div>"""
    ),
}
