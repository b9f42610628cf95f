"""Sums of many projects added up, as far as they can be: each money apart, and how exactly they were told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from projects.money import Bound, Money, Sum, sum_of


@dataclass(frozen=True, slots=True)
class Total:
    """What sums of one money come to, of how many projects they are told; `exact` where each of them is."""

    money: Money
    amount: int
    projects: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Totals:
    """A total for each money, yuan first; how many were told how inexactly; words that are no one sum."""

    by_money: tuple[Total, ...] = ()
    inexact: tuple[tuple[Bound, int], ...] = ()
    not_added: tuple[str, ...] = ()

    def of(self, money: Money) -> Total:
        """The total of a money, of nothing where there is none."""
        return next((each for each in self.by_money if each.money is money), Total(money, 0, 0))


def add_up(told: Iterable[str]) -> Totals:
    """Adds up what articles tell of projects' investments, each in the words of one project."""
    sums: list[Sum] = []
    not_added: list[str] = []
    for words in told:
        one = sum_of(words)
        if one is None:
            not_added.append(words)
        else:
            sums.append(one)
    bounds = Counter(each.bound for each in sums if each.bound)
    return Totals(
        tuple(total for money in Money if (total := _total(money, sums)).projects),
        tuple((bound, bounds[bound]) for bound in Bound if bounds[bound]),
        tuple(not_added),
    )


def _total(money: Money, sums: list[Sum]) -> Total:
    those = [each for each in sums if each.money is money]
    exact = all(each.bound is Bound.EXACT for each in those)
    return Total(money, sum(each.amount for each in those), len(those), exact)
