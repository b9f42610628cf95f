"""The version kept with a brief is another as soon as what makes briefs is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from summaries.version import MAKERS, PROJECT, RANKER, code_of, version_of

ENTRANCES = ("summaries/ranker.py", "summaries/figure_line.py")
THE_VERSION_ITSELF = "summaries/version.py"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the modules that make briefs."""
    for name in MAKERS:
        copy = tmp_path / name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes((PROJECT / name).read_bytes())
    return tmp_path


def imported_by(name: str) -> set[str]:
    """The files of the pure packages that a module imports, wherever in it it does."""
    found = set()
    for node in ast.walk(ast.parse((PROJECT / name).read_text(encoding="utf-8"))):
        modules = (
            [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
            if isinstance(node, ast.ImportFrom)
            else [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else []
        )
        files = (module.replace(".", "/") + ".py" for module in modules if "." in module)
        found |= {file for file in files if (PROJECT / file).is_file()}
    return found


def test_every_module_that_a_brief_is_made_with_is_counted() -> None:
    reached: set[str] = set()
    waiting = set(ENTRANCES)
    while waiting:
        reached |= waiting
        waiting = {file for name in waiting for file in imported_by(name)} - reached
    assert reached - {THE_VERSION_ITSELF} == set(MAKERS)


def test_the_same_code_has_the_same_version(project: Path) -> None:
    assert version_of(project) == RANKER


@pytest.mark.parametrize("name", MAKERS)
def test_another_rule_in_any_module_is_another_version(project: Path, name: str) -> None:
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("MOST_RULES = 7\n")
    assert version_of(project) != RANKER


def test_another_weight_is_another_version(project: Path) -> None:
    weights = project / "summaries/park_table.py"
    source = weights.read_text(encoding="utf-8")
    assert '"amount": ' in source
    weights.write_text(source.replace('"amount": ', '"amount": 1', 1), encoding="utf-8")
    assert version_of(project) != RANKER


def test_another_word_in_a_table_is_another_version(project: Path) -> None:
    cues = project / "summaries/figure_line.py"
    cues.write_text(cues.read_text(encoding="utf-8").replace("投产|", "", 1), encoding="utf-8")
    assert version_of(project) != RANKER


def test_line_ends_blank_lines_and_comments_are_no_other_version(project: Path) -> None:
    for name in MAKERS:
        file = project / name
        source = file.read_text(encoding="utf-8").replace("\n\n", "\n\n    # why it is so\n\n")
        file.write_bytes(source.replace("\n", "\r\n").encode())
    assert version_of(project) == RANKER


@pytest.mark.parametrize("name", MAKERS)
def test_what_does_not_count_says_nothing_to_the_machine(name: str) -> None:
    source = (PROJECT / name).read_text(encoding="utf-8")
    assert ast.dump(told_by(code_of(source))) == ast.dump(told_by(source))


class _WithoutDocstrings(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        is_text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if is_text else node


def told_by(source: str) -> ast.AST:
    """What the source tells the machine: its tree without the texts that stand for themselves."""
    return _WithoutDocstrings().visit(ast.parse(source))
