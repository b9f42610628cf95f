"""Pruning on the command line, beside a running serve: what is kept no longer goes, or would."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.serving.opening import open_incoming
from bot.serving.pruning import Pruned, count_all, prune
from bot.settings.configuration import Settings
from bot.terminal.input.opened import opened
from bot.terminal.output.columns import table
from bot.terminal.output.told import Told
from storage.keeping import retention_clock
from storage.keeping.retention_clock import Horizon
from storage.moments import now, to_text
from storage.tables import incoming_file

HEADINGS = ("what", "table", "setting", "days", "rows")


def prune_now(settings: Settings, *, clock_is_right: bool, dry_run: bool) -> Told:
    """Prunes; in a dry run says how many rows would go. Raises ConfigurationError."""
    moment = now()
    with (
        opened(settings, dry_run=dry_run) as database,
        open_incoming(incoming_file.beside(settings.database)) as incoming,
    ):
        if dry_run:
            horizon = database.read_now(retention_clock.look_ahead, moment, clock_is_right=clock_is_right)
            done = asyncio.run(count_all(database, incoming, settings, horizon))
        else:
            horizon = database.write_now(retention_clock.begin, moment, clock_is_right=clock_is_right)
            done = asyncio.run(prune(database, incoming, settings, horizon))
    return Told(tuple(_lines(done, horizon)), _value(done, horizon, dry_run=dry_run))


def _lines(done: tuple[Pruned, ...], horizon: Horizon) -> list[str]:
    lines = list(
        table(
            HEADINGS,
            [
                (each.rule.name, each.rule.table, each.rule.setting.upper(), str(each.days), str(each.rows))
                for each in done
            ],
        )
    )
    if horizon.held_back:
        lines.append(
            f"the clock is more than {retention_clock.TRUSTED.days} days ahead of the last pruning: what is"
            f" over by {to_text(horizon.until)} is meant, no more; if the clock is right: --clock-is-right"
        )
    return lines


def _value(done: tuple[Pruned, ...], horizon: Horizon, *, dry_run: bool) -> dict[str, Any]:
    return {
        "until": to_text(horizon.until),
        "held_back_days": horizon.held_back.days,
        "dry_run": dry_run,
        "pruned": [
            {
                "name": each.rule.name,
                "table": each.rule.table,
                "setting": each.rule.setting.upper(),
                "days": each.days,
                "before": to_text(each.before),
                "rows": each.rows,
            }
            for each in done
        ],
    }
