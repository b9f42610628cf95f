"""A park's profile as one picture, as wide as a phone shows it. Drawn in a worker process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot import wording
from bot.pictures.bars import ROW_UNITS, Column, Row, draw_columns, draw_rows
from bot.pictures.sheet import BLUE, GOLD, GREEN, GREY, ORANGE, RED, Panel, Sheet, Sizes
from bot.reader.profile_text import STAGES, recent_articles
from projects.outcomes import Outcome
from projects.project import Stage
from storage.projects.park_profile import IN_PRODUCTION, Profile

WIDTH, MARGIN, GAP = 1080, 36, 26
TITLE_HEIGHT, TITLE_MIDDLE, DAY_MIDDLE = 162, 62, 124
COLUMNS_HEIGHT = 400
SIZES = Sizes(title=46, head=36, small=30)
AROUND_ROWS = round(4.2 * SIZES.small)
OF_OUTCOMES = {
    Outcome.KEPT: GREEN,
    Outcome.LATE: GOLD,
    Outcome.PUT_OFF: ORANGE,
    Outcome.OPEN: BLUE,
    Outcome.SILENT: RED,
}

Draw = Callable[[Panel], None]


def draw_profile(profile: Profile, font: Path) -> bytes:
    """The profile as a PNG file. Raises FontUnusable."""
    panels = [_articles(profile)]
    panels += [_rows(heading, rows) for heading, rows in _lists(profile) if rows]
    height = TITLE_HEIGHT + sum(high + GAP for _, high, _ in panels) + MARGIN - GAP
    sheet = Sheet(font, SIZES, WIDTH, height)
    sheet.entitle(MARGIN, TITLE_MIDDLE, WIDTH - MARGIN, profile.park.name)
    sheet.note(MARGIN, DAY_MIDDLE, wording.PROFILE_PICTURE_DAY.format(day=wording.date(profile.day)))
    top = TITLE_HEIGHT
    for heading, high, draw in panels:
        draw(sheet.panel(heading, MARGIN, top, WIDTH - MARGIN, top + high))
        top += high + GAP
    return sheet.png()


def _articles(profile: Profile) -> tuple[str, int, Draw]:
    """A column for each month."""
    columns = [Column(wording.month(first), ((count, GREEN),)) for first, count in profile.by_month]

    def draw(panel: Panel) -> None:
        draw_columns(panel, columns, panel.bottom, labels=len(columns), counted=True)

    heading = wording.PROFILE_PICTURE_ARTICLES.format(
        first=wording.month_of(profile.by_month[0][0]),
        last=wording.month_of(profile.by_month[-1][0]),
        recent=recent_articles(profile),
    )
    return heading, COLUMNS_HEIGHT, draw


def _rows(heading: str, rows: list[Row]) -> tuple[str, int, Draw]:
    high = AROUND_ROWS + round(ROW_UNITS * SIZES.small * len(rows))
    return heading, high, lambda panel: draw_rows(panel, rows)


def _lists(profile: Profile) -> list[tuple[str, list[Row]]]:
    """What stands below each other: stages, sums, outcomes; a heading and its rows."""
    stages = [
        Row(str(stage or wording.NO_STAGE), count, f"{count:,}", _color(stage))
        for stage in STAGES
        if (count := profile.stages.get(stage, 0))
    ]
    outcomes = [
        Row(wording.SHORT_OUTCOMES[outcome], count, f"{count:,}", color)
        for outcome, color in OF_OUTCOMES.items()
        if (count := profile.promises.get(outcome, 0))
    ]
    of_projects = wording.PROFILE_PICTURE_PROJECTS.format(count=profile.projects)
    of_promises = wording.PROFILE_PICTURE_PROMISES.format(count=sum(profile.promises.values()))
    return [
        (of_projects, stages),
        (wording.PROFILE_PICTURE_MONEY, _money(profile)),
        (of_promises, outcomes),
    ]


def _color(stage: Stage | None) -> str:
    if stage is Stage.HALTED:
        return RED
    return GREEN if stage in IN_PRODUCTION else GREY if stage is None else BLUE


def _money(profile: Profile) -> list[Row]:
    """Two rows for each money: all that was told, and what produces, side by side with that money alone."""
    rows = []
    for total in profile.promised.by_money:
        for name, one, color in (
            (wording.PROFILE_PICTURE_PROMISED, total, GOLD),
            (wording.PROFILE_PICTURE_PRODUCING, profile.producing.of(total.money), GREEN),
        ):
            words = wording.PROFILE_NO_SUM
            if one.projects:
                words = wording.money(one.amount, one.money, exact=one.exact)
            rows.append(Row(name, one.amount / max(1, total.amount), words, color))
    return rows
