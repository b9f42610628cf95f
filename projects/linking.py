"""Which project of the ledger a telling is of: by its firm, its name and its phase, within one park."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from projects.firms import LINE_OF_BUSINESS, brand_of, without_place
from projects.kinds import core_of, phase_of
from projects.project import Stage

SHARE_OF_CORE = 0.5
"""Of one firm's projects: how much of the shorter name's product the longer one's must have."""
LEAST_UNBRANDED = 4
"""Where no firm is known on one side, a name says which project only from so many characters on."""
SAME_NAME = 2.0
_ON_SITE = 4  # 在建
CANDIDATES_MOST = 200
_LOOKED_BACK = 8
_GENERAL = re.compile(
    r"建设|生产线|生产|制造|加工|项目|工程|工地|厂区|基地|产业园|科技园|园区|厂房|工厂|厂|大型|高端"
    r"|新型|智能化?|改造|改扩建|扩建|年产|[\d.]{1,8}(?:万|亿)?(?:吨|套|台|件|平方米|立方米|米|GW|MW"
    r"|兆瓦|千瓦|亩|栋|条|架)?|企业的?|公司的?|的|在建|新增"
)


@dataclass(frozen=True)
class Signs:
    """What a telling is known again by: its wordings, its brands (the firm's, former ones too), its phase.

    Where those say not which of several: its stage, its total in yuan, the steps promised with their days.
    """

    park: str
    names: tuple[str, ...]
    brands: frozenset[str]
    phase: str
    by_firm_alone: bool = False
    stage: Stage | None = None
    amount: int | None = None
    ahead: frozenset[tuple[Stage, dt.date | None]] = frozenset()

    @cached_property
    def cores(self) -> tuple[str, ...]:
        """What its names say of the product, without firm and general words; empty ones are left out."""
        return tuple(dict.fromkeys(core for name in self.names if (core := product_of(name, self.brands))))


@dataclass
class Undertaking:
    """A project of the ledger: every name, brand and phase it was told with."""

    number: int
    park: str
    names: list[str] = field(default_factory=list)
    cores: list[str] = field(default_factory=list)
    brands: set[str] = field(default_factory=set)
    phases: set[str] = field(default_factory=set)
    rung: int = -1
    amounts: set[int] = field(default_factory=set)
    ahead: set[tuple[Stage, dt.date | None]] = field(default_factory=set)

    def take(self, signs: Signs) -> None:
        """Remembers one more telling's names."""
        self.names.extend(name for name in signs.names if name not in self.names)
        self.cores.extend(core for core in signs.cores if core not in self.cores)
        self.brands |= signs.brands
        if signs.phase:
            self.phases.add(signs.phase)
        if signs.stage is not None and signs.stage.rung is not None:
            self.rung = max(self.rung, signs.stage.rung)
        if signs.amount is not None:
            self.amounts.add(signs.amount)
        self.ahead |= signs.ahead


class Index:
    """The projects of a ledger, to be asked which one a telling is of."""

    def __init__(self) -> None:
        self._by_brand: dict[tuple[str, str], list[Undertaking]] = defaultdict(list)
        self._by_pair: dict[tuple[str, str], list[Undertaking]] = defaultdict(list)

    def add(self, undertaking: Undertaking, signs: Signs) -> None:
        """Makes a project findable by one more telling."""
        for brand in signs.brands:
            _append(self._by_brand[signs.park, brand], undertaking)
        for core in (*signs.cores, *map(core_of, signs.names)):
            for pair in _pairs(core):
                _append(self._by_pair[signs.park, pair], undertaking)

    def candidates(self, signs: Signs) -> list[Undertaking]:
        """Projects of the same park that share a brand or a pair of characters, the rarest pairs first."""
        found: dict[int, Undertaking] = {}
        for brand in signs.brands:
            for undertaking in self._by_brand.get((signs.park, brand), ())[-CANDIDATES_MOST:]:
                found[undertaking.number] = undertaking
        pairs = {pair for text in (*signs.cores, *map(core_of, signs.names)) for pair in _pairs(text)}
        lists = sorted((self._by_pair.get((signs.park, pair), []) for pair in pairs), key=len)
        for some in lists:
            if len(found) >= CANDIDATES_MOST:
                break
            for undertaking in some[-CANDIDATES_MOST:]:
                found.setdefault(undertaking.number, undertaking)
        return list(found.values())

    def find(self, signs: Signs, barred: Collection[int] = ()) -> Undertaking | None:
        """The project that a telling is of; None for a new one, and where two are as likely.

        It is none of the `barred` ones.
        """
        ranked = sorted(
            (
                (likeness(signs, one), one.number, one)
                for one in self.candidates(signs)
                if one.number not in barred
            ),
            key=lambda each: each[:2],
            reverse=True,
        )
        if not ranked or ranked[0][0] <= 0:
            return None
        best = ranked[0]
        alike = [one for score, _, one in ranked if score == best[0]]
        return best[2] if len(alike) == 1 or best[0] >= SAME_NAME else _next_to(signs, alike)


def _next_to(signs: Signs, alike: Sequence[Undertaking]) -> Undertaking | None:
    """Of a firm's projects that are as likely, the only one that the sum, a promise or the step told fits."""
    if not signs.by_firm_alone:
        return None
    if signs.amount is not None:
        return _only(one for one in alike if signs.amount in one.amounts)
    dated = {promise for promise in signs.ahead if promise[1]}
    same_promise = _only(one for one in alike if dated & one.ahead)
    if same_promise is not None:
        return same_promise
    rung = signs.stage.rung if signs.stage else None
    if rung is None:
        steps = [step.rung for step, _ in signs.ahead if step.rung is not None]
        return _only(one for one in alike if one.rung < min(steps)) if steps else None
    if rung < _ON_SITE:
        return None
    below = sorted((one for one in alike if one.rung <= rung), key=lambda one: one.rung, reverse=True)
    if not below or (len(below) > 1 and below[1].rung == below[0].rung):
        return None
    return below[0]


def _only(some: Iterable[Undertaking]) -> Undertaking | None:
    found = list(some)
    return found[0] if len(found) == 1 else None


def likeness(signs: Signs, other: Undertaking) -> float:
    """How sure it is that a telling is of a project: 0 for not; over 2 where a whole name is the same."""
    if not _phases_agree(signs.phase, other.phases):
        return 0.0
    conflict = bool(signs.brands and other.brands and not signs.brands & other.brands)
    same_name = any(
        _plain(name) == _plain(known)
        for name in signs.names
        for known in other.names
        if len(_plain(name)) >= 4
    )
    phase_alike = 0.1 * (signs.phase in other.phases or not (signs.phase or other.phases))
    if same_name and not conflict:
        return SAME_NAME + phase_alike
    if conflict:
        return 0.0
    overlap = max((_overlap(one, known) for one in signs.cores for known in other.cores), default=0.0)
    if signs.brands & other.brands:
        if not signs.cores or not other.cores:
            return 0.6 + phase_alike
        return 1.0 + 0.5 * overlap + phase_alike if overlap >= SHARE_OF_CORE else 0.0
    return _unbranded(signs, other, overlap) + phase_alike if _unbranded(signs, other, overlap) else 0.0


def product_of(name: str, brands: Iterable[str]) -> str:
    """What a name says of the product: 云舟重装大型环锻法兰项目 → 环锻法兰; empty for a firm alone."""
    bare = without_place(re.sub(r"第?[一二三四五六七八九1-9]期", "", name))
    for brand in brands:
        at = bare.find(brand)
        if at >= 0:
            rest = bare[at + len(brand) :]
            rest = (
                re.sub(
                    rf"^(?:{LINE_OF_BUSINESS.pattern}|科技|股份|集团"
                    rf"|数据)*(?:[(（][^)）]*[)）])?(?:有限|责任|股份|公司)*",
                    "",
                    rest,
                )
                if _is_firm(rest)
                else rest
            )
            bare = bare[:at] + rest
            break
    return _GENERAL.sub("", bare)


def _is_firm(rest: str) -> bool:
    """Whether what follows a brand goes on as a firm's name (重装…), not as a product (光伏组件)."""
    line = LINE_OF_BUSINESS.match(rest)
    if line is None:
        return rest.startswith(("公司", "有限"))
    return line[0] not in ("光伏", "玻璃", "食品", "冷链", "物流", "汽车") or line.end() == len(rest)


def signs_of(
    park: str,
    wordings: Iterable[str],
    owner: str,
    former: Iterable[str] = (),
    brand: str = "",
    stage: Stage | None = None,
    amount: int | None = None,
    ahead: Iterable[tuple[Stage, dt.date | None]] = (),
) -> Signs:
    """The signs of a telling: `owner` by its full or short name, `former` brands of a renamed firm.

    `amount` is its total in yuan, `ahead` what is promised of it, each step with its day.
    """
    names = tuple(wordings)
    brands = {brand_of(owner) if owner else "", brand, *former} - {""}
    phases = [phase for name in names if (phase := phase_of(name))]
    return Signs(
        park,
        names,
        frozenset(brands),
        phases[0] if phases else "",
        by_firm_alone=not any(product_of(n, brands) for n in names),
        stage=stage,
        amount=amount,
        ahead=frozenset(ahead),
    )


def _unbranded(signs: Signs, other: Undertaking, overlap: float) -> float:
    """Without a firm on one side the names themselves must agree, one being short for the other."""
    if signs.brands and other.brands:
        return 0.0
    whole = max(
        (
            _overlap(own, theirs)
            for own in map(_core_without_place, signs.names)
            for theirs in map(_core_without_place, other.names)
            if min(len(own), len(theirs)) >= LEAST_UNBRANDED
        ),
        default=0.0,
    )
    return 1.0 + 0.5 * whole if whole >= 0.99 else 0.0


@lru_cache(maxsize=65536)
def _core_without_place(name: str) -> str:
    return without_place(core_of(name))


def _phases_agree(phase: str, others: set[str]) -> bool:
    """一期 and the whole are one; 二期 is its own."""
    mine = {phase or "一"}
    theirs = others or {"一"}
    return bool(mine & theirs)


def _overlap(one: str, other: str) -> float:
    """How much of the shorter text's characters the longer one has, pairs counting as more: 0 to 1."""
    short, long = sorted((one, other), key=len)
    if not short:
        return 0.0
    if short in long:
        return 1.0
    rest = iter(long)
    if all(character in rest for character in short):
        return 0.99
    shared = sum(1 for pair in _pairs(short) if pair in long)
    alone = sum(1 for character in set(short) if character in long)
    return 0.5 * shared / max(1, len(short) - 1) + 0.5 * alone / len(set(short))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


@lru_cache(maxsize=65536)
def _plain(name: str) -> str:
    return re.sub(r"[“”\"'‘’\s()（）]|(?:建设)?项目$|工程$|^原", "", name)


def _append(list_: list[Undertaking], undertaking: Undertaking) -> None:
    if undertaking not in list_[-_LOOKED_BACK:]:
        list_.append(undertaking)
