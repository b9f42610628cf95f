"""Signs that look like a Chinese character and are another code: radicals and compatibility ideographs.

Fonts that share one glyph between 日 and the radical ⽇ make PDFs say the radical; searching, comparing and
reading aloud then fail on text that looks right. They become the ordinary character where a file comes in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBLE = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
_FIRST_RADICAL = 0x2E80
# The characters that the radicals of the supplement block stand for, in its order; · where there is none.
_SUPPLEMENT = (
    "·厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢尢巳幺彑彐忄心扌攵·旡日月歺母民氵氺灬爫爫丬牛犭王疋罒示礻竹糹纟"
    "网罒网网网羊羊羊耂聿聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦"
    "黄黾斉齐歯齿竜龙龜亀龟"
)
# Fonts for simplified characters draw these radicals as the character in use, not as the one Unicode names.
_IN_USE = {0x2F3E: "户", 0x2FAD: "青"}


def _pairs() -> Iterator[tuple[int, str]]:
    for code, character in enumerate(_SUPPLEMENT, _FIRST_RADICAL):
        if character != "·":
            yield code, character
    for codes in (_KANGXI, *_COMPATIBLE):
        for code in codes:
            character = unicodedata.normalize("NFKC", chr(code))
            if len(character) == 1 and character != chr(code):
                yield code, character


_ANY = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")
_ORDINARY = {**dict(_pairs()), **_IN_USE}


def ordinary(text: str) -> str:
    """The text with the ordinary character for every radical and compatibility ideograph, as long."""
    return text.translate(_ORDINARY) if _ANY.search(text) else text
