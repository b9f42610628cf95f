"""docs/security.md names, for each threat, tests that exist."""

from __future__ import annotations

import re

from docs.rooms import PROJECT

PAGE = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| who or")]


def test_each_threat_has_tests_that_exist() -> None:
    assert len(ROWS) >= 9
    for row in ROWS:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert named, row
        for file, name in named:
            assert f"def {name}(" in (PROJECT / file).read_text(encoding="utf-8"), f"{file}::{name}"
