"""docs/reliability.md names tests and findings that exist, and leaves no finding of the checker out."""

import ast
import re

from tests.guards.tree import ROOT

PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
PLACES = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)
NAMED = {
    node.args[0].value
    for path in sorted((ROOT / "tests" / "history").glob("*.py"))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call)
    and isinstance(node.func, ast.Name)
    and node.func.id == "found"
    and node.args
    and isinstance(node.args[0], ast.Constant)
}


def test_every_test_that_it_names_is_there() -> None:
    assert len(PLACES) > 15
    for file, test in PLACES:
        assert f"def {test}" in (ROOT / file).read_text(encoding="utf-8"), (file, test)


def test_every_finding_of_the_checker_is_told_and_no_other() -> None:
    table = PAGE.split("| promise | findings |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", table)) == NAMED
