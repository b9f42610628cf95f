"""Amounts, counts and dates in a text."""

from __future__ import annotations

import re

_DIGITS = r"[0-9０-９]+(?:[.．,，]\s?[0-9０-９]+|\s[.．][0-9０-９]+)*"
_SCALE = r"[多余几]?[十百千]?[万亿兆]{0,2}[多余]?"
_MONEY = r"(?:[美欧港日英韩]|人民|新台)?[元币]|欧元|英镑|卢布|澳元|加元"
_UNIT = (
    r"平方公里|平方千米|平方米|立方米|万千瓦时|千瓦时|兆瓦时|千瓦|兆瓦|吉瓦|公里|千米|公顷|公斤|千克|海里|"
    r"毫米|厘米|微米|纳米|小时|分钟|个工作日|个月|个百分点|百分点|标准箱|标箱|标煤|人次|车次|班次|架次|芯公里|"
    r"世纪|年度|"
    r"[个家项条栋幢座台套件辆艘架列人名位户亩吨克升米尺瓦度次批种类款届期处所间张份支只头株棵枚部门组片块班本起宗笔单箱"
    r"年天日周月倍成岁层级股强平厅例网盒袋瓶桶罐车船队团届村县市省镇乡区国院校场馆店厂城道路大]"
)
_CHINESE = r"[零〇一二三四五六七八九十百千万亿两数几]+"

DATE = re.compile(
    r"(?:(?:19|20)[0-9]{2}\s?年(?:[年]?[初末底]|上半年|下半年|[一二三四]季度)?(?:[0-9]{1,2}\s?月(?:[0-9]{1,2}\s?日|[初末底]|份|[上中下]旬)?)?"
    r"|[0-9]{1,2}\s?月(?:[0-9]{1,2}\s?日|[初末底]|份|[上中下]旬)?(?![\u4e00-\u9fff]?[0-9])"
    r"|[0-9]{1,2}\s?日(?=[上下]午|[,，、]|[在从起至到])"
    r"|(?:第?[一二三四]|前[两三])季度|(?<![年])[上下]半年|[今明去本]年[年]?[初末底]?(?![^,，。]?[级轻])"
    r"|[“\"]?十[一二三四五六]五[”\"]?(?=期间|规划|末|开局|时期|以来|[,，。收]))"
)
AMOUNT = re.compile(rf"{_DIGITS}{_SCALE}(?:{_MONEY})")
PERCENT = re.compile(rf"{_DIGITS}\s?[%％‰](?:以上|左右)?")
COUNT = re.compile(
    rf"{_DIGITS}\s?(?:{_SCALE}\s?(?:{_UNIT})(?:以上|左右)?|[多余]?[十百千]?[万亿]{{1,2}}[多余]?)"
)
WRITTEN = re.compile(
    rf"(?:[百千万数几两三四五六七八九十]+[余多])?{_CHINESE}[余多]?(?:家|个|项|条|户|名|人|亩|倍|成|座|类|栋)(?=[\u4e00-\u9fff])"
)

_FIGURE = re.compile("|".join(f"(?:{p.pattern})" for p in (DATE, AMOUNT, PERCENT, COUNT)))


def figure_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the amounts, counts, shares and dates of `text` stand, as half-open character spans in order."""
    return tuple(match.span() for match in _FIGURE.finditer(text))
