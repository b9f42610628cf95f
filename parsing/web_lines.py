"""The lines that web pages set around an article: date and source, reading tools, editors, teasers."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from parsing.bylines import looks_like_name
from parsing.furniture import date_in
from parsing.park_names import HAN, fold

LONGEST_META, LONGEST_REMARK = 160, 140

_DAY = r"(?:19|20)\d\d\s*(?:年|[-./])\s*\d{1,2}\s*(?:月|[-./])\s*\d{1,2}\s*日?"
_TIME = r"\d{1,2}\s*[::时]\s*\d{2}(?:\s*[::分]\s*\d{2})?\s*秒?"
_DATED = re.compile(_DAY)
_SOURCE_LABEL = (
    r"(?:信息来源|文章来源|稿件来源|新闻来源|内容来源|来源|出处|稿源|转自|来自|供稿单位|发布单位"
    r"|发布机构|供稿)"
)
_AUTHOR_LABEL = r"(?:文章作者|作者|本报记者|记者|通讯员|撰稿人?|撰文|执笔|采写|供稿人|文)"
_OTHER_LABEL = (
    r"(?:发布时间|发布日期|发表时间|发表日期|发稿时间|更新时间|更新日期|成文日期|生成日期|日期|时间|发布于|发布|发表于"
    r"|浏览次数|浏览量|浏览|访问次数|访问量|点击数|点击量|点击率|点击|阅读次数|阅读量|阅读数|阅读|人气|热度|评论数|评论"
    r"|责任编辑|责编|编辑|审核|审校|校对|字号|字体|大小|字数|关键词|关键字|标签|栏目|分类|所属栏目|频道|版次|版名|版面|索引号|主题分类|发文机关|发文字号|文号|公开方式|公开范围|信息分类|有效性|体裁分类"
    r"|视力保护色|保护视力色|点赞|分享到|分享|收藏|打印|语音播报|听新闻|朗读|举报|关注|纠错|参与互动)"
)
_PUBLISHED = re.compile(rf"(?:发布|发表|发稿|刊发)(?:时间|日期|于)?\s?[::]?\s?({_DAY})")
_LABEL = re.compile(
    rf"(?:{_SOURCE_LABEL}|{_AUTHOR_LABEL}|{_OTHER_LABEL})\s*[::]|^(?:执笔|撰文|采写|撰稿|作者)\s*[/丨|]"
)
_SOURCE = re.compile(
    rf"(?:本文)?{_SOURCE_LABEL}\s*[::|丨]\s*(?P<name>[^|丨【\[]{{0,40}}?)\s*"
    rf"(?=$|[|丨【\[<>]|\s{{1,9}}(?:{_AUTHOR_LABEL}|{_OTHER_LABEL}|原创|我要|{_DAY})|(?:{_AUTHOR_LABEL}|{_OTHER_LABEL})\s*[::])"
)
_AUTHOR = re.compile(
    rf"(?:(?<!{HAN}){_AUTHOR_LABEL}|作者|记者|通讯员)\s*[::/丨|]\s*(?P<names>[^|丨【\[::]{{2,40}}?)(?=$|[|丨【\[]|\s+\S{{2,4}}\s*[::]|{_DAY})"
)
# What stands after 作者: and is no surname with a name: 宪瑞, 叨叨姐.
_PEN_NAME = re.compile(rf"(?!.*(?:记者|编辑|通讯|来源|本报|作者|评论员|编译|报道|未知|佚名)){HAN}{{2,4}}")
# 石佳/中国青年报, 澎湃新闻记者 贺梨萍
_AUTHOR_OF_PAPER = re.compile(rf"^(?P<names>{HAN}{{2,4}})\s*/\s*(?P<name>{HAN}{{3,12}})$")
_REPORTER_OF = re.compile(rf"^{HAN}{{0,8}}(?:记者|通讯员)\s*(?P<names>{HAN}{{2,4}}(?:[\s、]{HAN}{{2,4}})*)")
# 华夏人文 2020-03-09 18:14: an account's name before the time.
_ACCOUNT = re.compile(rf"^(?:原创\s*)?(?P<name>[\w·]{{2,16}})\s+{_DAY}\s*{_TIME}?$")
# 2026年03月18日 08:30 晋岭日报; 《晋岭日报》(2026年03月18日 第05版); a paper's name alone on its line.
_PAPER = rf"{HAN}{{2,10}}(?:日报|晚报|早报|时报|周报|导报|报|网|社|新闻|客户端|频道|在线|电视台|发布)"
_PAPERS = (
    re.compile(rf"{_DAY}\s?(?:{_TIME})?\s(?P<name>{_PAPER})(?=$|[\s|])"),
    re.compile(rf"《(?P<name>{HAN}{{2,12}})》\s?\(\s?{_DAY}"),
    re.compile(rf"^(?P<name>{_PAPER})$"),
)
_TOOLS = re.compile(
    rf"(?:{_DAY}|\d{{1,2}}\s?(?:月|-)\s?\d{{1,2}}\s?日?|{_TIME}|{_SOURCE_LABEL}\s*[::]\s*\S*|{_AUTHOR_LABEL}\s*[::]\s*\S*|{_OTHER_LABEL}\s*[::]?\s*[\d.]*万?次?"
    r"|原创|视频播放|[(（]?\d+[)）]?\s*[次条人]?(?:评论|参与|浏览|阅读|点击|点赞)?|[【\[]?\s*(?:特大|超大|大|中|小|默认|正常|放大|缩小|较大|字)\s*[】\]]?"
    r"|T[+|-]?|A[+-]|我要(?:评论|纠错|反馈|分享|跟帖|留言)|发表评论|繁体|简体|纠错|关闭|返回|首页|正文|手机(?:看新闻|版)|微信|微博|QQ空间|扫一扫|二维码|[\W_]+)"
)
_ASKS = re.compile(r"[?!]\W*$")
# A line with so few characters besides those is one of them.
_MOST_LEFT = 1

# Whole lines that belong to no article, wherever they stand.
_FURNITURE = tuple(
    re.compile(pattern)
    for pattern in (
        r"^\W*(?:[(（【\[]\s*)?(?:本文|本期|值班|文字|新媒体)?(?:责任编辑|责编|网络?编辑|值班编辑|编辑|校对|责任校对|审核|初审|复审|终审|审读|监制|排版|美编|主编|制作|出品|总监制|审签|签发|编审)\s*[::|丨/]",
        r"^\W*(?:一审|二审|三审|初审|复审|终审|审校)\s*[::|丨/\s]",
        rf"^\W*(?:本文)?{_SOURCE_LABEL}\s*[::|丨/].{{0,60}}$",
        r"^(?!\s*[—–-]{1,2})\W*(?:[(（]\s*)?(?:本文|此文|文章)?(?:来自|来源于|转自|转载自|原载于?|选自|摘自).{2,40}(?:客户端|公众号|APP|网|报(?![道告])|下载)\S{0,16}\W*$",
        r"更多.{0,12}(?:资讯|新闻|内容|精彩).{0,12}(?:请|尽在|下载|关注|点击)|请(?:下载|关注).{0,24}(?:APP|客户端|公众号)|下载.{0,16}(?:APP|客户端)",
        r"^\W*\S{0,8}报料\s*[::]?\s*\d",
        r"^\W*(?:关键词|关键字|标签|TAGS?|Tags?|相关搜索|相关专题|相关标签|热词)\s*(?:[::]|>>|$)",
        r"^\W*(?:声明|免责声明|版权声明|特别声明|郑重声明|温馨提示|风险提示|版权说明)\s*[::].{8,}",
        r"^.{0,60}(?:未经.{0,24}(?:授权|许可|允许).{0,24}(?:转载|使用|复制|摘编)|转载请(?:注明|联系)|请勿转载|禁止转载|谢绝转载|版权归.{0,24}所有|如有侵权|侵权.{0,6}(?:删除|联系))",
        r"(?:仅代表(?:作者|该机构|本人)|不代表(?:本网|本站|本平台|澎湃|.{2,8}(?:观点|立场))|仅供参考.{0,12}不构成|仅提供信息发布平台|信息存储空间服务)",
        r"^\W*(?:扫一扫|扫描|长按|识别|微信扫|手机扫|用手机|请用微信|打开微信|点击(?:上方|下方|左下角|右上角|蓝字|标题下|菜单栏|进入|查看|此处|这里|关注|阅读|图片))",
        r"(?:扫码|二维码).{0,16}(?:关注|下载|阅读|查看|参与|报名|观看|分享|解锁|了解|进群|加入|添加)|(?:关注|下载).{0,12}二维码",
        r"^\W*"
        r"(?:阅读原文|查看原文|原文链接|原文网址|分享到|分享至|分享让更多人看到|打印本页|打印|关闭窗口|关闭"
        r"|返回顶部|返回首页|返回列表|返回上一[级页]|返回|回到顶部|顶部|TOP|收藏|点赞|举报|投诉|纠错"
        r"|展开全文|显示全文|点击展开|加载更多|查看更多|继续阅读|[Ss]croll|全文|END"
        r"|THE END|完|-END-)\W*(?:\d{1,6}\W*)?$",
        r"^[-—–*=~·\s]*(?:THE\s+)?END[-—–*=~·\s]*$",
        r"^\W*(?:上一篇|下一篇|上一条|下一条|上一页|下一页|前一篇|后一篇|上一版|下一版|末页|首页|尾页)\W*(?:[::].*)?$",
        r"^(?=.{0,60}(?:[上下]一|[首末尾]页|返回|放大))(?:\W*(?:上一篇|下一篇|上一条|下一条|上一页|下一页|上一版|下一版|末页|首页|尾页|返回目录|返回版面|放大|缩小|默认|(?<!\d)\d{1,3}(?!\d)))+\W*$",
        r"^(?:[【\[(]?\d{1,2}[】\])]\s?){2,}$",
        r"^\W*(?:我要(?:评论|纠错|反馈|跟帖|留言|分享|投稿)|网友评论|发表评论|最新评论|热门评论|全部评论|查看评论|已输入\d+字)",
        r"^\W*\d+\s*(?:条评论|人参与|人点赞|阅读)\W*$|^\W*(?:评论|阅读|浏览|点击|点赞|转发|收藏|在看|喜欢|赞)(?:数|量|次数)?\s*[\d(（::]\S{0,10}\W*$",
        r"点(?:个|一下|亮)?\s?[【\[“](?:在看|赞)[】\]”].{0,10}$|^[^。,]{0,16}点(?:个|一下|亮)?(?:在看|赞)\W*$",
        r"^\W*(?:在看|写留言|留言|精选留言|赞|喜欢此内容的人还喜欢|轻触阅读原文|向上滑动看下一个)\W*$",
        r"^首页(?:[ |]{1,4}[^ |]{2,6}){2,20}$",
        r"^\W*(?:原创|转载|投稿|广告|推广|AD|图集|视频)\W*$",
        r"^\W*(?:Copyright|©|版权所有|京ICP|ICP备|网站标识码|备案号|主办单位\s*[::]|承办单位\s*[::].*(?:ICP|维护)|技术支持\s*[::]|联系我们|网站地图)",
        r"(?:ICP[备证]|公网安备|Copyright\s*©|All Rights Reserved)",
        r"^\W*(?:您当前的?位置|当前位置|您的位置|您所在的位置|您现在的位置|所在位置|现在位置|位置)\s*[::]",
        r"^\W*(?:首页|网站首页)\s*(?:>|»|›|→|/|\||-&gt;)",
        r"^\S{0,20}\s*>\s*\S{1,20}(?:\s*>\s*\S{0,20})*$",
        r"^\W*(?:微信号|功能介绍|公众号|作者简介|关于作者|特约作者)\s*[::]?\s*\S{0,40}$",
        r"^\W*(?:点击|戳)?(?:蓝字|上方).{0,10}关注",
        r"^\W*(?:欢迎|敬请)?(?:关注|订阅|添加)(?:我们|本号|.{1,12}(?:公众号|微信|微博|官微|视频号|头条号|抖音))\S{0,12}\W*$",
        r"^\W*(?:本文)?(?:有删节|有改动|略有删改)\W*$",
        r"(?:新闻热线|投稿邮箱|爆料热线|爆料|热线电话|商务合作|广告热线)\s*[::]\s*\S*\d",
        r"^\W*\d{1,2}\s*[、.]\s*回复\s*[【\[“\"]",
        r"^\W*(?:您的?浏览器|浏览器不支持|正在加载|加载中|页面加载)",
    )
)
# After these what follows is no longer the article.
_AFTER_ARTICLE = re.compile(
    r"^\W*(?:相关(?:阅读|新闻|链接|文章|推荐|报道|稿件|内容|信息|资讯)|推荐(?:阅读|文章|新闻|内容)|延伸阅读|热门(?:推荐|文章|新闻|排行|阅读|搜索)|猜你喜欢|猜你想看"
    r"|为(?:你|您)推荐|更多推荐|精彩推荐|往期(?:回顾|推荐|精彩|精选)|大家都在看|大家都在搜|今日推荐|编辑推荐|精选推荐|随机阅读|最新文章|最新资讯|上一篇|下一篇"
    r"|发表评论|网友评论|最新评论|热门评论|评论区|全部评论|相关专题|文章标签|附件下载|附件|作者最新文章|友情链接|(?:24小时|一周|今日|新闻)?(?:热点|热文|热门)?(?:排行榜?|热榜)"
    r"|责任编辑|责编|扫描下方二维码|扫码关注|-+\s*(?:THE )?END\s*-+)(?:\W.*|\s.*)?$",
    re.I,
)
LONGEST_TAIL = 60
_REMARK_AT_END = re.compile(
    rf"(?:返回{HAN}{{1,8}},\s?查看更多|[(【\[]\s?(?:责任编辑|责编|编辑|校对|纠错)[^()【】\[\]]{{0,24}}[)】\]]|[(【\[]?(?:详细|查看原文|阅读全文|点击查看)[)】\]])\W*$"
)
_EDITORS = re.compile(r"^\W*(?:责任编辑|责编|编辑|责任校对|校对|审核|监制|值班编辑|网络编辑)\s*[::|丨/]")
_ORIGINAL = re.compile(r"^\W*(?:本文)?原(?:标题|题)(?:为)?\s?[::《]")


@dataclass(frozen=True, slots=True)
class MetaLine:
    """What the line under a headline says."""

    published_on: dt.date | None
    source: str
    authors: tuple[str, ...]


def is_meta_line(text: str) -> bool:
    """Whether a line says when and by whom the article was published, or holds reading tools, and no more."""
    folded = fold(text).strip()
    # 记者:年轻人留得住吗? is a question of an interview.
    if not folded or len(folded) > LONGEST_META or "。" in folded or _ASKS.search(folded):
        return False
    left = _TOOLS.sub("", folded)
    if len(left) <= _MOST_LEFT:
        return True
    labels = len(_LABEL.findall(folded))
    dated = bool(_DATED.search(folded))
    started = _LABEL.match(folded.lstrip("[]()【】|·- "))
    if labels + dated >= 2 or (started and (dated or len(folded) <= 40)):
        return True
    return (dated and len(left) <= 24 and not re.search("[,;!?]", folded)) or bool(_ACCOUNT.match(folded))


def read_meta_line(text: str) -> MetaLine:
    """Day, source and names in the line under a headline; empty where it says none."""
    folded = fold(text).strip()
    source = _SOURCE.search(folded)
    name = source["name"] if source else ""
    author = _AUTHOR.search(folded)
    names = author["names"] if author else ""
    if match := _AUTHOR_OF_PAPER.match(folded):
        name, names = name or match["name"], names or match["names"]
    elif not names and (match := _REPORTER_OF.match(folded)):
        names = match["names"]
    if not name and (match := _ACCOUNT.match(folded)) and not _LABEL.match(folded):
        name = match["name"]
    published = _PUBLISHED.search(folded)
    papers = (match["name"] for pattern in _PAPERS if (match := pattern.search(folded)))
    name = name or next(papers, "")
    return MetaLine(date_in(published[1] if published else folded), _source_name(name), _names(names))


def _source_name(said: str) -> str:
    name = re.sub(rf"^(?:原创|{_SOURCE_LABEL}\s*[::])\s*", "", said).strip(" :|-")
    return name if 2 <= len(name) <= 40 and not _DATED.search(name) else ""


def _names(said: str) -> tuple[str, ...]:
    parts = [part for part in re.split(r"[\s、,;&/]+", said.strip()) if part]
    if len(parts) > 1 and all(len(part) == 1 for part in parts):
        parts = ["".join(parts)]
    return tuple(part for part in parts if looks_like_name(part) or _PEN_NAME.fullmatch(part))


def is_web_furniture(text: str) -> bool:
    """Whether a whole line belongs to the site and not to the article."""
    folded = fold(text).strip()
    return len(folded) <= LONGEST_REMARK and any(pattern.search(folded) for pattern in _FURNITURE)


def ends_article(text: str) -> bool:
    """Whether a line is the heading of what sites set after an article."""
    folded = fold(text).strip()
    return len(folded) <= 30 and bool(_AFTER_ARTICLE.match(folded))


def remark_at_end(text: str) -> int:
    """Where a site's remark after a paragraph's last sentence begins; the text's length where none is."""
    match = _REMARK_AT_END.search(fold(text), max(0, len(text) - LONGEST_TAIL))
    return match.start() if match else len(text)


def names_editors(text: str) -> bool:
    """Whether a line says who edited the article: it is the last that belongs to it."""
    return bool(_EDITORS.match(fold(text).strip()))


def is_original_title(text: str) -> bool:
    """原标题：… the headline that an article had where it was taken from."""
    return bool(_ORIGINAL.match(fold(text)))
