"""What a newspaper prints when its bot has another account at Telegram."""

from __future__ import annotations

MOVE_TITLE = "园区快报换了新账号"
MOVE_READERS = (
    "请用 Telegram 打开 {link} ，或扫描上面的二维码，再点“开始”：您原来的关注和推送时间都还在，"
    "没收到的简报会接着发给您。"
)
MOVE_GROUPS = (
    "群和频道请由管理员把 @{username} 加进来（频道要让它能发消息），原来的设置同样保留；旧账号不再发送消息。"
)
