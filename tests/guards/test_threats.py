"""Every threat of docs/security.md has a control that exists and a test that exists."""

import ast
import re
from functools import cache

import pytest

from tests.guards.tree import ROOT

ROW = re.compile(r"^\| ([A-Z]\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
THREATS = ROW.findall(PAGE.partition("## Threats")[2])
WHO = {who.lower() for who in re.findall(r"\*(\w+)\*:", PAGE)}


@cache
def written_in(file: str) -> frozenset[str]:
    """The test functions of a file, methods included, as they are written."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(name for name in found if name.startswith("test_"))


def lacking(control: str, test: str) -> list[str]:
    """What a threat's row names that is not there, and what it does not name."""
    modules, tests = re.findall(r"`([^`]+)`", control), re.findall(r"`([^`]+)`", test)
    missing = [module for module in modules if not (ROOT / module).is_file()]
    for each in tests:
        file, _, name = each.partition("::")
        known = written_in(file) if (ROOT / file).is_file() else frozenset()
        missing += [] if (name in known if name else known) else [each]
    return missing + ([] if modules else ["a control"]) + ([] if tests else ["a test"])


@pytest.mark.parametrize("threat", THREATS, ids=[threat[0] for threat in THREATS])
def test_a_threat_has_its_control_and_its_test(threat: tuple[str, str, str, str, str]) -> None:
    _, who, _, control, test = threat
    assert who in WHO
    assert lacking(control, test) == []


def test_everybody_who_is_named_wants_something_and_no_threat_stands_twice() -> None:
    assert {threat[1] for threat in THREATS} == WHO
    assert len({threat[0] for threat in THREATS}) == len(THREATS) > 40
    assert len({threat[2] for threat in THREATS}) == len(THREATS)


def test_a_row_without_either_would_be_found() -> None:
    assert lacking("somebody looks", "by hand") == ["a control", "a test"]
    assert lacking("`server/none.py`", "`tests/guards/test_threats.py::test_none`") == [
        "server/none.py",
        "tests/guards/test_threats.py::test_none",
    ]
