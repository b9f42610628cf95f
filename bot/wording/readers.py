"""What readers are answered."""

from __future__ import annotations

WELCOME = (
    "<b>欢迎使用园区快报</b>\n"
    "这里有开发区、园区的新闻简报，每条两三句，逐字摘自报纸原文。\n\n"
    "· 看一个园区：发送 <code>/park 临猗</code>，或直接发送园区名\n"
    "· 关注后，有新消息就会收到：<code>/follow 临猗</code>\n"
    "· 全部用法：/help"
)
WELCOME_EDITOR = "<b>编辑</b>：把报纸版面的文件或文字发给我，看过预览就能发布；已发布的见 /issues"
START_ASK = "您关心哪个城市？点一下，选择要关注的园区："
START_PARKS = "<b>{city}</b>：点一下就关注，再点一下取消。可以只选几个园区，也可以关注全市。"
START_OTHER_CITY = "换一个城市"
HELP_TITLE = "<b>使用说明</b>　直接发送园区名也行，例如“临猗”。转发一条简报：长按它，选“转发”。"
HELP_FOR_ADMINS = "<b>群管理员</b>：设置本群的关注和推送。"
HELP_ELSEWHERE = "其余命令请在与我的私聊里使用：{commands}"
HELP_FOR_EDITORS = "<b>编辑</b>：把报纸版面的文件或文字发给我，预览后即可发布。"

NAME_A_PARK = "请写上园区名，例如 <code>/{command} 临猗</code>。全部园区见 /parks"
NO_SUCH_PARK = "没有叫“{name}”的园区。您要找的是不是："
NO_SUCH_PARK_AT_ALL = "没有叫“{name}”的园区。全部园区见 /parks ，全部用法见 /help"
WHICH_PARK = "“{name}”可以指几个园区，请选择："
MORE_PARKS_THAN_SHOWN = "“{name}”对应的园区太多，这里是一部分；请把名称写得再完整些。"
NEAREST_INSTEAD = "没有叫“{name}”的园区，最接近的是："
PARK_WITHOUT_NEWS = "<b>{park}</b>\n暂时没有简报。"
FOLLOW_FOR_NEWS = "关注后，一有消息就会告诉您。"
NEWEST_OF_CITY = "<b>{city}最新</b>"
CITY_PARKS = "<b>{city}</b> · {parks} 个园区，共 {total} 条简报。看哪一个？"
CITY_GONE = "这个城市已经没有园区了。"
COUNT_MARK = "（{count}）"
NEWS_OF_CITY = "{city}全部最新"
PARKS_OF_CITY = "{city}的园区"
PARK_MARK = "【{park}】"
PARK_COUNT = "共 {total} 条"
LATEST_TITLE = "<b>最新简报</b>"
NOTHING_YET = "还没有简报。"
PARKS_TITLE = "<b>全部园区</b>（点名称看简报，括号里是条数）"
PARKS_WITHOUT_NEWS = "暂无简报：{parks}"
NO_NEWS_MARK = "（暂无简报）"
CITY_PARKS_WITHOUT_NEWS = "没有标条数的 {count} 个园区暂无简报。"
OTHER_PLACES = "其他"
WITHOUT_PARK = "未指明园区"
KEY_FIGURES = "更多数字：{figures}"
FIGURE_SEPARATOR = " · "
NO_BRIEF = "（本文没有可摘录的句子，请看全文）"
NO_BRIEF_HERE = "（本文没有可摘录的句子，请看原文）"
ARTICLE_GONE = "这篇文章已经不在了。"
PARK_GONE = "这个园区已经不在了。"
PAGE_GONE = "没有这一页了。"
PAPER_MARK = "《{name}》"
NAME_A_PAPER = (
    "请写上报纸的名称，例如 <code>/paper 科学导报</code>，后面可以加日期：<code>/paper 科学导报 昨天</code>。"
)
NO_SUCH_PAPER = "没有叫“{name}”的报纸。全部报纸见 /papers"
WHICH_PAPER = "“{name}”可以指几份报纸，请选择："
PAPER_WITHOUT_NEWS = "没有简报。"
ALL_OF_PAPER = "不限日期"
LAST_OF_PAPER = "最近一期：{day} {pages}"
PAPERS_TITLE = "<b>全部报纸</b>（{count}）"
NO_PAPERS_YET = "还没有收录报纸。"
PAPER_LINE = "· {name}：最近一期 {day}，共 {count} 条"
PAPER_LINE_EMPTY = "· {name}：还没有简报"
NOTHING_TODAY = "今天还没有简报。"
NOTHING_THIS_WEEK = "最近七天没有简报。"
NEWEST_IS_OF = "最近的一条是{date}的，见 /latest"

SEARCH_USAGE = (
    "请写上要找的词，例如：\n"
    "<code>/search 招聘 临汾</code>　限于一个市或园区\n"
    "<code>/search “标准厂房” -招聘</code>　加引号：整词匹配；加减号：排除这个词\n"
    "<code>/search 光伏 4月</code>　限于日期：4月、2026-04、本周、近30天\n"
    "<code>/search 钢铁 《科学导报》</code>　限于一份报纸"
)
SEARCH_TITLE = "<b>搜索{text}</b>"
NOTHING_FOUND_WHOLE = "没有找到完整写着{text}的报道。可以去掉引号再找。"
NOTHING_ASKED = "{text}里没有要找的词。例如：<code>/search 招聘 临汾</code>；更多写法见 /search"
SEARCH_LIMITS = "限于：{limits}"
MORE_THAN_COUNT = "{total} 条以上"
NOTHING_FOUND = "没有找到写到{text}的报道。可以少写几个词，或换个说法。"
SEARCH_GONE = "这次搜索太久了，请重新搜索。"
EMPTIED = "限于{limits}，没有找到{text}；放开就有。"
LIFT_LIMITS = "不限园区和日期"
LIFT_LIMITS_OF_PAPER = "不限报纸、园区和日期"
NO_PARK_CALLED = "没有叫“{text}”的园区。"
NO_PARK_BUT_ARTICLES = "没有叫“{text}”的园区。报纸里有 {total} 篇提到它："
NO_PARK_BUT_MANY_ARTICLES = "没有叫“{text}”的园区。报纸里有不少文章提到它："
OR_A_SLIP = "也可能是下面这个园区："
BEST_FIRST = "按相关排序"
NEWEST_FIRST = "按时间排序"
LIST_SEPARATOR = "、"
TOO_FAST = "您发得太快了，请过几秒再发。"
MISSED = "这条消息处理晚了，没有执行；需要的话请再发一次。"

FULL_TEXT = "全文"
# The same story elsewhere: who else tells it, with a day of each.
ALSO_TOLD = "另见{others}"
ALSO_TOLD_MORE = "等 {count} 处"
ALSO_TOLD_OF = "另见 {number}"
# Of an article that is about further parks, under the name of one.
ALSO_ABOUT = "本文也写到：{parks}"
READ_AT_SOURCE = "看原文"
BRIEF_ALONE = "这篇来自别处，这里只登简报，全文请看原处。"
SOURCES = "出处"
SOURCES_TITLE_OF_BRIEF = "<b>《{headline}》简报的出处</b>\n简报摘用了下面的原句。"
SOURCES_TITLE = "<b>《{headline}》简报的出处</b>\n加粗的是简报摘用的句子。"
PARAGRAPHS_LEFT_OUT = "……"
SENTENCES_LEFT_OUT = "……"
BUTTON_UNFOLD = "展开整段"
PREVIOUS = "上一页"
NEXT = "下一页"
FOLLOW = "关注"
UNFOLLOW = "取消关注"
FOLLOW_PARK = "关注 {park}"
UNFOLLOW_PARK = "取消关注 {park}"

FOLLOWED = "已关注 <b>{park}</b>。{when}"
CHANGE_WHEN = "想换时间，发送 /digest"
FOLLOWED_ALREADY = "您已经关注了 <b>{park}</b>。"
UNFOLLOWED = "已取消关注 <b>{park}</b>。"
NOT_FOLLOWED = "您没有关注 <b>{park}</b>。"
FOLLOWED_SHORT = "已关注 {park}"
UNFOLLOWED_SHORT = "已取消关注 {park}"
FOLLOWING_NOTHING = "这里还没有关注任何园区。发送 <code>/follow 临猗</code> 试试。"
FOLLOWING_LINE = "· {name}：{brought}"
BROUGHT = "近 {days} 天 {count} 条"
BROUGHT_NOTHING = "近 {days} 天没有，最近一条 {day}"
BROUGHT_NOTHING_EVER = "还没有简报"
FOLLOWED_NAMES = {
    "PARK": "{name}",
    "CITY": "{name}（全市）",
    "KEYWORD": "#{name}",
    "NEWSPAPER": "《{name}》",
    "PROJECT": "{name}（项目）",
}
PROJECT_ENDING = "项目"
TARGETS_GONE = {
    "PARK": "这个园区已经不在了。",
    "CITY": "这个城市已经没有园区了。",
    "KEYWORD": "这个关键词已经没人关注了，请重新发送 /follow 。",
    "NEWSPAPER": "这份报纸已经不在了。",
    "PROJECT": "这个项目已经不在了。",
}
BOLD_SEPARATOR = "</b>、<b>"
FOLLOW_WHAT = (
    "请写上要关注的，可以一次写几个。全部园区见 /parks\n"
    "<code>/follow 临猗 襄垣</code>　园区\n<code>/follow 运城市</code>　全市\n"
    "<code>/follow #招聘</code>　关键词\n<code>/follow 《科学导报》</code>　报纸"
)
UNFOLLOW_WHAT = "请写上要取消的名称，例如 <code>/unfollow 临猗</code>。也可以发送 /following ，点一下就取消。"
FOLLOW_NEWEST = "最新一条："
FOLLOW_NEWEST_OF_SEVERAL = "最新的几条："
FOLLOW_NOTHING_YET = "目前还没有这方面的简报，一有就告诉您。"
TOO_MANY_FOLLOWS = (
    "最多可以关注 {most} 项，<b>{names}</b> 没有加上。请在 /following 里去掉一些不常看的，"
    "或者关注整个城市，例如 <code>/follow 运城市</code>。"
)
TOO_MANY_FOLLOWS_SHORT = "最多可以关注 {most} 项。请先在 /following 里去掉一些，或者关注整个城市。"
TOO_MANY_NAMES = "一次最多写 {most} 个名称，请分几次发送。"
NAME_UNREAD = "没有认出“{name}”，报纸里也没有提到它。发送 <code>/follow {name}</code>，可以看到相近的名称。"
NAME_MENTIONED = (
    "没有认出“{name}”，报纸里{count}提到它：发送 <code>/follow {name}</code> 看看，"
    "或关注这个词 <code>/follow #{name}</code>"
)
MENTIONS = "有 {count} 篇"
MANY_MENTIONS = "有不止 {most} 篇"
NAME_AMBIGUOUS = "“{name}”可以指几个园区，请单独发送 <code>/follow {name}</code> 选择。"
NO_KEYWORD = "“{text}”不能作为关键词。请写 20 个字以内的词，例如 <code>/follow #招聘</code>"
FOLLOWING_TITLE = "<b>我的关注</b>（{count}）"

DIGEST_WHEN = {
    "daily": "有新消息时，{when} 推送{to}。",
    "now": "一有新消息就推送{to}。",
    "off": "推送已关闭，需要时请发送 /digest 打开。",
}
# By the kind of chat.
DIGEST_TO = {"private": "给您", "group": "到本群", "supergroup": "到本群", "channel": "到频道"}
DIGEST_IS_PAUSED = "（已暂停，到{until}恢复）"
YOUR_ID = "您的 Telegram 编号是 <code>{user_id}</code>"
UNKNOWN_COMMAND = "没有这个命令。全部用法见 /help"
ONLY_TEXT = "我只看得懂文字。发送园区名称试试，例如 <code>临猗</code>；全部用法见 /help"
UNKNOWN_BUTTON = "这个按钮已经失效，请重新发送命令。"
MESSAGE_TOO_OLD = "这条消息太旧，按钮不能用了，请重新查询。"
SOMETHING_BROKE = "抱歉，刚才出了点问题，请再试一次。"

DIGEST_TITLE = "<b>园区快报</b> · {count} 条简报"
DIGEST_TITLE_OF_PARKS = "<b>园区快报</b> · {parks} 个园区，{count} 条简报"
BRIEF_TOO_LONG = "（太长，请看全文）"
BRIEF_TOO_LONG_HERE = "（太长，请看原文）"
AND_SO_ON = "…"
# What becomes of a message when something in it is put right or taken back.
URGENT_ENTRY = "<b>〔加急〕</b>{entry}"
URGENT_TITLE = "<b>园区快报</b> · 加急"
CORRECTED_ENTRY = "<b>〔更正〕</b>{entry}"
CORRECTED_BELOW = "<b>〔更正〕</b>{headline}\n更正后的内容较长，见下一条消息。"
ALL_BELOW = "<b>〔更正〕</b>这条消息里的 {count} 条简报有改动，以后面的消息为准。"
RETRACTED_ENTRY = "<s>{headline}</s>\n<b>已撤回</b>：{reason}"
ANOTHER_PARK_ENTRY = "<s>{headline}</s>\n<b>〔更正〕</b>这条报道说的是{park}，不是您关注的园区。"
ANOTHER_PARK_ENTRY_NONE = "<s>{headline}</s>\n<b>〔更正〕</b>这条报道说的不是您关注的园区。"
CORRECTION_OPENING = "<b>更正</b>：之前发给您的内容有误，请以这里的为准。"
RETRACTION_OPENING = "<b>撤回</b>：之前发给您的下列内容作废。"
