"""The headings of the spreadsheets that projects are exported to."""

from __future__ import annotations

SHEET_TELLINGS = "项目进展"
SHEET_PROMISES = "项目承诺"
PROJECT_COLUMNS = ("项目编号", "园区", "项目", "现阶段", "现阶段日期", "投资额（元）")
TELLING_COLUMNS = (
    *("文中名称", "建设单位", "文中阶段", "达到日期", "阶段原文", "投资原文", "规模原文"),
    *("承诺原文", "承诺结果"),
)
PROMISE_COLUMNS = ("承诺的阶段", "承诺原文", "时间原文", "最后一天", "结果")
SOURCE_COLUMNS = ("见报日期", "报纸", "版次", "标题", "链接", "版面编号", "文章编号")
