"""A misspelt name of a setting is told with the right one, and what isn't meant for us is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings.configuration import Settings
from bot.settings.setting_names import check_names, near_misses
from tests.conftest import SAMPLE_PAGE
from tests.fork_server import RUN_BOT
from tests.run_bot_process import run

FIELDS = tuple(Settings.model_fields)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("TELEGRAM_BOT_TOKN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("BOT_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("OWNER_ID", "OWNER_IDS"),
        ("Digest_Tmie", "DIGEST_TIME"),
        ("HTTP_PROXI", "HTTP_PROXY"),
        ("DATABASE_PATH", "DATABASE"),
    ],
)
async def test_a_name_in_dot_env_that_is_none_is_refused_with_the_nearest(
    tmp_path: Path, name: str, right: str
) -> None:
    (tmp_path / ".env").write_text(f"# mine\nDIGEST_TIME=09:00\nexport {name}='geheim'\n")
    ended = await run(tmp_path, "parse", str(SAMPLE_PAGE))
    assert ended.status == 2
    assert len(ended.errors.strip().splitlines()) == 1
    assert name in ended.errors and f"did you mean {right}?" in ended.errors
    assert "geheim" not in ended.errors


@pytest.mark.parametrize("line", ["LANGUAGE=zh", "language=en"])
async def test_a_setting_that_is_no_more_says_so(tmp_path: Path, line: str) -> None:
    (tmp_path / ".env").write_text(line + "\n")
    ended = await run(tmp_path, "parse", str(SAMPLE_PAGE))
    assert ended.status == 2 and len(ended.errors.strip().splitlines()) == 1
    assert "no setting any more" in ended.errors and "take the line out" in ended.errors


async def test_what_is_far_from_everything_is_refused_too_and_a_name_alone(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("XYZZY=1\n")
    assert "README.md" in (await run(tmp_path, "parse", str(SAMPLE_PAGE))).errors
    (tmp_path / ".env").write_text("DIGEST_TIME\n")
    assert "write DIGEST_TIME=value" in (await run(tmp_path, "parse", str(SAMPLE_PAGE))).errors


async def test_a_near_miss_in_the_environment_is_a_warning(tmp_path: Path) -> None:
    variables = {"DIGEST_TIMES": "geheim", "LANGUAGE": "en_US:en"}
    ended = await run(tmp_path, "parse", str(SAMPLE_PAGE), variables=variables)
    assert ended.status == 0
    [line] = ended.errors.strip().splitlines()
    assert "WARNING" in line and "DIGEST_TIMES has no effect; did you mean DIGEST_TIME?" in line
    assert "geheim" not in line


@pytest.mark.parametrize(
    "name",
    ["PATH", "HOME", "LANGUAGE", "TZ", "DATABASE_URL", "FTP_PROXY", "LOGNAME", "PORT", "TERM", "HTTPS_PROXY"],
)
def test_what_other_programs_have_is_left_alone(name: str) -> None:
    assert near_misses([name, name.lower()], FIELDS) == []


def test_the_example_names_every_setting_of_ours_and_nothing_else(tmp_path: Path) -> None:
    example = RUN_BOT.with_name(".env.example")
    check_names(example, FIELDS)
    text, readme = (
        example.read_text(encoding="utf-8"),
        RUN_BOT.with_name("README.md").read_text(encoding="utf-8"),
    )
    for field in FIELDS:
        assert field.upper() in text, f".env.example doesn't name {field.upper()}"
        assert f"`{field.upper()}`" in readme, f"README.md, “Configuration”, doesn't name {field.upper()}"
