"""Why a page of another site was not fetched, for the editor who asked for it."""

from __future__ import annotations

READ_LISTS = "“{name}”是目录页，请在下面选文章。"
OFFER_TITLE = "<b>{name}</b>\n{source}这一页列出 {count} 篇文章。点数字选择，再取来读成一份版面："
OFFER_LINE = "{mark}{number}. {headline}"
OFFER_MARK = "✓ "
BUTTON_PICK_ALL = "全选"
BUTTON_PICK_NONE = "全不选"
BUTTON_TAKE_PICKED = "取这 {count} 篇"
OFFER_NONE_PICKED = "还没有选文章，请点数字。"
OFFER_TAKEN = "正在取，每篇之间停一秒，读完给您预览。"
OFFER_CLOSED = "这一页已经取过了；要再取，请重新发送网址。"
OFFER_GONE = "这一页已经过期，请重新发送网址。"
NOT_FETCHED = "有 {count} 篇没有取到：{articles}"
NOT_FETCHED_ARTICLE = "《{headline}》（{reason}）"
SAVE_PAGE_INSTEAD = "请在浏览器里打开，另存为网页文件后发给我"
FETCH_REFUSED = {
    "no_address": "这不是网页地址。请发送以 http:// 或 https:// 开头的地址",
    "not_public": "这个地址不在公网上，机器人不去取。" + SAVE_PAGE_INSTEAD,
    "other_port": "这个地址用了不常见的端口，机器人只取 80 和 443 端口的网页。" + SAVE_PAGE_INSTEAD,
    "with_password": "地址里带有用户名或密码，机器人不用它们。请去掉后再发",
    "unknown_host": "找不到这个网站，请检查地址，或过一会儿再发",
    "unreachable": "连不上这个网站，请过一会儿再发；若仍不行，" + SAVE_PAGE_INSTEAD,
    "unsafe": "这个网站的证书无效，机器人不取。" + SAVE_PAGE_INSTEAD,
    "too_slow": "网站太慢，没能及时取到，请过一会儿再发；若仍不行，" + SAVE_PAGE_INSTEAD,
    "too_big": "网页太大，超过 5 MB。请只把需要的版面存成文件发给我",
    "too_many_redirects": "这个地址跳转太多次，没有取到。" + SAVE_PAGE_INSTEAD,
    "robots": "这个网站不让程序取这个网页（robots.txt）。" + SAVE_PAGE_INSTEAD,
    "forbidden": "网站不给看这个网页，可能要登录。" + SAVE_PAGE_INSTEAD,
    "missing": "网站上没有这个网页，请检查地址",
    "busy": "网站正忙，请过一会儿再发；若仍不行，" + SAVE_PAGE_INSTEAD,
    "bad_answer": "网站的回答有问题，没有取到。" + SAVE_PAGE_INSTEAD,
    "other_type": "这个地址不是网页、PDF、Word 或文字文件，读不了",
    "busy_here": "同时要取的网页太多，请过一会儿再发",
}
