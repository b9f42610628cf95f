"""What can be said of each clause of an article, as names and whole numbers.

Most features are 1 or missing; counts and places are numbers. What stands in the clauses beside it, in its
sentence and in the headline is said of a clause too, and whose it is (summaries/owners.py). Whole numbers
throughout: what is made of them is the same on every machine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import add

from summaries.beside import tell_beside
from summaries.cues import CLASSES_OF, CUE
from summaries.figures import FIGURE
from summaries.names import PARK, Names
from summaries.owners import NOBODY, Owner, tell_owners
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
MOST_TOLD = 60  # sentences of an article
TENTHS = 10

_ZONE = re.compile(r"开发区|经开区|高新区|示范区|综改区|保税区|工业园|产业园|园区|科技园|集聚区")
_PURPOSE = re.compile(
    r"为(?:了|深入|全面|进一步|切实|更好|推动|促进|加快|确保|贯彻|落实|提升|应对|适应|帮助|解决"
    r"|[^,，。]{2,30}$)"
    r"|围绕|聚焦|立足|按照|坚持|以[^,，。]{2,20}为|通过|依托|凭借|根据|随着|面对|针对"
)
_SLOGAN_TAIL = re.compile(
    r"为.{2,30}(?:注入|奠定|贡献|提供|打下|积蓄|增添|保驾)"
    r"|(?:奋力|全力|助力|不断|持续|切实|有力|着力|努力|推动|促进|实现).{0,24}"
    r"(?:高质量发展|新台阶|新篇章|新局面|提质增效|双提升|升级|发展|落地|见效)$"
)
_MAY_COUNT = re.compile(r"\d|[年季]")  # no figure does without
_PRONOUN = re.compile(r"[这他她它]|两者|上述|前者|后者")
_NOT_PLAIN = ("slogan", "said", "scene")
_FACTS = ("figure", "event", "name", "project")

Features = dict[str, int]


@dataclass(slots=True)
class Told:
    """A clause, its words, its pairs of neighbouring characters, what is said of it, and whose it is."""

    clause: Clause
    text: str
    pairs: frozenset[str]
    features: Features
    owner: Owner


@dataclass(slots=True)
class Sentence:
    """A sentence of paragraph `block`, number `number` of the article, as its clauses."""

    block: int
    number: int
    clauses: list[Told]


@dataclass(slots=True)
class Reading:
    """An article as the ranker sees it.

    `names`: who is named in it. `park_news`: it is about a park or zone. `slogan_led`: its opening has
    slogans and few figures.
    """

    sentences: list[Sentence]
    names: Names
    park_news: bool
    slogan_led: bool


def read(headline: str, paragraphs: Sequence[str], park: str = "") -> Reading:
    """Take an article about `park` apart; tell its clauses' features, and in park news whose each is."""
    found = list(islice(_sentences(paragraphs), MOST_SENTENCES))
    park_news = bool(park) or _park_news(headline, paragraphs)
    names = Names(headline, paragraphs, park) if park_news else Names("", [""] * len(paragraphs), "")
    if park_news:
        tell_owners(found, names)
    counts: Counter[str] = Counter()
    for sentence in found:
        for told in sentence.clauses:
            counts.update(told.pairs)
            told.features = _of_words(told) | _of_owner(told)
    again = {pair: min(count - 1, REPEATS_COUNTED) for pair, count in counts.items() if count > 1}
    _seldom_named(found)
    slogan_led = _slogan_led(found)
    _place(found, "slogan-led" if slogan_led else "fact-led")
    for sentence in found:
        for told in sentence.clauses:
            repeats = sum(map(again.__getitem__, told.pairs & again.keys()))
            told.features["central"] = TENTHS * repeats // len(told.text)
            if slogan_led:
                told.features["slogan-led"] = 1
                if "figure" in told.features:
                    told.features["figure, slogan-led"] = 1
    tell_beside(found, headline)
    return Reading(found, names, park_news, slogan_led)


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
            room = MOST_CLAUSES - seen
            told = [_told(clause, paragraph[clause.start : clause.end]) for clause in clauses[:room]]
            yield Sentence(block, number, told)
            number += 1
            seen += len(told)
            if seen >= MOST_CLAUSES:
                return


def _told(clause: Clause, text: str) -> Told:
    pairs = frozenset(map(add, text, text[1:]))
    if not text.isalnum():
        pairs = frozenset(filter(str.isalnum, pairs))
    return Told(clause, text, pairs, {}, NOBODY)


def _of_words(told: Told) -> Features:
    """The features that a clause has by its own words, wherever it stands."""
    text = told.text
    length = len(text)
    features: Features = {"length": length}
    for word in CUE.findall(text):
        for name in CLASSES_OF[word]:
            features[name] = 1
    features |= _of_figures(text)
    if "figure" not in features and _SLOGAN_TAIL.search(text):
        features["slogan tail"] = 1
    if _PURPOSE.match(text):
        features["purpose"] = 1
    if _PRONOUN.match(text):
        features["pronoun"] = 1
    if told.clause.quoted:
        features["quoted"] = 1
    if length < SHORT:
        features["short"] = 1
    elif length >= VERY_LONG:
        features["very long"] = 1
    elif length >= LONG:
        features["long"] = 1
    if not any(name in features for name in _NOT_PLAIN):
        features["plain"] = 1
    if "slogan" in features and not any(name in features for name in _FACTS):
        features["slogan without facts"] = 1
    return features


def _of_owner(told: Told) -> Features:
    """Whose a clause is and what it is about."""
    owner = told.owner
    if owner is NOBODY:
        return {}
    features: Features = {f"about {owner.scope}": 1}
    if any(mention.entity.kind == PARK for mention in owner.mentions):
        features["names the park"] = 1
    if any(mention.entity.in_headline and mention.entity.kind != PARK for mention in owner.mentions):
        features["names who is in the headline"] = 1
    if owner.entity is not None:
        features[f"owner {owner.entity.kind}"] = 1
        if owner.entity.in_headline:
            features["owner in the headline"] = 1
    features[f"opens {owner.opening}" + (" by name" if owner.named else "")] = 1
    if owner.speech:
        features["speech"] = 1
    return features


def _of_figures(text: str) -> Features:
    """The kinds of figures in a clause, and how many there are; nothing where there are none."""
    if _MAY_COUNT.search(text) is None:
        return {}
    kinds = [match.lastgroup or "" for match in FIGURE.finditer(text)]
    if not kinds:
        return {}
    features: Features = dict.fromkeys(kinds, 1)
    features["figure"] = 1
    features["figures"] = min(len(kinds), FIGURES_COUNTED)
    beyond_dates = len(kinds) - kinds.count("date")
    if beyond_dates:
        features["figure beyond dates"] = 1
        features["figures beyond dates"] = min(beyond_dates, FIGURES_COUNTED)
    return features


def _seldom_named(found: list[Sentence]) -> None:
    """Where few sentences name a zone, those that do are what its followers read the article for."""
    naming = sum(any("zone" in told.features for told in sentence.clauses) for sentence in found)
    seldom = naming * SELDOM <= len(found)
    for told in (told for sentence in found for told in sentence.clauses):
        if told.features.pop("zone", 0) and seldom:
            told.features["zone, seldom named"] = 1


def _slogan_led(found: list[Sentence]) -> bool:
    """Whether the first two sentences have slogans, and more than two for each figure that is no date."""
    slogans = figures = 0
    for sentence in found[:2]:
        for told in sentence.clauses:
            slogans += sum("slogan" in CLASSES_OF[word] for word in CUE.findall(told.text))
            figures += told.features.get("figures beyond dates", 0)
    return slogans > SLOGANS_PER_FIGURE * figures


def _place(found: list[Sentence], gate: str) -> None:
    """Add where in the article and in its sentence a clause stands."""
    last = found[-1].block if found else 0
    before = -1
    for sentence in found:
        names = _places_of(sentence, gate, last)
        if sentence.block != before:
            names.append("first of paragraph")
        before = sentence.block
        place = {
            "depth": TENTHS * sentence.number // len(found),
            "distance": min(sentence.number, FAR),
            "from the end": min(len(found) - 1 - sentence.number, FAR),
            "paragraph": min(sentence.block, FAR),
            "sentences": min(len(found), MOST_TOLD),
            "clauses": min(len(sentence.clauses), FAR),
        } | dict.fromkeys(names, 1)
        for number, told in enumerate(sentence.clauses):
            told.features |= place
            told.features["clause"] = min(number, FAR)
            told.features["clauses behind"] = min(len(sentence.clauses) - 1 - number, FAR)
        sentence.clauses[0].features["first clause"] = 1


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
