"""Whether what differs between two sentences are the names of two things, or words put for one another."""

from __future__ import annotations

import re

from parsing.bylines import looks_like_name
from stories.differences import Difference
from stories.plain_text import PARK, PlainText
from stories.word_pairs import LONGEST, mean_the_same

# What a firm's name ends in, with nothing between that can't be part of a name.
_FIRM = re.compile(
    r"[^的了在与和由为是将及从对向于等⌂#]{0,6}?(?:有限|公司|集团|厂|合作社|大学|学院|医院|研究院)"
)
# Another zone by its name; 该开发区 and 省级开发区 may be the telling's own.
_ZONE = re.compile(r"(?<![该本我这级])[^该本我这级]{2}(?:经开区|高新区|开发区|示范区|综保区|产业园|工业园)")
_OFFICE = re.compile("(?:书记|主任|长|经理|主席|师傅|代表|委员|教授|专家|校长|院士|工程师|冠军)$")
_WORD_ENDS = 3  # signs before and after a difference that may belong to its words, and one
_WORD_LEAST = 2  # signs; a single one may be anything
# Two sides of so many signs that have fewer of them in common than this are no spellings of one name.
_NAME_LEAST = 3
_NAME_COMMON = 1 / 3
# How far a project is: another step is other news. Each row is one step.
_STEPS = tuple(
    re.compile(pattern)
    for pattern in (
        "签约|签署|签订|落户",
        "开工|动工|奠基|破土|开建",
        "封顶",
        "竣工|验收",
        "试生产|试产|试运行|试车",
        "投产|投运|运营|投用",
    )
)


def names_another(difference: Difference) -> bool:
    """Whether another firm, person, zone or step of a project is named, so far as its form and place tell."""
    one, other = "".join(difference.old), "".join(difference.new)
    if exchanged(difference):
        return False
    if (PARK in one) != (PARK in other) and _ZONE.search(one + other):
        return True
    firm = _FIRM.match("".join(difference.after))
    return bool(firm) or _other_step(one, other) or _other_person(difference)


def is_another_subject(difference: Difference, old: PlainText, new: PlainText) -> bool:
    """Whether each side is what its telling comes back to, and the other telling never names."""
    return (
        not exchanged(difference)
        and _own(difference.old, difference, old, new)
        and _own(difference.new, difference, new, old)
    )


def are_other_words(difference: Difference) -> bool:
    """Whether the sides are words of two signs or more that are not known to be exchanged."""
    return min(len(difference.old), len(difference.new)) >= _WORD_LEAST and not exchanged(difference)


def looks_like_names(difference: Difference) -> bool:
    """Whether the sides are long and unlike. Words that an editor has exchanged can be so too, if the table
    doesn't have them.
    """
    one, other = set("".join(difference.old)), set("".join(difference.new))
    fewer = min(len(one), len(other))
    return fewer >= _NAME_LEAST and len(one & other) < _NAME_COMMON * fewer and not exchanged(difference)


def exchanged(difference: Difference) -> bool:
    """Whether the two sides, with the ends of the words around them, are exchanged words."""
    one, other = "".join(difference.old), "".join(difference.new)
    if max(len(one), len(other)) > LONGEST:
        return False
    for left in range(_WORD_ENDS):
        before = "".join(difference.before[len(difference.before) - left :])
        for right in range(_WORD_ENDS):
            after = "".join(difference.after[:right])
            if mean_the_same(before + one + after, before + other + after):
                return True
    return False


def _other_person(difference: Difference) -> bool:
    """Whether two names stand behind an office, with the surname that both may have."""
    before, (one, other) = "".join(difference.before), map("".join, (difference.old, difference.new))
    for end in (len(before), len(before) - 1):
        surname = before[end:]
        if _OFFICE.search(before, 0, max(end, 0)) and all(
            looks_like_name(surname + rest) for rest in (one, other)
        ):
            return True
    return False


def _other_step(one: str, other: str) -> bool:
    steps, other_steps = ({step for step in _STEPS if step.search(words)} for words in (one, other))
    return bool(steps and other_steps) and not steps & other_steps


def _own(side: tuple[str, ...], difference: Difference, text: PlainText, other: PlainText) -> bool:
    """Whether a side, with a sign beside it, stands twice in its telling and never in the other."""
    whole, other_whole, words = _whole(text), _whole(other), "".join(side)
    around = ("".join(difference.before[-1:]) + words, words + "".join(difference.after[:1]))
    return any(whole.count(name) > 1 and name not in other_whole for name in around)


def _whole(text: PlainText) -> str:
    return "\n".join("".join(part) for part in (text.headline, *text.sentences))
