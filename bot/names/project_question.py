"""Questions about projects in plain words: 哪些项目今年投产, 临汾 在建 项目, 投资10亿以上的项目."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from bot.names.asked_fate import Fate, read_fate
from bot.names.asked_period import Period, read_period
from bot.names.asked_sum import Sums, read_sums
from projects.project import LADDER, Stage

LONGEST = 40


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# The words that people use beside the stages' own names.
STAGE_WORDS: dict[str, Stage] = {str(stage): stage for stage in Stage} | {
    "签了约": Stage.SIGNED,
    "落地": Stage.SIGNED,
    "动工": Stage.STARTED,
    "奠基": Stage.STARTED,
    "破土": Stage.STARTED,
    "建设中": Stage.BUILDING,
    "正在建设": Stage.BUILDING,
    "施工": Stage.BUILDING,
    "建成": Stage.COMPLETED,
    "建好": Stage.COMPLETED,
    "完工": Stage.COMPLETED,
    "试生产": Stage.TRIAL,
    "试运行": Stage.TRIAL,
    "投运": Stage.RUNNING,
    "投入使用": Stage.RUNNING,
    "投入运营": Stage.RUNNING,
    "交付": Stage.RUNNING,
    "停工": Stage.HALTED,
    "停建": Stage.HALTED,
    "停摆": Stage.HALTED,
    "烂尾": Stage.HALTED,
}
del STAGE_WORDS[str(Stage.PREPARING)]  # 前期 is also a time
_STAGE = re.compile("|".join(sorted(map(re.escape, STAGE_WORDS), key=len, reverse=True)))
_NOT_YET = re.compile(r"(?:至今|目前|现在)?(?:还没有?|还未|尚未|没有?|未)(?:能|正式|完全)?$")
UNDER_CONSTRUCTION = (Stage.STARTED, Stage.BUILDING, Stage.TOPPED_OUT)
_ABOUT = re.compile(r"项目|工程")
_PROMISE = re.compile(r"承诺|诺言")
_ASKING = re.compile(r"哪些|哪几个|哪个|什么|多少|几个|列出|清单|名单|一览")
_NEWS = re.compile(r"新项目|最近|近期|最新|新闻|消息|动态|怎么样|情况")
FILLING = _words(
    # asking
    "有没有 有哪些 哪些 哪几个 哪个 哪几家 哪家 谁 有谁 有什么 什么 有多少 多少 几个 个 吗 呢 吧 啊 呀 "
    "数量 清单 名单 一览 "
    # wanting to know
    "列出 列一下 查一下 查下 查查 查询 查 看一看 看一下 看下 看看 看 找一下 找 搜 请问 请 一下 "
    "我想知道 想知道 想了解 了解 告诉我 帮我 帮忙 麻烦 "
    # when
    "目前 现在 当前 最近 近期 最新 新 已经 已 正式 即将 预计 计划 准备 可以 能够 能 会 要 将 正在 正 仍 还 "
    # of what
    "全部 所有 一共 总共 共有 共 里面 里的 当中 其中 重点 全市 全 总投资 投资 "
    # holding a sentence together
    "的 了 有 在 是 都"
)
_WORDS = "|".join(sorted(FILLING, key=len, reverse=True))
_AT_START, _AT_END = re.compile(_WORDS), re.compile(f"(?:{_WORDS})$")
_MARKS = re.compile(r"[\s,，。．.?？!！、:：;；“”\"'（）()《》]{1,40}")


@dataclass(frozen=True, slots=True)
class ProjectQuestion:
    """What is asked for: those at one of the `stages`, reached or promised in a `period`; sums; a place.

    None and empty ask for nothing. `stage` is the asker's, `not_yet` where it is not reached; `places` are
    what the place may be called, none for everywhere. With a `fate` stage and period are the promise's.
    """

    stage: Stage | None = None
    period: Period | None = None
    sums: Sums | None = None
    places: tuple[str, ...] = ()
    not_yet: bool = False
    fate: Fate | None = None

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that projects asked for stand at; none where no stage is asked for."""
        if self.stage is None:
            return ()
        if self.not_yet:
            return LADDER[: LADDER.index(self.stage)]
        return UNDER_CONSTRUCTION if self.stage is Stage.BUILDING else (self.stage,)

    @property
    def is_plain(self) -> bool:
        """Whether it asks for all projects of a place."""
        return self.stage is None and self.sums is None and self.fate is None


def read_question(text: str, today: dt.date) -> ProjectQuestion | None:
    """The question about projects that a text asks; None where it asks something else.

    It speaks of projects and names a stage, a sum, what became of promises, or asks which there are; or it
    speaks of promises and what became of them, or of a sum that is invested or a limit. What else stands in
    it must be a place.
    """
    if len(text) > LONGEST:
        return None
    period, rest = read_period(text, today)
    sums, limits, rest = read_sums(rest)
    fate, rest = read_fate(rest)
    if not (_ABOUT.search(text) or limits or (fate and _PROMISE.search(text))):
        return None
    if fate:
        rest = _PROMISE.sub(" ", rest)
    stage, not_yet, rest = _stage(rest)
    if _STAGE.search(rest):
        return None  # two stages: which of them is meant?
    if not_yet and (fate or period is not None or stage not in LADDER):
        return None  # what was not reached in a time that is over, nobody told
    question = ProjectQuestion(stage, period, sums, names_left(_ABOUT.sub(" ", rest)), not_yet, fate)
    if question.is_plain and (not _ASKING.search(text) or _NEWS.search(text) or period):
        return None
    return question


def _stage(text: str) -> tuple[Stage | None, bool, str]:
    match = _STAGE.search(text)
    if match is None:
        return None, False, text
    before = text[: match.start()]
    denied = _NOT_YET.search(before)
    if denied:
        before = before[: denied.start()]
    return STAGE_WORDS[match[0]], denied is not None, f"{before} {text[match.end() :]}"


def names_left(rest: str) -> tuple[str, ...]:
    """What is left of a question, with and without the small words around it, the longest first.

    Such a word may be of a name (新绛, 成都). Two things that are left are one that nobody knows.
    """
    parts = [part for part in _MARKS.split(rest) if part]
    names = [part for part in parts if _starts(part)[-1] < len(part)]
    if len(names) != 1:
        return (" ".join(names),) if names else ()
    [name] = names
    found = {name[start:end] for start in _starts(name) for end in _ends(name) if start < end}
    return tuple(sorted(found, key=lambda each: (-len(each), each)))


def _starts(part: str) -> list[int]:
    """Where a name may begin: behind each of the small words in front."""
    places = [0]
    while match := _AT_START.match(part, places[-1]):
        places.append(match.end())
    return places


def _ends(part: str) -> list[int]:
    """Where a name may end: before each of the small words behind it."""
    places = [len(part)]
    while match := _AT_END.search(part[: places[-1]]):
        places.append(match.start())
    return places
