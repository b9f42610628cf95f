"""Stretches of time as buttons carry them: each is one number.

A year is itself, a month is counted from the year 0 (24318 is July 2026), and any other stretch is its first
month with the count of its months in two digits behind it (2431503 is April to June 2026).
"""

from __future__ import annotations

from bot.names.asked_period import MONTHS_A_YEAR, Period, month_around, months, year_of

# A smaller number than a month's is a year, a greater one a stretch. No news is as old as any of them.
FIRST_YEAR, LAST_YEAR = 1900, 9998
FIRST_MONTH = 10_000
FIRST_STRETCH = FIRST_MONTH * 100


def number_of(period: Period) -> int:
    """The number of a stretch of months of one year."""
    if period.is_year:
        return period.first.year
    first = period.first.year * MONTHS_A_YEAR + period.first.month - 1
    return first if period.is_month else first * 100 + period.length


def period_numbered(number: int) -> Period | None:
    """The stretch of a number; None for one that no button has."""
    if number < FIRST_MONTH:
        return year_of(number) if FIRST_YEAR <= number <= LAST_YEAR else None
    first, length = (number, 1) if number < FIRST_STRETCH else divmod(number, 100)
    year, month = divmod(first, MONTHS_A_YEAR)
    if not FIRST_YEAR <= year <= LAST_YEAR or length < 1 or month + length > MONTHS_A_YEAR:
        return None
    return months(year, month + 1, month + length)


def period_beside(period: Period, away: int) -> Period | None:
    """The next stretch of its kind (`away` 1) or the one before (-1); None where no button leads there.

    Beside a month, quarter, half or whole year stands another; beside any other the same of another year.
    """
    step = period.length if period.is_even else MONTHS_A_YEAR
    first = month_around(period.first, step * away).first
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        return None
    return months(first.year, first.month, first.month + period.length - 1)
