"""The editor's desk: previews, cards, issues."""

from __future__ import annotations

ABOUT_ISSUES = "待定和已发布的版面"
ISSUES_ARGUMENT = "报纸"
ABOUT_ISSUE = "打开一份版面：更正、撤回"
ISSUE_NUMBER = "号码"
ISSUES_NONE = "还没有版面。把报纸版面的文件发给我，预览后即可发布。"
ISSUES_NONE_OF_PAPER = "没有《{newspaper}》的版面。全部版面见 /issues"
ISSUES_OF_PAPER = "只看《{newspaper}》"
ISSUES_OF_ALL_PAPERS = "全部报纸"
ISSUES_DRAFTS = "<b>待定的版面</b>"
ISSUES_PUBLISHED = "<b>已发布的版面</b>"
DRAFT_LINE = "<b>{file}</b>\n{source} · {count} 篇\n{state}"
DRAFT_OPEN = "{name} 正在处理（{when}动过）"
DRAFT_SCHEDULED = "{name} 定于 {when} 发布"
BUTTON_CANCEL_FILE = "取消定时“{file}”"
ISSUE_LINE = "<b>第 {issue} 号</b> · {count} 篇 · {state}\n{source}"
ISSUE_LINE_RECEIPT = "\n应推送 {owed} 条，已送达 {sent} 条"
ISSUE_LINE_HELD = "，等待 {held} 条"
ISSUE_STATES = {
    "published": "已发布",
    "stored": "已发布，未推送",
    "corrected": "有更正",
    "retracted": "已撤回",
}
ARTICLE_STATES = {"published": "", "corrected": "〔更正 {times} 次〕", "retracted": "〔已撤回：{reason}〕"}
ISSUE_USAGE = "请写上版面的号码，例如 <code>/issue 12</code>。号码见 /issues"
ISSUE_UNKNOWN = "没有第 {issue} 号版面。全部版面见 /issues"
ISSUE_HEAD = "<b>第 {issue} 号</b> · {state}\n{source}\n{file}\n{who} 于 {when} 发布"
ISSUE_RECEIPT = "推送：共 {owed} 条，已送达 {sent} 条"
ISSUE_CORRECTIONS = "更正与撤回：共 {owed} 条，已改好 {sent} 条"
ISSUE_NOT_PUSHED = "没有推送。"
RECEIPT_HELD = "，等待 {count} 条"
RECEIPT_EXPIRED = "，过期 {count} 条"
RECEIPT_CANCELLED = "，取消 {count} 条"
CORRECTIONS_EXPIRED = "，已不能改 {count} 条"
ISSUE_COPIES = "可能重复收到的 {copies} 条，已另发更正"
ISSUE_ARTICLE = "{number}. 【{park}】{headline}{state}"
BUTTON_MEND_ISSUE = "更正"
BUTTON_RETRACT_ISSUE = "撤回整份"
BUTTON_RETRACT = "撤回"
BUTTON_RETRACT_WITH_SOUND = "撤回并提醒"
BUTTON_VERSIONS = "版本"
BUTTON_TO_ISSUE = "返回"
BUTTON_URGENT_ARTICLE = "加急"
BUTTON_NOT_URGENT = "取消加急"
ARTICLE_IS_URGENT = "<b>加急</b>：发布并推送时，定时推送的读者也马上收到（免打扰时段除外，每天最多一条）。"
BUTTON_REFRESH = "刷新"
ARTICLE_IN_ISSUE = "【{park}】<b>{headline}</b>{state}\n{brief}"
VERSIONS_TITLE = "<b>《{headline}》的版本</b>"
VERSION_LINE = "{number}. {when} {who}\n【{park}】<b>{headline}</b>\n{brief}"
BY_COMMAND_LINE = "命令行"
BY_NOBODY = "发布时"
RETRACT_REASONS = ("内容有误", "重复发布", "应报社要求")
ASK_RETRACTION = "为什么撤回{what}？请选择原因，或把原因发给我（读者会看到）。"
RETRACTION_OF_ISSUE = "第 {issue} 号的全部 {count} 篇"
RETRACTION_OF_ARTICLE = "《{headline}》"
REASON_TOO_LONG = "原因最多 {most} 个字，请再发一次。"
CONFIRM_RETRACTION = "撤回{what}，原因：{reason}。\n{chats}；查询和搜索里不再出现。撤回错了可以恢复。"
RETRACTED = "已撤回 {count} 篇，{messages}。"
BUTTON_REINSTATE = "恢复"
BUTTON_REINSTATE_TOGETHER = "恢复 {count} 篇"
REINSTATED = "已恢复{what}，{messages}。"
REINSTATED_TOGETHER = " {count} 篇"
REINSTATED_ALREADY = "这篇没有撤回。"
DEED_REINSTATED = "修改 {chats} 处已收到的消息"
NOTHING_DONE = "好的，没有改动。"
RETRACTED_ALREADY = "已经撤回过了。"
NOTHING_LEFT_TO_MEND = "这一份已经全部撤回，没有可更正的文章。"
DEED_CORRECTED = "{corrected} 篇，修改 {chats} 处已收到的消息"
DEED_RETRACTED = "{reason}，修改 {chats} 处已收到的消息"
DEED_SCHEDULED = "{file}，{when}"
PUBLISH_ONLY = "发布，不推送"
DISCARD = "不发布"
PUBLISHED = "已发布 {added} 篇。"
PUBLISHED_AND_PUSHED = "已发布 {added} 篇，将推送给 {to}。"
PUBLISHED_PUSHED_NOBODY = "已发布 {added} 篇；没有人会收到推送，读者可以查到。"
PUBLISHED_RETOLD = "其中 {retold} 篇与报道过的合并。"
NOTHING_NEW = "这些文章以前都发布过，没有变化。"
DISCARDED = "未发布，也没有保存。"
DRAFT_CLOSED = {
    "published": "这一版已经发布过了。",
    "discarded": "这一版已定为不发布，需要的话请重新发送文件。",
}
DRAFT_UNKNOWN = "找不到这份预览，请重新发送文件。"
READ_PAGE = "看版面"

# The preview of a draft, and the card of an article in it.
PREVIEW_RECEIVERS = "将推送给 {to}。"
PREVIEW_NOBODY = (
    "没有人会收到推送：还没有人关注这里的园区、报纸，或者都收到过、关了推送。"
    "发布以后读者查得到；园区认错了，点编号改。"
)
PREVIEW_OPEN = "点下面的编号，打开那一篇：改园区、标题、简报，或者去掉。"
PREVIEW_PAGE = "第 {page} 页，共 {pages} 页"
PREVIEW_OF_ISSUE = (
    "更正已发布的第 {issue} 号：点编号改标题、园区、简报，再点“更正”，收到过的消息随之改好。\n"
    "原文的数字、文字有误，请把改好的版面重新发给我。"
)
PREVIEW_DOUBTFUL = "请先看这几篇"
PREVIEW_CHANGING = "以前发布过，有改动"
PREVIEW_OTHERS = "其余"
PREVIEW_RETOLD = "已经报道过的事"
PREVIEW_ARTICLE = "{number}. 【{park}】<b>{headline}</b>"
RETRACTED_BEFORE = "以前发布过，已撤回，不会再发布"
PUBLISHED_BEFORE = "以前发布过，没有变化"
WITHOUT_HEADLINE = "（没有标题）"
DOUBT_LINE = "⚠ {reasons}"
DOUBT_SEPARATOR = "；"
DOUBTS_MORE = "等 {count} 处"
CHANGED_HEADLINE = "标题：{change}"
CHANGED_PARK = "园区：{change}"
CHANGED_WORDS = "{before} → {after}"
CHANGED_INSERTED = "加“{text}”"
CHANGED_DELETED = "删“{text}”"
CHANGED_MORE = "另有 {count} 处改动"
CHANGED_ADDED = "加 {count} 段：“{text}”"
CHANGED_REMOVED = "删 {count} 段：“{text}”"
CHANGED_BRIEF = "简报换了句子"
CHANGED_NOTHING = "文字没有变化"
ARTICLE_CARD_PLACE = "第 {number} 篇，共 {count} 篇"
ARTICLE_CARD_PARK = "【{parks}】"
BRIEF_IS_CHOSEN = "（简报由编辑选定）"
BUTTON_DAY = "日期"
BUTTON_NEWSPAPER = "报纸"
BUTTON_FOLIO = "版次"
BUTTON_LINK = "链接"
BUTTON_ALLOW_FULL_TEXT = "可以登全文"
BUTTON_BRIEF_ALONE = "只登简报"
BRIEFS_ALONE = "读者只看到简报和链接，不登全文。"
FULL_TEXT_ALLOWED = "好的，读者可以看全文了。"
FULL_TEXT_DENIED = "好的，读者只看到简报和链接。"
DEED_RIGHTS = {True: "可以登全文", False: "只登简报"}
BUTTON_RESTORE = "恢复“{headline}”"
BUTTON_PARK = "园区"
BUTTON_ANOTHER_PARK = "加园区"
BUTTON_HEADLINE = "标题"
BUTTON_BRIEF = "简报"
BUTTON_BEFORE = "‹ 上一篇"
BUTTON_BEHIND = "下一篇 ›"
BUTTON_JOIN = "并入上一篇"
BUTTON_SPLIT = "拆开"
BUTTON_LEAVE_OUT = "去掉"
BUTTON_WHOLE_TEXT = "原文"
BUTTON_SETTLED = "没问题"
BUTTON_CANCEL = "取消"
BUTTON_DONE = "完成"
DRAFT_OUTDATED = "没有发布：其中有文章刚刚在别处发布、更正或撤回了。请看新的预览，再决定。"
DRAFT_OUTDATED_LATER = "<b>{file}</b> 没有按时发布：有文章已在别处发布、更正或撤回。请看新的预览，再决定。"
DRAFT_BROKEN = "待定的版面 {draft} 没有按时发布：处理时出了问题。可以在 /issues 里打开再试，或重新发送文件。"
DRAFT_WITHOUT_EDITOR = "<b>{file}</b> 没有按时发布：{name} 已经不是编辑了。可以接手这份预览，再决定。"
ARTICLE_CHANGED = "这篇已经变了，请看新的预览。"
MENDING_FAILED = "没能改成：处理程序中断了，请再试一次。"
LEFT_OUT = "已去掉，可以在预览里恢复。"
PUBLISHED_STAYS = "这篇已经发布，不能在这里去掉；要撤回请用 /issues。"

# A story that has been told before: in the preview, on an article's card, in /issue.
REPEATS = "↪ 这一篇与{paper}《{headline}》是同一件事：将合并，收到过那一篇的不再推送"
REPEATS_OF = {
    "correction": "↪ 这一篇像是{paper}《{headline}》的更正（日期不同，文字有改动）：将合并；"
    "点编号可以改作那一篇的更正",
    "same": "↪ {paper}已发布过这一篇《{headline}》：将合并，不再推送；点编号可以标为已发布",
}
BUTTON_APART = "不是同一篇"
BUTTON_SAME = "同一件事"
BUTTON_AS_CORRECTION = "作为更正"
BUTTON_AS_KNOWN = "已发布过"
BUTTON_SEE_OTHER = "看那一篇"
ASK_SAME = "《{headline}》与哪一篇写的是同一件事？合并以后只列一条，不重复推送。"
SAME_NONE = "前后两周里没有别的文章可以合并。"
SAME_ARTICLE_LINE = "{number}. {paper}《{headline}》"
NOT_IN_A_STORY = "这篇没有和别的文章合并。"
IN_ONE_STORY = "已经合并过了。"
STORY_OF = "同一件事：{others}"
DEED_FOLDED = "与 {others} 合并"
DEED_UNFOLDED = "与 {others} 拆开"

# What the desk asks for, and what it makes of the answers.
ASK_HEADLINE = "现在的标题：<b>{headline}</b>\n请发送新的标题。"
HEADLINE_TOO_LONG = "标题最多 {most} 个字，请再发一次。"
ASK_PARK = "《{headline}》\n现在：【{parks}】\n请选择园区，或发送园区的名称。"
ASK_ANOTHER_PARK = (
    "《{headline}》\n现在：【{parks}】\n还写到哪个园区？点一下加上，再点一下去掉；也可以发送名称。"
)
BUTTON_NO_PARK = "没有园区"
BUTTON_NEW_PARK = "新建园区“{name}”"
BUTTON_ALIAS = "“{name}”是……的别名"
PARK_NAME_TOO_LONG = "园区名称最多 {most} 个字，请再发一次。"
WHICH_PARK_MEANT = "“{name}”可以指几个园区，请选择，或发送更完整的名称："
NO_PARK_OF_THIS_NAME = "没有叫“{name}”的园区。是下面哪一个，还是新的？"
ASK_ALIAS = "“{name}”是哪个园区的别名？请选择，或发送那个园区的名称。"
ALIAS_TAKEN = "这已经是{names}的名称，不能再给别的园区。"
BRIEF_NOW = "简报（{length} 字）：\n{brief}"
ASK_BRIEF = "点数字选用或去掉一句，也可以发送原文里的句子。"
BUTTON_RERANK = "重选"
BRIEF_WOULD_BE_TOO_LONG = "简报最多 {most} 个字，请先去掉一些。"
NOT_IN_ARTICLE = (
    "简报要与原文一字不差，原文里没有“{differs}”。请从原文里复制；原文有误，请把改好的版面重新发给我。"
)
NOT_IN_ARTICLE_FROM = (
    "简报要与原文一字不差：到“{agrees}”都相同，后面的“{differs}”不同。"
    "请从原文里复制；原文有误，请把改好的版面重新发给我。"
)
ASK_SPLIT = "《{headline}》从哪一段起是另一篇？"
NOTHING_TO_SPLIT = "这篇只有一段，不能拆开。"
ABSORBED = "这篇与《{headline}》是同一篇，已合并。"
UNKNOWN_SO_FAR = "未知"
TODAY = "今天"
YESTERDAY = "昨天"
NEAR_PAST_DAYS = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
BUTTON_DAY_OF_FILE = "文件名：{day}"
ASK_DAY = "现在的日期：{day}\n请选择，或发送日期，例如 <code>4月4日</code>、<code>2026-04-04</code>。"
DAY_UNREAD = "没看懂这个日期，请这样写：<code>2026-04-04</code> 或 <code>4月4日</code>。"
ASK_NEWSPAPER = "现在的报纸：{newspaper}\n请选择，或发送报纸的名称。"
ASK_IF_NEW_NEWSPAPER = (
    "还没有收录过《{newspaper}》，也可能是报头读错了。"
    "请选择是哪份报纸，或发送正确的名称；确实是新报纸的，点下面的按钮。"
)
BUTTON_NEW_NEWSPAPER = "是新报纸：{newspaper}"
NEWSPAPER_UNKNOWN = "⚠ 还没有收录过这份报纸：请点 <b>报纸</b> 选择，或确认是新报纸"
NEWSPAPER_TOO_LONG = "报纸名称最多 {most} 个字，请再发一次。"
ASK_FOLIO = "现在的版次：{folio}\n请发送版次，例如 <code>3</code> 或 <code>A03</code>。"
FOLIO_UNREAD = "版次最多 {most} 个字，例如 <code>3</code> 或 <code>A03</code>。"
BUTTON_NO_FOLIO = "不写版次"
ASK_LINK = "现在的链接：{link}\n请发送版面的网址，以 http:// 或 https:// 开头。"
LINK_REFUSED = "这不是网址。请发送以 http:// 或 https:// 开头、不超过 {most} 个字符的网址。"
BUTTON_NO_LINK = "去掉链接"

# Who has a draft.
DRAFT_HELD = "“{file}”正由 {name} 处理（{when}动过）。要接手吗？"
BUTTON_TAKE_OVER = "接手"
BUTTON_ONLY_LOOK = "只看"
TAKEN_OVER = "{name} 接手了您的待定版面“{file}”。"
DRAFT_LEAVING = "这份定于 {when} 自动发布，要改请先撤销。"
BUTTON_CALL_BACK = "撤销定时发布"
DRAFT_FORGOTTEN = "您有一份版面还没有决定（{when}动过）：\n<b>{file}</b>\n{source}"
DRAFT_LEFT_BEHIND = "{name} 已经不是编辑了，还有一份版面没有决定（{when}动过）：\n<b>{file}</b>\n{source}"
BUTTON_OPEN_DRAFT = "打开"
JUST_NOW = "刚刚"
MINUTES_AGO = "{count} 分钟前"
HOURS_AGO = "{count} 小时前"
DAYS_AGO = "{count} 天前"

TOPIC_LOST = (
    "群“{group}”里的一个话题已关闭或删除，推送改发到“General”话题。\n"
    "话题恢复后，请在那里再发一次命令。（Telegram：{reason}）"
)

GONE_IN_MASSES = (
    "<b>推送可能出了故障</b>\n一分钟内有 {count} 个接收者都回答“已不在”（{reason}）。这多半不是他们走了，而是"
    "线路有问题（令牌、Bot API 服务器或 Telegram）。一个也没有停用；现在每次只试一个，通了就自动恢复。"
)
LOST_PLACES_TITLE = "<b>有 {count} 个群或频道收不到推送了</b>"
LOST_PLACE = {
    True: "· {kind} {title}：停用，{why}",
    False: "· {kind} {title}：一天多发不进去，还在试，{why}",
}
LOST_PLACES_MORE = "还有 {count} 个。"
LOST_PLACES_HINT = (
    "关注和设置都留着。那边恢复后，管理员在群里发一条命令（频道用 /channel ），就从最近七天的补起。"
)
