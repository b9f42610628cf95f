"""What owners read: /status, /parked."""

from __future__ import annotations

HELP_FOR_OWNERS = "<b>所有者</b>：管编辑，看推送。"
STATUS_TITLE = "<b>推送情况</b>"
STATUS_TROUBLES = "⚠️ <b>要人处理</b>"
STATUS_TROUBLE = "· {name}（{since} 起）{detail}"
STATUS_REFUSED = "· {name}：{detail}"
STATUS_OWED = "待推送：{owed} 条，其中 {due} 条已到时间"
STATUS_OLDEST = "等得最久的一条：{when} 起"
STATUS_SENT_TODAY = "今天已发：{messages} 条消息，含简报 {briefs} 条"
STATUS_RATE = "现在的速度：每秒 {rate:.3g} 条消息"
STATUS_PARKED = "搁置：{parked} 条消息，见 /parked"
STATUS_NOTHING_PARKED = "搁置：没有"
STATUS_CHATS = "接收者 {on} 个，停用 {off} 个"
STATUS_HELD = "暂时发不进去、过一阵再试：{held} 个"
STATUS_BACKED_UP = "上次备份：{when}"
STATUS_NO_BACKUP = "备份：还没有"
STATUS_OFF_REASON = "· {reason}：{count} 个"
PRUNING_HELD_BACK = (
    "服务器的时钟现在是 {clock}，比上次清理旧数据时晚了一个月以上。为防时钟出错时误删，"
    "今天只清理到 {until} 为止，以后每天多清理两天。\n时钟没有错的话可以不管，"
    "或请管服务器的人运行 <code>run_bot.py prune --clock-is-right</code>；时钟错了请先校准。"
)
GAP_ASKED = (
    "数据库已恢复到 {backed_up} 的备份。从那时到 {restored} 恢复之前，有 {count} 条推送可能已经发过，"
    "现在都扣着没发。\n"
    "<b>补发</b>：已经收到过的读者会再收到一次。\n<b>放弃</b>：其中没发过的也不再发。"
)
GAP_STOPPED = (
    "定时发布的版面 {drafts} 份、公告 {announcements} 条也停下了：请编辑看看是否发过，再发或重新定时。"
)
GAP_SEND, GAP_DROP = "补发", "放弃"
GAP_SENT = "恢复前可能发过的 {count} 条推送：已决定补发。"
GAP_DROPPED = "恢复前可能发过的 {count} 条推送：已决定放弃。"
GAP_DECIDED = "已经决定过了。"
STATUS_GAP = "恢复备份后扣着没发：{count} 条，等所有者决定"
PARKED_TITLE = "<b>发不出去的消息</b>（{count}）"
PARKED_NONE = "没有发不出去的消息。"
PARKED_ENTRY = (
    "{number}. {place}\n原因：{reason}\n简报 {briefs} 条：{headline}\n<i>{when}，试过 {attempts} 次</i>"
)
PARKED_PLACE = "{kind} {title}（{telegram_id}）"
CHAT_KINDS = {"private": "读者", "group": "群", "supergroup": "群", "channel": "频道"}
PARKED_NO_BRIEF = "（没有简报）"
PARKED_RETRY = "重试 {number}"
PARKED_DROP = "放弃 {number}"
PARKED_RETRY_ALL = "全部重试"
PARKED_RETRIED = "已重新排队，马上再发。"
PARKED_ALL_RETRIED = "{count} 条消息已重新排队。"
PARKED_DROPPED = "已放弃，不会再发。"
PARKED_GONE = "这条消息已经处理过了。"
