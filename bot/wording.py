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
ABOUT_EDITOR = "编辑名单：添加、移出、邀请"
ABOUT_LOG = "谁做了什么"
ABOUT_PASTE = "粘贴文字：开始收"
ABOUT_DONE = "粘贴文字：发完了，读取"

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
HELP_FOR_EDITORS = "<b>编辑</b>：把报纸版面的文件或文字发给我，预览后即可发布。"

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
# What becomes of a message when something in it is put right or taken back.
CORRECTED_ENTRY = "<b>〔更正〕</b>{entry}"
CORRECTED_BELOW = "<b>〔更正〕</b>{headline}\n更正后的内容较长，见下一条消息。"
ALL_BELOW = "<b>〔更正〕</b>这条消息里的 {count} 条简报有改动，以后面的消息为准。"
RETRACTED_ENTRY = "<s>{headline}</s>\n<b>已撤回</b>：{reason}"
ANOTHER_PARK_ENTRY = "<s>{headline}</s>\n<b>〔更正〕</b>这条报道说的是{park}，不是您关注的园区。"
ANOTHER_PARK_ENTRY_NONE = "<s>{headline}</s>\n<b>〔更正〕</b>这条报道说的不是您关注的园区。"
CORRECTION_OPENING = "<b>更正</b>：之前发给您的内容有误，请以这里的为准。"
RETRACTION_OPENING = "<b>撤回</b>：之前发给您的下列内容作废。"

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

# ── People: /editor, /log, invitations ──

PERSON = "{name}（{person}）"
PERSON_WITHOUT_NAME = "{person}"
COMMAND_LINE_NAME = "命令行"
ONLY_IN_PRIVATE = "这个命令只在与我的私聊里使用。"
EDITOR_USAGE = (
    "<code>/editor add 12345678 张三</code>　按编号添加（对方发送 /id 可以看到编号），名字可以不写\n"
    "<code>/editor add @name</code>　添加给我发过消息的人\n"
    "<code>/editor add</code>　然后转发一条对方的消息给我\n"
    "<code>/editor link</code>　生成邀请链接，24 小时内有效，只能用一次\n"
    "<code>/editor remove 12345678</code>　移出，也可以写 @name"
)
EDITORS_TITLE = "<b>编辑</b>（{count}）"
EDITORS_NONE = "除了所有者，还没有编辑。"
EDITORS_LINE = "· {who}：{when} 由{by}添加"
EDITOR_REMOVE = "移出 {name}"
EDITOR_REMOVE_ASK = "<b>确定把 {who} 移出编辑吗？</b>\n移出后马上不能再发布，以前发布的内容不变。"
EDITOR_REMOVE_YES = "移出"
EDITOR_REMOVE_NO = "不移出"
EDITOR_ADDED = "已添加编辑 {who}。已经通知对方；对方如果还没有和我说过话，第一次发消息时会收到。"
EDITOR_ALREADY = "{who} 已经是编辑了。"
EDITOR_IS_OWNER = "{who} 是所有者，本来就能发布，不用添加，也不能移出；所有者写在设置 OWNER_IDS 里。"
EDITOR_REMOVED = "已移出编辑 {who}。"
EDITOR_REMOVED_SHORT = "已移出"
EDITOR_NONE_SUCH = "{who} 不是编辑。"
EDITOR_NONE_SUCH_SHORT = "已经不是编辑了。"
EDITOR_NO_NUMBER = "“{text}”不是编号。编号是一串数字，对方给我发送 /id 就能看到。"
EDITOR_NAME_UNKNOWN = (
    "我没有见过 {name}。请让对方先给我发一条消息（例如 /id），再添加；"
    "或者用编号 <code>/editor add 12345678</code>，或者发给对方邀请链接 /editor link"
)
EDITOR_NAME_MOVED = "{name} 现在不是我见过的那个人了。请让对方给我发一条消息后再添加，或者用编号添加。"
EDITOR_FORWARD = "请在十分钟内转发一条对方写的消息给我。"
EDITOR_FORWARD_HIDDEN = (
    "这条消息的作者隐藏了转发来源，看不出是谁。"
    "请让对方发送 /id，用编号添加：<code>/editor add 12345678</code>；或者发给对方邀请链接 /editor link"
)
EDITOR_FORWARD_CHAT = (
    "这条消息是以频道或群的名义发的，编辑只能是个人。"
    "请转发对方自己写的消息，或者用编号添加：<code>/editor add 12345678</code>，或者用邀请链接 /editor link"
)
EDITOR_FORWARD_BOT = "这条消息是机器人发的，机器人不能当编辑。请转发对方自己写的消息。"
EDITOR_LINK = (
    "把下面的链接发给要当编辑的人：\n{link}\n"
    "{until}以前有效，只能用一次。谁先打开谁就成为编辑，请只发给本人。"
)
EDITOR_LINK_DONE = "成为编辑时会通知您。"
YOU_ARE_EDITOR = (
    "<b>您现在是园区快报的编辑了</b>\n"
    "把报纸版面的文件发给我（文字、Word、PDF、网页都可以），看过预览就能发布。全部用法见 /help"
)
YOU_ARE_NO_EDITOR = "您不再是园区快报的编辑，不能再发布版面。关注和推送都照旧。"
YOU_ARE_EDITOR_ALREADY = "您已经是编辑了，这个链接没有用掉。"
YOU_ARE_OWNER = "您是所有者，本来就能发布，这个链接没有用掉。"
INVITATION_USES = {
    "UNKNOWN": "这个邀请链接无效。请向给您链接的人再要一个。",
    "EXPIRED": "这个邀请链接已经过期。请向给您链接的人再要一个。",
    "USED": "这个邀请链接已经有人用过了，每个只能用一次。请向给您链接的人再要一个。",
}
INVITATION_IN_PRIVATE = "邀请链接要在与我的私聊里打开。"
LOG_TITLE = "<b>谁做了什么</b>"
LOG_NONE = "还没有记录。"
LOG_LINE = "<b>{when}</b> {deed}"
DEED = "{who} {what}{about}{detail}"
DEEDS = {
    "published": "发布了",
    "scheduled": "定时发布",
    "undone": "撤销了发布",
    "corrected": "更正了",
    "retracted": "撤回了",
    "discarded": "放弃了预览",
    "editor_added": "添加了编辑",
    "editor_removed": "移出了编辑",
    "invited": "生成了编辑邀请链接",
    "invitation_used": "用邀请链接成为编辑",
    "took_over": "接手了预览",
}
DEED_ABOUT_ARTICLE = "《{headline}》"
DEED_DETAIL = "：{detail}"
DEED_PUBLISHED = "{added} 篇"
DEED_PUSHED = "{added} 篇，推送给 {chats} 个聊天"
DEED_INVITED_BY = "由{by}邀请"

# ── Editors ──

ONLY_EDITORS = "谢谢！只有编辑可以发布版面。要看园区新闻，请发送 <code>/park 名称</code>。"
SEND_AS_FILE = "要发布版面，请把它作为文件发给我（回形针 → 文件），不要作为图片；也可以直接粘贴版面的文字。"
FILE_TOO_LARGE = (
    "文件有 {size:.1f} MB，Telegram 只让机器人取 {limit} MB 以内的文件。请把版面另存为文字（.txt），或拆成"
    "几个文件再发；也可以请管服务器的人在那里运行 run_bot.py publish 文件名"
)
READING_TOO_SLOW = "没能读完，读取超时，请拆成几个小一些的文件再发"
READING_TOO_BIG = "没能读完，占用内存太多，请拆成几个小一些的文件再发"
READING_CRASHED = "没能读完，读取程序中断了，请再试一次；若仍不行，请换成 .txt 文件"
DOWNLOAD_FAILED = "没能从 Telegram 取到，请再发一次"
UNREADABLE = "“{name}”读不了：{reason}。没有存入任何内容。"
NAMELESS_FILE = "没有名字的文件"
READING_ONE = "正在读取“{name}” …"
READING_SEVERAL = "读取 {number}/{count}：{name} …"
READ_ONE = "“{name}”已读取，预览见下。"
READ_SEVERAL = "{count} 个文件：{outcomes}"
READ_PREVIEWS = "{count} 份预览"
READ_FAILURES = "{count} 份读不了："
READ_FAILURE = "{name}：{reason}"
READ_MORE_FAILURES = "还有 {count} 份"

PASTE_OPENED = "请把版面的文字发来，可以分几段，也可以转发。发完请按“{read}”或发送 /done"
PASTE_COLLECTED = "已收到 {parts} 段，共 {characters:,} 字。发完请按“{read}”或发送 /done"
PASTE_FULL = "\n最多收 {most:,} 字：有 {refused} 段没有收下，请先读取这些，再另发其余的。"
PASTE_PART_REFUSED = (
    "太长了，这一段没有收下：一次最多收 {most:,} 字。请先按“{read}”或发送 /done，从这一段起另发一次。"
)
PASTE_LEFT = (
    "{date}收到的文字还没有读取：{parts} 段，共 {characters:,} 字。要读取吗？（此后发来的文字不再加进去）"
)
PASTE_DROPPED = "已放弃收到的文字，没有存入任何内容。"
PASTE_NOTHING_OPEN = (
    "现在没有在收文字。请先发送 /paste ，再把版面的文字发来；也可以直接把长文字粘贴或转发给我。"
)
PASTE_STILL_EMPTY = "还没有收到文字。请把版面的文字发来，再发送 /done"
PASTE_CLOSED = "这些文字已经处理过了。"
PASTE_GIVEN_TO_READ = "收到的文字已交去读取。"
PASTE_IN_PRIVATE = "请在与我的私聊里粘贴版面的文字。"
PASTE_READ = "读取"
PASTE_DROP = "不要"
PASTED_NAME = "粘贴的文字"
FORWARDED_NAME = "转发自 {source}"
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
# Why an article may have been read wrongly.
DOUBTS = {
    "no_headline": "没有标题",
    "no_body": "没有正文",
    "garbled": "文字乱码",
    "digits_lost": "数字缺失",
    "misread_signs": "形近字认错",
    "markup_inside": "混入网页代码",
    "odd_words": "文字不通",
    "odd_punctuation": "标点错乱",
    "no_punctuation": "缺少标点",
    "like_a_table": "表格混成正文",
    "second_article": "可能混入另一篇文章",
    "two_subjects": "前后说的不是一件事",
    "text_of_neighbour": "与邻近文章有相同的句子",
    "foreign_paragraph": "有一段像是邻近文章的",
    "rest_follows": "下一篇像是本文的后半",
    "close_to_neighbour": "用词与相邻文章格外相近",
    "caption_of_neighbour": "图注像是邻近文章的",
    "loose_subject": "前后联系不紧",
    "headline_of_neighbour": "标题像是邻近文章的",
    "headline_like_navigation": "标题像导航",
    "headline_like_sentence": "标题像正文的一句话",
    "headline_like_byline": "标题像署名",
    "headline_like_caption": "标题像图注",
    "kicker_in_headline": "标题前像是连着园区名",
    "headline_like_subhead": "标题像副标题",
    "headline_names_other_park": "标题写的是别的园区",
    "headline_like_page_number": "标题像版号",
    "headline_broken": "标题不完整",
    "headline_is_park": "标题只是园区名",
    "headline_too_short": "标题太短",
    "headline_unechoed": "标题与正文无关",
    "headline_too_long": "标题太长",
    "headline_in_body": "正文里又有标题",
    "headline_nearer_neighbour": "标题更像邻近文章的",
    "headline_torn": "标题首尾不像整词",
    "lead_without_headline": "开头没有提到标题的内容",
    "begins_mid_sentence": "正文从半句开始",
    "begins_like_a_continuation": "开头像是接着上文",
    "ends_mid_sentence": "正文到半句为止",
    "ends_with_heading": "结尾像另一篇的标题",
    "very_short": "太短",
    "very_long": "太长",
    "begins_without_a_start": "开头不像开头",
    "unsigned_among_signed": "没有署名，别的文章都有",
    "undated_among_dated": "没有电头，别的文章都有",
    "navigation_inside": "混入导航或版面文字",
    "editors_inside": "混入编辑或版权信息",
    "notice_inside": "混入广告或启事",
    "caption_inside": "混入图注",
    "byline_inside": "混入署名",
    "text_out_of_place": "正文错当成标题或图注",
    "repeated_text": "有重复的句子",
    "broken_paragraph": "段落断在半句",
    "unpaired_marks": "引号或括号不成对",
    "heading_in_body": "正文里有像标题的行",
    "out_of_order": "次序可能颠倒",
    "lone_section_head": "只有一个小标题",
    "lead_later": "像开头的段落不在开头",
    "park_of_neighbour": "园区像是邻近文章的",
    "all_in_one_paragraph": "长文只有一段",
    "lead_without_place_or_day": "开头没有时间和地点",
    "park_contradicted": "正文说的是别的园区",
    "odd_park_name": "园区名不像园区名",
    "several_parks": "还有别的园区同样像",
    "other_park_named": "有一段说的是别的园区",
    "other_zone_named": "有一段提到别处的开发区",
    "park_unnamed": "正文没有提到该园区",
    "new_park": "第一次出现的园区",
    "no_park": "没有园区",
}
PREVIEW_TITLE = "<b>{file}</b>\n{source} · {count} 篇"
DATE_ASSUMED = "（文件里没有日期，暂用今天）"
PREVIEW_KNOWN = "其中 {known} 篇以前发布过，不会重复。"
PREVIEW_NEW_PARK = "（新园区，待确认）"
PUBLISH_AND_PUSH = "发布并推送"
PUBLISH_LATER = "定时"
SHOW_ME = "发给我看"
CORRECT = "更正"
CORRECT_WITH_SOUND = "更正并提醒"
UNDO = "撤销"
IN_SECONDS = "{seconds} 秒后"
AT_MOMENT = "定于 {moment} "
LEAVES_PUSHED = "{when}发布，并推送给 {places} 个聊天。"
LEAVES_STORED = "{when}发布，不推送。"
LEAVES_TO_BE_CORRECTED = "{when}更正，收到过的聊天会看到改后的内容。"
CORRECTED_ARTICLES = "已更正 {corrected} 篇，{messages}。"
SAME_ARTICLE = "这样改就与已发布的另一篇（编号 {article}）完全相同，没有发布。请去掉这一篇，或撤回那一篇。"
OPEN_ISSUE = "看第 {issue} 号"
TRYOUT_FOLLOWS = "读者会收到的就是下面这样："
ASK_WHEN = (
    "什么时候发布并推送？请选择，或发送时间，"
    "例如 <code>明天 8:00</code>、<code>18:30</code>、<code>4月5日 9点</code>。"
)
WHEN_UNREAD = (
    "没看懂这个时间，请这样写：<code>明天 8:00</code>、<code>18:30</code> 或 <code>4月5日 9点</code>。"
)
WHEN_OUT_OF_REACH = "请选一个以后的时间，最迟 60 天内。"

# ── Editors: /issues, /issue ──

ABOUT_ISSUES = "已发布和待定的版面"
ABOUT_ISSUE = "打开一份版面：更正、撤回"
ISSUE_NUMBER = "号码"
ISSUES_NONE = "还没有版面。把报纸版面的文件发给我，预览后即可发布。"
ISSUES_DRAFTS = "<b>待定的版面</b>"
ISSUES_PUBLISHED = "<b>已发布的版面</b>"
DRAFT_LINE = "<b>{file}</b>\n{source} · {count} 篇\n{state}"
DRAFT_OPEN = "{name} 正在处理（{when}动过）"
DRAFT_SCHEDULED = "{name} 定于 {when} 发布"
BUTTON_CANCEL_FILE = "取消定时“{file}”"
ISSUE_LINE = "<b>第 {issue} 号</b> · {count} 篇 · {state}\n{source}"
ISSUE_LINE_RECEIPT = "\n应推送 {owed} · 已送达 {sent}"
ISSUE_LINE_HELD = " · 等待 {held}"
ISSUE_STATES = {
    "published": "已发布",
    "stored": "已发布，未推送",
    "corrected": "有更正",
    "retracted": "已撤回",
}
ARTICLE_STATES = {"published": "", "corrected": "〔更正 {times} 次〕", "retracted": "〔已撤回：{reason}〕"}
ISSUE_USAGE = "请写上版面的号码，例如 <code>/issue 12</code>。号码见 /issues"
ISSUE_UNKNOWN = "没有第 {issue} 号版面。全部版面见 /issues"
ISSUE_HEAD = "<b>第 {issue} 号</b> · {state}\n{source}\n{file}\n{who}，{when}"
ISSUE_RECEIPT = "推送：共 {owed} 条，已送达 {sent}"
ISSUE_CORRECTIONS = "更正与撤回：共 {owed} 条，已改好 {sent}"
ISSUE_NOT_PUSHED = "没有推送。"
RECEIPT_HELD = "，等待 {count}"
RECEIPT_EXPIRED = "，过期 {count}"
RECEIPT_CANCELLED = "，取消 {count}"
CORRECTIONS_EXPIRED = "，已不能改 {count}"
ISSUE_COPIES = "可能重复收到的 {copies} 条，已另发更正"
ISSUE_ARTICLE = "{number}. 【{park}】{headline}{state}"
BUTTON_MEND_ISSUE = "更正"
BUTTON_RETRACT_ISSUE = "撤回整份"
BUTTON_RETRACT = "撤回"
BUTTON_RETRACT_WITH_SOUND = "撤回并提醒"
BUTTON_VERSIONS = "版本"
BUTTON_TO_ISSUE = "返回"
BUTTON_REFRESH = "刷新"
ARTICLE_IN_ISSUE = "【{park}】<b>{headline}</b>{state}\n{brief}"
VERSIONS_TITLE = "<b>《{headline}》的版本</b>"
VERSION_LINE = "{number}. {when} {who}\n【{park}】<b>{headline}</b>\n{brief}"
BY_COMMAND_LINE = "命令行"
BY_NOBODY = "发布时"
RETRACT_REASONS = ("内容有误", "重复发布", "应来源要求")
ASK_RETRACTION = "为什么撤回{what}？请选择原因，或把原因发给我（读者会看到）。"
RETRACTION_OF_ISSUE = "第 {issue} 号的全部 {count} 篇"
RETRACTION_OF_ARTICLE = "《{headline}》"
REASON_TOO_LONG = "原因最多 {most} 个字，请再发一次。"
CONFIRM_RETRACTION = "撤回{what}，原因：{reason}。\n{chats}；查询和搜索里不再出现。撤回以后不能撤销。"
RETRACTED = "已撤回 {count} 篇，{messages}。"
NOTHING_DONE = "好的，没有改动。"
RETRACTED_ALREADY = "已经撤回过了。"
NOTHING_LEFT_TO_MEND = "这一份已经全部撤回，没有可更正的文章。"
DEED_CORRECTED = "{corrected} 篇，修改 {chats} 个聊天里的消息"
DEED_RETRACTED = "{reason}，修改 {chats} 个聊天里的消息"
DEED_SCHEDULED = "{file}，{when}"
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
READ_PAGE = "看版面"

# The preview of a draft, and the card of an article in it.
PREVIEW_PLACES = "推送会到 {places} 个聊天。"
PREVIEW_PAGE = "第 {page} 页，共 {pages} 页"
PREVIEW_OF_ISSUE = "更正已发布的第 {issue} 号：改好后再发布，收到过的聊天会看到改后的内容。"
PREVIEW_DOUBTFUL = "请先看这几篇"
PREVIEW_CHANGING = "以前发布过，有改动"
PREVIEW_OTHERS = "其余"
PREVIEW_ARTICLE = "{number}. 【{park}】<b>{headline}</b>"
RETRACTED_BEFORE = "以前发布过，已撤回，不会再发布"
PUBLISHED_BEFORE = "以前发布过，没有变化"
WITHOUT_HEADLINE = "（没有标题）"
DOUBT_LINE = "⚠ {reasons}"
DOUBT_SEPARATOR = "；"
DOUBTS_MORE = "等 {count} 处"
CHANGED_HEADLINE = "标题：{change}"
CHANGED_PARK = "园区：{change}"
CHANGED_WORDS = "{before} → {after}"
CHANGED_INSERTED = "加“{text}”"
CHANGED_DELETED = "删“{text}”"
CHANGED_MORE = "另有 {count} 处改动"
CHANGED_ADDED = "加 {count} 段：“{text}”"
CHANGED_REMOVED = "删 {count} 段：“{text}”"
CHANGED_BRIEF = "简报换了句子"
CHANGED_NOTHING = "文字没有变化"
ARTICLE_CARD_PLACE = "第 {number} 篇，共 {count} 篇"
ARTICLE_CARD_PARK = "【{parks}】"
BRIEF_IS_CHOSEN = "（简报由编辑选定）"
BUTTON_DAY = "日期"
BUTTON_NEWSPAPER = "报纸"
BUTTON_FOLIO = "版次"
BUTTON_LINK = "链接"
BUTTON_RESTORE = "恢复“{headline}”"
BUTTON_PARK = "园区"
BUTTON_ANOTHER_PARK = "另一园区"
BUTTON_HEADLINE = "标题"
BUTTON_BRIEF = "简报"
BUTTON_BEFORE = "‹ 上一篇"
BUTTON_BEHIND = "下一篇 ›"
BUTTON_JOIN = "并入上一篇"
BUTTON_SPLIT = "拆开"
BUTTON_LEAVE_OUT = "去掉"
BUTTON_WHOLE_TEXT = "原文"
BUTTON_SETTLED = "没问题"
BUTTON_CANCEL = "取消"
BUTTON_DONE = "完成"
DRAFT_OUTDATED = "没有发布：其中有文章刚刚在别处发布、更正或撤回了。请看新的预览，再决定。"
DRAFT_OUTDATED_LATER = "<b>{file}</b> 没有按时发布：有文章已在别处发布、更正或撤回。请看新的预览再定。"
DRAFT_BROKEN = "待定版面 {draft} 没有按时发布：处理时出了问题。它还在待定里，可以再试，或重新发送文件。"
DRAFT_WITHOUT_EDITOR = "<b>{file}</b> 没有按时发布：{name} 已经不是编辑了。可以接手这份预览，再决定。"
ARTICLE_CHANGED = "这篇已经变了，请看新的预览。"
MENDING_FAILED = "没能改成：处理程序中断了，请再试一次。"
LEFT_OUT = "已去掉，可以在预览里恢复。"
PUBLISHED_STAYS = "这篇已经发布，不能在这里去掉；要撤回请用 /issues。"

# What the desk asks for, and what it makes of the answers.
ASK_HEADLINE = "现在的标题：<b>{headline}</b>\n请发送新的标题。"
HEADLINE_TOO_LONG = "标题最多 {most} 个字，请再发一次。"
ASK_PARK = "《{headline}》\n现在：【{parks}】\n请选择园区，或发送园区的名称。"
ASK_ANOTHER_PARK = (
    "《{headline}》\n现在：【{parks}】\n还写到哪个园区？点一下加上，再点一下去掉；也可以发送名称。"
)
BUTTON_NO_PARK = "没有园区"
BUTTON_NEW_PARK = "新建园区“{name}”"
BUTTON_ALIAS = "“{name}”是……的别名"
PARK_NAME_TOO_LONG = "园区名称最多 {most} 个字，请再发一次。"
WHICH_PARK_MEANT = "“{name}”可以指几个园区，请选择，或发送更完整的名称："
NO_PARK_OF_THIS_NAME = "没有叫“{name}”的园区。是下面哪一个，还是新的？"
ASK_ALIAS = "“{name}”是哪个园区的别名？请选择，或发送那个园区的名称。"
ALIAS_TAKEN = "这已经是{names}的名称，不能再给别的园区。"
BRIEF_NOW = "简报（{length} 字）：\n{brief}"
ASK_BRIEF = "点数字选用或去掉一句，也可以发送原文里的句子。"
BUTTON_RERANK = "重选"
BRIEF_WOULD_BE_TOO_LONG = "简报最多 {most} 个字，请先去掉一些。"
NOT_IN_ARTICLE = "简报要与原文一字不差。原文里没有“{differs}”。"
NOT_IN_ARTICLE_FROM = "简报要与原文一字不差。“{agrees}”与原文相同，后面的“{differs}”不同。"
ASK_SPLIT = "《{headline}》从哪一段起是另一篇？"
NOTHING_TO_SPLIT = "这篇只有一段，不能拆开。"
ABSORBED = "这篇与《{headline}》是同一篇，已合并。"
UNKNOWN_SO_FAR = "未知"
TODAY = "今天"
YESTERDAY = "昨天"
NEAR_PAST_DAYS = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
BUTTON_DAY_OF_FILE = "文件名：{day}"
ASK_DAY = "现在的日期：{day}\n请选择，或发送日期，例如 <code>4月4日</code>、<code>2026-04-04</code>。"
DAY_UNREAD = "没看懂这个日期，请这样写：<code>2026-04-04</code> 或 <code>4月4日</code>。"
ASK_NEWSPAPER = "现在的报纸：{newspaper}\n请选择，或发送报纸的名称。"
NEWSPAPER_TOO_LONG = "报纸名称最多 {most} 个字，请再发一次。"
ASK_FOLIO = "现在的版次：{folio}\n请发送版次，例如 <code>3</code> 或 <code>A03</code>。"
FOLIO_UNREAD = "版次最多 {most} 个字，例如 <code>3</code> 或 <code>A03</code>。"
BUTTON_NO_FOLIO = "不写版次"
ASK_LINK = "现在的链接：{link}\n请发送版面的网址，以 http:// 或 https:// 开头。"
LINK_REFUSED = "这不是网址。请发送以 http:// 或 https:// 开头、不超过 {most} 个字符的网址。"
BUTTON_NO_LINK = "去掉链接"

# Who has a draft.
DRAFT_HELD = "“{file}”正由 {name} 处理（{when}动过）。要接手吗？"
BUTTON_TAKE_OVER = "接手"
BUTTON_ONLY_LOOK = "只看"
TAKEN_OVER = "{name} 接手了您的待定版面“{file}”。"
DRAFT_LEAVING = "这份定于 {when} 自动发布，要改请先撤销。"
BUTTON_CALL_BACK = "撤销定时发布"
DRAFT_FORGOTTEN = "您有一份版面还没有决定（{when}动过）：\n<b>{file}</b>\n{source}"
DRAFT_LEFT_BEHIND = "{name} 已经不是编辑了，还有一份版面没有决定（{when}动过）：\n<b>{file}</b>\n{source}"
BUTTON_OPEN_DRAFT = "打开"
JUST_NOW = "刚刚"
MINUTES_AGO = "{count}分钟前"
HOURS_AGO = "{count}小时前"
DAYS_AGO = "{count}天前"

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
DEMO_OWNER = "所有者"
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


def being_edited(chats: int) -> str:
    """What happens to the messages of so many chats when something in them is put right."""
    return f"正在修改 {chats} 个聊天里已发的消息" if chats else "没有聊天收到过"


def to_be_struck(chats: int) -> str:
    """What would happen to the messages of so many chats when something in them is taken back."""
    return f"{chats} 个聊天收到过，那里的标题会划掉，写明原因" if chats else "还没有聊天收到过"


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
