"""Groups and channels, and where Telegram takes nothing."""

from __future__ import annotations

# ── Groups and channels ──

GREETING = (
    "大家好，我是<b>园区快报</b>：开发区、园区的新闻简报，逐字摘自报纸原文。\n"
    "· 谁都可以问：<code>/park 临猗</code>\n"
    "· 群管理员发送 <code>/follow 临猗</code>，有新消息就推送到本群；/digest 设置时间"
)
MENTIONED = "请发送 <code>/park 临猗</code>，或者在提到我的时候写上园区名。全部用法见 /help"
ONLY_ADMINS = "本群的关注和推送由群管理员设置，请联系管理员。您可以自己关注：打开与我的私聊，发送 /start"
ONLY_ADMINS_SHORT = "本群的关注和推送由群管理员设置。"
OF_CHANNEL = "【频道 {title}】"
CHANNEL_USAGE = (
    "请写上频道的用户名，例如 <code>/channel @yuanqu</code>；您和我都要是它的管理员。\n"
    "加关注：<code>/channel @yuanqu follow 临猗</code>\n"
    "改时间：<code>/channel @yuanqu digest 每天 8:00</code>"
)
CHANNEL_UNREAD = (
    "“{name}”不是频道的用户名：以字母开头，至少 4 个字母、数字或下划线，例如 <code>/channel @yuanqu</code>"
)
CHANNEL_DEED_UNREAD = (
    "没看懂“{word}”。频道名后面可以写 {deeds}，例如 <code>/channel {name} follow 临猗</code>"
)
CHANNEL_IN_PRIVATE = "频道要在与我的私聊里管理：<code>/channel @频道</code>"
NO_SUCH_CHANNEL = "没有找到频道 {name}。请检查用户名，例如 <code>@yuanqu</code>，并先把我加为它的管理员。"
CHANNEL_WITHOUT_US = "我还不是 {name} 的管理员。请先把我加为管理员，并允许发布消息。"
NO_CHANNEL = "{name} 不是频道。群的关注请由群管理员在群里设置。"
NOT_YOUR_CHANNEL = "只有 {name} 的管理员可以管理它。"
NOT_YOUR_CHANNEL_SHORT = "只有该频道的管理员可以管理它。"
CHANNEL_JOINED = "我已加入频道 <b>{title}</b>。关注园区、设置推送，都在这里管理。"
CHANNEL_NEEDS_RIGHT = "我还没有发布消息的权限，请在频道的管理员设置里打开。"
MANAGE_CHANNEL = "管理频道"
CHANNEL_CARD_FOLLOWS = "关注 {count} 项"
ANY_CHANNEL = "@频道"
CHANNEL_CARD_HINT = "要加关注，请发送 <code>/channel {channel} follow 临猗</code>"
BUTTON_FOLLOWING = "关注列表"
BUTTON_DIGEST = "推送设置"

# ── Where Telegram takes nothing ──

SHUT_OFF = "⚠️ 但现在不会推送：{why}。恢复后在这里发一条命令，就补发最近七天的。"
SHUT_HELD = "⚠️ 但现在发不进来：{why}。{until}再试；改好后在这里发一条命令，马上就试。"
SHUT_DOUBTED = "⚠️ 但现在发不进来：{why}。属实就停用，误报则{until}再试；恢复后在这里发一条命令，马上就试。"
SHUT_TRIED_AGAIN = "此前发不进来：{why}。现在重新发，漏掉的补最近七天。"
# Telegram's words, and what they mean to a reader; the first that fits.
REFUSALS = (
    ("moved to another bot account", "机器人换了账号，还没有收到那里的消息"),
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
CITY_TAKES_IN = "{city}全市现有 {count} 个园区，都包括在内，例如{names}。"
CITY_TAKES_IN_FOLLOWED = "您单独关注的{names}也在{city}全市之内；同一条简报只推送一次。"
PARK_IN_FOLLOWED_CITY = "{park}在您关注的{city}全市之内；同一条简报只推送一次。"
AND_OTHERS = "等"
