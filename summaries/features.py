"""What can be said of each clause of an article, as names and whole numbers.

Nearly every feature counts characters: a clause of 20 characters with an amount of money in it has `amount`
20, so that a weight says what a character of such a clause is worth, and pieces of any length compare fairly
under a budget of characters. Whole numbers throughout: sums of them are the same on every machine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from summaries.cues import CLASSES_OF, CUE
from summaries.figures import FIGURE
from summaries.sentences import Clause, sentences

# A newspaper article has a few dozen sentences; what is far longer is no article, and is read so far.
MOST_SENTENCES = 400
MOST_CLAUSES = 2000

EARLY = 250  # characters of an article
FAR = 20  # sentences from the start; what stands farther is as far
SELDOM = 4  # at most one of so many sentences
SHORT, LONG, VERY_LONG = 8, 23, 37  # characters of a clause
SLOGANS_PER_FIGURE = 2  # in the opening of a slogan-led article, at least
FIGURES_COUNTED = 3  # of one clause; a fourth tells no more
REPEATS_COUNTED = 5  # of one pair of characters

_ZONE = re.compile(r"开发区|经开区|高新区|示范区|综改区|保税区|工业园|产业园|园区|科技园|集聚区")
_PURPOSE = re.compile(
    r"为(?:了|深入|全面|进一步|切实|更好|推动|促进|加快|确保|贯彻|落实|提升|应对|适应|帮助|解决|[^,，。]{2,30}$)"
    r"|围绕|聚焦|立足|按照|坚持|以[^,，。]{2,20}为|通过|依托|凭借|根据|随着|面对|针对"
)
_SLOGAN_TAIL = re.compile(
    r"为.{2,30}(?:注入|奠定|贡献|提供|打下|积蓄|增添|保驾)"
    r"|(?:奋力|全力|助力|不断|持续|切实|有力|着力|努力|推动|促进|实现).{0,24}"
    r"(?:高质量发展|新台阶|新篇章|新局面|提质增效|双提升|升级|发展|落地|见效)$"
)
_PRONOUN = re.compile(r"[这他她它]|两者|上述|前者|后者")
_NOT_PLAIN = ("slogan", "said", "scene")
_FACTS = ("figure", "event", "name", "project")

Features = dict[str, int]


@dataclass(slots=True)
class Told:
    """A clause, its words, its pairs of neighbouring characters and what is said of it."""

    clause: Clause
    text: str
    pairs: frozenset[str]
    features: Features


@dataclass(slots=True)
class Sentence:
    """A sentence of paragraph `block`, number `number` of the article, as its clauses."""

    block: int
    number: int
    clauses: list[Told]


@dataclass(slots=True)
class Reading:
    """An article as the ranker sees it.

    `park_news`: it is about a park or zone. `slogan_led`: its opening has slogans and few figures.
    """

    sentences: list[Sentence]
    park_news: bool
    slogan_led: bool


def read(headline: str, paragraphs: Sequence[str]) -> Reading:
    """Take an article apart and tell the features of every clause."""
    found = list(islice(_sentences(paragraphs), MOST_SENTENCES))
    counts: Counter[str] = Counter()
    for sentence in found:
        for told in sentence.clauses:
            counts.update(told.pairs)
            told.features = _of_words(told)
    _seldom_named(found)
    slogan_led = _slogan_led(found)
    _place(found, "slogan-led" if slogan_led else "fact-led")
    for sentence in found:
        for told in sentence.clauses:
            repeats = sum(min(counts[pair] - 1, REPEATS_COUNTED) for pair in told.pairs)
            told.features["central"] = repeats
            if slogan_led:
                told.features["length, slogan-led"] = told.features["length"]
                if "figure" in told.features:
                    told.features["figure, slogan-led"] = told.features["length"]
    return Reading(found, _park_news(headline, paragraphs), slogan_led)


def _park_news(headline: str, paragraphs: Sequence[str]) -> bool:
    """Whether an article names a park or zone, so that its figures are what its readers follow it for.

    Without a headline it has to name one early and again: then the brief alone must tell what happened, and a
    park named in passing doesn't make it news of the park.
    """
    text = "\n".join(paragraphs)
    if headline.strip():
        return _ZONE.search(headline) is not None or _ZONE.search(text) is not None
    return _ZONE.search(text, 0, EARLY) is not None and len(_ZONE.findall(text)) > 1


def _sentences(paragraphs: Sequence[str]) -> Iterator[Sentence]:
    number = seen = 0
    for block, paragraph in enumerate(paragraphs):
        for clauses in sentences(paragraph):
            told = [_told(clause, paragraph[clause.start : clause.end]) for clause in clauses]
            yield Sentence(block, number, told)
            number += 1
            seen += len(told)
            if seen > MOST_CLAUSES:
                return


def _told(clause: Clause, text: str) -> Told:
    pairs = frozenset(a + b for a, b in pairwise(text) if a.isalnum() and b.isalnum())
    return Told(clause, text, pairs, {})


def _of_words(told: Told) -> Features:
    """The features that a clause has by its own words, wherever it stands."""
    text = told.text
    length = len(text)
    features: Features = {"length": length}
    for word in CUE.findall(text):
        for name in CLASSES_OF[word]:
            features[name] = length
    features |= _of_figures(text)
    if "figure" not in features and _SLOGAN_TAIL.search(text):
        features["slogan tail"] = length
    if _PURPOSE.match(text):
        features["purpose"] = length
    if _PRONOUN.match(text):
        features["pronoun"] = length
    if told.clause.quoted:
        features["quoted"] = length
    if length < SHORT:
        features["short"] = length
    elif length >= VERY_LONG:
        features["very long"] = length
    elif length >= LONG:
        features["long"] = length
    if not any(name in features for name in _NOT_PLAIN):
        features["plain"] = length
    if "slogan" in features and not any(name in features for name in _FACTS):
        features["slogan without facts"] = length
    return features


def _of_figures(text: str) -> Features:
    """The kinds of figures in a clause, and how many there are; nothing where there are none."""
    length = len(text)
    kinds = [match.lastgroup or "" for match in FIGURE.finditer(text)]
    if not kinds:
        return {}
    features: Features = dict.fromkeys(kinds, length)
    features["figure"] = length
    features["figures"] = min(len(kinds), FIGURES_COUNTED)
    beyond_dates = len(kinds) - kinds.count("date")
    if beyond_dates:
        features["figure beyond dates"] = length
        features["figures beyond dates"] = min(beyond_dates, FIGURES_COUNTED)
    return features


def _seldom_named(found: list[Sentence]) -> None:
    """Where few sentences name a zone, those that do are what its followers read the article for."""
    naming = sum(any("zone" in told.features for told in sentence.clauses) for sentence in found)
    seldom = naming * SELDOM <= len(found)
    for told in (told for sentence in found for told in sentence.clauses):
        length = told.features.pop("zone", 0)
        if length and seldom:
            told.features["zone, seldom named"] = length


def _slogan_led(found: list[Sentence]) -> bool:
    """Whether the first two sentences have slogans, and more than two for each figure that is no date."""
    slogans = figures = 0
    for sentence in found[:2]:
        for told in sentence.clauses:
            slogans += sum("slogan" in CLASSES_OF[word] for word in CUE.findall(told.text))
            figures += told.features.get("figures beyond dates", 0)
    return slogans > SLOGANS_PER_FIGURE * figures


def _place(found: list[Sentence], gate: str) -> None:
    """Add what a clause is worth by its place in the article."""
    last = found[-1].block if found else 0
    before = -1
    for sentence in found:
        first_of_paragraph = sentence.block != before
        before = sentence.block
        names = _places_of(sentence, gate, last)
        if first_of_paragraph:
            names.append("first of paragraph")
        tenths = 10 * sentence.number // len(found)
        far = min(sentence.number, FAR)
        opening = sentence.clauses[0]
        opening.features["first clause"] = opening.features["length"]
        for told in sentence.clauses:
            length = told.features["length"]
            for name in names:
                told.features[name] = length
            if tenths:
                told.features["depth"] = length * tenths
            if far:
                told.features["distance"] = length * far


def _places_of(sentence: Sentence, gate: str, last: int) -> list[str]:
    """What a sentence's place is called, `last` being the article's last paragraph."""
    names = []
    if sentence.number == 0:
        names.append(f"opening, {gate}")
    elif sentence.number == 1:
        names.append(f"second sentence, {gate}")
    if sentence.block == 0 and last > 0:
        names.append(f"first paragraph, {gate}")
    if sentence.block == last and last > 0:
        names.append("last paragraph")
    if sentence.block == 1:
        names.append("second paragraph")
    return names
