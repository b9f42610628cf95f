"""Questions about projects in plain words: 哪些项目今年投产, 临汾 在建 项目, 投资10亿以上的项目."""

from __future__ import annotations

import re
from dataclasses import dataclass

from projects.project import Stage

LONGEST = 40
YUAN = {"万": 10**4, "亿": 10**8}
# The words that people use beside the stages' own names.
_STAGES: dict[str, Stage] = {str(stage): stage for stage in Stage} | {
    "签了约": Stage.SIGNED,
    "动工": Stage.STARTED,
    "建设中": Stage.BUILDING,
    "施工": Stage.BUILDING,
    "建成": Stage.COMPLETED,
    "完工": Stage.COMPLETED,
    "试生产": Stage.TRIAL,
    "投运": Stage.RUNNING,
    "交付": Stage.RUNNING,
    "停工": Stage.HALTED,
    "停建": Stage.HALTED,
}
_STAGE = re.compile("|".join(sorted(map(re.escape, _STAGES), key=len, reverse=True)))
_YEAR = re.compile(r"(?P<number>20\d\d)年|(?P<relative>今年|明年|去年)")
_RELATIVE = {"今年": 0, "明年": 1, "去年": -1}
_AMOUNT = re.compile(
    r"(?:总?投资)?(?:超过|大于|不低于|高于)?(?P<number>\d{1,6}(?:\.\d{1,4})?)\s?(?P<unit>亿|万)元?\s?(?P<over>以上|以下|以内)?"
)
_ABOUT = re.compile(r"项目|工程")
_FILLING = re.compile(
    r"有?哪些|有什么|有多少|多少|几个|列出|查一?下|看一?看|请问|一下|都|会|要|将|正?在(?!建)|了|的|吗|呢|投资|总投资|有|[\s,，。?？!！、]"
)


@dataclass(frozen=True, slots=True)
class ProjectQuestion:
    """What is asked for: a stage, reached or promised in a year, sums from `least` to `most` yuan, a place.

    What is None is not asked about; `place` is empty for everywhere.
    """

    stage: Stage | None
    year: int | None
    least: int | None
    most: int | None
    place: str


def read_question(text: str, this_year: int) -> ProjectQuestion | None:
    """The question about projects that a text asks; None where it asks something else.

    It speaks of projects, and names a stage or a sum; what else stands in it must be a place.
    """
    if len(text) > LONGEST or not _ABOUT.search(text):
        return None
    year, rest = _year(text, this_year)
    least, most, rest = _sums(rest)
    stage = _STAGE.search(rest)
    if stage is None and least is None and most is None:
        return None
    if stage is not None:
        rest = rest[: stage.start()] + " " + rest[stage.end() :]
    if _STAGE.search(rest):
        return None  # two stages: which of them is meant?
    place = _FILLING.sub("", _ABOUT.sub(" ", rest))
    return ProjectQuestion(_STAGES[stage[0]] if stage else None, year, least, most, place)


def _year(text: str, this_year: int) -> tuple[int | None, str]:
    match = _YEAR.search(text)
    if match is None:
        return None, text
    year = int(match["number"]) if match["number"] else this_year + _RELATIVE[match["relative"]]
    return year, text[: match.start()] + " " + text[match.end() :]


def _sums(text: str) -> tuple[int | None, int | None, str]:
    match = _AMOUNT.search(text)
    if match is None:
        return None, None, text
    amount = round(float(match["number"]) * YUAN[match["unit"]])
    rest = text[: match.start()] + " " + text[match.end() :]
    return (None, amount, rest) if match["over"] in ("以下", "以内") else (amount, None, rest)
