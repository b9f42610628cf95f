"""Pages that editors send: how they are read, and what is doubtful in them."""

from __future__ import annotations

ONLY_EDITORS = "谢谢！只有编辑可以发布版面。要看园区新闻，请发送园区名，例如 <code>临猗</code>。"
SEND_AS_FILE = "要发布版面，请把它作为文件发给我（回形针 → 文件），不要作为图片；也可以直接粘贴版面的文字。"
FILE_TOO_LARGE = (
    "文件有 {size:.1f} MB，Telegram 只让机器人取 {limit} MB 以内的文件。请把版面另存为文字（.txt），或拆成"
    "几个文件再发；也可以请管服务器的人在那里运行 run_bot.py publish 文件名"
)
READING_TOO_SLOW = "没能读完，读取超时，请拆成几个小一些的文件再发"
READING_TOO_BIG = "没能读完，占用内存太多，请拆成几个小一些的文件再发"
READING_CRASHED = "没能读完，读取程序中断了，请再试一次；若仍不行，请换成 .txt 文件"
FILE_NOT_THERE = "Bot API 服务器没有把文件放到约定的位置，请再发一次；还是不行，请告诉管理员"
DOWNLOAD_FAILED = "没能从 Telegram 取到，请再发一次"
UNREADABLE = "“{name}”读不了：{reason}。没有存入任何内容。"
NAMELESS_FILE = "没有名字的文件"
READING_ONE = "正在读取“{name}” …"
READING_SEVERAL = "读取 {number}/{count}：{name} …"
READING_WAITS = (
    "“{name}”已收好，但读取程序暂时启动不了（服务器太忙或内存不够）。会自动再试，不用重发；"
    "久等不见，请告诉管理员"
)
READ_ONE = "“{name}”已读取，预览见下。"
READ_SEVERAL = "{count} 个文件：{outcomes}"
READ_PREVIEWS = "{count} 份预览"
READ_FAILURES = "{count} 份读不了："
READ_FAILURE = "{name}：{reason}"
READ_MORE_FAILURES = "还有 {count} 份"

PASTE_OPENED = "请把版面的文字发来，可以分几段，也可以转发。发完请按“{read}”或发送 /done"
PASTE_COLLECTED = "已收到 {parts} 段，共 {characters:,} 字。发完请按“{read}”或发送 /done"
PASTE_FULL = "\n最多收 {most:,} 字：有 {refused} 段没有收下，请先读取这些，再另发其余的。"
PASTE_PART_REFUSED = (
    "太长了，这一段没有收下：一次最多收 {most:,} 字。请先按“{read}”或发送 /done，从这一段起另发一次。"
)
PASTE_LEFT = (
    "{date}收到的文字还没有读取：{parts} 段，共 {characters:,} 字。要读取吗？（此后发来的文字不再加进去）"
)
PASTE_DROPPED = "收到的文字已丢弃，没有保存。"
PASTE_NOTHING_OPEN = (
    "现在没有在收文字。请先发送 /paste ，再把版面的文字发来；也可以直接把长文字粘贴或转发给我。"
)
PASTE_STILL_EMPTY = "还没有收到文字。请把版面的文字发来，再发送 /done"
PASTE_CLOSED = "这些文字已经处理过了。"
PASTE_GIVEN_TO_READ = "收到的文字已交去读取。"
PASTE_IN_PRIVATE = "请在与我的私聊里粘贴版面的文字。"
PASTE_READ = "读取"
PASTE_DROP = "不要"
PASTED_NAME = "粘贴的文字"
FORWARDED_NAME = "转发自 {source}"
UNREADABLE_REASONS = {
    "empty": "文件是空的，请发送有版面文字的文件",
    "too_large": "文件太大，请每次只发一个版面",
    "too_much_text": "文字太多，请拆成单个版面再发",
    "too_many_pages": "PDF 页数太多，请只发需要的几页",
    "unknown_format": "认不出是什么文件，请发送文字、Word、PDF 或网页文件",
    "image": "这是图片，不含文字，请发送版面的文字、Word 或带文字的 PDF；只有图片时，先用文字识别转成文字",
    "archive": "压缩包里没有能读的版面，请解压后发送，或把 .docx、.pdf、.html、.txt 打成 .zip 再发",
    "old_office": "这是旧版 Word 文件（.doc），请在 Word 或 WPS 里另存为 .docx 再发",
    "wps": "这是 WPS 文字的文件（.wps），请在 WPS 里“文件 → 另存为”选 .docx 再发",
    "word_xml": "这是 Word 2003 的 XML 文件，请在 Word 或 WPS 里另存为 .docx 再发",
    "ofd": "这是 OFD 版式文件，请在 OFD 阅读器或 WPS 里导出为 PDF，或复制文字存成 .txt 再发",
    "caj": "这是知网的 CAJ 文件，请在 CAJViewer 里另存为 PDF，或复制文字存成 .txt 再发",
    "other_office": "这是别的 Office 文件，请把文字另存为 .docx 或 .txt 再发",
    "encrypted": "文件有密码保护，请去掉密码再发",
    "damaged": "文件已损坏或不完整，请重新导出再发",
    "expands_too_far": "文件展开后太大，请只发送其中的文字",
    "unknown_encoding": "认不出文字编码，请另存为 UTF-8 再发",
    "no_text_layer": "这个 PDF 是扫描件，没有文字，请发送排版导出的 PDF 或文字",
    "other_language": "文字不是中文，只能读中文报纸的版面",
    "no_article": "没有读出文章，请确认标题单独成行，后面有正文",
}
# Why an article may have been read wrongly.
DOUBTS = {
    "no_headline": "没有标题",
    "no_body": "没有正文",
    "garbled": "文字乱码",
    "digits_lost": "数字缺失",
    "misread_signs": "形近字认错",
    "markup_inside": "混入网页代码",
    "odd_words": "文字不通",
    "odd_punctuation": "标点错乱",
    "no_punctuation": "缺少标点",
    "like_a_table": "表格混成正文",
    "second_article": "可能混入另一篇文章",
    "two_subjects": "前后说的不是一件事",
    "text_of_neighbour": "与邻近文章有相同的句子",
    "foreign_paragraph": "有一段像是邻近文章的",
    "rest_follows": "下一篇像是本文的后半",
    "close_to_neighbour": "用词与相邻文章格外相近",
    "caption_of_neighbour": "图注像是邻近文章的",
    "loose_subject": "前后联系不紧",
    "headline_of_neighbour": "标题像是邻近文章的",
    "headline_like_navigation": "标题像导航",
    "headline_like_sentence": "标题像正文的一句话",
    "headline_like_byline": "标题像署名",
    "headline_like_caption": "标题像图注",
    "kicker_in_headline": "标题前像是连着园区名",
    "headline_like_subhead": "标题像副标题",
    "headline_names_other_park": "标题写的是别的园区",
    "headline_like_page_number": "标题像版号",
    "headline_broken": "标题不完整",
    "headline_is_park": "标题只是园区名",
    "headline_too_short": "标题太短",
    "headline_unechoed": "标题与正文无关",
    "headline_too_long": "标题太长",
    "headline_in_body": "正文里又有标题",
    "headline_nearer_neighbour": "标题更像邻近文章的",
    "headline_torn": "标题首尾不像整词",
    "lead_without_headline": "开头没有提到标题的内容",
    "begins_mid_sentence": "正文从半句开始",
    "begins_like_a_continuation": "开头像是接着上文",
    "ends_mid_sentence": "正文到半句为止",
    "ends_with_heading": "结尾像另一篇的标题",
    "very_short": "太短",
    "very_long": "太长",
    "begins_without_a_start": "开头不像开头",
    "unsigned_among_signed": "没有署名，别的文章都有",
    "undated_among_dated": "没有电头，别的文章都有",
    "navigation_inside": "混入导航或版面文字",
    "editors_inside": "混入编辑或版权信息",
    "notice_inside": "混入广告或启事",
    "caption_inside": "混入图注",
    "byline_inside": "混入署名",
    "text_out_of_place": "正文错当成标题或图注",
    "repeated_text": "有重复的句子",
    "broken_paragraph": "段落断在半句",
    "unpaired_marks": "引号或括号不成对",
    "heading_in_body": "正文里有像标题的行",
    "out_of_order": "次序可能颠倒",
    "lone_section_head": "只有一个小标题",
    "lead_later": "像开头的段落不在开头",
    "park_of_neighbour": "园区像是邻近文章的",
    "all_in_one_paragraph": "长文只有一段",
    "lead_without_place_or_day": "开头没有时间和地点",
    "park_contradicted": "正文说的是别的园区",
    "odd_park_name": "园区名不像园区名",
    "several_parks": "还有别的园区同样像",
    "other_park_named": "有一段说的是别的园区",
    "other_zone_named": "有一段提到别处的开发区",
    "park_unnamed": "正文没有提到该园区",
    "new_park": "第一次出现的园区",
    "no_park": "没有园区",
}
PREVIEW_TITLE = "<b>{file}</b>\n{source} · {count} 篇"
DATE_ASSUMED = "文件里没有日期，先按今天（{day}）；不对请点“日期”。"
PREVIEW_KNOWN = "其中 {known} 篇以前发布过，没有新内容，不再发布。"
PREVIEW_NEW_PARK = "（新园区，待确认）"
PUBLISH_AND_PUSH = "发布并推送"
PUBLISH_LATER = "定时"
SHOW_ME = "试发给我"
CORRECT = "更正"
CORRECT_WITH_SOUND = "更正并提醒"
UNDO = "撤销"
IN_SECONDS = "{seconds} 秒后"
AT_MOMENT = "定于 {moment} "
LEAVES_PUSHED = "{when}发布，并推送给 {to}。"
LEAVES_PUSHED_NOBODY = "{when}发布；现在没有人会收到推送。"
LEAVES_STORED = "{when}发布，不推送。"
LEAVES_TO_BE_CORRECTED = "{when}更正，收到过的人会看到改后的内容。"
CORRECTED_ARTICLES = "已更正 {corrected} 篇，{messages}。"
SAME_ARTICLE = "这样改就与已发布的另一篇（编号 {article}）完全相同，没有发布。请去掉这一篇，或撤回那一篇。"
OPEN_ISSUE = "打开第 {issue} 号版面"
TRYOUT_FOLLOWS = "读者会收到的就是下面这样："
ASK_WHEN = (
    "什么时候发布并推送？请选择，或发送时间，"
    "例如 <code>明天 8:00</code>、<code>18:30</code>、<code>周五 9点</code>。"
)
WHEN_UNREAD = (
    "没看懂这个时间，请这样写：<code>明天 8:00</code>、<code>18:30</code> 或 <code>周五 9点</code>。"
)
WHEN_OUT_OF_REACH = "请选一个以后的时间，最迟 60 天内。"
