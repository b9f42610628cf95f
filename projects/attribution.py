"""Of which project a place in the text speaks: the nearest name before it, its firm, the topic."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from projects.article import HEADLINE, Article, Span
from projects.clauses import Clause
from projects.crowds import BUILT_THING, CROWD, MANY_BEHIND, PART_BEFORE
from projects.entries import Entry, Found, Mention
from projects.heads import PHASE
from projects.kinds import is_kind, phase_of
from projects.steps import steps_of

_FEW = 2
LONGEST_JOIN = 24
_JOINS = re.compile(
    r"(?:[(（][^()（）]{1,20}[)）])?(?:(?:[、,，；;]|以及)(?:以及|和|及)?[^,，。；;]{0,20}|和|及|与|以及|等?[,，]?以及[^,，。；;]{0,10})"
)
# 万吨级项目投产、|二期项目开工: what follows is told something of its own.
_NEXT_ITEM = re.compile(r"[、；;]|暨")
_BESIDE_IT = ("在建", "续建", "拟建", "新建")  # 南接|在建|的沐定高速: said of another thing
_SENTENCES_ON = 2
_CLOSE_BEHIND = 5


class Attribution:
    """Tells whose a span is. Made once for an article, after its names were found."""

    def __init__(self, article: Article, clauses: Sequence[Clause], found: Found) -> None:
        self._article, self._found = article, found
        self._order = {block: number for number, block in enumerate(article.blocks())}
        self._mentions = sorted(
            (mention for mention in found.mentions if mention.entries), key=lambda each: self._at(each.span)
        )
        self._places = [self._at(mention.span) for mention in self._mentions]
        self._firms = sorted(found.firms, key=lambda firm: self._at(firm.span))
        self._firm_places = [self._at(firm.span) for firm in self._firms]
        self._sentences: dict[int, tuple[tuple[int, int], tuple[int, int]]] = {}
        self._texts: dict[int, list[Clause]] = {}
        for clause in clauses:
            self._texts.setdefault(clause.sentence, []).append(clause)
            first = self._sentences.get(clause.sentence, ((self._order[clause.block], clause.start), (0, 0)))[
                0
            ]
            self._sentences[clause.sentence] = (first, (self._order[clause.block], clause.end))

    def _at(self, span: Span) -> tuple[int, int]:
        return (self._order[span.block], span.start)

    def entries_for(
        self, clause: Clause, start: int, end: int, listed: bool = True, promised: bool = False
    ) -> tuple[int, ...]:
        """The entries that what stands at `start` to `end` of a clause's block is told of; empty for none.

        Of a list that follows it is told of all, unless `listed` is False: then of the first. What is
        `promised` without a name is told of the one that the article is about, where it is about one.
        """
        span = Span(clause.block, start, end)
        before = clause.text[: start - clause.start]
        after = clause.text[end - clause.start :]
        if PART_BEFORE.search(before) or MANY_BEHIND.match(after):
            return ()
        if self._article.text(span).endswith("建成") and (thing := BUILT_THING.match(after)):
            return self._named_at(clause.block, end, end + thing.end(), clause.end)
        right_behind = end + 1 + _CLOSE_BEHIND * (not after.startswith("的"))
        if (
            after.startswith("的")
            and self._article.text(span) in _BESIDE_IT
            and not self.named_right_behind(clause, end)
        ):
            return ()
        next_item = _NEXT_ITEM.match(after) and self._named_within(clause, span)
        theirs = self._named_at(clause.block, start + 1, right_behind, clause.end, listed)
        if theirs and not next_item:
            return theirs
        named = self._in_sentence_before(clause, span)
        if CROWD.search(before) and not self._named_within(clause, span):
            return ()
        if named:
            return self._with_phase(named, clause, before)
        behind = self._in_sentence_behind(clause, span)
        if (
            behind
            and clause.block != HEADLINE
            and self._topic(span)
            and not self._in_clause_behind(clause, span)
        ):
            behind = ()
        firm = self._of_firm(clause, span)
        if behind and not firm:
            return behind
        if firm is None:
            firm = self._of_brand(before)
        if firm is not None:
            return self._with_phase(firm, clause, before) if firm else ()
        if clause.block == HEADLINE:
            return self._only()
        carried = self._carried(clause, span, promised)
        return self._with_phase(carried, clause, before)

    def funded_by(self, span: Span) -> tuple[int, ...] | None:
        """The entry that the words around a sum say it is of, empty for none; None where they don't say."""
        place = (span.block, span.start)
        if place not in self._found.funded:
            return None
        entry = self._found.funded[place]
        return () if entry is None else (entry,)

    def stands_alone(self, clause: Clause, start: int, end: int) -> bool:
        """Whether a paragraph is nothing but what stands there: a crosshead, which tells of nobody."""
        return clause.block != HEADLINE and end - start == len(self._article.block(clause.block).strip())

    def _carried(self, clause: Clause, span: Span, promised: bool) -> tuple[int, ...]:
        """The topic, where it may be meant: not a list, and of another paragraph only if few are told of."""
        topic = self._topic(span)
        if (
            len(topic) > 1
            or CROWD.search(self.told_before(clause) + clause.text)
            or any(self._found.entries[at].fallback for at in topic)
        ):
            return ()
        number = bisect_right(self._places, (self._order[span.block], span.start)) - 1
        if promised and not self._main(topic) and all(map(self._hardly_named, topic)):
            return self._one_main() or topic
        if number < 0 or self._main(topic) or len(self._found.entries) == 1:
            return topic
        last = self._mentions[number].span
        if last.block == clause.block:
            between = self._article.block(clause.block)[last.end : span.start]
            if len(re.findall(r"[。！？；]", between)) <= _SENTENCES_ON:
                return topic
        return self._one_main() if promised else ()

    def _hardly_named(self, entry: int) -> bool:
        """Whether an entry is only a place or a kind (路面工程): nothing is promised of it."""
        found = self._found.entries[entry]
        return found.place_alone or all(map(is_kind, found.texts))

    def _one_main(self) -> tuple[int, ...]:
        """The one entry that the article is about; empty for none or several."""
        entries = self._found.entries
        mains = [at for at, entry in enumerate(entries) if not entry.fallback and self._main((at,))]
        return tuple(mains) if len(mains) == 1 else ()

    def _main(self, entries: tuple[int, ...]) -> bool:
        """Whether the article is about these entries: named in the headline, at the beginning, or often."""
        spans = [span for at in entries for span, _, _ in self._found.entries[at].names]
        blocks = {span.block for span in spans}
        return HEADLINE in blocks or 0 in blocks or len(spans) > _FEW

    def told_before(self, clause: Clause) -> str:
        """The clauses of the same sentence before this one."""
        return "".join(f"{each.text}," for each in self._texts[clause.sentence] if each.start < clause.start)

    def _in_clause_behind(self, clause: Clause, span: Span) -> bool:
        return bool(self._between(clause.block, span.end, clause.end))

    def names_in_sentence(self, clause: Clause, entry: int) -> bool:
        """Whether the sentence of a clause names an entry."""
        first, last = self._sentences[clause.sentence]
        low, high = bisect_left(self._places, first), bisect_right(self._places, last)
        return any(entry in mention.entries for mention in self._mentions[low:high])

    def named_in(self, clause: Clause) -> tuple[int, ...]:
        """The entries that a clause names first."""
        mentions = self._between(clause.block, clause.start, clause.end)
        return mentions[0].entries if mentions else ()

    def _between(self, block: int, start: int, end: int) -> list[Mention]:
        """The mentions that begin at `start` or behind it, before `end`, of a block."""
        order = self._order[block]
        low, high = bisect_left(self._places, (order, start)), bisect_left(self._places, (order, end))
        return self._mentions[low:high]

    def _only(self) -> tuple[int, ...]:
        return (0,) if len(self._found.entries) == 1 else ()

    def _named_within(self, clause: Clause, span: Span) -> bool:
        return bool(self._between(clause.block, clause.start, span.start))

    def _in_sentence_before(self, clause: Clause, span: Span) -> tuple[int, ...]:
        """The last named in this sentence before the span; of a list all."""
        number = bisect_right(self._places, (self._order[span.block], span.start)) - 1
        if number < 0:
            return ()
        first = self._sentences[clause.sentence][0]
        if self._places[number] < first:
            return ()
        return self._chain(number, first)

    def _chain(self, number: int, first: tuple[int, int]) -> tuple[int, ...]:
        """The entries of a mention and of those before it, from `first` on, that are in one list with it."""
        entries = self._mentions[number].entries
        while number and self._places[number - 1] >= first and self._joined(number - 1, number):
            number -= 1
            entries = (*self._mentions[number].entries, *entries)
        return tuple(dict.fromkeys(entries))

    def _joined(self, number: int, following: int) -> bool:
        """Whether two mentions are items of one list."""
        one, other = self._mentions[number].span, self._mentions[following].span
        if one.block != other.block or one.end > other.start or other.start - one.end > LONGEST_JOIN:
            return False
        between = self._article.block(one.block)[one.end : other.start]
        return bool(_JOINS.fullmatch(between)) and not steps_of(between)

    def _named_at(self, block: int, start: int, last: int, end: int, listed: bool = False) -> tuple[int, ...]:
        """The entries of the first mention that begins at `start` to `last`, before `end`, of a block.

        With those of the list that it begins, where `listed`.
        """
        for mention in self._between(block, start, min(last, end) + 1)[:1]:
            between = self._article.block(block)[start : mention.span.start]
            if re.search(r"\s", between):
                return ()
            return self._list_from(mention) if listed else mention.entries
        return ()

    def _list_from(self, mention: Mention) -> tuple[int, ...]:
        """The entries of a mention and of those behind it that are in one list with it."""
        number = bisect_left(self._places, self._at(mention.span))
        entries = mention.entries
        while number + 1 < len(self._mentions) and self._joined(number, number + 1):
            number += 1
            entries = (*entries, *self._mentions[number].entries)
        return tuple(dict.fromkeys(entries))

    def named_right_behind(self, clause: Clause, end: int, listed: bool = False) -> tuple[int, ...]:
        """The entries that are named right behind `end`, or behind a 的 there; `listed`: all of a list."""
        return self._named_at(clause.block, end, end + 1, clause.end, listed)

    def named_behind(self, clause: Clause, place: int) -> tuple[int, ...]:
        """The entries that the sentence of a clause names from a place of its block on, in their order."""
        last = self._sentences[clause.sentence][1]
        mentions = [each for each in self._between(clause.block, place, last[1]) if each.named]
        return tuple(dict.fromkeys(entry for each in mentions for entry in each.entries))

    def _in_sentence_behind(self, clause: Clause, span: Span) -> tuple[int, ...]:
        number = bisect_right(self._places, (self._order[span.block], span.start))
        last = (self._order[clause.block], clause.end)
        if clause.block != HEADLINE:
            last = self._sentences[clause.sentence][1]
        if number >= len(self._mentions) or self._places[number] > last:
            return ()
        return self._mentions[number].entries

    def _of_firm(self, clause: Clause, span: Span) -> tuple[int, ...] | None:
        """The entries of the firm that is named last in the sentence before the span; None for no firm."""
        first = self._sentences[clause.sentence][0]
        number = bisect_left(self._firm_places, (self._order[span.block], span.start)) - 1
        if number < 0 or self._firm_places[number] < first:
            return None
        firm = self._firms[number]
        brand = firm.brand
        theirs = tuple(number for number, entry in enumerate(self._found.entries) if entry.brand == brand)
        if len(theirs) > 1:
            topic = self._topic(span)
            theirs = tuple(number for number in theirs if number in topic) or theirs[:1]
            if clause.block == HEADLINE:
                return ()
        if theirs:
            return theirs
        return () if any(entry.brand for entry in self._found.entries) and firm.full else None

    def _of_brand(self, before: str) -> tuple[int, ...] | None:
        """The one entry whose brand a clause has before the span: 按富美现在产能."""
        theirs = tuple(
            number
            for number, entry in enumerate(self._found.entries)
            if entry.brand and entry.brand in before
        )
        return theirs if len(theirs) == 1 else None

    def _topic(self, span: Span) -> tuple[int, ...]:
        """The entries that were named last before the span in the text; the first where none was."""
        number = bisect_right(self._places, (self._order[span.block], span.start)) - 1
        while number >= 0 and not self._mentions[number].named:
            number -= 1
        if number < 0:
            return self._only()
        return self._chain(number, (0, 0))

    def _with_phase(self, entries: tuple[int, ...], clause: Clause, before: str) -> tuple[int, ...]:
        """The same, or the entry of the phase that the clause speaks of (二期 of what was named)."""
        phases = re.findall(PHASE, before)
        if not phases or len(entries) != 1:
            return entries
        phase = phase_of(phases[-1])
        entry = self._found.entries[entries[0]]
        if phase in entry.phases or (not entry.phases and phase == "一"):
            return entries
        others = [
            number
            for number, other in enumerate(self._found.entries)
            if phase in other.phases and (other.brand == entry.brand or not other.brand)
        ]
        return (others[0],) if others else entries if not entry.phases else ()


def brand_of_entry(entry: Entry, found: Found, known: Sequence[str]) -> str:
    """The brand that the entry's own names have, by the firms of the article or `known`; empty for none."""
    for _, text, _ in entry.names:
        for firm in found.firms:
            if firm.brand in text:
                return firm.brand
        for brand in known:
            if brand in text:
                return brand
    return ""
