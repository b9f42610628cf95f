"""Letters: what readers write to the editors, what editors see of it, and what readers hear."""

from __future__ import annotations

ABOUT_FEEDBACK = "给编辑部写信：纠错、意见"
ABOUT_LETTERS = "读者来信"
FEEDBACK_TEXT = "文字"
SAY_FEEDBACK = ("反馈", "纠错", "来信", "给编辑部写信")

# What readers are told.
BUTTON_LETTER = "纠错"
BUTTON_WRITE_BACK = "再写一封"
LETTER_ASK = (
    "<b>给编辑部写信</b>{about}\n"
    "请把要说的话发给我：哪里写错了、应该是什么，或者您的意见。只收文字，最多 {most} 个字。\n"
    "编辑看得到您写的话，看不到您的名字和账号。有答复会在这里告诉您。"
)
LETTER_ABOUT = "\n关于《{headline}》"
LETTER_LEFT = "好的，没有写信。"
LETTER_TAKEN = "收到，谢谢您。这是第 {number} 号来信，已经转给编辑部；有答复会在这里告诉您。"
LETTER_SAME = "这些话您已经写过了，是第 {number} 号来信，编辑部已经收到，不用再发。"
LETTER_EMPTY = "没有收到文字。请用文字写给编辑部；不想写了，请发送“取消”。"
LETTER_TOO_LONG = "太长了：有 {count} 个字，一封信最多 {most} 个字。请写短一些再发；不想写了，请发送“取消”。"
LETTER_TEXT_ONLY = "来信只收文字，图片、文件、语音都转不过去。请用文字写；不想写了，请发送“取消”。"
LETTERS_AN_HOUR = "一小时最多写 {most} 封信。这一封没有转给编辑部，请过一小时再发。"
LETTERS_A_DAY = "一天最多写 {most} 封信。这一封没有转给编辑部，请明天再发。"
LETTERS_FULL = "编辑部还有 {most} 封来信没有看完，暂时收不了新的。这一封没有转给编辑部，请过几天再发。"
LETTER_MUTED = "编辑部不再接收您的来信，所以没有转过去。看简报、关注、推送都照旧。"
LETTER_IN_PRIVATE = "来信是您和编辑部之间的事，请在与我的私聊里写：{link}"
LETTER_LINK = '<a href="{url}">给编辑部写信</a>'
ANSWER_OF_EDITORS = "<b>编辑部答复</b>\n{answer}\n\n<i>您的来信（第 {number} 号）{about}</i>\n{text}"
MENDED_BY_LETTER = "<b>已更正</b>：您来信（第 {number} 号）说到的《{headline}》，编辑部已经更正。谢谢您。"
RETRACTED_BY_LETTER = "<b>已撤回</b>：您来信（第 {number} 号）说到的《{headline}》，编辑部已经撤回。谢谢您。"

# What editors see.
LETTER_HEAD = "<b>读者来信</b> 第 {number} 号 · {when}"
LETTER_ARTICLE = "《{headline}》\n<i>{source}</i>"
LETTER_OF_NOTHING = "没有说是哪篇文章"
LETTER_ERASED = "<b>读者来信</b> 第 {number} 号\n这位读者已经删除了自己的全部数据，来信也一起删除了。"
LETTER_STATES = {
    "open": "",
    "answered": "✓ {who} 已答复：",
    "closed": "✓ {who} 已关闭。",
    "corrected": "✓ 已由 {who} 更正，读者会得到通知。",
    "retracted": "✓ 已由 {who} 撤回，读者会得到通知。",
    "forgotten": "",
}
LETTER_ANSWERED_BEFORE = "已答复：{answer}"
LETTER_BEING_MENDED = "{who} 去更正了；更正发布后会告诉读者。"
LETTER_WRITER_MUTED = "这位读者已被屏蔽，不再接收来信。"
BUTTON_LETTER_MEND = "去更正"
BUTTON_LETTER_ANSWER = "答复"
BUTTON_LETTER_CLOSE = "关闭"
BUTTON_LETTER_MUTE = "屏蔽此人"
BUTTON_LETTER_UNMUTE = "解除屏蔽"
BUTTON_LETTER_TEXT = "看文章"
BUTTON_LETTER_OPEN = "打开第 {number} 号"
BUTTON_LETTERS = "查看来信"
BUTTON_MUTED = "已屏蔽的读者（{count}）"
BUTTON_FREE = "解除：{who}"
LETTER_ASK_ANSWER = (
    "请发送给读者的答复（第 {number} 号来信），最多 {most} 个字。读者会看到“编辑部答复”，看不到您的名字。"
)
ANSWER_TOO_LONG = "答复太长了：有 {count} 个字，最多 {most} 个字。请写短一些再发；不想答复了，请发送“取消”。"
ANSWER_EMPTY = "答复里没有文字。请重新发送；不想答复了，请发送“取消”。"
ANSWER_SENT = "已答复第 {number} 号来信。"
ANSWER_NOT_SENT = "您的答复没有发出去。"
LETTER_SETTLED = {
    "answered": "第 {number} 号来信已由 {who} 答复。",
    "closed": "第 {number} 号来信已由 {who} 关闭。",
    "corrected": "第 {number} 号来信说到的文章已由 {who} 更正。",
    "retracted": "第 {number} 号来信说到的文章已由 {who} 撤回。",
    "forgotten": "这位读者已经删除了自己的全部数据，来信也一起删除了。",
}
LETTER_UNKNOWN = "没有这封来信了。"
LETTER_CLOSED = "已关闭第 {number} 号来信。"
READER_MUTED = "已屏蔽这位读者，没有处理的 {count} 封来信一并关闭。"
READER_MUTED_ALREADY = "这位读者本来就被屏蔽了。"
READER_UNMUTED = "已解除屏蔽。"
READER_NOT_MUTED = "这位读者没有被屏蔽。"
LETTER_WITHOUT_ARTICLE = "这封来信没有说是哪篇文章，或者文章已经撤回。"
LETTERS_TITLE = "<b>读者来信</b>：{count} 封没有处理，先来的在前"
LETTERS_NONE = "没有要处理的读者来信。"
LETTER_LINE = "<b>{number}</b> · {when}{about}\n{text}"
LETTER_LINE_ABOUT = " ·《{headline}》"
MUTED_TITLE = "<b>已屏蔽的读者</b>（{count}）：他们的来信不再转过来，其他一切照旧。点一下解除："
MUTED_NONE = "没有屏蔽任何读者。"
MUTED_FOR_LETTER = "第 {number} 号来信的读者"
MUTED_OTHERWISE = "{when}屏蔽的读者"
LETTERS_WAITING = "<b>读者来信</b>：有 {count} 封一天多没有处理，请看一下。"
LETTERS_FULL_FOR_OWNERS = (
    "<b>读者来信满了</b>：没有处理的已有 {most} 封，新的暂时不收，读者会被告知。请用 /letters 处理一些。"
)
DEED_OF_LETTER = "第 {number} 号来信"
