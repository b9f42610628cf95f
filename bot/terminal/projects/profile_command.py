"""A park's profile on the command line: as text, as JSON, as a picture."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.exit_status import BAD_INPUT, Refusal
from bot.reader.profile_picture import draw_profile
from bot.reader.profile_text import recent_articles
from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.input.asked_park import asked_park
from bot.terminal.output.picture_file import draw_into
from bot.terminal.output.told import Told
from projects.outcomes import Outcome
from projects.project import Stage
from projects.totals import Totals
from storage.moments import now
from storage.projects.park_profile import Profile, profile_of

NO_STAGE = "not told"


def show_profile(settings: Settings, park: str, picture: Path | None) -> Told:
    """The profile of a park today; with `picture` it is drawn into that file too. Raises Refusal."""
    day = now().astimezone(ZoneInfo(settings.timezone)).date()
    with open_database(settings) as database:
        park_id = database.read_now(asked_park, park)
        profile = database.read_now(profile_of, park_id, day)
    if profile is None:
        raise Refusal(f"{park}: there is no such park any more", BAD_INPUT)
    lines = tuple(_lines(profile))
    if picture is not None:
        draw_into(settings, picture, draw_profile, profile)
        lines += (f"picture: {picture}",)
    return Told(lines, _value(profile))


def _lines(profile: Profile) -> list[str]:
    lines = [f"park\t{profile.park.name}", f"day\t{profile.day}"]
    if profile.is_empty:
        return [*lines, "nothing is known of it: no articles, no projects"]
    lines.append(f"articles\t{profile.articles}\tin 12 months {recent_articles(profile)}")
    lines += [f"  {first:%Y-%m}\t{count}" for first, count in profile.by_month]
    behind = "\tbeing read: behind the articles" if profile.being_read else ""
    lines.append(f"projects\t{profile.projects}{behind}")
    lines += [f"  {stage}\t{count}" for stage, count in _stages(profile.stages).items()]
    lines += _sums("investments told", profile.promised)
    lines += _sums("of those in production", profile.producing)
    lines.append(f"promises\t{sum(profile.promises.values())}")
    lines += [
        f"  {outcome}\t{profile.promises[outcome]}" for outcome in Outcome if outcome in profile.promises
    ]
    return lines


def _sums(what: str, totals: Totals) -> list[str]:
    count = sum(total.projects for total in totals.by_money) + len(totals.not_added)
    lines = [f"{what}\tof {count} projects"]
    lines += [
        f"  {'' if total.exact else 'about '}{total.amount:,} {total.money}\tof {total.projects} projects"
        for total in totals.by_money
    ]
    lines += [f"  told as {bound}\t{count}" for bound, count in totals.inexact]
    return lines + [f"  not added: no single sum\t{words}" for words in totals.not_added]


def _stages(stages: Mapping[Stage | None, int]) -> dict[str, int]:
    return {str(stage or NO_STAGE): stages[stage] for stage in (*Stage, None) if stages.get(stage)}


def _value(profile: Profile) -> dict[str, Any]:
    """The same as JSON can hold it."""
    return {
        "park": profile.park.name,
        "day": profile.day.isoformat(),
        "articles": profile.articles,
        "by_month": {f"{first:%Y-%m}": count for first, count in profile.by_month},
        "stages": _stages(profile.stages),
        "promised": _totals(profile.promised),
        "producing": _totals(profile.producing),
        "promises": {str(outcome): profile.promises.get(outcome, 0) for outcome in Outcome},
        "being_read": profile.being_read,
    }


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "by_money": [dataclasses.asdict(total) for total in totals.by_money],
        "inexact": {str(bound): count for bound, count in totals.inexact},
        "not_added": list(totals.not_added),
    }
