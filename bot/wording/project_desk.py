"""What editors are shown of projects, in a draft and of what is published, and what they decide of them."""

from __future__ import annotations

BUTTON_TIDY_PROJECT = "整理项目"
BUTTON_MERGE_PROJECT = "合并到…"
BUTTON_TAKE_OUT = "拆出…"
BUTTON_RENAME_PROJECT = "改名"
BUTTON_NO_PROJECT = "不是项目"
BUTTON_UNDO_DECISION = "撤销 {number}"
BUTTON_TO_PROJECT = "返回项目"
BUTTON_TO_PROJECTS = "返回"

TIDY_PROJECT = "<b>{name}</b>\n【{park}】 {stage}\n{count} 篇文章写到它。"
DECISIONS_TITLE = "编辑处理过："
DECISION_LINE = "{number}. {ruling}：{about}（{who}，{when}）"
# By projects.archive.Ruling.
RULINGS = {"same": "合并", "apart": "拆出", "name": "改名", "none": "不是项目"}

ASK_MERGE_PROJECT = "<b>{name}</b> 和下面哪一个是同一个项目？"
MERGE_LINE = "{number}. {name} {stage}"
NO_OTHER_PROJECT = "这个园区没有别的项目"
PROJECTS_OF_TWO_PARKS = "两个项目分属 {one} 和 {other}，不能合并"
ASK_TAKE_OUT = "哪一篇写的不是 <b>{name}</b>？拆出以后自成一个项目，可以再合并到别的项目。"
TAKE_OUT_LINE = "{number}. {day} {newspaper} {name} {stage}"
ONE_ARTICLE_ALONE = "只有一篇文章写到它，没有可以拆出的"
ASK_PROJECT_NAME = "<b>{name}</b> 叫什么？请发送名称，最多 {most} 字。"
PROJECT_NAME_TOO_LONG = "名称是 1 到 {most} 个字，请再发一次。"
PROJECT_DROPPED = "已认定<b>不是项目</b>，读者看不到它了，以后的文章写到也不再列出。"
DECIDED_BEFORE = "已经是这样了"
UNDONE_BEFORE = "已经撤销过了"
