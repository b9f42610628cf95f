"""Captions: the lines under photos."""

from __future__ import annotations

import re

from parsing.park_names import HAN, fold

LONGEST_CAPTION = 90
LONGEST_BARE_CAPTION = 32

_MARK = re.compile(r"^\s*[▲△▼▽↑↓←→◀▶◁▷]")
_OPENING = re.compile(r"^\s*(?:图为|图[一二三四五六①②③④⑤⑥\d]+[:、.\s]|[左右上下中]图|图片[:说])")
_CREDIT = re.compile(
    rf"(?:供图|提供图片|图片提供|(?:^|[。.!?”)(:/|\s])(?:{HAN}{{2,4}}[、\s]+)*(?:{HAN}|·){{2,9}}\s*摄|摄影|资料图片?|资料照片|资料片|制图|效果图|图片来源[:\s].{{0,20}}|/图|图片?由.{{2,16}}提供|图/.{{2,4}}|摄影[:/].{{2,4}})\s*[)〕]?[。.]?\s*$"
)
# What photos show, and how such a line says it: one clause, in the present, without figures.
_SUBJECT = re.compile(
    r"^(?:工作人员|技术人员|施工人员|科研人员|研发人员|工人|职工|员工|操作工|技师|村民|农民|市民|游客|学生|志愿者|嘉宾|参会"
    r"|企业|公司|项目|园区|车间|厂区|厂房|生产线|机器人|产品|设备|俯瞰|航拍|签约|活动|会议|仪式|招聘会|开工)"
)
_SCENE = re.compile(
    r"(?:现场|一角|车间|航拍|掠影|全景|外景|全貌|鸟瞰|场景|夜景|合影|生产线|作业|调试|检查|检测|施工|忙碌|装配|加工|焊接|操作"
    r"|采摘|参观|洽谈|签约|分拣|打包|培训|讲解)[^。]{0,6}[。.]?$"
)


def caption_evidence(text: str) -> float:
    """How much the words of a line look like a caption: 0 for not at all, 8 where it carries a credit."""
    folded = fold(text)
    length = len(folded.strip())
    if length > LONGEST_CAPTION:
        return 0.0
    evidence = 0.0
    if _MARK.match(folded):
        evidence += 6.0
    if _OPENING.match(folded):
        evidence += 5.0
    if _CREDIT.search(folded):
        evidence += 8.0 if length <= LONGEST_CAPTION // 2 else 5.0
    if evidence:
        return evidence
    if length <= LONGEST_BARE_CAPTION and not re.search(r"[\d“”:;!?]", folded):
        evidence += 2.5 * bool(_SUBJECT.match(folded)) + 2.0 * bool(_SCENE.search(folded))
        evidence -= 1.5 * len(re.findall(r"[,、]", folded))
        if not folded.rstrip().endswith(("。", ".")):
            evidence *= 0.3  # headings speak of scenes too; captions close with a full stop
    return max(0.0, evidence)
