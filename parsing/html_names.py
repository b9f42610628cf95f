"""What web pages call their parts: class names, ids and property names."""

from __future__ import annotations

import re

# A name begins and ends at anything but a letter, or at a capital.
_START, _END = r"(?:^|(?<=[\W_\d])|(?<=[a-z])(?=[A-Z]))", r"(?=$|[\W_\d]|[A-Z])"


def _named(words: str) -> re.Pattern[str]:
    return re.compile(f"{_START}(?i:{words}){_END}")


# Furniture whatever it holds.
FURNITURE_NAMES = _named(
    r"comments?|comment[a-z]*|pinglun|repl(?:y|ies)|gentie|disqus|related?|relat[a-z]*|xiangguan|xgyd|xgwz"
    r"|recommend[a-z]*|recom|tuijian|guess|hotnews|hotlist|rank(?:ing|list)?|paihang"
)
# Furniture as a rule: not where it holds a good part of the page's prose.
SIDE_NAMES = _named(
    r"footer|foot|copyright|bottom[a-z]*|share[a-z]*|bdshare[a-z]*|bshare[a-z]*|fenxiang|qr(?:code)?|erweima|ewm|crumbs?"
    r"|bread[a-z]*|nav|navi|navbar|navigation|daohang|menu[a-z]*|submenu|ad|ads|adv|advert[a-z]*|guanggao|banner"
    r"|friendlinks?|yqlj|youqing|toolbar|tools?|dialog|modal|popup|pop|toast|feedback|jubao|page(?:r|nav|bar|s|num)"
    r"|pagination|fanye|prevnext|prev|download|appdown|kehuduan|disclaimer|mianze|shengming|login|loginbar|register"
    r"|search[a-z]*|subscribe|weixin|weibo|reward|dashang|vote|bianji|zebian|zrbj|jiathis[a-z]*|sns|backtop|gotop|totop"
    r"|tags?|keywords?|profile_container|qr_code_pc|reward_area|like_area|sidebar[a-z]*|side|aside|right[a-z]*|fr|header"
    r"|head|top[a-z]*|tips?|hot[a-z]*|list[a-z]*|author[a-z]*|profile|account|about|more|links?|layer|mask|attention"
    r"|follow|hide|hidden|mini|teaser[s]?|latest|new(?:est)?list|otherarticle|others?|next|app|client|position|location"
)
# Editions without heading elements name their headlines so.
HEADLINE_NAMES = _named(
    r"title|headline|bt|biaoti|articletitle|arti_title|newstitle|news_title|maintitle|con_title|tit|wztit|xltit|zwbt"
)
SUBHEAD_NAMES = _named(r"subtitle|sub_title|subhead|futitle|fubiaoti|futi|fbt|ft|sub|yinti|introtitle")
CAPTION_NAMES = _named(r"caption|pic_?desc|img_?desc|imgtext|tushuo|picinfo|picture_?text|pictext|tuzhu")
# The main text's own element in wide-spread systems: WeChat, Founder, VSB, TRS, government pages, HTML's own.
MAIN_NAMES = _named(
    r"js_content|ozoom|enpcontent|founder-content|vsb_content|vsb_newscontent|v_news_content|UCAP-CONTENT|TRS_Editor"
    r"|TRS_UEDITOR|trs_editor_view|zoom|zoomcon|pages_content|articleBody|article-?content|article_?content|articlecontent|artibody"
    r"|rm_txt_con|post_?body|post_?content|entry-?content|content_area|show_text|newstext|news_?content|news_?text|text_content|newscontent"
    r"|arti_content|wp_articlecontent|cont-wrap|article_?body|detail_?content|con_?txt|zhengwen|main_?text|news_?txt"
)
MAYBE_MAIN_NAMES = _named(r"article|content|con|cont|text|txt|detail[s]?|main|news|post|entry|body|info|view")
