"""Steps that a clause tells of: which, and whether it was reached, lies ahead, or is only spoken of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from projects.project import Stage
from projects.step_words import STEP_WORDS
from projects.weak_words import WEAK_WORDS


class Mood(Enum):
    """How a step is told: as reached, as lying ahead, or neither (compared with, counted from, denied)."""

    REACHED = auto()
    AHEAD = auto()
    SPOKEN_OF = auto()


@dataclass(frozen=True)
class Step:
    """A step at `start` to `end` of a clause's text."""

    stage: Stage
    start: int
    end: int
    mood: Mood


_STEP = re.compile("|".join(f"(?P<{stage.name}>{words})" for stage, words in STEP_WORDS))
_WEAK_STEP = re.compile("|".join(f"(?P<{stage.name}>{words})" for stage, words in WEAK_WORDS))
WORKING_ON = re.compile(
    r"(?<![就才再没不])开足马力|马力全开|满负荷(?:运转|生产)?|昼夜不停|订单(?:已)?排到|全部通电|满产"
    r"|按[^,，。]{0,8}现在产能|现有产能|自发自用|余量上网"
)
"""Words that say of a plant, a line or a phase that it is running."""

_AHEAD = re.compile(
    r"计划(?!投资|总投资)|即将|接近|临近|行将|预计|预(?=[\d今明])|将(?!乐)|(?<!模)拟(?!合)|力争|争取"
    r"|确保|(?<![只主需不重])要(?!素|闻|点)|奋力|努力|目标|推动|推进|加快|全力|早日|尽早|尽快"
    r"|早(?=开|投|建)|约定|商定|承诺|打算|有望|希望|准备|(?<!不)可望|必须"
    r"|就能|才能|方能|便能|(?<!认)可(?=[开投建竣试])|待(?!遇)|一旦|(?<!应)予以|为[^,，。]{0,12}做"
    r"|落下|助力|促进(?!局|会|委|中心)|保障|为了|早(?=见)|督促|协助|下一步|接下来|什么时候|何时|能否|是否|倒排|节点"
    r"|安排"
)
_REACHED = re.compile(r"已(?:经|全部|于|正式)?$|正式$|顺利$|日前$|近日$|如期$|完成了$")
_ITS_TIME = r"时间|日子|目标|节点|日期|工期|期限|准备|倒计时|步伐|进度|条件|要求|手续|仪式的?筹备"
_MOVED = (
    r"^[^,，。]{0,10}(?:推迟|顺延|等到|延后|延期|拖到|要拖|调整到|延至|改到|改成|改在|推到|挪到|放到"
    r"|得等|要等)"
)
_MEANT = re.compile(
    r"(?:将|预计|计划|力争)[^,，。]{0,14}正式$|(?:确保|争取|推动|促进|保障)[^,，。]{0,14}(?:正式|顺利|如期)$"
)
_AFTER_AHEAD = re.compile(rf"^[”’」]?(?:的)?(?:计划|安排|打算|设想|想法|愿望|{_ITS_TIME})|{_MOVED}")
# 落成,|计划于明年2月启用: a plan behind a comma is one for something else.
_NEXT_AHEAD = re.compile(rf"^(?:{_ITS_TIME})|{_MOVED}")
_HYPOTHETICAL = re.compile(r"^(?:达产|投产|运营|使用|达效|调试|安装|验收|装修)?(?:之后|以后|后)(?!勤)")
_WILL = re.compile(r"预计|将|可(?!以说)|年产|产值|年销|年营|每年|有望|能够?")
_NOT = re.compile(
    r"(?:未|没有?|没能|尚未|无法|未能|不能|不再|难以|避免|防止|暂停|推迟|不会)(?:按期|如期|按时|正式|够|能)?$"
)
_NOT_AFTER = re.compile(
    r"^(?:[^,，。]{0,4})?(?:不可能|无望|不了|受阻|搁浅|意向|需求|赶不上|(?:做|办|达|实现)不(?:到|成)了?|来不及|要落空|落了空|泡汤"
    r"|黄了)|^时(?!间|刻|点)|^以来"
)
_PARTS = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})(?:栋|座|条|号|家|台|个车间)"
_COUNTED_FROM = re.compile(r"从[^,，。]{0,12}$")
_COMPARED = re.compile(
    r"(?:原定|原本|原来|原先|原说|本应|本该|最初|当初|约定的|比[^,，。]{0,10}|说好)[^,，。]{0,8}$"
)


@lru_cache(maxsize=2048)
def _told(clause: str) -> tuple[re.Match[str], ...]:
    """The words of steps in a clause; it is asked for several times while its article is read."""
    return tuple(_STEP.finditer(clause))


def steps_of(clause: str, following: str = "") -> list[Step]:
    """The steps that a clause tells of, in their order. `following` is what its sentence goes on with."""
    found = []
    for match in _told(clause):
        stage = Stage[match.lastgroup or ""]
        if stage is Stage.BUILDING and match[0].endswith("推进") and _ON_PAPER.search(clause):
            stage = Stage.PREPARING
        if stage in _WHOLE and _PART_DONE.search(clause[: match.start()]):
            stage = Stage.BUILDING
        found.append(Step(stage, match.start(), match.end(), _mood(clause, match, stage, following)))
    return found


def weak_steps_of(clause: str) -> list[Step]:
    """The steps that a clause tells of in words that are not plain, as `steps_of` has them."""
    return [
        Step(stage := Stage[match.lastgroup or ""], *match.span(), _mood(clause, match, stage, ""))
        for match in _WEAK_STEP.finditer(clause)
    ]


_ON_PAPER = re.compile(r"前期|手续|程序|审批|方案|征地|招商|谈判")
_NOT_YET_ON_SITE = re.compile(r"(?:为|将|即将|准备|具备|等待|尽快|早日)[^,，。]{0,3}$")
_WHOLE = (Stage.COMPLETED, Stage.TOPPED_OUT)
_PART_DONE = re.compile(
    r"(?:铺装|路面|路基|桩基|基础|土方|主拱|桥面|外墙|装修|管网|围[墙挡]|地下室|平整|预埋|骨架"
    r"|[\d一二三四五六七八九十]{1,3}(?:号|#)(?:厂房|楼|车间|库房)?)[^,，。]{0,6}$"
)


def _mood(clause: str, match: re.Match[str], stage: Stage, following: str) -> Mood:
    before, after = clause[: match.start()], clause[match.end() :]
    if stage is Stage.HALTED and (_ONCE.search(before) or _counted_from(before, after)):
        return Mood.SPOKEN_OF
    if stage is Stage.HALTED or stage is Stage.PLANNED or stage is Stage.ENLARGING:
        return Mood.REACHED
    if _NOT.search(before) or _NOT_AFTER.search(after):
        return Mood.SPOKEN_OF
    if stage is not Stage.PREPARING and re.match(r"(?:建设)?情况", after):
        return Mood.SPOKEN_OF
    if _counted_from(before, after) or re.search(r"从[^,，。]{1,14}到$", before):
        return Mood.SPOKEN_OF
    if stage is Stage.BUILDING and _WHO_BUILDS.match(after):
        return Mood.SPOKEN_OF
    if before.endswith("的") and _WILL_DO.match(after or following):
        return Mood.SPOKEN_OF
    if re.match(rf"仪式上|现场会|的(?:项目|企业)|的[^,，。]{{0,4}}{_PARTS}", after) or (
        before.endswith("的") and re.match(r"和|对|将|是|与", after)
    ):
        return Mood.SPOKEN_OF
    if re.search(r"(?:随着[^,，。]{0,14}|把|将项目)[^,，。]{0,10}$", before) and not _REACHED.search(before):
        return Mood.SPOKEN_OF
    if compared_step(before) and not STANDS.search(after):
        return Mood.SPOKEN_OF
    if _HYPOTHETICAL.search(after):
        told = after + following
        return (
            Mood.REACHED
            if re.search(r"了|已|过去", told[:40]) and not _WILL.search(told[:60])
            else Mood.SPOKEN_OF
        )
    goes_on = after if after.strip("”’」") else after + following
    if (_AFTER_AHEAD if after else _NEXT_AHEAD).search(goes_on):
        return Mood.AHEAD
    if _REACHED.search(before) and not _MEANT.search(before):
        return Mood.REACHED
    if stage is Stage.BUILDING and _NOT_YET_ON_SITE.search(before):
        return Mood.AHEAD
    if stage is not Stage.PREPARING and stage is not Stage.BUILDING and _AHEAD.search(before):
        return Mood.AHEAD
    return Mood.REACHED


def _counted_from(before: str, after: str) -> bool:
    """Whether a step is only where a way or a time begins: 从|停工|到投运."""
    return bool(_COUNTED_FROM.search(before) and re.match(r"[^,，。]{0,6}(?:到|至|算起)", after))


_WHO_BUILDS = re.compile(r"[^,，。]{0,2}(?:单位|企业|队伍|公司|招标|中标|标段|用地|许可)")  # 桩基|施工单位
_WILL_DO = re.compile(r"[,，]?(?:将|有助于|有利于|可(?:以|望)?|能(?:够)?|必将|会)")  # 新校区的|建成,将…


STANDS = re.compile(
    r"(?:目标|计划|时间|节点|工期|日子)[^,，。]{0,4}(?:不变|没有变|没变|不会变|没有动|没动|不动"
    r"|能够守住|有点紧)|没有问题|有把握"
)
"""Words that say that a time still holds."""
_ONCE = re.compile(r"(?:曾|曾经|一度|此前|避免|防止|没有|未|不会|不)[^,，。]{0,2}$")
_COMPARED_STEP = re.compile(r"(?:原定|原本|原先|原说|本应|本该|最初|当初)[^,，。]{0,12}$")


def compared_step(before: str) -> bool:
    """Whether a step behind this text is only what was once meant: 原定5月底|竣工."""
    return bool(_COMPARED_STEP.search(before))


def compared(clause: str, start: int) -> bool:
    """Whether a time at `start` is what something is compared with: 比原定的3月晚了, 原定5月底竣工."""
    return bool(_COMPARED.search(clause[:start]))
