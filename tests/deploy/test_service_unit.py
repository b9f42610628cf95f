"""The systemd unit is one that systemd takes, shuts the bot in, and agrees with what install.sh lays out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.exit_status import ALREADY_RUNNING
from bot.serving.running import DRAIN_SECONDS, PARTS_SECONDS
from docs.rooms import PROJECT

UNIT = PROJECT / "deploy" / "park-briefs.service"
ANALYSE = shutil.which("systemd-analyze")
# In tenths, as systemd-analyze counts: 0 is shut in wholly, 100 not at all; 14 today (running: 12).
MOST_EXPOSED = 15
COMMAND = "/opt/park-briefs/.venv/bin/python /opt/park-briefs/run_bot.py"


def settings(name: str) -> list[str]:
    """All values that the unit gives a setting."""
    return re.findall(rf"^{name}=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.skipif(ANALYSE is None, reason="systemd-analyze is not installed (Debian: systemd)")
def test_systemd_takes_it_and_finds_the_bot_shut_in(tmp_path: Path) -> None:
    assert ANALYSE is not None
    here = tmp_path / UNIT.name  # with a program that this machine has
    here.write_text(UNIT.read_text().replace(COMMAND, f"{sys.executable} {PROJECT / 'run_bot.py'}"))
    verified = subprocess.run([ANALYSE, "verify", str(here)], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    security = [ANALYSE, "security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", str(here)]
    secured = subprocess.run(security, capture_output=True, text=True, check=False)
    assert secured.returncode == 0, secured.stdout


def test_it_is_watched_and_given_the_time_that_it_needs_to_stop() -> None:
    assert settings("Type") == ["notify"]
    assert int(settings("WatchdogSec")[0]) >= 60
    assert int(settings("TimeoutStopSec")[0]) > PARTS_SECONDS + DRAIN_SECONDS


def test_what_a_new_start_cannot_mend_is_not_started_anew() -> None:
    assert settings("RestartPreventExitStatus") == [f"2 {ALREADY_RUNNING}"]


def test_nobody_else_on_the_machine_reads_what_it_writes() -> None:
    assert settings("UMask") == ["0077"]
    assert settings("StateDirectoryMode") == ["0700"]
    assert settings("PrivateTmp") == ["yes"]
    assert settings("ProtectSystem") == ["strict"]


def test_the_metrics_of_the_process_can_be_read() -> None:
    """prometheus-client reads /proc/stat, which ProcSubset=pid hides: there was no process_… then."""
    assert settings("ProcSubset") == []


def test_the_script_the_command_and_the_unit_mean_the_same_places() -> None:
    script = (PROJECT / "deploy" / "install.sh").read_text(encoding="utf-8")
    command = (PROJECT / "deploy" / "park-briefs.sh").read_text(encoding="utf-8")
    assert settings("ExecStart") == [f"{COMMAND} serve"] and COMMAND in command
    [folder], [state], [user] = settings("WorkingDirectory"), settings("StateDirectory"), settings("User")
    assert f"settings={folder} state=/var/lib/{state}" in script and f"cd {folder}\n" in command
    assert f'useradd --system --home-dir "$state" --no-create-home --shell /usr/sbin/nologin {user}' in script
    assert '-m 0640 -o root -g park-briefs /dev/null "$settings/.env.new"' in script
    assert 'mv "$settings/.env.new" "$settings/.env"' in script  # whole or not there
    assert f"--reuid={user} --regid={user}" in command


@pytest.mark.parametrize("name", ["install.sh", "park-briefs.sh"])
def test_the_scripts_are_ones_that_any_shell_reads(name: str) -> None:
    file = PROJECT / "deploy" / name
    assert subprocess.run(["/bin/sh", "-n", str(file)], check=False).returncode == 0
    assert file.stat().st_mode & 0o111
