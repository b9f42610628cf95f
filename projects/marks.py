"""Marks that may stand inside a name: quotes, brackets, a blank."""

from __future__ import annotations

import re
from functools import lru_cache

# Marks that belong to a name where it goes on behind them: 中国移动“四个中心”基地,
# 西美创新(山西)食品有限公司.
_PAIR = re.compile(
    r"[“\"]([^，,。；;：:！!？?、“”\"‘’《》()（）\[\]【】…—\s]{2,12})[”\"](?=[\u4e00-\u9fffA-Za-z\d])"
    r"|(?<=[\u4e00-\u9fff])[(（]([\u4e00-\u9fff]{2,6})[)）](?=[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff\dA-Za-z])[(（](?!以下|简称)([\u4e00-\u9fff\d\-—~～]{2,14})[)）]"
    r"(?=[\u4e00-\u9fff]{0,8}(?:项目|工程))"  # 海沧大道(马青路-江滨路段)|提升改造工程
)


_ENDS_QUOTED = re.compile(
    r"[”\"](?:的|等|为|和|与|是|在|则|也|都|为|之|精神|理念|行动|活动|品牌|称号|状态|速度|战略|政策"
    r"|模式|机制|任务)"
)


_BLANK_IN = re.compile(
    r"(?<=\d号)、(?=\d{1,3}号)|(?<=[\u4e00-\u9fff\d])[/／](?=[\dA-Za-z\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff])[-—](?=[\u4e00-\u9fff]{2})|(?<=[A-Za-z\d])-(?=[A-Za-z\d\u4e00-\u9fff])"
    r"|(?<=[A-Za-z\d]) (?=[A-Za-z\u4e00-\u9fff])"
)  # Mini LED显示模组


_WHOLE_NAME = re.compile(r"(?:项目|工程)(?:建设)?$")  # “绿电智算融合示范基地项目”落地: a name by itself


INSIDE_MARK = "\ue000"


_INSIDE_BLANK = "\ue001"


@lru_cache(maxsize=64)
def unmarked(text: str) -> str:
    """The text with the marks that may stand inside a name made into a letter; every place stays the same."""

    def letters(match: re.Match[str]) -> str:
        if match[1] and (_ENDS_QUOTED.match(text, match.end() - 1) or _WHOLE_NAME.search(match[1])):
            return match[0]
        return INSIDE_MARK + match[0][1:-1] + INSIDE_MARK

    return _BLANK_IN.sub(_INSIDE_BLANK, _PAIR.sub(letters, text))
