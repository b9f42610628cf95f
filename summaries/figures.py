"""Amounts, counts, shares and dates in a text."""

from __future__ import annotations

import re

_DIGIT = "[0-9０-９]"
# Begun at its beginning only, and taken whole: from each of its digits a long number would be read again.
_DIGITS = (
    rf"(?<!{_DIGIT})(?<!{_DIGIT}[.．,，])(?<!{_DIGIT}[.．,，]\s)(?<!{_DIGIT}\s[.．])"
    rf"{_DIGIT}++(?:[.．,，]\s?{_DIGIT}++|\s[.．]{_DIGIT}++)*+"
)
_MANY = r"[多余几]?[十百千]?[万亿兆]{0,2}[多余]?"
_MONEY = r"(?:[美欧港日英韩]|人民|新台)?[元币]|欧元|英镑|卢布|澳元|加元"
# Longer units first, so that 公里 is not taken for a bare 公.
_UNIT = (
    r"平方公里|平方千米|平方米|立方米|千瓦时|兆瓦时|千瓦|兆瓦|吉瓦|芯公里|公里|千米|公顷|公斤|千克|海里|毫米|厘米"
    r"|微米|纳米|小时|分钟|个工作日|个月|标准箱|标箱|人次|车次|班次|架次|年度"
    r"|[个家项条栋幢座台套件辆艘架列人名位户亩吨克升米瓦度次批种类款届期处所间张份支只头株棵枚部组片块班起宗笔单箱"
    r"年天日周月岁层级股强例网盒袋瓶桶罐团县村市省镇乡区国院校场馆店厂城]"
)
_DATES = (
    r"(?:19|20)[0-9]{2}\s?年(?:年?[初末底]|上半年|下半年|第?[一二三四]季度)?"
    r"(?:[0-9]{1,2}\s?月(?:[0-9]{1,2}\s?日|[初末底]|份|[上中下]旬)?)?"
    r"|[0-9]{1,2}\s?月(?:[0-9]{1,2}\s?日|[初末底]|份|[上中下]旬)?"
    r"|[0-9]{1,2}\s?日(?=[上下]午|[,，、]|[在从起至到])"
    r"|(?:今年|去年)?(?:第?[一二三四]|前[两三])季度|(?:今年|去年|明年)?[上下]半年|[今明去本]年(?:年?[初末底])?"
)

# Every figure begins with one of these. Asked first, since most places of a text begin none, and each of the
# alternatives would be tried there: an answer with five briefs spent a sixth of its time on that.
BEGINNING = "[0-9０-９今去明本第一二三四前上下]"

FIGURE = re.compile(
    rf"(?={BEGINNING})"
    rf"(?:(?P<date>{_DATES})|(?P<amount>{_DIGITS}{_MANY}(?:{_MONEY}))"
    rf"|(?P<percent>{_DIGITS}\s?[%％‰](?:以上|左右)?|{_DIGITS}{_MANY}(?:个?百分点|倍))"
    rf"|(?P<count>{_DIGITS}\s?(?:{_MANY}\s?(?:{_UNIT})(?:以上|左右)?|[多余]?[十百千]?[万亿]{{1,2}}[多余]?)))"
)
"""One amount of money, share, count with its unit, or date; the group that matched tells which."""

# Dates that only say "now" are no news in bold.
_VAGUE = frozenset(("今年", "去年", "明年", "本年"))


def figure_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the amounts, counts, shares and dates of `text` stand, as half-open character spans in order.

    Spans never touch the words around the figure: 约9.7万平方米 gives 9.7万平方米. Years that only mean "now"
    (今年) are left out; a number without a unit is too.
    """
    return tuple(match.span() for match in FIGURE.finditer(text) if match[0] not in _VAGUE)
