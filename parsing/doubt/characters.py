"""Doubts about how a text is written: wrongly decoded, without its digits or marks, a table read as prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from parsing.article import Kind
from parsing.common_pairs import COMMON_PAIRS
from parsing.doubt.matter import Matter, pairs_in
from parsing.doubt.reason import Doubt

# A block shorter than this says too little about the characters it is made of.
ENOUGH = 12
# Of the Chinese characters in a text, so many are not among the 3,755 most used ones (GB 2312, level 1).
RARE_SHARE = 0.15
# Of the pairs of characters, at least so many are common words.
COMMON_SHARE = 0.07
ENOUGH_PAIRS = 40
# The longest run of characters without any mark.
LONGEST_RUN = 60
# A table read as prose: so many figures and words set apart by blanks.
CELLS, CELL_LENGTH = 8, 9

_NEVER_IN_PRINT = re.compile(
    r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1b\x7f-\x9f\u0100-\u024f\uff61-\uff9f]|[\u3040-\u30ff\u0400-\u04ff\uac00-\ud7af]{2}|锟斤拷|烫烫|屯屯|锘|□□|(?<=[一-鿿,])□(?=[一-鿿])"
)
_LATIN_LETTERS = re.compile(r"[\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u00ff€™œžŸ]{2}")
LOST_SHARE, FEWEST_LOST = 0.04, 3
_HAN = re.compile(r"[一-鿿]")
_CHINESE_NUMBER = "一二三四五六七八九十百千万亿两几数余多半"
# What is counted stands after a number: these stand after none.
_UNCOUNTED = re.compile(
    rf"(?<![\d\s{_CHINESE_NUMBER}.)）\]+])[%％‰]"
    rf"|(?<![\d\s{_CHINESE_NUMBER}.上近超过逾达来])(?:亿元|万元|万平方米|平方公里|公顷|个百分点)(?![级以及强产街俱])"
    r"|(?:增加|上升|提高|增长|下降|降低|扩大)?(?:到|至|达到?|新增|引进|超过|突破|派来|共计|投资|产能|产值|同比|环比|增长|下降)(?:[台名条项亿吨亩户座套元]|个(?!性|人|体|别))(?=[,。、;:]|企业|项目|研究|[%元人]|多)"
    r"|前个月|(?<!岁)月日(?![益夜常光子本均])|(?<![个些代时])年月(?=日|底|初|份|至|以来|,|的)|第(?:届|期|季度|批|个|号|名|次)(?=[,。、;一-鿿])|(?<![\d.\s])\.\d|\d\.(?!\d)(?=[%万亿个])"
    r"|[到至]时(?:停|止|分|整)|\.%|\.亿"
    r"|(?:又有|用了|已为|[先接][后连]办了|共有|经过|带动)(?:台|场|道|箱|户(?!外)|吨|件|套|年(?!轻)|家(?![庭长乡里属电具居园人国]))(?=[一-鿿。])"
    # More than the whole: the point before the last digit went.
    r"|(?:[用利合格产复购化覆盖]率|占比?)(?:达到?|为|到|升至|超过|高达)?[1-9]\d{2,}%|(?:下降|减少|降低)[1-9]\d{2,}%"
)
# What a scanner reads for a sign that looks like it.
_LOOKALIKE = re.compile(
    r"巳|曰(?![:“\"])|(?<!自|知|律|克|异|利|为|唯)己[经建完达成有在被通开形]|末[来能经曾必]|(?<![一-鿿])人驻|企业人驻|入员|士地|千部|干[瓦米克吨]|日标(?!准)|[太大]原市(?<=大原市)|工[业作]己"
)
# What scanners read, and what stands in print: where the first makes no common word on either side and the
# second does, it was misread. Not the other way round where the sign often stands alone, as 入, 目 and 于 do.
_TAKEN_FOR = dict(
    zip(
        "日曰末未己已巳土士人千干犬大夭间问侯候广严甲申今令析折拨拔冶佳往投役设晴账帐冈失",
        "目日未末已己已士土入干千大太天问间候侯厂产由由令今折析拔拨治住住役投没睛帐账网夫",
        strict=True,
    )
)
_MAY_BE_MISREAD = re.compile("[" + "".join(_TAKEN_FOR) + "]")
FEWEST_MISREAD = 2
# Blanks between Chinese characters of a sentence: so many, and no more characters to each of them.
_SPACED = re.compile(r"[一-鿿] +(?=[一-鿿])")
FEWEST_BLANKS, BETWEEN_BLANKS = 4, 20
# Sentences so long have a comma, mostly.
LONG_SENTENCE, FEWEST_UNMARKED, UNMARKED_SHARE = 25, 2, 0.5
_INNER_MARK = re.compile(r"[,、;:(“《—]")
_LETTER_FOR_DIGIT = re.compile(r"\d[OolIｌ]+\d|(?<![A-Za-z\d])[OolI]\d+[年月日%万亿]|\d[OolI][年月日%万亿个]")
_ODD_MARKS = re.compile(r"[,、;:][,、。;:!?]|。[,、;:。]|[(《“][,。、;:)》”]|[!?][,、;]|^[)》”]")
_MARK = re.compile(r"[^\w\s]|\s")
_CELL = re.compile(r"\S+")
_FIGURE = re.compile(r"^[\d.,%+\-—/~()年月日亿万元]+$")
_SET_WIDE = re.compile(r"[一-鿿] [一-鿿] (?=[一-鿿] )")


def character_doubts(matter: Matter) -> Iterator[Doubt]:
    """The doubts that the characters of an article's blocks raise."""
    texts = [block.text for block in matter.blocks]
    if any(map(garbled, texts)):
        yield Doubt.GARBLED
    body = matter.texts(Kind.PARAGRAPH, Kind.SECTION_HEAD)
    if any(map(_odd_words, body)):
        yield Doubt.ODD_WORDS
    if any(map(_UNCOUNTED.search, body)):
        yield Doubt.DIGITS_LOST
    if any(_LOOKALIKE.search(text) or _LETTER_FOR_DIGIT.search(text) for text in body) or misread(texts):
        yield Doubt.MISREAD_SIGNS
    if any(map(_ODD_MARKS.search, texts)) or any(map(_spaced, matter.paragraphs)):
        yield Doubt.ODD_PUNCTUATION
    if any(_longest_run(text) > LONGEST_RUN or _set_wide(text) for text in body) or _few_marks(
        matter.paragraphs
    ):
        yield Doubt.NO_PUNCTUATION
    if any(map(like_a_table, body)):
        yield Doubt.LIKE_A_TABLE


def garbled(text: str) -> bool:
    """Whether a folded text was decoded wrongly, or lost characters on the way."""
    if (
        _NEVER_IN_PRINT.search(text)
        or _LATIN_LETTERS.search(text)
        or text.count("?") >= max(FEWEST_LOST, LOST_SHARE * len(text))
    ):
        return True
    han = _HAN.findall(text)
    if len(han) < ENOUGH:
        return False
    return sum(map(_rare, set(han))) > RARE_SHARE * len(set(han)) + 1


@lru_cache(maxsize=8192)
def _rare(character: str) -> bool:
    """Whether a character is not among those that GB 2312 puts on its first level."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return not 0xB0 <= code[0] <= 0xD7


def misread(texts: list[str]) -> bool:
    """Whether several signs of folded texts make no word where one that looks like them would."""
    found = 0
    for text in texts:
        for match in _MAY_BE_MISREAD.finditer(text):
            at = match.start()
            before, after = text[at - 1 : at], text[at + 1 : at + 2]
            if before + match[0] in COMMON_PAIRS or match[0] + after in COMMON_PAIRS:
                continue
            meant = _TAKEN_FOR[match[0]]
            found += before + meant in COMMON_PAIRS or meant + after in COMMON_PAIRS
    return found >= FEWEST_MISREAD


def _spaced(text: str) -> bool:
    """Whether blanks stand within the words of a sentence."""
    blanks = len(_SPACED.findall(text)) if "。" in text or "," in text else 0
    return blanks >= FEWEST_BLANKS and blanks * BETWEEN_BLANKS >= len(text)


def _few_marks(paragraphs: list[str]) -> bool:
    """Whether most of the longer sentences, and more than one, have no mark inside."""
    sentences = [one for text in paragraphs for one in text.split("。") if len(one) >= LONG_SENTENCE]
    unmarked = sum(one.isalnum() or not _INNER_MARK.search(one) for one in sentences)
    return unmarked >= FEWEST_UNMARKED and unmarked > UNMARKED_SHARE * len(sentences)


def _odd_words(text: str) -> bool:
    pairs = [pair for pair in pairs_in(text) if pair.isalpha() and not pair.isascii()]
    return len(pairs) >= ENOUGH_PAIRS and sum(pair in COMMON_PAIRS for pair in pairs) < COMMON_SHARE * len(
        pairs
    )


def _longest_run(text: str) -> int:
    return max((len(run) for run in _MARK.split(text) if not run.isascii()), default=0)


def _set_wide(text: str) -> bool:
    return len(_SET_WIDE.findall(text)) * 12 > len(text)


def like_a_table(text: str) -> bool:
    """Whether a text is words and figures set apart by blanks rather than sentences."""
    cells = _CELL.findall(text)
    if len(cells) < CELLS or "。" in text:
        return False
    figures = sum(bool(_FIGURE.match(cell)) for cell in cells)
    return figures >= len(cells) // 4 and sum(map(len, cells)) < CELL_LENGTH * len(cells)
