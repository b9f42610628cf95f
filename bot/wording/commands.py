"""What the menu and /help say of each command, and the words that mean it without a slash."""

from __future__ import annotations

BOT_DESCRIPTION = """\
把报纸上的园区新闻写成简报：每条两三句，逐字摘自原文。
发送 /park 临猗 试试，关注的园区有了新消息会推送给您。"""
BOT_SHORT_DESCRIPTION = "开发区、园区的新闻简报，逐字摘自报纸原文。"

ABOUT_START = "开始使用"
ABOUT_HELP = "使用说明"
ABOUT_PARK = "看一个园区的最新简报"
ABOUT_LATEST = "最新简报"
ABOUT_PARKS = "全部园区"
ABOUT_PAPER = "看一份报纸的简报"
ABOUT_PAPERS = "全部报纸"
ABOUT_FOLLOW = "关注园区、城市、关键词、报纸"
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
SAY_FOLLOW = ("关注",)
SAY_UNFOLLOW = ("取消关注", "取关")
SAY_FOLLOWING = ("我的关注",)
DIGEST_CHOICE = "时间"
PAUSE_CHOICE = "多久"
