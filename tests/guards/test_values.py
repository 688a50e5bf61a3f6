"""Inside the server there are values; JSON is made at its edge, once, and never read back."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, files, name

SERVER = [path for path in files(".py") if ROOT / "server" in path.parents]
KIOSKS_BOX = ROOT / "server" / "command" / "kiosk.py"
"""Another machine: it knows of the server only what came over the network."""
VIEWS = ROOT / "server" / "service" / "views.py"
PARSES_TIMES = "datetime.fromisoformat"


def aliases_of_dict(source: str) -> Iterator[str]:
    """Names that a module gives to a plain dictionary of anything."""
    for node in ast.parse(source).body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if value is not None and ast.unparse(value) == "dict[str, Any]":
            yield ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)


def test_there_is_one_name_for_what_is_shown() -> None:
    found = {(path, alias) for path in SERVER for alias in aliases_of_dict(path.read_text(encoding="utf-8"))}
    assert found == {(VIEWS, "View")}


@pytest.mark.parametrize("path", [path for path in SERVER if path != KIOSKS_BOX], ids=name)
def test_a_time_that_was_written_out_is_never_read_back(path: Path) -> None:
    assert PARSES_TIMES not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "found"),
    [("View = dict[str, Any]", ["View"]), ("Told: Any = dict[str, Any]", ["Told"]), ("x = dict()", [])],
)
def test_another_name_would_be_found(source: str, found: list[str]) -> None:
    assert [*aliases_of_dict(source)] == found
