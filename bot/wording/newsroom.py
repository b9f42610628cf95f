"""What comes by itself: files of the watched folder, articles of the sources."""

from __future__ import annotations

OFFERED = "<b>{whence}</b>\n{title}\n谁先接手归谁。"
BUTTON_TAKE = "接手"
FROM_INBOX = "收件夹来了一份版面"
NOT_TAKEN = "（还没有人接手）"
DRAFT_NOT_TAKEN = "{when}来的，还没有人接手"
DRAFT_NOT_TAKEN_ASK = "“{file}”还没有人接手（{when}来的）。要接手吗？"
DRAFT_NOT_TAKEN_LONG = "有一份版面一直没有人接手（{when}来的）：\n<b>{file}</b>\n{source}"
INBOX_FAILED = "收件夹里的 <b>{name}</b> 没有读成：{reason}\n文件在 failed/，旁边写着原因。"
INBOX_UNUSABLE = "<b>收件夹用不了</b>\n{reason}\n文件都还在原处，修好以后自动接着读。"
INBOX_USABLE_AGAIN = "收件夹又可以用了。"
FROM_SOURCE = "来源有新文章：{name}"
SOURCE_FAILS = "<b>来源取不到了</b>\n{name}\n已经一天没有取成：{reason}\n还会再试，恢复了告诉您。见 /sources"
SOURCE_WELL_AGAIN = "来源又能取到了：{name}"
NO_FEED = "不是 RSS 或 Atom，也不是电子报的版面目录"
ABOUT_SOURCES = "自动取稿：RSS、电子报"
SOURCES_ARGUMENT = "网址 报名"
SOURCES_NONE = (
    "还没有来源。添加：<code>/sources https://… 报名</code>\n"
    "网址可以是 RSS、Atom，或电子报的版面目录；网址里的 {yyyy} {mm} {dd} 会换成当天的年月日。"
)
LIST_OF_SOURCES = "<b>来源</b>"
SOURCES_HINT = "添加：<code>/sources https://… 报名</code>"
SOURCE_LINE = "{number}. <b>{name}</b>（{every}）\n{state}"
SOURCE_KINDS = {"": "还不知道是哪一种", "feed": "RSS 或 Atom", "node": "电子报版面目录"}
SOURCE_NEWSPAPER = "报纸：{newspaper}"
SOURCE_SAYS_ITSELF = "按网页所写"
SOURCE_NEXT = "{every}看一次，下次 {at}"
SOURCE_PAUSED = "已暂停"
SOURCE_NOT_LOOKED = "还没有看过"
SOURCE_LOOKED = "{when}看过：{result}"
SOURCE_RESULTS = {
    "offered": "有新文章，已发给编辑",
    "nothing_new": "没有新文章",
    "waiting": "前面的预览还没有人接手，先不取",
    "failed": "没有取成",
}
SOURCE_REASON = "（{reason}）"
SOURCE_FAILING_SINCE = "从{when}起一直取不成"
EVERY_MINUTES = "每 {count} 分钟"
EVERY_HOURS = "每 {count} 小时"
EVERY_DAYS = "每 {count} 天"
BUTTON_LOOK_NOW = "现在看"
BUTTON_PAUSE_SOURCE = "暂停"
BUTTON_RESUME_SOURCE = "恢复"
BUTTON_REMOVE_SOURCE = "删除"
ASK_REMOVE_SOURCE = "删除这个来源？已经取来的文章不受影响。"
SOURCE_ADDED = "已添加，这就去看。新文章会作为预览发给编辑，不会自动发布。"
SOURCE_KNOWN = "这个网址已经是来源了："
SOURCE_LOOKING = "好的，这就去看。"
SOURCE_REMOVED = "已删除。"
SOURCE_UNKNOWN = "这个来源已经没有了。全部来源见 /sources"
SOURCE_USAGE = (
    "请写上网址，例如 <code>/sources https://news.example.cn/feed.xml 山西日报</code>。"
    "网址以 http:// 或 https:// 开头，不超过 {most} 个字符。"
)
TOO_MANY_SOURCES = "来源最多 {most} 个，请先删除不用的。"
