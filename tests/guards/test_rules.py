"""docs/rules.md names places that exist."""

import ast
import re

import pytest

from tests.guards.tree import ROOT

RULES = [
    (file, tuple(re.findall(r"`(\w+)`", rest)))
    for line in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ")
    for file, rest in re.findall(r"`([\w/]+\.py)`((?:(?!`[\w/]+\.py`).)*)", line)
]


def defined(file: str) -> set[str]:
    """Every class, function and name that a module gives a value, methods included."""
    nodes = list(ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))))
    functions = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return functions | {
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def test_every_rule_has_a_place() -> None:
    assert len(RULES) > 20


@pytest.mark.parametrize(("file", "names"), RULES, ids=[file for file, _ in RULES])
def test_a_rule_stands_where_it_is_said_to(file: str, names: tuple[str, ...]) -> None:
    assert (ROOT / file).is_file()
    assert set(names) <= defined(file)
