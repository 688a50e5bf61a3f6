"""docs/rules.md names places that exist."""

import ast
import re

import pytest

from server.core.guessing import FROM_AN_ADDRESS, PASSWORDS, PINS, PINS_AT_A_MACHINE
from tests.guards.tree import ROOT

FILE = r"[\w/]+\.(?:py|js|html)"
RULES = [
    (file, tuple(re.findall(r"`(\w+)`", rest)))
    for line in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ")
    for file, rest in re.findall(rf"`({FILE})`((?:(?!`{FILE}`).)*)", line)
]
_IN_JAVASCRIPT = re.compile(r"^(?:export )?(?:const|let|class|function) (\w+)", re.MULTILINE)
_IN_TEMPLATES = re.compile(r"\{% (?:set|macro) (\w+)")


def defined(file: str) -> set[str]:
    """Every class, function and name that a module gives a value, methods included; of a page what it sets."""
    text = (ROOT / file).read_text(encoding="utf-8")
    if not file.endswith(".py"):
        return set((_IN_JAVASCRIPT if file.endswith(".js") else _IN_TEMPLATES).findall(text))
    nodes = list(ast.walk(ast.parse(text)))
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


def test_the_row_of_guessing_says_the_numbers_that_are_true() -> None:
    lines = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").splitlines()
    row = next(line for line in lines if "whoever guesses" in line)
    *first, last = (wait_s // 60 for wait_s in PASSWORDS.waits_s)
    waits = f"{', '.join(map(str, first))}, then {last} minutes after {PASSWORDS.free} wrong tries"
    assert FROM_AN_ADDRESS.waits_s == PASSWORDS.waits_s
    assert f"{waits} ({FROM_AN_ADDRESS.free} from one address of a city)" in row
    shortest, *_, longest = PINS_AT_A_MACHINE.waits_s
    assert (longest, shortest) == (24 * 3600, 5 * 60)
    assert f"PINs at one machine 5 minutes to a day after {PINS_AT_A_MACHINE.free}" in row
    locked = next(line for line in lines if "wrong PINs" in line)
    assert f"({PINS.most} within {PINS.seconds // 60} minutes)" in locked
