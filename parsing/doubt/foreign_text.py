"""Text that belongs to no article and stands in one all the same: navigation, notices, imprints, markup."""

from __future__ import annotations

import re

# Words of web pages around an article that articles themselves do not use.
_NAVIGATION = re.compile(
    r"当前(?:的)?位置|您(?:现)?所?在的?位置|你的位置|设为首页|加入收藏|加入书签|返回(?:首页|顶部|列表|上一页|目录)|回到(?:首页|顶部)|网站地图"
    r"|首页\s*[-—>》/|·]|[>»]\s*正文|新闻中心\s*[->》]|(?:^|\s)首页\s+\S+\s|[上下]一[篇版](?!章)|[上下]一[条页]\s*:|尾页|共\d+页|第\d+页|A-\s*A\+"
    r"|字[体号]\s*:|【?打印】|打印本[页稿文]|【关闭】|关闭窗口|×\s*关闭|[\[【](?:详细|详情|更多|纠错)[\]】]|加载中|未完待续|听全文|手机看新闻|点个?在看"
    r"|分享(?:到|至|给)\s*[:\[]|分享本文|转发到|扫一扫|扫描(?:[上下右左图].)?二维码|(?:长按|识别).{0,4}二维码|关注我们|公众号\s*:|关注.{0,10}公众号|蓝字关注"
    r"|QQ空间|微信\s+QQ|复制链接|点击(?:数|率|阅读|查看|进入|下载|播放|关注|加载|图片|上方|下方)|浏览(?:次数|量|数)\s*:?\s*\d|阅读(?:数|量|次数)?\s*:?\s*\d|阅读(?:原文|全文)"
    r"|更多\s*(?:>|»)|更多(?:精彩内容|相关(?:新闻|内容))|热门(?:推荐|文章|评论|排行)|相关(?:阅读|链接|推荐|文章)|推荐阅读|延伸阅读|为您推荐|猜你喜欢|编辑推荐|往期回顾"
    r"|热点(?:推荐|新闻|排行)|最新(?:评论|资讯|文章)|(?:网友|我要|全部|热门|暂无)评论|\d\s*条评论|评论\s*\(?\d|我来说两句|精选留言|登录后|已有\d+人(?:评论|参与|点赞)|举报\s*/|举报电话"
    r"|点赞\s+\S|(?:收藏|转发)\s+\S+\s|(?:登录|注册)\s+(?:登录|注册)|客户端下载|(?:下载|打开)(?:客户端|APP|app|App)|关怀版|版面(?:导航|目录|概览)|标题导航|本版导读|今日导读|数字报$"
    r"|展开全文|原标题\s*:|稿件来源|责任编辑|我要投稿|(?<![金题据料水能货客])来源\s*:|(?:标签|关键词|热词)\s*:|作者\s*:|作者声明|本文(?:来源|转自)|转自网络|文章来源|发布(?:时间|日期|者|人)\s*:"
    r"|版权(?:所有|声明|归)|未经.{0,4}(?:许可|授权).{0,4}(?:不得|禁止|严禁)|不得转载|转载(?:请|自|此文|须|必究)|侵犯了?您|侵权请|免责声明|仅代表作者|仅供(?:其表达|参考)"
    r"|[Cc]opyright|©|ICP[备证]|备案号|网安备|信息服务许可证|技术支持\s*:|建议使用.{0,12}(?:浏览器|分辨率)|All\s[Rr]ights"
)
# Words that articles use as well: only a short line of them is navigation.
_MAYBE_NAVIGATION = re.compile(
    r"朋友圈|扫码|举报|点赞|无障碍|发表评论|公众号|相关(?:新闻|报道)|[上下]一[条页期]|[前后]一[篇页]|分享|访问量|新浪微博|联系我们|关于我们|登录|注册|收起|更多|首页|导航|收藏|评论|转发"
    r"|投稿|导读|留言|纠错|打印|关闭|全文$|头条$|^要闻$|^园区$|回顾$|下载|客户端|加载|详情|推荐"
)
LONGEST_NAVIGATION, LONGEST_MENU = 12, 120
_MENU = re.compile(r"^\W*(?:[^\s|/>·]{1,6}[\s|/>·]+){3,}[^\s|/>·]{1,6}\W*$")
_EDITORS = re.compile(
    r"(?:责任编辑|责编|编辑|美术编辑|美编|版式|版式设计|排版|组版|校对|责校|审读|审核|审校|编审|监制|总编辑?|社长|主编|值班编委|值班主任|编委|[一二三终初复]审|统筹|制图|摄影)\s*[:/]"
    r"|(?:编辑|美编|校对|责编|版式|审读)\s[^\W\d_]{2,4}(?:\s+(?:编辑|美编|校对|审读|责编|审核|版式)|$)|值班主任\s|[一二]审.{1,8}二审"
    r"|\d{4}年\d{1,2}月\d{1,2}日\s*(?:星期|周)[一二三四五六日天]|\d{4}[./-]\d{1,2}[./-]\d{1,2}(?:\s+\d{1,2}:\d{2}|\s*$)|^星期[一二三四五六日天]$|农历.{1,3}月[初廿十三]|总第\s?\d+\s?期"
    r"|\d{4}年\d{1,2}月\d{1,2}日\s*第?[A-Z]?\d{1,2}版|第\s?[A-Z]?\d{1,2}\s?版(?![本权教的次]|[,。])|(?<=[一-鿿])(?:[A-D]\d{1,2}|0\d版)(?=[一-鿿])(?![纸级证照区馆座栋号类型轮线楼口展])"
    r"|国内统一(?:连续|刊)|邮发代号|零售价\s*[:\d]|每份定价|印刷厂|承印\s*:|广告经营许可|投稿邮箱|(?:投稿|新闻|订报|广告|发行|记者)热线|社址|邮编\s*[:\d]|法律顾问\s*:"
    r"|^\W*[^\W\d_]{2,6}[日晚晨商时导]报\s*(?:\d{4}年\d{1,2}月\d{1,2}日|[A-Z]?\d{1,2}版?)?\W*$|(?<![A-Za-z])[A-Z]{9,}(?![A-Za-z])|\bPage\s?\d"
)
_NOTICE = re.compile(
    r"声明作废|遗失声明|不慎(?:将|遗失|丢失)|特此(?:公告|声明|更正|通告)|减资公告|清算公告|注销公告|拍卖公告|拍卖会|招租|出租(?:\s|厂房)|旺铺|转让\s|招聘启事|寻人启事|诚聘|诚招|诚邀加盟|招商热线"
    r"|申报债权|竞买|统一社会信用代码|招标公告|中标公告|公示期|清仓|特卖|全场.{1,4}折|优惠价|欢迎.{0,6}(?:选购|订购|来电|垂询)|待遇从优|联系(?:人|电话|方式)\s*[:\d]|详情(?:请)?(?:咨询|致电)"
    r"|买一送一|限时抢购|零风险|有意者|恭祝|投资有风险|商务合作|服务热线\s*\d|热线\s*:\s*\d|电话\s*:?\s*\d|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)400-?\d{3}-?\d{4}(?!\d)"
    r"|[\w.-]{2,30}@[\w-]{1,30}\.\w|广告\s*$|^\W*广\s*告"
)
_CREDIT = re.compile(
    r"(?:。|^|\s|\()(?:本报|新华社)?(?:记者|通讯员)?\s?[^\W\d_]{2,4}\s?/?\s?摄(?=[\s)。]|$)(?<![主副拍]摄)|(?:供图|资料图|图片来源\s*:|文/图|图/文|/摄|图片由.{2,12}提供)(?!片)|▲|△|新华社发(?!布)|。图为|^图为"
)
# All that a caption without a credit says; no paragraph is so short and shows a scene.
_SCENE = re.compile(
    r"(?:图为)?\S{2,16}(?:一角|一景|现场|外景|全景|掠影|鸟瞰)。?$|(?:图为|俯瞰|航拍|鸟瞰)\S{2,16}$"
)
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|img|td|tr|table|strong|b|font|script|style|li|ul|h\d)\b[^>]{0,200}>?|<!|-->"
    r"|&(?:nbsp|[lr]dquo|[lg]t|amp|quot|mdash|#\d{2,5});?|\[/?[a-z]{1,6}\]|\\[nrtu]"
    r"|https?://|www\.\w|\.(?:html?|jpg|png|aspx?|php|css|js)\b"
    r"|function\s?\(|\bvar\s[\w$]+\s?=|document\.|window\.|\bif\s?\(|\[if\s|\{\s?[\"'][\w$]+[\"']\s?:"
)
_PAGE_TURN = re.compile(r"[(\[]?(?:下转|上接|转|接)\s*第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版")


def looks_like_navigation(text: str) -> bool:
    """Whether a folded text has words of a web page's navigation in it, or is a row of them."""
    if _NAVIGATION.search(text) or _PAGE_TURN.search(text):
        return True
    if len(text) <= LONGEST_NAVIGATION and not text.endswith("。") and _MAYBE_NAVIGATION.search(text):
        return True
    return len(text) <= LONGEST_MENU and bool(_MENU.match(text))


def looks_like_imprint(text: str) -> bool:
    """Whether a folded text names editors, or is a header or footer of a page."""
    return bool(_EDITORS.search(text))


def looks_like_notice(text: str) -> bool:
    """Whether a folded text has words of an advertisement or of a public notice in it."""
    return bool(_NOTICE.search(text))


def holds_markup(text: str) -> bool:
    """Whether a folded text holds tags, code or addresses of the web."""
    return bool(_MARKUP.search(text))


def holds_credit(text: str) -> bool:
    """Whether a folded text holds the words that stand under photos, or is no more than a scene."""
    return bool(_CREDIT.search(text) or _SCENE.match(text))
