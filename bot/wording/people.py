"""People: /editor, /log, invitations."""

from __future__ import annotations

PERSON = "{name}（{person}）"
PERSON_WITHOUT_NAME = "{person}"
COMMAND_LINE_NAME = "命令行"
ONLY_IN_PRIVATE = "这个命令只在与我的私聊里使用。"
EDITOR_USAGE = (
    "<code>/editor add 12345678 张三</code>　按编号添加（对方发送 /id 可以看到编号），名字可以不写\n"
    "<code>/editor add @name</code>　添加给我发过消息的人\n"
    "<code>/editor add</code>　然后转发一条对方的消息给我\n"
    "<code>/editor link</code>　生成邀请链接，24 小时内有效，只能用一次\n"
    "<code>/editor remove 12345678</code>　移出，也可以写 @name"
)
EDITOR_UNREAD = (
    "没看懂“{text}”。例如：<code>/editor add 12345678 张三</code>、<code>/editor remove 12345678</code>；"
    "全部写法见 /editor"
)
EDITORS_TITLE = "<b>编辑</b>（{count}）"
EDITORS_NONE = "除了所有者，还没有编辑。"
EDITORS_LINE = "· {who}：{when} 由{by}添加"
EDITOR_REMOVE = "移出 {name}"
EDITOR_REMOVE_ASK = "<b>确定把 {who} 移出编辑吗？</b>\n移出后马上不能再发布，以前发布的内容不变。"
EDITOR_REMOVE_YES = "移出"
EDITOR_REMOVE_NO = "不移出"
EDITOR_ADDED = "已添加编辑 {who}。已经通知对方；对方如果还没有和我说过话，第一次发消息时会收到。"
EDITOR_ALREADY = "{who} 已经是编辑了。"
EDITOR_IS_OWNER = "{who} 是所有者，本来就能发布，不用添加，也不能移出；所有者写在设置 OWNER_IDS 里。"
EDITOR_REMOVED = "已移出编辑 {who}。"
EDITOR_REMOVED_SHORT = "已移出"
EDITOR_NONE_SUCH = "{who} 不是编辑。编辑名单见 /editor"
EDITOR_NONE_SUCH_SHORT = "已经不是编辑了。"
EDITOR_NO_NUMBER = "“{text}”不是编号。编号是一串数字，对方给我发送 /id 就能看到。"
EDITOR_NAME_UNKNOWN = (
    "我没有见过 {name}。请让对方先给我发一条消息（例如 /id），再添加；"
    "或者用编号 <code>/editor add 12345678</code>，或者发给对方邀请链接 /editor link"
)
EDITOR_NAME_MOVED = "{name} 现在不是我见过的那个人了。请让对方给我发一条消息后再添加，或者用编号添加。"
EDITOR_FORWARD = "请在十分钟内转发一条对方写的消息给我。"
EDITOR_FORWARD_HIDDEN = (
    "这条消息的作者隐藏了转发来源，看不出是谁。"
    "请让对方发送 /id，用编号添加：<code>/editor add 12345678</code>；或者发给对方邀请链接 /editor link"
)
EDITOR_FORWARD_CHAT = (
    "这条消息是以频道或群的名义发的，编辑只能是个人。"
    "请转发对方自己写的消息，或者用编号添加：<code>/editor add 12345678</code>，或者用邀请链接 /editor link"
)
EDITOR_FORWARD_BOT = "这条消息是机器人发的，机器人不能当编辑。请转发对方自己写的消息。"
EDITOR_LINK = (
    "把下面的链接发给要当编辑的人：\n{link}\n"
    "{until} 以前有效，只能用一次。谁先打开谁就成为编辑，请只发给本人。"
)
EDITOR_LINK_DONE = "成为编辑时会通知您。"
YOU_ARE_EDITOR = (
    "<b>您现在是园区快报的编辑了</b>\n"
    "把报纸版面的文件发给我（文字、Word、PDF、网页都可以），看过预览就能发布。全部用法见 /help"
)
YOU_ARE_NO_EDITOR = "您不再是园区快报的编辑，不能再发布版面。关注和推送都照旧。"
YOU_ARE_EDITOR_ALREADY = "您已经是编辑了，这个链接没有用掉。"
YOU_ARE_OWNER = "您是所有者，本来就能发布，这个链接没有用掉。"
INVITATION_USES = {
    "UNKNOWN": "这个邀请链接无效。请向给您链接的人再要一个。",
    "EXPIRED": "这个邀请链接已经过期。请向给您链接的人再要一个。",
    "USED": "这个邀请链接已经有人用过了，每个只能用一次。请向给您链接的人再要一个。",
}
INVITATION_IN_PRIVATE = "邀请链接要在与我的私聊里打开。"
LOG_TITLE = "<b>操作记录</b>"
LOG_NONE = "还没有记录。"
LOG_LINE = "<b>{when}</b> {deed}"
DEED = "{who}{what}{about}{detail}"
DEEDS = {
    "published": "发布了",
    "scheduled": "定时发布",
    "undone": "撤销了发布",
    "corrected": "更正了",
    "retracted": "撤回了",
    "reinstated": "恢复了",
    "discarded": "决定不发布",
    "editor_added": "添加了编辑",
    "editor_removed": "移出了编辑",
    "invited": "生成了编辑邀请链接",
    "invitation_used": "用邀请链接成为编辑",
    "took_over": "接手了预览",
    "folded": "合并了",
    "unfolded": "拆开了",
    "projects_merged": "合并了项目",
    "project_split": "拆出了项目",
    "project_renamed": "改了项目的名称",
    "project_dropped": "认定不是项目",
    "project_undone": "撤销了对项目的处理",
    "rights_changed": "改了全文的登载",
    "source_added": "添加了来源",
    "source_removed": "删除了来源",
    "newspapers_kept": "整理了报纸的名称",
    "announced": "发了公告",
    "announcement_withdrawn": "撤回了公告",
    "reader_muted": "屏蔽了一位读者的来信",
    "reader_unmuted": "解除了对一位读者的屏蔽",
}
DEED_ABOUT_ARTICLE = "《{headline}》"
DEED_DETAIL = "：{detail}"
DEED_PUBLISHED = "{added} 篇"
DEED_PUSHED = "{added} 篇，推送到 {chats} 处"
DEED_INVITED_BY = "由{by}邀请"
