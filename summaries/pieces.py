"""The pieces a brief may be made of: whole sentences and runs of whole clauses that read as complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summaries.brief import closed
from summaries.features import Sentence, Told
from summaries.names import Names
from summaries.openings import Opening
from summaries.owners import NOBODY
from summaries.standing import LEANING, Standing, Stands

MIN_PIECE = 8  # characters; shorter runs tell nothing by themselves

# Words that stand for something in the sentence before: no piece starts with one.
_MISSING_SUBJECT = re.compile(
    r"[“‘\"]?(?:该|其|此|[他她它]|这(?:是|也|一|些|种|样|就|不|让|将|项|个|次|批|条|款|座|位))"
)
# Words that carry on from the clause before: a piece cut out of a sentence can't start with one.
_CARRIES_ON = re.compile(
    r"并(?!购)|且|而|但|则|以及|从而|进而|因此|所以|然而|不过|却|又|还|也|更|再|就|才|均|都|让|使|致使|以便"
    r"|及|和(?!顺)|与(?!会)|或|等|的|被|之|另|同时|与此同时|那么|这样|对此|为此|否则|以此|由此|加之|是|即"
    r"|有的"
    r"|后|时|仍|将(?!在|于|建|有|新)"
)
# A clause that opens with one of these waits for its main clause.
_WAITS = re.compile(
    r"随着|当(?!前|地|年|日)|为了?(?!期|首|主|核心)|由于|因为?(?!此)|如果|若|虽然?|尽管|不仅|不但|不只|不光"
    r"|除"
    r"|作为|对于|对(?!接|外)|关于|自(?!动|主|来|有|用)|经过?(?!济|营|开)|借助|结合|本着|通过|依托|凭借|按照"
    r"|根据"
    r"|围绕|立足|面对|针对|以(?!上|下|及|来)|在(?!建|谈)|从|至于|既|只要|只有|无论|不管|即使|哪怕|据|截至"
    r"|截止"
    r"|到20|与|同|每当|直到|向|沿着|伴随|得益于|受|一旦|于|跟|位于|地处|遵循|秉持|秉承|过去"
)
# A clause that ends with one of these is not finished.
_LEFT_OPEN = re.compile(
    r"(?:时|后|中|前|以来|之际|期间|下|同时|过程中|方面|表示|说|称|指出|认为|强调|介绍|了解到|获悉|显示"
    r"|透露|告诉记者"
    r"|坦言|是|有|为|包括|如下|的|和|与|及|以及|等|上|里|基础上|之一|来看|看来|来说|而言|而且|此外|另外|其中"
    r"|目前|日前|近日|最近|今年|当前|下一步|公告|消息|讯|看到|发现|要求|提出|建议|时间内|范围内|[0-9])$"
)
# Why something is done, said behind its subject: what is done comes in the next clause.
_WAITS_AT_END = re.compile(
    r"(?:为了?|随着|按照|根据|围绕|立足|聚焦|面对|针对|依托|凭借|作为|坚持|本着|秉持)(?!期|首|主"
    r"|核心)[^,，了已将]{2,24}$"
    r"|(?<![已曾历])经(?![济营开销过常典理])[^,，了已]{2,16}$|凡[^,，]{2,20}$"
)
_GOES_ON = ("是", "即", "均", "都")  # the clause after, when the one before was only its subject
# Something a clause says: without one it is only a name.
_SAYS = re.compile(
    r"[了着过将已正在有是为达获建投开产签用占超增降减升落办启入成设立批评选列挂揭发布出推中标收购募试通运营覆吸引提供带动"
    r"拥共计划预拟争需要可能会实现完突破加快打造引导培育保障服务制定施展组织拓延伸排到翻享受整迁举召搭聚集形仅保留涉围绕"
    r"采取确定买销售生加工布局规]"
)
_MATES = {
    "”": "“",
    "’": "‘",
    "」": "「",
    "』": "『",
    "）": "（",
    ")": "(",
    "》": "《",
    "〉": "〈",
    "】": "【",
    "]": "[",
}
_BRACKET = re.compile('[“”‘’「」『』（）()《》〈〉【】\\[\\]"]')


@dataclass(slots=True)
class Candidate:
    """Clauses `first` to `last` of a sentence, characters `start` to `end` of its paragraph.

    With `more` clauses of the next sentence, where that one leans on this one (其中, 该项目, 这).

    `cost` is what it takes of the budget: its length, one more for the full stop it is shown with where it
    ends in the middle of a sentence, and the name that may have to be set before it. `standing` tells whose
    it is.
    """

    sentence: Sentence
    first: int
    last: int
    start: int
    end: int
    cost: int
    standing: Standing
    more: tuple[Told, ...] = ()

    @property
    def clauses(self) -> list[Told]:
        """Its clauses."""
        return [*self.sentence.clauses[self.first : self.last + 1], *self.more]

    def overlaps(self, other: Candidate) -> bool:
        """Whether both take some of the same characters."""
        same = self.sentence.block == other.sentence.block
        return same and self.start < other.end and other.start < self.end


def joined(
    before: Sequence[Candidate], stands: Stands, paragraph: str, max_chars: int, names: Names
) -> Iterator[Candidate]:
    """Those of `before` that end their sentence, each with a beginning of the next one.

    Only where that leans on what stands before it: alone it is refused, or its subject would be set before
    it.
    """
    after = stands.sentence
    ends = [each for each in before if each.last == len(each.sentence.clauses) - 1 and not each.more]
    if not ends or ends[0].sentence.block != after.block or ends[0].sentence.number + 1 != after.number:
        return
    count = len(after.clauses)
    for last in range(count):
        alone = stands.of(0, last)
        if alone.refused and alone.refused not in LEANING:
            break
        leans = (
            alone.subject is not None
            or alone.refused in LEANING
            or _MISSING_SUBJECT.match(after.clauses[0].text)
        )
        whole = last == count - 1
        if not leans or not may_end(after, 0, last):
            continue
        tail = after.clauses[last].clause
        if tail.end - after.clauses[0].clause.start < MIN_PIECE:
            continue
        for each in ends:
            if tail.end - each.start > max_chars or each.standing.refused:
                continue
            span = _closed_span(paragraph, each.start, tail.stop if whole else tail.end)
            if span is None:
                continue
            cost = len(closed(paragraph[span[0] : span[1]])) + names.cost(each.standing.subject)
            if cost <= max_chars:
                yield Candidate(
                    each.sentence,
                    each.first,
                    each.last,
                    *span,
                    cost,
                    each.standing,
                    tuple(after.clauses[: last + 1]),
                )


def candidates(
    stands: Stands, paragraph: str, max_chars: int, names: Names, *, refused: bool = False
) -> Iterator[Candidate]:
    """Every run of whole clauses of a sentence that costs at most `max_chars` and reads as complete.

    It starts with no word that points back, doesn't end in a clause that waits for another, and its quotes
    and brackets are closed. Those that don't stand alone are left out unless asked for.
    """
    sentence = stands.sentence
    clauses = sentence.clauses
    count = len(clauses)
    ends = [may_end(sentence, 0 if number else number, number) for number in range(count)]
    bracketed = _BRACKET.search(paragraph, clauses[0].clause.start, clauses[-1].clause.stop) is not None
    for first, head in enumerate(clauses):
        if (_MISSING_SUBJECT.match(head.text) and head.owner.entity is None) or (
            first and _CARRIES_ON.match(head.text)
        ):
            continue
        start = head.clause.start
        for last in range(first, count if refused else stands.limit(first)):
            tail = clauses[last]
            if tail.clause.end - start > max_chars:
                break
            whole = last == count - 1
            if not (ends[last] if first < last else may_end(sentence, first, last)):
                continue
            sloganish = "slogan tail" in tail.features and tail.owner is not NOBODY
            if sloganish and last > first and ends[last - 1]:
                continue  # what it says is said without
            end = tail.clause.stop if whole else tail.clause.end
            span = _closed_span(paragraph, start, end) if bracketed else (start, end)
            if span is None or span[1] - span[0] < MIN_PIECE:
                continue
            cost = len(closed(paragraph[span[0] : span[1]]))
            alone = stands.of(first, last)
            if alone.refused and not refused:
                continue
            cost += names.cost(alone.subject)
            if cost <= max_chars:
                yield Candidate(sentence, first, last, *span, cost, alone)


def may_end(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a piece may end with clause `last` of its sentence, as it may with the last one."""
    if last == len(sentence.clauses) - 1:
        return True
    tail = sentence.clauses[last]
    mark = tail.clause.mark
    if mark not in ",，;；" or _LEFT_OPEN.search(tail.text):
        return False
    waits = _WAITS.match(tail.text) and not (tail.owner.named or tail.owner.opening is Opening.OWN)
    if mark in ",，" and (
        waits or _WAITS_AT_END.search(tail.text) or sentence.clauses[last + 1].text.startswith(_GOES_ON)
    ):
        return False
    return first < last or _SAYS.search(tail.text) is not None


def _closed_span(paragraph: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without a quote at either end whose mate is outside; None where others stay unclosed."""
    opened: list[tuple[str, int]] = []
    loose: list[int] = []
    for match in _BRACKET.finditer(paragraph, start, end):
        mark = match[0]
        mate = '"' if mark == '"' else _MATES.get(mark)
        if mate and opened and opened[-1][0] == mate:
            opened.pop()
        elif mark == '"' or mate is None:
            opened.append((mark, match.start()))
        else:
            loose.append(match.start())
    if not opened and not loose:
        return start, end
    if not loose and [at for _, at in opened] == [start]:
        return start + 1, end
    if not opened and loose == [end - 1]:
        return start, end - 1
    return None
