"""Texts that ask after one project by its name: 恒岚特种玻璃项目怎么样了, 恒岚特种玻璃项目什么时候投产."""

from __future__ import annotations

from bot.names.project_question import FILLING, LONGEST, STAGE_WORDS

SHORTEST_NAME = 4
MOST_NAMES = 60
_ASKED = (
    "怎么样 怎样 如何 咋样 进展 进度 情况 状态 阶段 动态 消息 新闻 到哪 一步 哪 "
    "为什么 什么时候 何时 几时 啥时候 多久 没有 没 谁 承诺 建设 建 给 我 关于"
)
_MARKS = " ,，。.?？!！、:："
_SMALL = frozenset((*FILLING, *_ASKED.split(), *STAGE_WORDS, *_MARKS))
_SIZES = range(1, max(map(len, _SMALL)) + 1)


def names_in_question(text: str) -> tuple[str, ...]:
    """What a project may be called in a text that has only words that ask beside it, the longest first.

    A name may itself begin or end with such a word.
    """
    if len(text) > LONGEST:
        return ()
    starts = _behind_small_words(text)
    ends = [len(text) - place for place in _behind_small_words(text, backwards=True)]
    names = {text[start:end] for start in starts for end in ends if end - start >= SHORTEST_NAME}
    return tuple(sorted(names, key=lambda name: (-len(name), name))[:MOST_NAMES])


def _behind_small_words(text: str, *, backwards: bool = False) -> list[int]:
    """How many characters may be nothing but small words, at the text's beginning or its end."""
    reached = [0]
    for place in reached:
        for size in _SIZES:
            there = place + size
            word = text[len(text) - there : len(text) - place] if backwards else text[place:there]
            if there <= len(text) and word in _SMALL and there not in reached:
                reached.append(there)
    return reached
