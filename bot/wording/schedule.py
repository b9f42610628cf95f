"""When the digest comes: /digest, /pause, /resume."""

from __future__ import annotations

DIGEST_MANNERS = {"now": "一发布就推送", "daily": "定时", "off": "不推送"}
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
CARD_QUIET_MANNERS = ("等时段过了再发", "照发但不响铃")
CARD_SOUND = "提示音：{sound}"
CARD_SOUNDS = ("响铃", "静音")
CARD_WISHES = "公告：{announcements}　加急：{urgent}"
CARD_WANTED = ("不收", "收")
BUTTON_ANNOUNCEMENTS = ("收公告", "不收公告")
BUTTON_URGENT = ("收加急", "不收加急")
CARD_ZONE = "时区：{zone}"
CARD_PAUSED = "已暂停：到{until}恢复"
CARD_IS_OFF = "有新消息也不会推送。"
CARD_NEXT_NOTHING = "下一次：{when}。现在没有待推送的简报；没有新消息，就不打扰您。"
CARD_NOW_NOTHING = "现在没有待推送的简报。"
CARD_NEXT = "下一次：{when}，{count} 条简报等待推送。"
CARD_NEXT_AT_ONCE = "{count} 条简报马上推送。"
CARD_HINT = "也可以写：<code>/digest 每周一 9点</code>、<code>/digest 免打扰 22:00-7:00</code>"
CARD_CHOOSE_TIME = "请选择几点、几分推送："
CARD_CHOOSE_DAYS = "请选择哪几天推送（可选多天）："
CARD_CHOOSE_DAY = "请选择每周哪一天推送："
CARD_CHOOSE_QUIET = "免打扰时段内：等时段过了再发，或照发但不响铃。"
CARD_CHOOSE_FROM = "免打扰从几点开始："
CARD_CHOOSE_UNTIL = "免打扰到几点结束："
CARD_CHOOSE_ZONE = "请选择时区。别的时区请写：<code>/digest 时区 Asia/Tokyo</code>"
CHOSEN = "✓ {label}"
BUTTON_NOW = "一发布就推送"
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
BUTTON_QUIET_HOURS = "{start}点–{end}点"
BUTTON_QUIET_FROM = "开始时间"
BUTTON_QUIET_UNTIL = "结束时间"
BUTTON_QUIET_MANNERS = ("过后再发", "照发不响铃")
BUTTON_NO_QUIET = "不用免打扰"
BUTTON_DEFAULT_ZONE = "默认"
ONE_DAY_AT_LEAST = "至少要留一天。不想收到推送，请选“不推送”。"
QUIET_NEEDS_TWO_TIMES = "开始和结束不能是同一个时间。"

DIGEST_UNREAD = {
    "unknown": "没看懂“{part}”。例如：<code>/digest 每周一 9点</code>、<code>/digest 工作日 8:00</code>。",
    "no_such_time": "“{part}”不是钟点，请写 0:00 到 23:59，例如 <code>/digest 8:30</code>。",
    "two_times": "“{part}”不止一个时间。每天只推送一次，请只写一个，例如 <code>/digest 每天 8:00</code>。",
    "contradiction": "“{part}”自相矛盾，请只写一种，例如 <code>/digest 工作日 8:00</code>。",
    "quiet_hours": "没看懂免打扰时段，请写两个不同的时间，例如 <code>/digest 免打扰 22:00-7:00</code>。",
    "which_zone": "请写上时区，例如 <code>/digest 时区 东京</code>、<code>/digest 时区 UTC+9</code>。",
    "no_such_zone": (
        "没有找到时区“{part}”。请写城市、标准名称或与 UTC 的时差，例如 <code>/digest 时区 东京</code>、"
        "<code>/digest 时区 Asia/Tokyo</code>、<code>/digest 时区 UTC+9</code>。"
    ),
    "wanted": "没看懂“{part}”，请写收还是不收，例如 <code>/digest 公告 不收</code>。",
}
DIGEST_UNCHANGED = "设置没有变；也可以发送 /digest 用按钮设置。"

PAUSE_ASK = "暂停多久？期间的简报会留着，恢复后一起推送。也可以写 <code>/pause 到周一</code>。"
PAUSE_CHOICES = ((24, "1 天"), (72, "3 天"), (168, "1 周"), (336, "2 周"))
PAUSED = "已暂停推送，到{until}恢复。期间的简报会留着，恢复后一起推送；想提前恢复请发送 /resume 。"
PAUSED_SHORT = "已暂停，到{until}恢复"
PAUSE_WHILE_OFF = "推送本来就是关闭的，需要时请发送 /digest 打开。"
PAUSE_UNREAD = {
    "unknown": "没看懂“{part}”。例如：<code>/pause 3天</code>、<code>/pause 到周一</code>。",
    "no_such_time": "“{part}”不是钟点，请写 0:00 到 23:59，例如 <code>/pause 到明天 18:00</code>。",
    "no_such_day": "“{part}”不是日历上的日子，请写例如 <code>/pause 到4月10日</code>。",
    "past": "“{part}”已经过去了，请写以后的时间，例如 <code>/pause 到明天 18:00</code>。",
    "no_length": "“{part}”等于没有暂停，请写暂停多久，例如 <code>/pause 3天</code>。",
    "too_long": "“{part}”太长，最长可以暂停一年（366 天）。不想再收到推送，请发送 <code>/digest 关</code>。",
}
PAUSE_ONE = (
    "不能只暂停一项，<b>{name}</b> 的推送没有变。可以点下面的按钮取消关注，想看时再点一次；或者暂停全部推送。"
)
BUTTON_PAUSE_ALL = "暂停全部推送"
PAUSE_UNCHANGED = "没有暂停；也可以发送 /pause 用按钮选。"
RESUMED = "已恢复推送。{when}"
RESUMED_SHORT = "已恢复推送"
NOT_PAUSED = "推送没有暂停。{when}"
