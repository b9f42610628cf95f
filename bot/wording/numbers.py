"""What editors read in /stats, as text and in its picture."""

from __future__ import annotations

ABOUT_STATS = "读者、关注、阅读的数字"
STATS_TITLE = "<b>数字</b>（{day}）"
STATS_READERS = "<b>接收者</b>：{all} 个，其中 {followers} 个有关注"
STATS_KIND = "· {kind} {all} 个：{states}；近 7 天新增 {week} 个，近 30 天 {month} 个"
STATS_KINDS = {"private": "读者", "group": "群", "channel": "频道"}
STATS_STATES = {"active": "正常", "quiet": "不推送", "paused": "暂停", "held": "暂时发不进", "off": "停用"}
STATS_PART = "{name} {count}"
STATS_PARKS = "<b>关注园区</b>：{follows} 次，{targets} 个园区"
STATS_CITIES = "<b>关注城市</b>：{follows} 次，{targets} 个城市"
STATS_NEWSPAPERS = "<b>关注报纸</b>：{follows} 次，{targets} 种报纸"
STATS_PROJECTS = "<b>关注项目</b>：{follows} 次，{targets} 个项目"
STATS_ENTRY = "· {name} {count}"
STATS_FEW = "· 另有 {few} 个，关注者不到 {fewest} 个，不列名"
STATS_REST = "· 其余 {rest} 个"
STATS_KEYWORDS = "<b>关注关键词</b>：{count} 次"
STATS_ARTICLES = "<b>文章</b>：近 7 天 {week} 篇，近 30 天 {month} 篇"
STATS_SILENT = "<b>近 30 天没有新闻的园区</b>（有人关注）：{count} 个"
STATS_SILENT_PARK = "· {name}（{followers} 个关注，{last}）"
STATS_LAST_ON = "最近一篇 {day}"
STATS_NEVER = "还没有文章"
STATS_SILENT_REST = "· 另有 {count} 个"
STATS_DELIVERIES = "<b>近 7 天推送</b>：{outcomes}"
STATS_DELIVERIES_SINCE = "（太多，只数了 {when} 以来的）"
STATS_OUTCOMES = {
    "sent": "已送达",
    "pending": "等待",
    "held": "暂时发不进",
    "parked": "搁置",
    "expired": "过期",
    "cancelled": "取消",
}
STATS_READING = "<b>全文</b>：近 7 天打开 {week} 次，近 30 天 {month} 次"
STATS_MOST_OPENED = "· {headline}（{count}）"
STATS_MISSED = "<b>搜不到的词</b>（近 30 天，至少 {people} 人搜过）：{words}"
STATS_MISSED_NONE = "<b>搜不到的词</b>（近 30 天，至少 {people} 人搜过）：没有"
STATS_MISSED_WORD = "{words}（{people}）"
STATS_NO_FONT = (
    "没有画图：这台服务器上没有中文字体。请管服务器的人安装一款（例如 fonts-noto-cjk），"
    "或在 PICTURE_FONT 里写上字体文件。"
)
STATS_NO_PICTURE = "图没有画成，数字以上面为准。请过一会儿再发 /stats。"
STATS_FILE_NAME = "stats-{day}.png"
STATS_PICTURE_TITLE = "园区快报 · 数字"
STATS_PICTURE_READERS = "读者（按状态）"
STATS_PICTURE_NEW = "新增读者，每天"
STATS_PICTURE_PARKS = "关注最多的园区"
STATS_PICTURE_CITIES = "关注最多的城市"
STATS_PICTURE_ARTICLES = "文章，每天"
STATS_PICTURE_OPENED = "打开全文，每天"
STATS_PICTURE_DELIVERIES = "推送，每天"
PICTURE_NOTHING = "还没有"
STATS_PICTURE_FEWEST = "少于 {fewest} 个关注的不列名"
