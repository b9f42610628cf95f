"""The demo."""

from __future__ import annotations

DEMO_READER = "读者"
DEMO_EDITOR = "编辑"
DEMO_OWNER = "所有者"
DEMO_GROUP = "园区观察群"
DEMO_FORUM = "晋南产业圈"
DEMO_TOPIC = "临猗"
DEMO_CHANNEL = "园区快报频道"
DEMO_ANNOUNCEMENT = "园区快报上线了。想看哪些园区、哪里写错了，发送 /feedback 告诉编辑部。"
DEMO_DIGEST_TIME = "到推送时间了，推送 {count} 条。"
DEMO_NOTHING_DUE = "没有等待推送的简报（暂停和免打扰中的不算）。先关注一个园区，再用编辑身份发布一个版面。"
