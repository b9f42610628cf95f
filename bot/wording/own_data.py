"""Own data: /export, /forget."""

from __future__ import annotations

SAY_FORGET = ("忘记我", "删除数据", "删除我的数据", "删除全部数据")
EXPORTED = "这是关于本聊天保存的全部内容（JSON 文件）：关注、设置、推送记录、来信和最近七天的原始消息。"
FORGET_ASK = (
    "<b>确定删除本聊天的全部数据吗？</b>\n"
    "关注、设置、推送记录、来信都会删除，不能恢复，之后也不会再推送。需要留底请先发送 /export"
)
FORGET_YES = "删除"
FORGET_NO = "不删除"
FORGET_KEPT = "没有删除，一切照旧。"
FORGOTTEN = "已全部删除。想再用时，发送 /start 即可。"
FORGOTTEN_BUT_MUTED = (
    "已全部删除，只留下您的编号：编辑部不再接收您的来信，编号保留 90 天，到时删除。\n"
    "想再用时，发送 /start 即可。"
)
