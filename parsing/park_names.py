"""How the names of parks are written: the forms under which names are kept and compared, each for one thing.

Of a text, where places have to stay true:
    fold                 ＡＩ　開發區 → AI 开发区
Of a name by itself: as it is kept; as the database finds it; as a page is compared with it; from a kicker:
    unspaced             ＡＩ　開發區 → AI開發區
    name_key             ＡＩ　開發區 → ai開發區
    plain                ＡＩ　開發區 → ai开发区
    undecorated          【臨汾經開區】 → 临汾经开区
Of a plain name: its kind of zone in short; what the press leaves out; its parts:
    short_form           山西新绛县经济技术开发区 → 山西新绛县经开区
    without_province     山西新绛县经开区 → 新绛县经开区
    without_county_mark  新绛县经开区 → 新绛经开区
    zone_tail            新绛经开区 → 经开区
    stem                 山西综改区 → 山西
    identifying_stem     临猗示范区 → 临猗
`spellings` gives all the short forms of a name at once. What people type is also made simple word by word,
with OpenCC (`bot.names.matching.simplified`); `fold` goes sign by sign, loads nothing and keeps the length.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# The press writes the same kind of zone in several ways; matching sees the first form only.
_ZONE_FAMILIES = (
    ("经开区", ("经济技术产业开发区", "经济技术开发区", "经济开发区", "经济技术开发园区", "经济技术园区")),
    (
        "高新区",
        (
            "高新技术产业开发区",
            "高新技术开发区",
            "高新技术产业园区",
            "高新产业开发区",
            "高新技术产业示范区",
            "高新开发区",
            "国家高新区",
        ),
    ),
    (
        "农业示范区",
        (
            "现代农业产业示范区",
            "现代农业示范区",
            "农业产业示范区",
            "现代农业产业示范园区",
            "农业产业示范园区",
        ),
    ),
    ("综保区", ("综合保税区",)),
    ("产业园", ("产业园区",)),
    ("工业园", ("工业园区",)),
    ("科技园", ("科技园区",)),
    ("综改示范区", ("综合改革示范区",)),
)
_FAMILY_OF = {spelling: short for short, spellings in _ZONE_FAMILIES for spelling in spellings}
_FAMILY_END = re.compile("(?:" + "|".join(sorted(_FAMILY_OF, key=len, reverse=True)) + ")$")

_OTHER_TAILS = _words(
    "开发区 开发园区 综改区 示范区 示范园区 园区 产业园 工业园 科技园 产业城 科技城 "
    "保税区 保税港区 保税物流园区 出口加工区 边境经济合作区 经济合作区 合作区 自贸区 "
    "自由贸易试验区 试验区 自主创新示范区 集聚区 聚集区 集中区 功能区 旅游度假区 "
    "度假区 新区 新城 融合区 发展区 协同创新区 创新区 物流园 创业园 生态园 软件园 "
    "循环经济园 化工园 农业园 孵化园 创新园 科学城 投资区 "
)

# What a zone's name ends in, in canonical or in full form: longest alternatives first.
ZONE_TAILS = tuple(
    sorted(
        {
            *_FAMILY_OF,
            *(short for short, _ in _ZONE_FAMILIES),
            *_OTHER_TAILS,
        },
        key=lambda tail: (-len(tail), tail),
    )
)
_ZONE_END = re.compile("(?:" + "|".join(ZONE_TAILS) + ")$")

PROVINCES = _words(
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 "
    "山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 "
    "宁夏 新疆 香港 澳门 台湾 "
)
_PROVINCE_START = re.compile(
    "^(?:" + "|".join(PROVINCES) + ")(?:壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)?"
)
_RANK_START = re.compile("^(?:国家级|省级|市级|国家|省)(?=..)")
_COUNTY_END = re.compile("(?<=..)(?:自治县|县|市|区)$")

# One Chinese character in a regular expression (a letter of another script than Latin, strictly). Written as
# the range of code points, each of them takes `re` 2.5 ms to compile: a quarter of a second for all.
HAN = r"[^\W\d_A-Za-z]"

# Characters of Big5 and their simplified forms, one for one (OpenCC's TSCharacters, Apache-2.0).
_SIMPLIFIED = {
    ord(pair[0]): pair[1]
    for pair in Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").split()
}
_HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
_FOLD = str.maketrans(_HALF_WIDTH | _SIMPLIFIED)


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """The text in half-width ASCII and simplified characters: same length, so positions stay true."""
    return text.translate(_FOLD)


def plain(name: str) -> str:
    """A name as it is compared with a page: NFKC, simplified characters, no spaces, no case."""
    return unspaced(name).translate(_FOLD).casefold()


def name_key(name: str) -> str:
    """A name as the database finds it: NFKC, no spaces, no case, its own characters; an index holds it."""
    return unspaced(name).casefold()


def unspaced(name: str) -> str:
    """A name as it is kept: NFKC, no spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split())


KICKER_MARKS = "·•●■◆★☆▲【】〖〗[]◎□:|-—"


def undecorated(name: str) -> str:
    """A plain name without the marks that pages set around a kicker: 【临汾经开区】 → 临汾经开区."""
    return plain(name).strip(KICKER_MARKS)


def short_form(name: str) -> str:
    """A plain name with its kind of zone in the short form: 临汾经济技术开发区 → 临汾经开区."""
    return _FAMILY_END.sub(lambda match: _FAMILY_OF[match.group()], name)


def zone_tail(name: str) -> str:
    """The end of the name that says what kind of zone it is; empty where the name is not a zone's."""
    match = _ZONE_END.search(name)
    return match.group() if match else ""


def stem(name: str) -> str:
    """A plain name without its kind of zone: 临汾经开区 → 临汾; empty where nothing else is left."""
    return name[: len(name) - len(zone_tail(name))]


def identifying_stem(name: str) -> str:
    """The stem of a plain name where it tells one place from others: 临猗; empty for 山西 of 山西综改区.

    A province, or what zones are called in general (新区), stands in too many names to mean one of them.
    """
    place = stem(name)
    general = len(place) < 2 or place in ZONE_TAILS or not _PROVINCE_START.sub("", place)
    return "" if general else place


def without_province(name: str) -> str:
    """A plain name without the province it starts with, if a name of its own is left (北京经开区 stays)."""
    rest = _PROVINCE_START.sub("", _RANK_START.sub("", name))
    return rest if len(stem(rest)) >= 2 else name


def without_county_mark(name: str) -> str:
    """新绛县经开区 → 新绛经开区; 绛县经开区 stays, because 绛 alone names nothing."""
    tail = zone_tail(name)
    place = name[: len(name) - len(tail)]
    return _COUNTY_END.sub("", place) + tail if tail else name


def spellings(name: str, cities: tuple[str, ...] = ()) -> set[str]:
    """Every short form under which the press may write the name: province, 县 and city are optional."""
    short = short_form(plain(name))
    forms = {short, without_province(short)}
    forms |= {without_county_mark(form) for form in forms}
    # 阳曲示范区 is how the press shortens 阳曲现代农业产业示范区.
    forms |= {re.sub("(?<=..)农业示范区$", "示范区", form) for form in forms}
    if stem(short):
        for city in cities:
            forms |= {
                f"{city}{mark}{form}"
                for form in tuple(forms)
                for mark in ("", "市")
                if not form.startswith(city)
            }
    return forms
