"""Furniture: what a page carries besides its articles, and what it says of newspaper, date and page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from parsing.park_names import HAN, fold

_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:年/?|[-./_])?\s*(\d{1,2})\s*(?:月/?|[-./_])?\s*(\d{1,2})(?!\d)\s*日?"
)
_FULL_DATE = r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_FOLIO = re.compile(
    r"(?<![A-Za-z\d])([A-Z]?\d{1,2})\s*版(?!权|本|块)|第\s*(?:0(?=\d\d))?([A-Z]?\d{1,2}|[一二三四五六七八九十]{1,3})\s*版"
    r"|(?<![A-Za-z\d])([A-D]\d{1,2})(?![A-Za-z\d])"
)
_PAPER = re.compile(rf"{HAN}{{2,8}}?(?:日报|晚报|导报|时报|商报|晨报|周报|青年报|农民报|科技报|经济报)")

_HOW_MANY_PAGES = re.compile(r"(?:今日|本期|本报|共)\s?共?\s?[\d一二三四五六七八九十]{1,3}\s?版")

_EDITORS = (
    r"(?:责任编辑|责编|编辑|美术编辑|美编|版式|排版|组版|校对|一校|二校|责校|审读|值班编委|值班主任|值班主编"
    r"|主编|编审|编委|监制|统筹|策划|设计|制图)"
)
_CONTACTS = (
    r"(?:社址|地址|邮编|印刷|承印|投稿邮箱|投稿热线|新闻热线|联系电话|广告热线|广告部|发行部|订阅热线|邮发代号"
    r"|国内统一(?:连续出版物|刊)号|联系人|定价|零售价|值班电话|传真|网址)"
)
_NOTICES = (
    r"(?:遗失声明|声明作废|遗失启事|挂失声明|注销公告|减资公告|清算公告|拍卖公告|招标公告|招租公告|公示公告|债权公告"
    r"|吊销公告|更正|更正声明|致歉声明|版权声明|征稿启事|招聘启事|启事|公告|声明)"
)
_SECTIONS_OF_PAPER = r"(?:园区|要闻|综合|经济|科技|产业|专版|专题|开发区|新闻|时政|社会|县域)"
_PAGE_NUMBER = r"[A-Z]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
# Names of columns are made of these words alone. The first ones also make headings (创新发展), the others
# hardly do (园区风采).
_SUBJECT_WORDS = (
    r"(?:开发区|经开区|高新区|示范区|园区|产业|科技|经济|企业|项目|创新|发展|改革|县域|区域|转型|招商|工业|双创|科创"
    r"|建设|聚焦|关注|先锋|一线|特别|升级)"
)
_COLUMN_NOUNS = (
    r"(?:要闻|综合|视窗|视野|视点|风采|动态|快讯|快报|速递|速览|资讯|新闻|简讯|简报|观察|纵横|之窗|窗口|巡礼|在线|导读|广角"
    r"|天地|论坛|专题|专栏|专版|专刊|特刊|周刊|前沿|风景线|风采录|进行时|看台|头条|本版|时讯|报道|扫描|集萃|传真|播报"
    r"|百花园|直通车|之声|之光)"
)
_COLUMN_WORDS = rf"(?:{_SUBJECT_WORDS}|{_COLUMN_NOUNS})"

_NAME = rf"{HAN}{{2,4}}(?:\s+(?!责|编|校|美|版|电){HAN}{{2,3}})?"
# What headers, footers and imprints are made of. A line with nothing else in it is one of them, if one of
# its pieces can't stand in an article's heading.
_PIECES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_FULL_DATE}|(?:19|20)\d\d[./-]\d{{1,2}}[./-]\d{{1,2}})",
        _WEEKDAY,
        r"(?:农历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[闰正一二三四五六七八九十冬腊]{1,3}月[初廿一二三四五六七八九十]{1,3}",
        r"总?第\s*\d+\s*期|今日\s*\d+\s*版",
        rf"第\s*{_PAGE_NUMBER}\s*版|(?<![\dA-Za-z])[A-Z]?\d{{1,3}}\s*版|(?<![\dA-Za-z])[A-D]\d{{1,2}}(?![\dA-Za-z])",
        rf"(?:本版|本期)?{_EDITORS}\s*[:/ ]\s*{_NAME}",
        rf"(?:本报)?{_CONTACTS}\s*[: ]\s*\S+",
        r"(?:电话|邮箱|热线)\s*[: ]\s*\S+|\d{3,4}-\d{7,8}|(?<![^\s@])[^\s@]++@[^\s@]+\.\w+|(?:https?://|www\.)\S+",
    )
)
_HARMLESS = re.compile(rf"{_PAPER.pattern}|{_COLUMN_WORDS}|{_SECTIONS_OF_PAPER}|版|\d+|[\W_]+")

_NOTICE = re.compile(
    r"(?:不慎将|不慎遗失|不慎丢失).{0,80}(?:作废|遗失)|声明作废|特此(?:公告|声明|更正)"
    r"|统一社会信用代码|申报债权|竞买人|竞买保证金"
)
_SURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^\W*(?:本版|本期)?{_EDITORS}\s*[:/|丨︱]",
        rf"^\W*{_FULL_DATE}.{{0,12}}{_WEEKDAY}",
        rf"^.{{0,30}}{_WEEKDAY}.{{0,20}}(?:版|责编)",
        # the head of a database's copy: 山西日报/2023 年/7 月/14 日/第 005 版
        r"^\S{2,12}/(?:19|20)\d\d\s?年?/\d{1,2}\s?月?/\d{1,2}\s?日?(?:/|$)",
        r"^\W*(?:正文|全文|一键)?复制(?:正文|全文|链接)?\W*$|^\W*(?:登录|注册)[\s/|]*(?:注册|登录|评论|后?评论一下|收藏)?\W*(?:评论一下)?\W*$",
        r"(?:会员|VIP|vip)(?:享|专享|免费|尊享|可享).{0,20}(?:资料|更新|下载|文档|内容)|下载(?:本文档|全文|文档)",
        r"^.{0,60}(?:版权所有|Copyright|ICP备|All Rights Reserved|公网安备)",
        rf"^\W*(?:本报)?{_CONTACTS}\s*:",
        r"^\W*(?:电话|邮箱|热线|联系人|E-?mail)\s*:",
        r"^\W*(?:来源|稿源|字数|浏览次数|发布时间|版次|版名|版权所有|图源|广告垂询电话|新闻热线)(?:\s*[:|丨︱/]|\W*$)",
        r"^\W*(?:(?:上一[篇版]|下一[篇版]|上一期|下一期|字号|放大|缩小|默认|打印|返回\w{0,4}|收藏|分享|大|中|小|关闭)[\W_]*)+$",
        rf"^\W*{_NOTICES}(?:\W|$)",
        r"^\W*(?:公\s+告|启\s+事|声\s+明|广\s*告|图片新闻|今日导读|欢迎投稿)\W*$",
        _NOTICE.pattern,
        rf"^\W*(?:上接|下转|转|接)第?\s*{_PAGE_NUMBER}\s*版\W*.{{0,12}}$",
        r"^\W*(?:第\s*)?[A-Z]?\d{1,3}\s*版?\W*$",
        rf"^\W*[A-D]?\d{{1,2}}\s*版?\s*[·:/|\s]?\s*{_SECTIONS_OF_PAPER}.{{0,6}}$",
        r"^[\W_]+$",
        r"^\W*[A-Z][A-Z\s]{4,}$",
    )
)
_COLUMN = re.compile(rf"^[\W_]*(?:{_COLUMN_WORDS}[\W_]*){{1,4}}$")
_HAS_COLUMN_NOUN = re.compile(_COLUMN_NOUNS)
_DECORATED = re.compile(rf"^\s*[·•●■◆★☆【〖\[◎]+\s*{HAN}{{2,8}}\s*[·•●■◆★☆】〗\]◎]+\s*$")

_TURNED = re.compile(r"^\W*(?:上接|下转|转|接)")
_TURNED_LINE = re.compile(r"(?:上接|下转)\s?第?\s?[A-Z]?[\d一二三四五六七八九十]{1,3}\s?版.{0,12}")
_TURNED_TAIL = re.compile(
    r"(?<!\s)\s*+\((?:下转|转)第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[^()]{0,12}\)\s*$"
)
_TURNED_HEAD = re.compile(r"^\s*\((?:上接|接)第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[^()]{0,12}\)\s*")

LONGEST_HEADER, LONGEST_NOTICE, LONGEST_MARK = 100, 300, 40
# The evidence for a line that may be a column's name or as well a heading.
MAYBE_COLUMN = 4.0
# The evidence for a line that is certainly furniture.
SURE = 10.0


def furniture_evidence(text: str) -> float:
    """How much a line looks like furniture: 10 near certain, 6 a column's name, 4 or 3 possible, 0 not."""
    folded = fold(text).strip()
    if len(folded) > LONGEST_HEADER:
        return 10.0 if len(folded) <= LONGEST_NOTICE and _NOTICE.search(folded) else 0.0
    if any(pattern.search(folded) for pattern in _SURE) or _made_of_pieces(folded):
        return 10.0
    if len(folded) <= 12 and _PAPER.fullmatch(folded.replace(" ", "")):
        return 8.0
    if _COLUMN.match(folded):
        return 6.0 if _HAS_COLUMN_NOUN.search(folded) else MAYBE_COLUMN
    return 3.0 if _DECORATED.match(folded) else 0.0


def _made_of_pieces(text: str) -> bool:
    if text.endswith("。"):
        return False
    rest = text
    for piece in _PIECES:
        rest = piece.sub(" ", rest)
    return rest != text and not _HARMLESS.sub("", rest)


def turned_mark(text: str) -> str:
    """A whole line that says where a turned article goes on or comes from, in half width; else empty."""
    if len(text) > LONGEST_MARK:
        return ""
    folded = fold(text).strip(" ()【】[]—-·▼▲■")
    return folded if _TURNED_LINE.fullmatch(folded) else ""


def turned_page_parts(text: str) -> tuple[str, str, str]:
    """A line as "(上接第1版)", its own text, and "(下转第3版)"; a mark is empty where there is none."""
    if "版" not in text:
        return "", text, ""
    folded = fold(text)
    head = _TURNED_HEAD.match(folded)
    start = head.end() if head else 0
    tail = _TURNED_TAIL.search(folded, start)
    end = tail.start() if tail else len(text)
    return text[:start].strip(), text[start:end], text[end:].strip()


def date_in(text: str) -> dt.date | None:
    """The first whole date in the text (2026年4月6日, 2026-04-06, 20260406); None where there is none."""
    for match in _DATE.finditer(fold(text)):
        try:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None


def folio_in(text: str) -> str:
    """The page number in the text (A4, 03); empty where there is none, or only how many pages there are."""
    match = _FOLIO.search(_HOW_MANY_PAGES.sub("", fold(text)))
    return next((group for group in match.groups() if group), "") if match else ""


def newspaper_in(text: str) -> str:
    """The newspaper's name in the text; empty where there is none."""
    match = _PAPER.search(fold(text).replace("丨", "|"))
    return text[match.start() : match.end()] if match else ""


def masthead(furniture: Iterable[str], name: str) -> tuple[str, dt.date | None, str]:
    """Newspaper, date and page number, from the furniture or else from the file's name."""
    newspaper, date, page = "", None, ""
    for text in (*(line for line in furniture if not _TURNED.search(fold(line))), name):
        newspaper = newspaper or newspaper_in(text)
        date = date or date_in(text)
        page = page or folio_in(text)
    return newspaper, date, page
