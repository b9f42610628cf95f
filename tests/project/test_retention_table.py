"""The table of what is kept for how long is what the program does."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from bot.settings.configuration import Settings
from storage.database import Database
from storage.keeping import retention
from storage.keeping.retention import RULES, Rule
from storage.tables.incoming_file import migrations

PAGE = (Path(__file__).parent.parent.parent / "docs" / "retention.md").read_text(encoding="utf-8")


def test_the_table_is_that_of_the_rules() -> None:
    rows = re.findall(r"^\| (.+?) \| `(\w+)` \| `(\w+)` \| (\d+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [
        (rule.name, rule.table, rule.setting.upper(), str(rule.days), rule.stays) for rule in RULES
    ]


def test_every_setting_of_what_is_kept_is_that_of_a_rule_with_its_default() -> None:
    defaults = {
        name: each.default for name, each in Settings.model_fields.items() if name.startswith("keep_")
    }
    assert defaults == {rule.setting: rule.days for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.table)
def test_every_rule_is_of_a_table_there_is(rule: Rule, tmp_path: Path, database: Database) -> None:
    with Database(tmp_path / "incoming", tables=migrations) as incoming:
        file = incoming if rule.file == retention.INCOMING else database
        moment = rule.before(dt.datetime(2026, 10, 14, tzinfo=dt.UTC), rule.days)
        assert file.read_now(retention.count, rule, moment) == 0
        assert file.read_now(retention.find, rule, moment) == []
