"""Whose each clause of an article is, and whether it is about the park, a wider place or another place.

The subject is whoever the clause opens with by name, or by a word for somebody named before (该公司, 园区,
项目); a clause that opens with a verb, or with a thing that is always somebody's (产品, 总投资), carries on
with the subject before it. Where there is no telling, the owner is None and the clause says how it opens.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summaries.names import FIRM, PARK, PLACE, PROJECT, ZONE, Entity, Mention, Names
from summaries.openings import Opening, lead_of, opening_of
from summaries.park_forms import ITSELF

if TYPE_CHECKING:
    from summaries.features import Sentence, Told

IN_PARK, WIDER, ELSEWHERE = "park", "wider", "elsewhere"

WHERE_WE_ARE = frozenset(("当地", "全省", "全市", "全县", "全区", "全州", "我省", "我市", "我县"))
"""What a place is called that was named before, whichever it is."""

_SPEAKS = re.compile(
    r"(?:表示|介绍|说|指出|强调|认为|坦言|透露|称|要求|提出|建议|希望|呼吁|告诉记者|总结)(?:道|，)?$|强调要"
    r"|指出要"
)
_OFFICE = re.compile(
    r"[市县区省]?(?:委(?!会[^主副党])|政府|人大|政协)|[省市县]长|党|副|书记|主任|相关负责人|负责人"
    r"|管委会(?:主任|副|党)|工委"
)
_DESCRIBES = re.compile(r"位于|由|作为|来自|地处|坐落|以[^,，]{2,16}为[^,，]{1,4}的")
_WHERE = re.compile(r"(?:在|位于|来自|地处|落户|走进|来到)$")


@dataclass(slots=True)
class Owner:
    """Whose a clause is.

    `named`: the clause opens with a name. `opening` is what else it opens with. `scope` tells what it is
    about. `speech`: somebody's words, begun in an earlier clause of the sentence.
    """

    entity: Entity | None
    named: bool
    opening: Opening
    scope: str
    speech: bool = False
    mentions: Sequence[Mention] = ()


NOBODY = Owner(None, False, Opening.OWN, IN_PARK)
"""Whose a clause is as long as nobody has told."""


def tell_owners(found: Sequence[Sentence], names: Names) -> None:
    """Gives every clause of every sentence its owner."""
    walk = _Walk(names)
    for sentence in found:
        for clause in sentence.clauses:
            inside = _inside(clause, names.mentions[sentence.block])
            if any(mention.entity is names.park for mention in inside):
                for mention in inside:
                    if mention.entity.kind in (FIRM, PROJECT):
                        mention.entity.scope = IN_PARK
    for sentence in found:
        for clause, owner in zip(sentence.clauses, walk.sentence(sentence), strict=True):
            clause.owner = owner


def _inside(clause: Told, mentions: Sequence[Mention]) -> list[Mention]:
    first = bisect_left(mentions, clause.clause.start, key=_start)
    return list(mentions[first : bisect_left(mentions, clause.clause.end, key=_start)])


def _start(mention: Mention) -> int:
    return mention.start


class _Walk:
    """One way through an article: who was spoken of last, and where it takes place."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.topic: Entity | None = None
        self.last: dict[str, Entity | None] = {FIRM: None, PROJECT: None}
        self.scope = WIDER
        self.block = -1
        self.since = 0  # sentences since a firm was the topic
        for mention in names.headline:
            entity = mention.entity
            if entity.kind in (PARK, FIRM, PROJECT):
                self.topic = self.topic or entity
                self.scope = IN_PARK
            if entity.kind in self.last and self.last[entity.kind] is None:
                self.last[entity.kind] = entity
                entity.scope = IN_PARK
            if entity.kind == PLACE:
                entity.home = True

    def sentence(self, sentence: Sentence) -> list[Owner]:
        mentions = self.names.mentions[sentence.block]
        clauses = sentence.clauses
        told: list[tuple[Opening, Entity | None, bool, list[Mention]]] = []
        for clause in clauses:
            told.append(self._opening(clause, _inside(clause, mentions)))
        owners: list[Owner] = []
        speech = False
        subject = self.topic
        outer = subject
        begun = held = False
        for number, (clause, (opening, entity, named, inside)) in enumerate(zip(clauses, told, strict=True)):
            if opening is Opening.ADVERBIAL:
                ahead = next((each for each in told[number + 1 :] if each[0] is not Opening.ADVERBIAL), None)
                carried = ahead is None or ahead[0] not in (Opening.OWN, Opening.LOOSE, Opening.FIRM)
                entity = subject if carried else None
                if ahead is not None and (ahead[2] or ahead[1] is not None):
                    entity = ahead[1]
            elif opening is Opening.CARRIED or (opening is Opening.OWN and begun and not named):
                entity = subject
            self._place(clause, inside, entity if named else None, number)
            if entity is not None and entity.kind in self.last and not entity.scope:
                entity.scope = self.scope
            for mention in inside:
                other = mention.entity
                if other.kind in self.last:
                    if not other.scope:
                        other.scope = self.scope
                    listed = clause.text[mention.end - clause.clause.start :].startswith(("、", "等", "和"))
                    if other is not entity and not named and not listed:
                        self.last[other.kind] = other
            held = held or (
                opening is Opening.ADVERBIAL and any(each.entity is self.names.park for each in inside)
            )
            if named and entity is not None and entity.kind in (PLACE, ZONE) and not entity.home:
                held = False
            scope = IN_PARK if held else self._scope_of(entity, clause)
            held = held and clause.clause.mark not in ";；"
            owners.append(Owner(entity, named, opening, scope, speech, inside))
            if opening is not Opening.ADVERBIAL:
                begun = True
                subject = entity
                if entity is not None and entity.kind in self.last:
                    self.last[entity.kind] = entity
            if _SPEAKS.search(clause.text):
                speech = True
                if entity is None or entity.kind == PLACE:
                    subject = None
        main = next((each for each in owners if each.opening is not Opening.ADVERBIAL), None)
        if main is not None and not (speech and main.entity is None):
            self.topic = subject if subject is not None or main.entity is None else main.entity
        elif speech:
            self.topic = outer
        return owners

    def _opening(
        self, clause: Told, inside: list[Mention]
    ) -> tuple[Opening, Entity | None, bool, list[Mention]]:
        """How a clause opens, who is meant, whether by name."""
        text, start = clause.text, clause.clause.start
        lead = lead_of(text)
        first = next(
            (m for m in inside if m.start - start in (lead, lead + (text[lead : lead + 1] in "“《"))), None
        )
        if first is not None:
            rest = text[first.end - start :]
            if _OFFICE.match(rest) or rest.startswith(("、", "和")):
                return Opening.OWN, None, False, inside
            if rest.startswith("的") and first.entity.kind in (PARK, PLACE, ZONE):
                part = next((m for m in inside if m.entity.kind in (FIRM, PROJECT)), None)
                if part is not None:
                    return Opening.OWN, part.entity, True, inside
            return Opening.OWN, first.entity, True, inside
        opening = opening_of(text)
        if opening in (Opening.CARRIED, Opening.OWN) or _DESCRIBES.match(text, lead):
            described = next(
                (
                    m
                    for m in inside
                    if m.entity.kind in (FIRM, PROJECT, PARK)
                    and text[m.start - start - 1 : m.start - start] == "的"
                ),
                None,
            )
            if described is not None and not text[described.end - start :].startswith(("的", "等", "、")):
                return Opening.OWN, described.entity, True, inside
        if opening is Opening.FIRM:
            return opening, self.last[FIRM], False, inside
        if opening is Opening.PROJECT:
            return opening, self.last[PROJECT], False, inside
        if opening is Opening.PARK:
            return opening, self.names.park if self.scope != ELSEWHERE else None, False, inside
        return opening, None, False, inside

    def _place(self, clause: Told, inside: list[Mention], named: Entity | None, number: int) -> None:
        """Moves on to where a clause takes place, if it says so."""
        start = clause.clause.start
        for mention in inside:
            kind = mention.entity.kind
            before = clause.text[: mention.start - start]
            if kind == PARK:
                self.scope = IN_PARK
                return
            where = mention.entity is named or _WHERE.search(before)
            if where and kind == ZONE:
                self.scope = ELSEWHERE
            elif where and kind == PLACE and mention.entity.name not in WHERE_WE_ARE:
                self.scope = WIDER if mention.entity.home else ELSEWHERE
            elif mention.entity is named and mention.entity.scope:
                self.scope = mention.entity.scope
        if self.scope != ELSEWHERE and ITSELF.search(clause.text):
            self.scope = IN_PARK

    def _scope_of(self, entity: Entity | None, clause: Told) -> str:
        if entity is None:
            return self.scope
        if entity.kind == PARK:
            return IN_PARK
        if entity.name in WHERE_WE_ARE:
            return self.scope
        if entity.kind == PLACE:
            return (
                self.scope
                if self.scope == IN_PARK and ITSELF.search(clause.text)
                else (WIDER if entity.home else ELSEWHERE)
            )
        if entity.kind == ZONE or (
            entity.name.endswith("园") and self.scope == WIDER and entity.scope != IN_PARK
        ):
            return ELSEWHERE
        return entity.scope or self.scope
