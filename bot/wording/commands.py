"""What the menu and /help say of each command, and the words that mean it without a slash."""

from __future__ import annotations

BOT_DESCRIPTION = """\
把报纸上的园区新闻写成简报：每条两三句，逐字摘自原文。
发送 /park 临猗 试试，关注的园区有了新消息，就推送给您。"""
BOT_SHORT_DESCRIPTION = "开发区、园区的新闻简报，逐字摘自报纸原文。"

ABOUT_START = "开始使用"
ABOUT_HELP = "使用说明"
ABOUT_PARK = "一个园区的简报"
ABOUT_LATEST = "最新简报"
ABOUT_PARKS = "全部园区，按城市"
ABOUT_PAPER = "一份报纸的简报"
ABOUT_PAPERS = "全部报纸"
ABOUT_FOLLOW = "关注园区、城市、词、报纸"
ABOUT_UNFOLLOW = "取消关注"
ABOUT_FOLLOWING = "我的关注"
ABOUT_DIGEST = "推送时间、免打扰"
ABOUT_PAUSE = "暂停推送"
ABOUT_RESUME = "恢复推送"
ABOUT_CHANNEL = "管理频道的关注和推送"
ABOUT_EXPORT = "导出本聊天的全部数据"
ABOUT_FORGET = "删除本聊天的全部数据"
ABOUT_ID = "我的 Telegram 编号"
ABOUT_STATUS = "推送情况"
ABOUT_PARKED = "发不出去的消息"
ABOUT_EDITOR = "编辑：添加、移出、邀请"
ABOUT_LOG = "操作记录"
ABOUT_PASTE = "开始粘贴版面文字"
ABOUT_DONE = "粘贴完了，读取"

# By bot.commands.Group.
HELP_GROUPS = {
    "LOOK": "看",
    "FIND": "找",
    "FOLLOW": "关注",
    "PUSH": "推送",
    "DATA": "数据",
    "OTHER": "其他",
    "PAGES": "版面",
    "READERS": "读者",
    "RUNNING": "管理",
}
HELP_LINE = "{sample}　{about}"
HELP_ALL_WORDS = ("更多", "全部", "all")
BUTTON_HELP_ALL = "更多"
BUTTON_HELP_USUAL = "收起"
# What follows a command in /help: what can be typed as it stands.
EXAMPLE_PARK = "临猗"
EXAMPLE_PAPER = "科学导报"
EXAMPLE_SEARCH = "招聘 临汾"
EXAMPLE_DUE = "临汾 12月"
EXAMPLE_CHANNEL = "@yuanqu"
EXAMPLE_DIGEST = "每周一 9点"
EXAMPLE_PAUSE = "3天"
EXAMPLE_FEEDBACK = "希望多登临猗"
EXAMPLE_ISSUE = "1"
EXAMPLE_SOURCE = "https://news.example.cn/feed.xml 山西日报"
EXAMPLE_ANNOUNCE = "全部 今晚维护"
EXAMPLE_EDITOR = "link"

PARK_NAME = "名称"
PAPER_NAME = "报纸"
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
SAY_PAPER = ("报纸",)
SAY_PAPERS = ("全部报纸", "有哪些报纸")
SAY_FOLLOW = ("关注", "订阅")
SAY_UNFOLLOW = ("取消关注", "取关", "不再关注")
SAY_FOLLOWING = ("我的关注",)
SAY_DIGEST = ("推送", "推送设置", "推送时间", "设置", "settings")
SAY_PAUSE = ("暂停", "暂停推送")
SAY_MUTE = ("暂停", "静音", "屏蔽")
SAY_RESUME = ("恢复", "恢复推送")
DIGEST_CHOICE = "时间"
PAUSE_CHOICE = "多久"
