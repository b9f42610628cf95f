"""Announcements: what readers get, and the desk where they are written."""

from __future__ import annotations

ABOUT_ANNOUNCE = "给读者发公告"
ANNOUNCE_CHOICE = "给谁 文字"

ANNOUNCEMENT = "<b>【公告】</b>\n{text}"
ANNOUNCEMENT_WITHDRAWN = "<b>【公告已撤回】</b>\n编辑部撤回了这条公告（第 {number} 号），内容作废。"
BUTTON_NO_ANNOUNCEMENTS = "不再接收公告"
NO_ANNOUNCEMENTS_NOW = "这里不再接收公告。想再收到，发送 /digest 点“收公告”。"
NO_ANNOUNCEMENTS_ALREADY = "这里本来就不收公告。想再收到，发送 /digest 点“收公告”。"

ANNOUNCE_ALL_WORDS = ("全部", "所有", "所有人", "全体", "all")
ANNOUNCE_LIST_WORDS = ("记录", "列表", "list")
AUDIENCES = {"all": "全部读者", "park": "关注{name}的读者", "city": "关注{name}或其中园区的读者"}
ANNOUNCE_ASK = (
    "<b>公告</b>，发给：{audience}\n请发来公告的文字：一条消息，最多 {most} 个字，可以带链接，照原样发出。"
)
ANNOUNCE_EMPTY = "公告没有文字，请发来公告的内容。"
ANNOUNCE_TOO_LONG = "公告最多 {most} 个字（一条消息的长度），这段多了 {over} 个字。请改短后再发一次。"
ANNOUNCE_NO_SUCH = (
    "没有叫“{name}”的园区或城市。例如：<code>/announce 临猗 文字</code>；"
    "发给所有人：<code>/announce 全部 文字</code>"
)
ANNOUNCE_WHICH = "“{name}”可能是下面这些，公告发给哪一个的读者？"
BUTTON_CITY = "{name}（城市）"
ANNOUNCE_CARD = (
    "<b>公告第 {number} 号</b>，读者看到的如上\n发给：{audience}\n{reach}\n\n要改文字，直接再发一条。"
)
REACH = "会收到：{to}"
REACH_HELD = "，其中 {held} 个暂时发不进去，恢复后再发"
REACH_UNWANTING = "关了公告：{count} 个"
REACH_OFF = "不推送或停用：{count} 个"
BUTTON_ANNOUNCE_SEND = "发送"
BUTTON_ANNOUNCE_EDIT = "修改"
ANNOUNCE_LEAVES = "<b>公告第 {number} 号</b>：{when}发给 {audience}：{to}。"
ANNOUNCE_SENT = (
    "<b>公告第 {number} 号</b>已发给 {audience}\n"
    "应收 {owed} 个，已送达 {sent} 个，等待 {waiting} 个，不再发 {cancelled} 个"
)
ANNOUNCE_IS_WITHDRAWN = "<b>公告第 {number} 号</b>已撤回。"
ANNOUNCE_TEXT = "<blockquote>{text}</blockquote>"
ANNOUNCE_DROPPED = "<b>公告第 {number} 号</b>已取消，没有发给任何人。"
ANNOUNCE_NOBODY = "现在没有人会收到这条公告，没有发送。"
ANNOUNCE_IS_PREVIEW = "这是预览，这个按钮到了读者那里才起作用。"
ANNOUNCE_GONE = "没有这条公告。"
ANNOUNCE_OF_ANOTHER = "这条公告是 {name} 写的，只有本人能改、能发。"
ANNOUNCE_STATES = {
    "open": "还没有发送",
    "leaving": "马上就发，要拦住请按“撤销”",
    "sent": "已经发送",
    "withdrawn": "已经撤回",
    "dropped": "已经取消",
}
ANNOUNCE_NOT_NOW = "这条公告{state}。"
BUTTON_ANNOUNCE_WITHDRAW = "撤回"
BUTTON_ANNOUNCE_KEEP = "不撤回"
ASK_WITHDRAWAL = (
    "<b>撤回公告第 {number} 号？</b>\n"
    "已经收到或可能收到的有 {chats} 个，那里会改成“公告已撤回”；还没收到的不再发。"
)
ANNOUNCE_LIST_TITLE = "<b>公告</b>"
ANNOUNCE_LIST_NONE = "还没有发过公告。写一条：<code>/announce 全部 文字</code>"
ANNOUNCE_LIST_LINE = "{number}. {audience}，{state}：{text}"
ANNOUNCE_WITHOUT_EDITOR = "{name} 不再是编辑，所写的公告第 {number} 号没有发出：\n{text}"
DEED_ANNOUNCED = "第 {number} 号，{audience}，{chats} 处：{text}"
DEED_WITHDRAWN = "第 {number} 号，修改 {chats} 处已收到的消息"
