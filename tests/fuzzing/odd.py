"""Odd values, drawn from a seed."""

from __future__ import annotations

import os
import random
from typing import Any

FIRST_SEED, SEEDS, STEPS = "PARKBRIEFS_FUZZ_SEED", "PARKBRIEFS_FUZZ_SEEDS", "PARKBRIEFS_FUZZ_STEPS"
USUAL_SEED = 20261128
WORDS = (
    *("临猗", "临猗示范区", "运城市", "#光伏", "唐槐园区 临汾", "每天 8:30", "每周一 9:00", "立即", "今年"),
    *("3月", "13月", "2026-02-30", "99:99", "全部", "取消", "投资 10亿 以上", "一二三千百十", "项目" * 200),
    *("list", "add", "remove 71", "1", "0", "-1", "9" * 30, "1 2 3", "@jinyuan_news", "@", "linyi"),
    *("https://example.org/a?b=1", "“标准厂房”", '"', "“”", "-光伏", "<b>", "&amp;", "%s{0}", "a" * 300),
    *("\u202e临猗", "临\u200b猗", "臨猗", "ＡＢＣ", "👨\u200d👩\u200d👧", "½", "٣"),
)  # fmt: skip
CHARACTERS = "临猗园区 a1０%_'\"\\<>&/:#@*-—…，。；（）\u200b\u202e\ufeff\U0001f3ed\n\t"
NUMBERS = (0, 1, 2, 7, 71, 100, -1, 2**31, 2**63, 10**25)
JSON_LEAVES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    2**63,
    1e308,
    "",
    "临猗",
    "\x00",
    [],
    {},
    [[]],
    {"id": 1},
)


def seeds() -> list[int]:
    """The seeds to draw from: one, unless the environment asks for more."""
    first = int(os.environ.get(FIRST_SEED, USUAL_SEED))
    return [first + number for number in range(int(os.environ.get(SEEDS, "1")))]


def steps(usual: int) -> int:
    """How many things to send in one test."""
    return int(os.environ.get(STEPS, usual))


def text(chance: random.Random) -> str:
    """Something that an app would send, with something to see in it."""
    if chance.random() < 0.7:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))
    return "园" + "".join(chance.choices(CHARACTERS, k=chance.randint(0, 60)))


def button_data(chance: random.Random, verbs: list[str]) -> str:
    """Data of a button, as a tampered app sends it: at most 64 bytes."""
    numbers = ":".join(str(chance.choice(NUMBERS)) for _ in range(chance.randint(0, 4)))
    acting = chance.choice(("", "", "@1", "@0", "@-5", "@x"))
    data = f"{chance.choice(verbs)}{chance.choice((':', ':', '', '::'))}{numbers}{acting}"
    if chance.random() < 0.2:
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(CHARACTERS) + data[at:]
    return data.encode()[:64].decode("utf-8", "ignore") or "x"


def mutated(chance: random.Random, value: Any) -> Any:
    """A JSON value with something in it put out of its place."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        rest = dict(value)
        if chance.random() < 0.15:
            del rest[key]
        else:
            rest[key] = mutated(chance, value[key])
        return rest
    if isinstance(value, list) and value and chance.random() < 0.7:
        at = chance.randrange(len(value))
        return [*value[:at], mutated(chance, value[at]), *value[at + 1 :]]
    return chance.choice(JSON_LEAVES)
