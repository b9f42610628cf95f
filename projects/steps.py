"""Steps that a clause tells of: which, and whether it was reached, lies ahead, or is only spoken of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from projects.project import Stage


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


# The furthest first: of two that begin at one place the longer counts.
_WORDS: tuple[tuple[Stage, str], ...] = (
    (Stage.HALTED, r"(?<![不人])停工|停建|搁置|终止建设|叫停|烂尾|(?:没有|尚未|仍未|未能?)复工|中止(?!符)"),
    (
        Stage.TRIAL,
        r"(?:开始)?试生产|(?:开始|投入)?试运行|(?:开始)?试运营|(?:开始)?(?<!调)试产|投料试车|联动试车|联调联试|联调|试车(?!之前)|(?:第一|首)[卷件套台批炉][^,，。]{0,8}下线|试轧|点火试炉",
    ),
    (
        Stage.RUNNING,
        r"(?:建成|正式|全部|全面|竣工|如期|同时)*(?:投产(?!业|出)(?:达效|达产)?|投运|投用|投入(?:商业)?(?:运营|使用|生产|运行)|开园(?:运营)?|开业(?:运营)?|开园|并网发电|全容量并网|通车(?:运营)?|(?<!产)达产(?:达效)?|满产)|(?:建成|正式|全面)*(?:上线(?:运行|运营)?|交付(?:使用)?)|正式运营|转入商业化生产",
    ),
    (
        Stage.COMPLETED,
        r"通过(?:了)?(?:竣工)?验收|完成(?:竣工)?验收|竣工(?:验收)?|(?<!一次)(?<!构)建成(?!投|后的|通车)|完工(?!\d)|全线贯通",
    ),
    (
        Stage.TOPPED_OUT,
        r"(?:完成|实现)?(?:机房楼|主厂房|厂房|主体(?:结构|建筑)?|全部|结构)*封顶|主体(?:结构|建筑|工程)?(?:全部)?完工",
    ),
    (
        Stage.STARTED,
        r"(?:陆续|集中|正式|全面|同时)*(?:(?<![新公])开工(?:建设|奠基)?|(?<![推带联互])动工(?:建设|兴建)?|奠基|破土(?:动工)?|开建|动土(?:兴建)?|启动建设)|(?<=[在区县市园])动土|(?:开始|正在)清表|铲下第一锹土|第一根桩",
    ),
    (
        Stage.SIGNED,
        r"集中签约|签约(?!率|额)|签署[^,，。]{0,12}协议|签订[^,，。]{0,12}(?:协议|合同)|举行签约仪式|正式落户|落户(?!意向)|签下|(?<!坐)落地(?!生根|见效|窗|实施|率|周期)",
    ),
    (
        Stage.BUILDING,
        r"(?<![业产程员])复工(?!复产|员工|率|企业|之初|后|人数)|(?<=态势)强劲|复工复产态势|正在建设|在建(?=的)|加紧建设|(?:加速|加快)(?:建设|推进)(?=$)|完工(?=\d)|(?:累计|已)完成投资|铺轨|过半|抓紧建设|正在施工|还在施工|加快施工|(?:施工|(?:项目|工程)建设)(?:现场|工地)?(?:正|有序|稳步|全面|加快|持续|没有停|不停|如火如荼)|建设正(?:酣|稳步推进|有序)|稳步推进|塔吊|砌到[一二三四五六七八九十\d]{1,8}层|完成到[一二三四五六七八九十\d]{1,8}层|吊装|(?:设备|管线)安装|(?:眼下|正在?|目前|现场)[^,，。]{0,8}安装|安装(?:工|完成|进入|设备)|装设备|在?装管线|校准轧辊|正在[^,，。]{0,6}(?:接线|调试|校准|铺|砌|焊|吊|开挖|打桩)|合拢|冷态调试|落位|浇筑|灌浆|吊进车间|正在找平|屋架|桩机|土建(?:已经|基本)?收尾|主体(?:正在)?施工|钢结构施工|掘进|进场施工|搭设|砌筑|铺设",
    ),
    (
        Stage.PREPARING,
        r"(?:可研|可行性研究)(?:报告)?[^,，。]{0,6}(?:编制|评审|论证)|(?:用地|土地|环评|能评|安评|规划|施工图|立项|可研)[^,，。]{0,10}(?:获批|批复|通过|办完|公示|审查|办理|办结|审定|报批|编好)|批复了[^,，。]{0,24}(?:用地|可研|环评)|完成备案|发放了备案证?|(?:拿到|领到)了?[^,，。]{0,4}(?:备案证|不动产权证|施工许可证)|不动产权证|征地拆迁|征拆|招标(?:公告|阶段)|预审(?:审批)?(?:服务)?|初步设计|前期(?:手续|工作|准备)|正在办理[^,，。]{0,8}手续|用地获批|手续全部办完",
    ),
    (
        Stage.PLANNED,
        r"谋划(?!库)|拟建|市场论证|市场调研|洽谈|初步设想|提上(?:了)?日程|(?:计划|拟)(?:投资)?(?:新增|新建|建设|再建|兴建)|还将建设|再增加实施|增加实施|规划建设(?!总?面积|用地)|将建设(?=[^,，。]{2})",
    ),
    (Stage.ENLARGING, r"(?:正在)?增上|正在扩建|正在扩产|扩能改造"),
)
_STEP = re.compile("|".join(f"(?P<{stage.name}>{words})" for stage, words in _WORDS))
WORKING_ON = re.compile(
    r"开足马力|满负荷(?:运转|生产)?|昼夜不停|订单(?:已)?排到|全部通电|满产|按[^,，。]{0,8}现在产能|现有产能|自发自用|余量上网"
)
"""Words that say of a plant, a line or a phase that it is running."""

_AHEAD = re.compile(
    r"计划(?!投资|总投资)|预计|预(?=[\d今明])|将(?!乐)|(?<!模)拟(?!合)|力争|争取|确保|(?<![只主需不重])要(?!素|闻|点)|奋力|努力|目标|推动|推进|加快|全力|早日|尽早|尽快|早(?=开|投|建)|约定|商定|承诺|打算|有望|希望|准备|(?<!不)可望|必须"
    r"|就能|才能|方能|便能|(?<!认)可(?=[开投建竣试])|待(?!遇)|一旦|(?<!应)予以|为[^,，。]{0,12}做|落下|助力|促进|保障|为了|早(?=见)|督促|协助|下一步|接下来|什么时候|何时|能否|是否|倒排|节点|安排"
)
_REACHED = re.compile(r"已(?:经|全部|于|正式)?$|正式$|顺利$|日前$|近日$|如期$|完成了$")
_AFTER_AHEAD = re.compile(
    r"^[”’」]?(?:的)?(?:时间|计划|目标|节点|日期|工期|期限|安排|准备|倒计时|步伐|进度|条件|要求|手续|仪式的?筹备)|^[^,，。]{0,10}(?:推迟|顺延|等到|延后|延期|拖到|要拖|调整到|延至)"
)
_HYPOTHETICAL = re.compile(r"^(?:达产|投产|运营|使用|达效)?(?:之后|以后|后)(?!勤)")
_WILL = re.compile(r"预计|将|可(?!以说)|年产|产值|年销|年营|每年|有望|能够?")
_NOT = re.compile(
    r"(?:未|没有?|没能|尚未|无法|未能|不能|不再|难以|避免|防止|暂停|推迟|不会)(?:按期|如期|按时|正式|够|能)?$"
)
_NOT_AFTER = re.compile(r"^(?:已)?(?:不可能|无望|不了|受阻|搁浅|意向|需求)")
_COUNTED_FROM = re.compile(r"从[^,，。]{0,12}$")
_COMPARED = re.compile(r"(?:原定|原本|原来|原先|最初|当初|约定的|比[^,，。]{0,10}|说好)[^,，。]{0,8}$")


def steps_of(clause: str, following: str = "") -> list[Step]:
    """The steps that a clause tells of, in their order. `following` is what its sentence goes on with."""
    found = []
    for match in _STEP.finditer(clause):
        stage = Stage[match.lastgroup or ""]
        found.append(Step(stage, match.start(), match.end(), _mood(clause, match, stage, following)))
    return found


def _mood(clause: str, match: re.Match[str], stage: Stage, following: str) -> Mood:
    before, after = clause[: match.start()], clause[match.end() :]
    if stage is Stage.HALTED or stage is Stage.PLANNED or stage is Stage.ENLARGING:
        return Mood.REACHED
    if _NOT.search(before) or _NOT_AFTER.search(after):
        return Mood.SPOKEN_OF
    if (_COUNTED_FROM.search(before) and re.match(r"[^,，。]{0,6}(?:到|至|算起)", after)) or re.search(
        r"从[^,，。]{1,14}到$", before
    ):
        return Mood.SPOKEN_OF
    if re.match(r"仪式上|现场会|的(?:项目|企业)", after) or (
        before.endswith("的") and re.match(r"和|对|将|是|与", after)
    ):
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
    if _AFTER_AHEAD.search(after if after.strip("”’」") else after + following):
        return Mood.AHEAD
    if _REACHED.search(before) and not re.search(r"(?:将|预计|计划|力争)[^,，。]{0,14}正式$", before):
        return Mood.REACHED
    if stage is not Stage.PREPARING and stage is not Stage.BUILDING and _AHEAD.search(before):
        return Mood.AHEAD
    return Mood.REACHED


STANDS = re.compile(
    r"(?:目标|计划|时间|节点|工期)[^,，。]{0,4}(?:不变|没有变|没变|不会变|不动摇|能够守住|有点紧)|没有问题|有把握"
)
"""Words that say that a time still holds."""
_COMPARED_STEP = re.compile(r"(?:原定|原本|原先|最初|当初)[^,，。]{0,12}$")


def compared_step(before: str) -> bool:
    """Whether a step behind this text is only what was once meant: 原定5月底|竣工."""
    return bool(_COMPARED_STEP.search(before))


def compared(clause: str, start: int) -> bool:
    """Whether a time at `start` is what something is compared with: 比原定的3月晚了, 原定5月底竣工."""
    return bool(_COMPARED.search(clause[:start]))
