"""The history checker judges the product, so it shares no code with it: only the standard library."""

import ast
import sys

from tests.guards.tree import ROOT

CHECKER = "tests.history"
MODULES = [
    path for path in sorted((ROOT / "tests" / "history").glob("*.py")) if not path.name.startswith("test_")
]


def imported(source: str) -> set[str]:
    """Every module that a source imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


def strange(source: str) -> set[str]:
    """What it imports besides itself and the standard library."""
    return {
        name
        for name in imported(source)
        if name.partition(".")[0] not in sys.stdlib_module_names and not f"{name}.".startswith(f"{CHECKER}.")
    }


def test_it_imports_nothing_but_itself_and_the_standard_library() -> None:
    assert len(MODULES) > 10
    assert {
        path.name: found for path in MODULES if (found := strange(path.read_text(encoding="utf-8")))
    } == {}


def test_what_it_may_not_import_would_be_found() -> None:
    assert strange("import server.core\nfrom kiosk import slip\nimport json") == {"server.core", "kiosk"}
    assert strange("def f():\n    from ..support import hall") == {"..support"}
    assert strange("from tests.history.hall import Hall") == set()
