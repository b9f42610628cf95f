"""Days, pages and numbers as a newspaper writes them."""

from __future__ import annotations

import datetime as dt


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


def receivers(readers: int, groups: int, channels: int) -> str:
    """Who gets something, each kind by its name: 1 位读者、2 个群、1 个频道; 0 位读者 where it is nobody."""
    told = ((readers, "位读者"), (groups, "个群"), (channels, "个频道"))
    return "、".join(f"{count} {what}" for count, what in told if count) or "0 位读者"


def being_edited(chats: int) -> str:
    """What happens to the messages of so many chats when something in them is put right."""
    return f"正在修改 {chats} 处已收到的消息" if chats else "还没有人收到过"


def to_be_struck(chats: int) -> str:
    """What would happen to the messages of so many chats when something in them is taken back."""
    return f"已有 {chats} 处收到，那里的标题会划掉，写明原因" if chats else "还没有人收到过"


def page_name(page: str) -> str:
    """A page's number as a newspaper writes it: 第3版; empty where it is unknown."""
    return f"第{page}版" if page else ""


def day_of_month(day: dt.date) -> str:
    """A date of which everybody knows the year: 4月4日."""
    return f"{day.month}月{day.day}日"


def day_in_year(day: dt.date, year: int) -> str:
    """A date beside others of a year, which is then not said again: 4月4日."""
    return day_of_month(day) if day.year == year else date(day)


def paper_of_day(newspaper: str, day: dt.date, year: int) -> str:
    """A newspaper of a day, plain text: 《山西日报》4月5日; the day alone where its name is unknown."""
    return (f"《{newspaper}》" if newspaper else "") + day_in_year(day, year)


def source_line(newspaper: str, day: dt.date, page: str) -> str:
    """Where an article stood, plain text: 科学导报 · 2026年4月4日 · 第3版; what is unknown is left out."""
    return " · ".join(part for part in (newspaper, date(day), page_name(page)) if part)


# What people say to a bot that is no question about a park, and what answers it.
GREETINGS = ("你好", "您好", "嗨", "哈喽", "早上好", "在吗", "hi", "hello")
GREETING_ANSWER = "您好！发送园区名，例如“临猗”，就能看它的简报。全部用法见 /help"
THANKS = ("谢谢", "多谢", "感谢", "谢谢您", "谢谢你", "thanks", "thank you")
THANKS_ANSWER = "不客气。"
SHARING_ASKED = ("分享", "转发", "怎么分享", "怎么转发", "怎么转发给别人", "怎么发给别人", "如何转发")
SHARING_ANSWER = (
    "想把简报发给别人：长按那条消息，选“转发”，再选人或群。要带上原句，请先点“出处”，再转发那一条。"
)
UNSUBSCRIBES = ("退订", "取消订阅", "取消推送", "不要推送", "别发了", "td", "unsubscribe")
UNSUBSCRIBE_ANSWER = (
    "不想再收到推送，可以：\n"
    "/unfollow　不再关注某个园区、城市或关键词\n"
    "/pause　暂停一段时间\n"
    "<code>/digest 不推送</code>　保留关注，不再推送"
)
HELP_ASKED = ("怎么用", "如何使用", "使用说明")
HELP_ANSWER = "发送园区名，例如“临猗”，就能看它的简报；<code>/follow 临猗</code> 关注它。全部用法见 /help"
