"""What the documents say is what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.situations import situations
from bot import wording
from bot.commands import all_commands
from bot.settings.configuration import Settings
from parsing.unreadable import Reason

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SITUATIONS = (ROOT / "docs" / "situations.md").read_text(encoding="utf-8")
ENV_EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
SUBCOMMANDS = [
    "serve",
    "demo",
    "parse",
    "brief",
    "repeats",
    "rebrief",
    "publish",
    "issue",
    "announce",
    "parks",
    "editor",
    "stats",
    "prune",
    "move",
    "backup",
    "export",
    "restore",
    "check",
    "ask",
]


def test_the_readme_names_every_command() -> None:
    rows = dict(re.findall(r"^\| `(/[^`]+)` \| (.+) \|$", README, re.MULTILINE))
    told = {(usage.replace("\\|", "|"), about) for usage, about in rows.items()}
    declared = {(command.usage, command.about) for command in all_commands()}
    where = "rows of README.md, “Commands in the chat”, and what COMMANDs declare"
    assert told == declared, f"{where}: lacking {declared - told}, too many {told - declared}"


# The standard proxies, which other programs read as well, stand in one row.
STANDARD_PROXIES = {"https_proxy", "http_proxy", "all_proxy", "no_proxy"}


@pytest.mark.parametrize("field", sorted(STANDARD_PROXIES))
def test_the_standard_proxies_are_documented(field: str) -> None:
    assert re.search(rf"^\|.*`{field.upper()}`.*\|", README, re.MULTILINE)
    assert re.search(rf"^{field.upper()}=", ENV_EXAMPLE, re.MULTILINE)


@pytest.mark.parametrize("field", sorted(Settings.model_fields.keys() - STANDARD_PROXIES))
def test_every_setting_is_documented_with_its_default(field: str) -> None:
    default = Settings.model_fields[field].default
    if isinstance(default, bool):
        default = int(default)  # as it is written: 1 or 0
    shown = "" if default is None or default == frozenset() else str(default)
    row = re.search(rf"^\| `{field.upper()}` \|(.*?)\|", README, re.MULTILINE)
    variable = field.upper()
    assert row is not None, f"README.md, “Configuration”, has no row of `{variable}`"
    assert row[1].strip(" `") == shown, f"README.md tells another default of `{variable}`"
    line = f"{variable}={shown}"
    assert line in ENV_EXAMPLE.splitlines(), f".env.example has no line {line}"


@pytest.mark.parametrize("command", SUBCOMMANDS)
def test_every_subcommand_is_documented_and_has_help(command: str) -> None:
    assert re.search(rf"run_bot\.py.*\b{command}\b", README)
    shown = subprocess.run(
        [sys.executable, str(ROOT / "run_bot.py"), command, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "usage:" in shown.stdout


def test_every_reason_why_a_file_cannot_be_read_has_its_sentence() -> None:
    assert set(wording.UNREADABLE_REASONS) == {reason.value for reason in Reason}


def test_requirements_say_why() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-mutation.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            assert line.startswith(("#", "-r ")) or "  # " in line, line


def test_nothing_under_bot_writes_sql() -> None:
    for file in (ROOT / "bot").rglob("*.py"):
        assert not re.search(r"\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b", file.read_text()), file


def test_no_file_holds_two_versions_of_a_line() -> None:
    marks = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
    pages = [page for ending in ("md", "py", "toml", "yaml", "yml", "txt") for page in _pages(ending)]
    assert [page for page in pages if marks.search(page.read_text(encoding="utf-8"))] == []


def _pages(ending: str) -> list[Path]:
    """Our own files with an ending; what lies in hidden folders is not ours."""
    found = ROOT.rglob(f"*.{ending}")
    return [page for page in found if not any(part.startswith(".") for part in page.relative_to(ROOT).parts)]


def test_every_situation_has_its_tests() -> None:
    played = situations()
    assert len(played) == SITUATIONS.count("\n|") - 2, "each row is read"
    for _, tests in played:
        for test in tests:
            file, _, name = test.partition("::")
            assert f"def {name}" in (ROOT / file).read_text(encoding="utf-8"), test
