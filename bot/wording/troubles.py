"""What owners are told when something needs a person, and when it is over: once each."""

from __future__ import annotations

# As /status names them while they last.
TROUBLE_NAMES = {
    "disk": "服务器的磁盘快满了",
    "backup": "每晚的备份没有做成",
    "held": "有推送到点已超过一小时，还没发出去",
    "unreachable": "连不上 Telegram",
    "refused": "服务器的磁盘写不进去",
}
TROUBLE_BEGAN = {
    "disk": (
        "⚠️ <b>服务器的磁盘快满了</b>\n数据库所在的磁盘只剩 {detail}。请管服务器的人腾出空间："
        "先清旧日志和多余的备份，不要动数据库目录里的文件。磁盘满了，机器人就收不下新消息，也记不下已发的推送。"
    ),
    "backup": (
        "⚠️ <b>每晚的备份没有做成</b>（{since}）\n原因：{detail}\n请管服务器的人看看备份目录能不能写、"
        "磁盘够不够。机器人每半小时再试一次。"
    ),
    "held": (
        "⚠️ <b>有推送到点已超过一小时，还没发出去</b>\n最早的一批应在 {since} 发出。都留着，能发时自动补发。"
        "请发 /status 看积压和原因、发 /parked 看被拒的消息；还不清楚，就请管服务器的人看运行日志。"
    ),
}
# Sent while nothing can be stored (bot/operating/refused_writes.py).
DISK_TAKES_NOTHING = (
    "⚠️ <b>服务器的磁盘写不进去了</b>\n原因：{detail}\n请管服务器的人马上看：满了就先清旧日志和多余的备份，"
    "不要动数据库目录里的文件。读者照样能查；要记下来的事和推送都先等着，写得进去就接着办，不用重启。"
)
# Of what is told when it is over, where it does not stay so.
TROUBLE_COMES_AND_GOES = {
    "unreachable": (
        "⚠️ <b>Telegram 时断时续</b>\n从 {since} 起已断开 {times} 次，每次都超过十分钟，刚刚又连上了。"
        "断开时的推送都留着，连上就补发。请管服务器的人检查网络和代理；稳定下来再说一声，其间不再提醒。"
    ),
}
# How often, in the next ones, where it was more than once.
TROUBLE_TIMES = "（共 {times} 次）"
TROUBLE_OVER = {
    "disk": "✅ <b>磁盘又有空间了</b>\n从 {since} 到 {until}。",
    "backup": "✅ <b>备份恢复正常了</b>\n从 {since} 到 {until} 没有做成；现在已有新的备份。",
    "held": "✅ <b>推送恢复正常了</b>\n从 {since} 到 {until} 有积压，现在已赶上。",
    "refused": "✅ <b>磁盘又写得进去了</b>\n从 {since} 到 {until} 写不进去{often}；等着的事正在接着办。",
    "unreachable": (
        "ℹ️ <b>有一阵连不上 Telegram</b>\n从 {since} 到 {until}{often}，现在已恢复。"
        "其间的推送都留着，正在补发；读者的提问也会回答。不用做什么；常发生的话，请管服务器的人检查网络和代理。"
    ),
}
