"""`make audit` says what is known against the locked packages; silence is no “nothing is known”."""

from __future__ import annotations

from deploy.audit import verdict


def package(name: str, *advisories: str) -> dict[str, object]:
    """A package as pip-audit reports it."""
    return {
        "name": name,
        "version": "1.0",
        "vulns": [{"id": each, "fix_versions": ["1.1"], "aliases": []} for each in advisories],
    }


def skipped(name: str) -> dict[str, object]:
    """A package that the source doesn't know, or could not be asked about."""
    return {"name": name, "skip_reason": "Dependency not found and could not be audited"}


def test_an_advisory_is_named_with_what_mends_it_and_fails() -> None:
    said = verdict([{"dependencies": [package("pillow", "PYSEC-1"), package("lxml")]}])
    assert said.status == 1
    assert said.lines()[0] == "pillow 1.0: PYSEC-1, mended in 1.1"


def test_a_package_in_two_files_is_told_once() -> None:
    said = verdict([{"dependencies": [package("pillow", "PYSEC-1")]}] * 2)
    assert (said.asked, len(said.known)) == (1, 1)


def test_without_a_network_it_says_that_nothing_was_audited_and_fails_no_gate() -> None:
    for reports in ([], [{"dependencies": [skipped("pillow"), skipped("lxml")]}]):
        said = verdict(reports)
        assert said.status == 0
        assert said.lines()[0].startswith("NOT AUDITED")


def test_what_could_not_be_looked_up_is_named_beside_what_could() -> None:
    said = verdict([{"dependencies": [package("lxml"), skipped("jieba")]}])
    assert "not looked up: jieba" in said.lines()
    assert not any("NOT AUDITED" in line for line in said.lines())
