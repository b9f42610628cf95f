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
ABOUT_FOLLOW = "关注园区、城市、关键词"
ABOUT_UNFOLLOW = "取消关注"
ABOUT_FOLLOWING = "我的关注"
ABOUT_DIGEST = "推送时间、免打扰、时区"
ABOUT_PAUSE = "暂停推送一段时间"
ABOUT_RESUME = "恢复推送"
ABOUT_CHANNEL = "管理频道的关注和推送"
ABOUT_EXPORT = "导出本聊天的全部数据"
ABOUT_FORGET = "删除本聊天的全部数据"
ABOUT_ID = "我的 Telegram 编号"
ABOUT_STATUS = "推送情况"
ABOUT_PARKED = "发不出去的消息"

PARK_NAME = "名称"
FOLLOW_NAMES = "名称"
CHANNEL_NAME = "@频道"
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
DIGEST_CHOICE = "时间"
PAUSE_CHOICE = "多久"

# ── Readers ──

WELCOME = (
    "<b>欢迎使用园区快报</b>\n"
    "这里有开发区、园区的新闻简报，每条两三句，逐字摘自报纸原文。\n\n"
    "· 看一个园区：发送 <code>/park 临猗</code>，或直接发送园区名\n"
    "· 关注后，有新消息就会收到：<code>/follow 临猗</code>\n"
    "· 全部用法：/help"
)
START_ASK = "您关心哪个城市？点一下，选择要关注的园区："
START_PARKS = "<b>{city}</b>：点一下就关注，再点一下取消。可以只选几个园区，也可以关注全市。"
START_OTHER_CITY = "换一个城市"
HELP_TITLE = "<b>使用说明</b>"
HELP_EXAMPLE = (
    "例如：<code>/park 临猗</code>、<code>/follow 临汾经开区</code>、<code>/digest 每周一 9点</code>"
)
HELP_FOR_ADMINS = "<b>群管理员</b>（本群的关注和推送）"
HELP_ELSEWHERE = "其余命令请在与我的私聊里使用：{commands}"
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
KEY_FIGURES = "数字看点：{figures}"
FIGURE_SEPARATOR = " · "
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
SEARCH_GONE = "这次搜索已经过去太久，请重新搜索。"
EMPTIED = "没有符合“{text}”的文章：限于{limits}没有找到，不限则有。"
LIFT_LIMITS = "不限园区和日期"
NO_PARK_CALLED = "没有叫“{text}”的园区。"
NO_PARK_BUT_ARTICLES = "没有叫“{text}”的园区。报纸里有 {total} 篇提到它："
NO_PARK_BUT_MANY_ARTICLES = "没有叫“{text}”的园区。报纸里有不少文章提到它："
OR_A_SLIP = "您要找的也可能是下面这个园区。"
BEST_FIRST = "按相关排序"
NEWEST_FIRST = "按时间排序"
LIST_SEPARATOR = "、"
TOO_FAST = "您发得太快了，请过几秒再发。"
MISSED = "刚才没能及时答复您的这条消息，所以没有照它去做。您后来的操作都已生效；如还需要，请再发一次。"

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
FOLLOWING_NOTHING = "这里还没有关注任何园区。发送 <code>/follow 临猗</code> 试试。"
FOLLOWING_LINE = "· {name}：{brought}"
BROUGHT = "近 {days} 天 {count} 条"
BROUGHT_NOTHING = "近期没有"
FOLLOWED_NAMES = {"PARK": "{name}", "CITY": "{name}（全市）", "KEYWORD": "#{name}"}
TARGETS_GONE = {
    "PARK": "这个园区已经不在了。",
    "CITY": "这个城市已经没有园区了。",
    "KEYWORD": "这个关键词已经没人关注了，请重新发送 /follow 。",
}
BOLD_SEPARATOR = "</b>、<b>"
FOLLOW_WHAT = (
    "请写上要关注的园区、城市或关键词，可以一次写几个：\n"
    "<code>/follow 临猗</code>\n<code>/follow 运城市</code>\n<code>/follow #招聘</code>\n"
    "<code>/follow 临猗 襄垣</code>\n全部园区见 /parks"
)
UNFOLLOW_WHAT = "请写上要取消的名称，例如 <code>/unfollow 临猗</code>。也可以发送 /following ，点一下就取消。"
FOLLOW_NEWEST = "最新一条："
FOLLOW_NEWEST_OF_SEVERAL = "最新的几条："
FOLLOW_NOTHING_YET = "目前还没有这方面的简报，一有就告诉您。"
TOO_MANY_FOLLOWS = (
    "最多可以关注 {most} 项，<b>{names}</b> 没有加上。请在 /following 里去掉一些不常看的，"
    "或者关注整个城市，例如 <code>/follow 运城市</code>。"
)
TOO_MANY_FOLLOWS_SHORT = "最多可以关注 {most} 项。请先在 /following 里去掉一些，或者关注整个城市。"
TOO_MANY_NAMES = "一次最多写 {most} 个名称，请分几次发送。"
NAME_UNREAD = "没有认出“{name}”，报纸里也没有提到它。发送 <code>/follow {name}</code>，可以看到相近的名称。"
NAME_MENTIONED = (
    "没有认出“{name}”，报纸里{count}提到它：发送 <code>/follow {name}</code> 看看，"
    "或关注这个词 <code>/follow #{name}</code>"
)
MENTIONS = "有 {count} 篇"
MANY_MENTIONS = "有不止 {most} 篇"
NAME_AMBIGUOUS = "“{name}”可以指几个园区，请单独发送 <code>/follow {name}</code> 选择。"
NO_KEYWORD = "“{text}”不能作为关键词。请写 20 个字以内的词，例如 <code>/follow #招聘</code>"
FOLLOWING_TITLE = "<b>我的关注</b>（{count}）"

DIGEST_WHEN = {
    "daily": "有新消息时，{when} 推送给您。",
    "now": "有新消息时，立即推送给您。",
    "off": "推送已关闭，需要时请发送 /digest 打开。",
}
DIGEST_IS_PAUSED = "（已暂停，到{until}恢复）"
YOUR_ID = "您的 Telegram 编号是 <code>{user_id}</code>"
UNKNOWN_COMMAND = "没有这个命令。全部用法见 /help"
ONLY_TEXT = "我只看得懂文字。发送园区名称试试，例如 <code>临猗</code>；全部用法见 /help"
UNKNOWN_BUTTON = "这个按钮已经失效。"
MESSAGE_TOO_OLD = "这条消息太久了，按钮已经不能用，请重新查询。"
SOMETHING_BROKE = "抱歉，刚才出了点问题，请再试一次。"

DIGEST_TITLE = "<b>园区快报</b> · {count} 条"
DIGEST_TITLE_OF_PARKS = "<b>园区快报</b> · {parks} 园区 · {count} 条"
BRIEF_TOO_LONG = "（太长，请看全文）"
AND_SO_ON = "…"

# ── When the digest comes: /digest, /pause, /resume ──

DIGEST_MANNERS = {"now": "随发随推", "daily": "定时", "off": "不推送"}
EVERY_DAY = "每天"
EVERY_WEEK = "每周"
WORKDAYS = "工作日"
WEEKEND = "周末"
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
WEEKDAY = "周{day}"
NEAR_DAYS = {0: "今天", 1: "明天", 2: "后天"}
DAY = "{month}月{day}日（周{weekday}）"
YEAR = "{year}年"
ZONE_NAMES = {
    "Asia/Shanghai": "北京时间",
    "Asia/Urumqi": "乌鲁木齐",
    "Asia/Hong_Kong": "香港",
    "Asia/Taipei": "台北",
    "Asia/Singapore": "新加坡",
    "Asia/Tokyo": "东京",
    "Asia/Dubai": "迪拜",
    "Europe/Moscow": "莫斯科",
    "Europe/Berlin": "柏林",
    "Europe/London": "伦敦",
    "America/New_York": "纽约",
    "America/Los_Angeles": "洛杉矶",
    "Australia/Sydney": "悉尼",
}
ZONE_ALIASES = {
    "中国": "Asia/Shanghai",
    "中国时间": "Asia/Shanghai",
    "中国标准时间": "Asia/Shanghai",
    "上海": "Asia/Shanghai",
    "新疆": "Asia/Urumqi",
    "新疆时间": "Asia/Urumqi",
    "澳门": "Asia/Macau",
    "日本": "Asia/Tokyo",
    "韩国": "Asia/Seoul",
    "首尔": "Asia/Seoul",
    "曼谷": "Asia/Bangkok",
    "英国": "Europe/London",
    "巴黎": "Europe/Paris",
    "美东": "America/New_York",
    "美国东部": "America/New_York",
    "美西": "America/Los_Angeles",
    "美国西部": "America/Los_Angeles",
}

CARD_TITLE = "<b>推送设置</b>"
CARD_TIMES = "推送：<b>{when}</b>"
CARD_QUIET = "免打扰：{start}–{end}，{manner}"
CARD_NO_QUIET = "免打扰：未设置"
CARD_QUIET_MANNERS = ("推迟到之后发", "照常发，不响铃")
CARD_SOUND = "提示音：{sound}"
CARD_SOUNDS = ("有", "无")
CARD_ZONE = "时区：{zone}"
CARD_PAUSED = "已暂停：到{until}恢复"
CARD_IS_OFF = "有新消息也不会推送。"
CARD_NEXT_NOTHING = "下一次：{when}。现在没有等待的简报，没有新消息就不打扰您。"
CARD_NOW_NOTHING = "现在没有等待的简报。"
CARD_NEXT = "下一次：{when}，{count} 条简报等待推送。"
CARD_NEXT_AT_ONCE = "{count} 条简报马上推送。"
CARD_HINT = "也可以写：<code>/digest 每周一 9点</code>、<code>/digest 工作日 8:00</code>"
CARD_CHOOSE_TIME = "请选择几点、几分推送："
CARD_CHOOSE_DAYS = "请选择哪几天推送（可选多天）："
CARD_CHOOSE_DAY = "请选择每周哪一天推送："
CARD_CHOOSE_QUIET = "免打扰时段里到期的简报，推迟到之后发，或照常发但不响铃："
CARD_CHOOSE_FROM = "免打扰从几点开始："
CARD_CHOOSE_UNTIL = "免打扰到几点结束："
CARD_CHOOSE_ZONE = "请选择时区。别的时区请写：<code>/digest 时区 Asia/Tokyo</code>"
CHOSEN = "✓ {label}"
BUTTON_NOW = "随发随推"
BUTTON_DAILY = "每天"
BUTTON_CHOSEN_DAYS = "选几天"
BUTTON_WEEKLY = "每周一次"
BUTTON_OFF = "不推送"
BUTTON_TIME = "时间 {time}"
BUTTON_QUIET = "免打扰"
BUTTON_SOUNDS = ("静音推送", "恢复提示音")
BUTTON_ZONE = "时区"
BUTTON_PAUSE = "暂停"
BUTTON_RESUME = "恢复推送"
BUTTON_BACK = "返回"
BUTTON_HOUR = "{hour}点"
BUTTON_MINUTE = "{minute:02}分"
BUTTON_QUIET_HOURS = "{start:02}:00–{end:02}:00"
BUTTON_QUIET_FROM = "开始"
BUTTON_QUIET_UNTIL = "结束"
BUTTON_QUIET_MANNERS = ("推迟", "不响铃")
BUTTON_NO_QUIET = "不用免打扰"
BUTTON_DEFAULT_ZONE = "默认"
ONE_DAY_AT_LEAST = "至少要留一天。不想收到推送，请选“不推送”。"
QUIET_NEEDS_TWO_TIMES = "开始和结束不能是同一个时间。"

DIGEST_UNREAD = {
    "unknown": "没看懂“{part}”。",
    "no_such_time": "“{part}”不是钟点，请写 0:00 到 23:59 之间的时间。",
    "two_times": "“{part}”不止一个时间。每天只推送一次，请只写一个，例如 <code>/digest 每天 8:00</code>。",
    "contradiction": "“{part}”自相矛盾，请只写一种。",
    "quiet_hours": "没看懂免打扰的时段，请写两个不同的时间，例如 <code>/digest 免打扰 22:00-7:00</code>。",
    "which_zone": "请写上时区，例如 <code>/digest 时区 东京</code>、<code>/digest 时区 UTC+9</code>。",
    "no_such_zone": (
        "没有找到时区“{part}”。请写城市、标准名称或与 UTC 的时差，例如 <code>/digest 时区 东京</code>、"
        "<code>/digest 时区 Asia/Tokyo</code>、<code>/digest 时区 UTC+9</code>。"
    ),
}
DIGEST_EXAMPLES = (
    "可以这样写：\n"
    "<code>/digest 8:30</code>\n<code>/digest 每天 7点半</code>\n<code>/digest 每周一 9点</code>\n"
    "<code>/digest 周一、三、五 20:00</code>\n<code>/digest 工作日 8:00</code>\n"
    "<code>/digest 立即</code>\n<code>/digest 关</code>\n<code>/digest 免打扰 22:00-7:00</code>\n"
    "<code>/digest 时区 东京</code>\n"
    "设置没有改变，发送 /digest 可以用按钮设置。"
)

PAUSE_ASK = "暂停多久？期间的简报会留着，恢复后一起推送。也可以写 <code>/pause 到周一</code>。"
PAUSE_CHOICES = ((24, "1 天"), (72, "3 天"), (168, "1 周"), (336, "2 周"))
PAUSED = "已暂停推送，到{until}恢复。期间的简报会留着，恢复后一起推送；想提前恢复请发送 /resume 。"
PAUSED_SHORT = "已暂停，到{until}恢复"
PAUSE_WHILE_OFF = "推送本来就是关闭的，需要时请发送 /digest 打开。"
PAUSE_UNREAD = {
    "unknown": "没看懂“{part}”。",
    "no_such_time": "“{part}”不是钟点，请写 0:00 到 23:59 之间的时间。",
    "no_such_day": "“{part}”不是日历上的日子。",
    "past": "“{part}”已经过去了，请写一个以后的时间。",
    "no_length": "“{part}”等于没有暂停，请写暂停多久。",
    "too_long": "“{part}”太长，最长可以暂停一年（366 天）。不想再收到推送，请发送 <code>/digest 关</code>。",
}
PAUSE_EXAMPLES = (
    "可以这样写：\n<code>/pause 3天</code>\n<code>/pause 两周</code>\n<code>/pause 到周一</code>\n"
    "<code>/pause 到4月10日</code>\n<code>/pause 到明天 18:00</code>"
)
RESUMED = "已恢复推送。{when}"
RESUMED_SHORT = "已恢复推送"
NOT_PAUSED = "推送没有暂停。{when}"

# ── Groups and channels ──

GREETING = (
    "大家好，我是<b>园区快报</b>：开发区、园区的新闻简报，逐字摘自报纸原文。\n"
    "· 谁都可以问：<code>/park 临猗</code>\n"
    "· 群管理员发送 <code>/follow 临猗</code>，有新消息就推送到本群；/digest 设置时间"
)
MENTIONED = "请发送 <code>/park 临猗</code>，或者在提到我的时候写上园区名称。全部用法见 /help"
ONLY_ADMINS = "本群的关注和推送由群管理员设置，请联系管理员。您可以私下关注：打开与我的私聊，发送 /start"
ONLY_ADMINS_SHORT = "本群的关注和推送由群管理员设置。"
OF_CHANNEL = "【频道 {title}】"
CHANNEL_USAGE = (
    "管理频道的关注和推送（您和我都要是该频道的管理员）：\n"
    "<code>/channel @频道</code> 查看\n<code>/channel @频道 follow 临猗</code>\n"
    "<code>/channel @频道 unfollow 临猗</code>\n<code>/channel @频道 digest 每天 8:00</code>\n"
    "还可以写 following、pause、resume、export、forget。"
)
CHANNEL_IN_PRIVATE = "频道要在与我的私聊里管理：<code>/channel @频道</code>"
NO_SUCH_CHANNEL = "没有找到频道 {name}。请检查名称，并确认我是它的管理员。"
CHANNEL_WITHOUT_US = "我还不是 {name} 的管理员。请先把我加为管理员，并允许发布消息。"
NO_CHANNEL = "{name} 不是频道。群的关注请由群管理员在群里设置。"
NOT_YOUR_CHANNEL = "只有 {name} 的管理员可以管理它。"
NOT_YOUR_CHANNEL_SHORT = "只有该频道的管理员可以管理它。"
CHANNEL_JOINED = "我已加入频道 <b>{title}</b>。关注园区、设置推送，都在这里管理。"
CHANNEL_NEEDS_RIGHT = "我还没有发布消息的权限，请在频道的管理员设置里打开。"
MANAGE_CHANNEL = "管理频道"
CHANNEL_CARD_FOLLOWS = "关注 {count} 项"
CHANNEL_CARD_HINT = "要加关注，请发送 <code>/channel @频道 follow 临猗</code>"
BUTTON_FOLLOWING = "关注列表"
BUTTON_DIGEST = "推送设置"

# ── Own data: /export, /forget ──

EXPORTED = "这是关于本聊天保存的全部内容（JSON 文件）：关注、设置、推送记录和最近七天的原始消息。"
FORGET_ASK = (
    "<b>确定删除本聊天的全部数据吗？</b>\n"
    "关注、设置、推送记录都会删除，不能恢复，之后也不会再推送。需要留底请先发送 /export"
)
FORGET_YES = "删除"
FORGET_NO = "不删除"
FORGET_KEPT = "没有删除，一切照旧。"
FORGOTTEN = "已全部删除。想再用时，发送 /start 即可。"

# ── Owners: /status, /parked ──

HELP_FOR_OWNERS = "<b>所有者</b>"
STATUS_TITLE = "<b>推送情况</b>"
STATUS_OWED = "待推送：{owed} 条，其中 {due} 条已到时间"
STATUS_OLDEST = "最早一条欠于 {when}"
STATUS_SENT_TODAY = "今天已发：{messages} 条消息，含简报 {briefs} 条"
STATUS_RATE = "现在的速度：每秒 {rate:.1f} 条消息"
STATUS_PARKED = "搁置：{parked} 条消息，见 /parked"
STATUS_NOTHING_PARKED = "搁置：没有"
STATUS_CHATS = "聊天：{on} 个，另有 {off} 个已停"
STATUS_HELD = "暂时发不进去、过一阵再试：{held} 个"
STATUS_OFF_REASON = "· {reason}：{count} 个"
PARKED_TITLE = "<b>发不出去的消息</b>（{count}）"
PARKED_NONE = "没有发不出去的消息。"
PARKED_ENTRY = (
    "{number}. {place}\n原因：{reason}\n简报 {briefs} 条：{headline}\n<i>{when}，试过 {attempts} 次</i>"
)
PARKED_PLACE = "{kind} {title}（{telegram_id}）"
CHAT_KINDS = {"private": "个人", "group": "群", "supergroup": "群", "channel": "频道"}
PARKED_NO_BRIEF = "（没有简报）"
PARKED_RETRY = "重试 {number}"
PARKED_DROP = "放弃 {number}"
PARKED_RETRY_ALL = "全部重试"
PARKED_RETRIED = "已重新排队，马上再发。"
PARKED_ALL_RETRIED = "{count} 条消息已重新排队。"
PARKED_DROPPED = "已放弃，不会再发。"
PARKED_GONE = "这条消息已经处理过了。"

# ── Editors ──

ONLY_EDITORS = "谢谢！只有编辑可以发布版面。要看园区新闻，请发送 <code>/park 名称</code>。"
SEND_AS_FILE = "要发布版面，请把它作为文件发给我（回形针 → 文件），不要作为图片。"
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
    "image": "这是图片，不含文字，请发送版面的文字、Word 或带文字的 PDF；只有图片时，先用文字识别转成文字",
    "archive": "压缩包里没有能读的版面，请解压后发送，或把 .docx、.pdf、.html、.txt 打成 .zip 再发",
    "old_office": "这是旧版 Word 文件（.doc），请在 Word 或 WPS 里另存为 .docx 再发",
    "wps": "这是 WPS 文字的文件（.wps），请在 WPS 里“文件 → 另存为”选 .docx 再发",
    "word_xml": "这是 Word 2003 的 XML 文件，请在 Word 或 WPS 里另存为 .docx 再发",
    "ofd": "这是 OFD 版式文件，请在 OFD 阅读器或 WPS 里导出为 PDF，或复制文字存成 .txt 再发",
    "caj": "这是知网的 CAJ 文件，请在 CAJViewer 里另存为 PDF，或复制文字存成 .txt 再发",
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
TOPIC_LOST = (
    "群“{group}”里的一个话题已关闭或删除，推送改发到“General”话题。\n"
    "话题恢复后，请在那里再发一次命令。（Telegram：{reason}）"
)

GONE_IN_MASSES = (
    "<b>推送可能出了故障</b>\n一分钟内有 {count} 个接收者都回答“已不在”（{reason}）。这多半不是他们走了，而是"
    "通路有问题（令牌、Bot API 服务器或 Telegram）。一个也没有停用；现在每次只试一个，通了就自动恢复。"
)
LOST_PLACES_TITLE = "<b>有 {count} 个群或频道收不到推送了</b>"
LOST_PLACE = {
    True: "· {kind} {title}：已停，{why}",
    False: "· {kind} {title}：一天多发不进去，还在试，{why}",
}
LOST_PLACES_MORE = "还有 {count} 个。"
LOST_PLACES_HINT = (
    "关注和设置都留着。那边恢复后，管理员在群里发一条命令（频道用 /channel ），就从最近七天的补起。"
)

# ── Where Telegram takes nothing ──

SHUT_OFF = "⚠️ 但现在不会推送：{why}。恢复后在这里发一条命令，就补发最近七天的。"
SHUT_HELD = "⚠️ 但现在发不进来：{why}。{until}再试；改好后在这里发一条命令，马上就试。"
SHUT_DOUBTED = "⚠️ 但现在发不进来：{why}。属实就会停，误报就在{until}再试；恢复后在这里发一条命令，马上就试。"
SHUT_TRIED_AGAIN = "此前发不进来：{why}。现在重新发，漏掉的补最近七天。"
# Telegram's words, and what they mean to a reader; the first that fits.
REFUSALS = (
    ("blocked by the user", "您停用了机器人"),
    ("user_is_blocked", "您停用了机器人"),
    ("deactivated", "账号或群已注销"),
    ("kicked", "机器人被移出了"),
    ("bot is left", "机器人已不在那里"),
    ("not a member", "机器人已不在那里"),
    ("was deleted", "群或频道已删除"),
    ("channel_private", "机器人已不在那里"),
    ("topic", "“General”话题已关闭或隐藏"),
    ("chat not found", "Telegram 找不到这个聊天"),
    ("user not found", "Telegram 找不到这个聊天"),
    ("peer_id_invalid", "Telegram 找不到这个聊天"),
    ("initiate conversation", "对方还没有和机器人说过话"),
    ("rights", "机器人没有发言的权限"),
    ("chat_write_forbidden", "机器人没有发言的权限"),
    ("may not write", "机器人没有发言的权限"),
    ("restricted", "机器人没有发言的权限"),
    ("chat_admin_required", "机器人没有发言的权限"),
    ("administrator", "机器人没有发言的权限"),
    ("chat_send_plain_forbidden", "机器人没有发言的权限"),
)
REFUSED_OTHERWISE = "Telegram 不让发（{reason}）"

# ── Demo ──

DEMO_READER = "读者"
DEMO_EDITOR = "编辑"
DEMO_DIGEST_TIME = "到推送时间了，推送 {count} 条。"
DEMO_NOTHING_DUE = "没有等待推送的简报（暂停和免打扰中的不算）。先关注一个园区，再用编辑身份发布一个版面。"


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


# What people say to a bot that is no question about a park, and what answers it.
GREETINGS = ("你好", "您好", "嗨", "哈喽", "早上好", "在吗", "hi", "hello")
GREETING_ANSWER = "您好！发来园区名称（如“临猗”）就能看它的简报，全部用法见 /help"
THANKS = ("谢谢", "多谢", "感谢", "谢谢您", "谢谢你", "thanks", "thank you")
THANKS_ANSWER = "不客气。"
UNSUBSCRIBES = ("退订", "取消订阅", "取消推送", "不要推送", "别发了", "td", "unsubscribe")
UNSUBSCRIBE_ANSWER = (
    "不想再收到推送，可以：\n"
    "/unfollow　不再关注某个园区、市或关键词\n"
    "/pause　暂停一段时间\n"
    "<code>/digest 不推送</code>　保留关注，不再推送"
)
HELP_ASKED = ("怎么用", "如何使用", "使用说明")
HELP_ANSWER = "发来园区名称（如“临猗”）就能看它的简报；<code>/follow 临猗</code> 关注它。全部用法见 /help"
