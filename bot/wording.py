"""Everything the bot says to people, in Chinese. HTML where a sentence is a message of its own."""

from __future__ import annotations

import datetime as dt

BOT_DESCRIPTION = """\
把报纸上的园区新闻写成简报：每条两三句，逐字摘自原文。
发送 /park 临猗 试试，关注的园区有了新消息会推送给您。"""
BOT_SHORT_DESCRIPTION = "开发区、园区的新闻简报，逐字摘自报纸原文。"

# ── Commands: what the menu and /help say ──

ABOUT_START = "开始使用"
ABOUT_HELP = "使用说明"
ABOUT_PARK = "看一个园区的最新简报"
ABOUT_LATEST = "最新简报"
ABOUT_PARKS = "全部园区"
ABOUT_FOLLOW = "关注园区"
ABOUT_UNFOLLOW = "取消关注"
ABOUT_FOLLOWING = "我的关注"
ABOUT_DIGEST = "推送方式"
ABOUT_ID = "我的 Telegram 编号"

PARK_NAME = "名称"
SEARCH_ARGUMENT = "词"
ABOUT_TODAY = "今天的简报"
ABOUT_WEEK = "最近七天的简报"
ABOUT_SEARCH = "搜索全文"

# What the commands answer to besides their names: 园区 临猗, /园区 临猗.
SAY_HELP = ("帮助",)
SAY_PARK = ("园区", "开发区")
SAY_LATEST = ("最新",)
SAY_TODAY = ("今天", "今日")
SAY_WEEK = ("本周", "最近七天")
SAY_SEARCH = ("搜索", "搜", "查找")
SAY_PARKS = ("全部园区",)
SAY_FOLLOW = ("关注",)
SAY_UNFOLLOW = ("取消关注", "取关")
SAY_FOLLOWING = ("我的关注",)
DIGEST_CHOICE = "daily|now|off"

# ── Readers ──

WELCOME = (
    "<b>欢迎使用园区快报</b>\n"
    "这里有开发区、园区的新闻简报，每条两三句，逐字摘自报纸原文。\n\n"
    "· 看一个园区：发送 <code>/park 临猗</code>，或直接发送园区名\n"
    "· 关注后，有新消息就会收到：<code>/follow 临猗</code>\n"
    "· 全部用法：/help"
)
HELP_TITLE = "<b>使用说明</b>"
HELP_EXAMPLE = "例如：<code>/park 临猗</code>、<code>/follow 临汾经开区</code>、<code>/digest now</code>"
HELP_FOR_EDITORS = "<b>编辑</b>：把报纸版面的文件发给我，预览后即可发布。"

NAME_A_PARK = "请写上园区名称，例如 <code>/{command} 临猗</code>。全部园区见 /parks"
NO_SUCH_PARK = "没有找到“{name}”。您要找的是不是："
NO_SUCH_PARK_AT_ALL = "没有找到“{name}”。全部园区见 /parks"
WHICH_PARK = "“{name}”可以指几个园区，请选择："
TOO_MANY_PARKS = "“{name}”对应的园区太多，这里是一部分；请把名称写得再完整些。"
NEAREST_INSTEAD = "没有找到“{name}”，最接近的是："
# How much of what somebody typed is repeated to them.
LONGEST_QUOTED = 60
PARK_WITHOUT_NEWS = "<b>{park}</b>\n暂时没有简报。"
FOLLOW_FOR_NEWS = "关注后，一有消息就会告诉您。"
NEWEST_OF_CITY = "<b>{city}最新</b>"
CITY_PARKS = "<b>{city}</b> · {parks} 个园区，共 {total} 条简报。看哪一个？"
CITY_GONE = "这个城市已经没有园区了。"
COUNT_MARK = "（{count}）"
NEWS_OF_CITY = "{city}全部最新"
PARKS_OF_CITY = "{city}的园区"
PARK_MARK = "【{park}】"
PARK_COUNT = "共 {total} 条"
LATEST_TITLE = "<b>最新简报</b>"
NOTHING_YET = "还没有简报。"
PARKS_TITLE = "<b>全部园区</b>（括号里是简报条数）"
OTHER_PLACES = "其他"
WITHOUT_PARK = "未指明园区"
NO_BRIEF = "（本文没有可摘录的句子，请看全文）"
ARTICLE_GONE = "这篇文章已经不在了。"
PARK_GONE = "这个园区已经不在了。"
PAGE_GONE = "没有这一页了。"
NOTHING_TODAY = "今天还没有简报。"
NOTHING_THIS_WEEK = "最近七天没有简报。"
NEWEST_IS_OF = "最近的一条是{date}的，见 /latest"

SEARCH_USAGE = (
    "请写上要找的词，例如：\n"
    "<code>/search 招聘 临汾</code>　限于一个市或园区\n"
    "<code>/search “标准厂房” -招聘</code>　一字不差；不要某个词\n"
    "<code>/search 光伏 4月</code>　限于日期：4月、2026-04、本周、近30天"
)
SEARCH_TITLE = "<b>搜索“{text}”</b>"
SEARCH_LIMITS = "限于：{limits}"
MORE_THAN_COUNT = "{total} 条以上"
NOTHING_FOUND = "没有找到“{text}”。可以少写几个词，或换个说法。"
NOTHING_THERE = "\n限于{limits}没有找到，以下不限园区。"
SEARCH_GONE = "这次搜索已经过去太久，请重新搜索。"
SEARCH_FOR = "搜索“{text}”"
BEST_FIRST = "按相关排序"
NEWEST_FIRST = "按时间排序"
LIST_SEPARATOR = "、"
TOO_FAST = "您发得太快了，请过几秒再发。"

FULL_TEXT = "全文"
SOURCES = "出处"
SOURCES_TITLE = "<b>《{headline}》简报的出处</b>\n加粗的是简报摘用的句子。"
PARAGRAPHS_LEFT_OUT = "……"
PREVIOUS = "上一页"
NEXT = "下一页"
FOLLOW = "关注"
UNFOLLOW = "取消关注"
FOLLOW_PARK = "关注 {park}"
UNFOLLOW_PARK = "取消关注 {park}"

FOLLOWED = "已关注 <b>{park}</b>。{when}"
FOLLOWED_ALREADY = "您已经关注了 <b>{park}</b>。"
UNFOLLOWED = "已取消关注 <b>{park}</b>。"
NOT_FOLLOWED = "您没有关注 <b>{park}</b>。"
FOLLOWED_SHORT = "已关注 {park}"
UNFOLLOWED_SHORT = "已取消关注 {park}"
FOLLOWING_NOTHING = "您还没有关注任何园区。发送 <code>/follow 临猗</code> 试试。"
FOLLOWING_TITLE = "<b>我的关注</b>（{count}）"

DIGEST_WHEN = {
    "daily": "有新消息时，每天 {time} 推送给您。",
    "now": "有新消息时，立即推送给您。",
    "off": "推送已关闭，需要时请发送 /digest daily 或 /digest now。",
}
DIGEST_SET = "已设置。{when}"
DIGEST_USAGE = (
    "现在的推送方式：{when}\n\n"
    "<code>/digest daily</code> 每天一次\n<code>/digest now</code> 随发随推\n<code>/digest off</code> 不推送"
)
YOUR_ID = "您的 Telegram 编号是 <code>{user_id}</code>"
UNKNOWN_COMMAND = "没有这个命令。全部用法见 /help"
UNKNOWN_BUTTON = "这个按钮已经失效。"
SOMETHING_BROKE = "抱歉，刚才出了点问题，请再试一次。"

DIGEST_TITLE = "<b>园区快报</b> · {count} 条"

# ── Editors ──

ONLY_EDITORS = "谢谢！只有编辑可以发布版面。要看园区新闻，请发送 <code>/park 名称</code>。"
FILE_TOO_LARGE = "文件超过 {limit} MB，读不了。请拆成几个小一些的文件再发。"
READING_FAILED = "这个文件没能读完：{reason}。没有存入任何内容。"
READING_TOO_SLOW = "读取超时，请拆成几个小一些的文件再发"
READING_TOO_BIG = "占用内存太多，请拆成几个小一些的文件再发"
READING_CRASHED = "读取程序中断了，请再试一次；若仍不行，请换成 .txt 文件"
DOWNLOAD_FAILED = "没能从 Telegram 取到这个文件，请再发一次。"
UNREADABLE = "这个文件读不了：{reason}。没有存入任何内容。"
UNREADABLE_REASONS = {
    "empty": "文件是空的，请发送有版面文字的文件",
    "too_large": "文件太大，请每次只发一个版面",
    "too_much_text": "文字太多，请拆成单个版面再发",
    "too_many_pages": "PDF 页数太多，请只发需要的几页",
    "unknown_format": "认不出是什么文件，请发送文字、Word、PDF 或网页文件",
    "image": "这是图片，不含文字，请发送版面的文字、Word 或带文字的 PDF",
    "archive": "这是压缩包，请解压后逐个发送",
    "old_office": "这是旧版 Office 文件，请另存为 .docx 再发",
    "other_office": "这是别的 Office 文件，请把文字另存为 .docx 或 .txt 再发",
    "encrypted": "文件有密码保护，请去掉密码再发",
    "damaged": "文件已损坏或不完整，请重新导出再发",
    "expands_too_far": "文件展开后太大，请只发送其中的文字",
    "unknown_encoding": "认不出文字编码，请另存为 UTF-8 再发",
    "no_text_layer": "这个 PDF 是扫描件，没有文字，请发送排版导出的 PDF 或文字",
    "other_language": "文字不是中文，只能读中文报纸的版面",
    "no_article": "没有读出文章，请确认文件里有版面的标题和正文",
}
PREVIEW_TITLE = "<b>{file}</b>\n{source} · {count} 篇"
DATE_ASSUMED = "（文件里没有日期，暂用今天）"
PREVIEW_KNOWN = "其中 {known} 篇以前发布过，不会重复。"
PREVIEW_NEW_PARK = "（新园区，待确认）"
PUBLISH_AND_PUSH = "发布并推送"
PUBLISH_ONLY = "只发布"
DISCARD = "放弃"
PUBLISHED = "已发布 {added} 篇。"
PUBLISHED_AND_PUSHED = "已发布 {added} 篇，将推送给 {chats} 个聊天。"
NOTHING_NEW = "这些文章以前都发布过，没有变化。"
DISCARDED = "已放弃，没有存入任何内容。"
DRAFT_CLOSED = {
    "published": "这一版已经发布过了。",
    "discarded": "这一版已经放弃了，需要的话请重新发送文件。",
}
DRAFT_UNKNOWN = "找不到这份预览，请重新发送文件。"

# ── Demo ──

DEMO_READER = "读者"
DEMO_EDITOR = "编辑"
DEMO_DIGEST_TIME = "到推送时间了，推送 {count} 条。"
DEMO_NOTHING_DUE = "没有等待推送的简报。先关注一个园区，再用编辑身份发布一个版面。"


def date(day: dt.date) -> str:
    """A date as a newspaper writes it: 2026年4月4日."""
    return f"{day.year}年{day.month}月{day.day}日"


def days(first: dt.date, last: dt.date) -> str:
    """A stretch of days: 2026年4月1日至7日; what both ends share is said once."""
    if first.year != last.year:
        return f"{date(first)}至{date(last)}"
    return f"{date(first)}至" + (
        f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    )


def page_name(page: str) -> str:
    """A page's number as a newspaper writes it: 第3版; empty where it is unknown."""
    return f"第{page}版" if page else ""


def source_line(newspaper: str, day: dt.date, page: str) -> str:
    """Where an article stood, plain text: 科学导报 · 2026年4月4日 · 第3版; what is unknown is left out."""
    return " · ".join(part for part in (newspaper, date(day), page_name(page)) if part)
