"""What comes by itself: files of the watched folder, articles of the sources."""

from __future__ import annotations

OFFERED = "<b>{whence}</b>\n{title}\n谁先接手归谁。"
BUTTON_TAKE = "接手"
FROM_INBOX = "收件夹来了一份版面"
NOT_TAKEN = "（还没有人接手）"
DRAFT_NOT_TAKEN = "{when}来的，还没有人接手"
DRAFT_NOT_TAKEN_ASK = "“{file}”还没有人接手（{when}来的）。要接手吗？"
DRAFT_NOT_TAKEN_LONG = "有一份版面一直没有人接手（{when}来的）：\n<b>{file}</b>\n{source}"
INBOX_FAILED = "收件夹里的 <b>{name}</b> 没有读成：{reason}\n文件在 failed/，旁边写着原因。"
INBOX_UNUSABLE = "<b>收件夹用不了</b>\n{reason}\n文件都还在原处，修好以后自动接着读。"
INBOX_USABLE_AGAIN = "收件夹又可以用了。"
