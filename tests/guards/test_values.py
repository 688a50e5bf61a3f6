"""Inside the server there are values; JSON is made at its edge, once, and never read back."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, files, name

SERVER = [path for path in files(".py") if ROOT / "server" in path.parents]
KIOSKS_BOX = ROOT / "server" / "kiosks" / "alone_hours.py"
"""Another machine: it knows of the server only what came over the network."""
VIEWS = ROOT / "server" / "service" / "views.py"
PARSES_TIMES = "datetime.fromisoformat"
SERVICE = [path for path in SERVER if ROOT / "server" / "service" in path.parents]
KEPT = "may be asked again with the same key: its first answer is kept as JSON and given again word for word"
WITHOUT_A_VIEW = {
    "first_answers.py": "keeps first answers, as JSON",
    "notices/notices.py": f"placing a notice {KEPT}",
    "procedures/elsewhere.py": f"telling of a thing done elsewhere {KEPT}",
    "people/people.py": f"adding somebody {KEPT}",
    "people/programs.py": f"giving a program its token {KEPT}",
    "webhooks/webhooks.py": f"placing a webhook {KEPT}",
    "ratings/rate.py": f"rating a visit {KEPT}",
    "queue/afar.py": f"checking in at a machine {KEPT}",
    "queue/counter_action.py": f"every action at a counter {KEPT}",
    "queue/counters.py": f"every action at a counter {KEPT}",
    "queue/paper_numbers.py": f"bringing paper numbers in {KEPT}",
    "queue/phones.py": f"taking a number {KEPT}",
    "queue/slips.py": f"asking for a slip {KEPT}",
    "queue/tickets.py": f"taking and giving up a number {KEPT}",
    "queue/undo.py": f"an undo {KEPT}",
}
"""Modules of use cases that nevertheless know `View`, and why: only as what `first_answers.answered` gives back."""
OF_TEXT = {"isoformat", "fromisoformat", "strftime", "strptime"}
JSON_MODULES = {"json", "flask.json"}


def aliases_of_dict(source: str) -> Iterator[str]:
    """Names that a module gives to a plain dictionary of anything."""
    for node in ast.parse(source).body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if value is not None and ast.unparse(value) == "dict[str, Any]":
            yield ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)


def is_view(path: Path) -> bool:
    """Whether this module of the service room is one of those that make JSON."""
    return path.stem == "views" or path.stem.endswith("_views")


def json_made(source: str) -> Iterator[str]:
    """Where a module makes or reads JSON, or the text of a time: the calls, the imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in OF_TEXT:
            yield node.attr
        if isinstance(node, ast.Import) and JSON_MODULES & {alias.name for alias in node.names}:
            yield "json"
        if isinstance(node, ast.ImportFrom) and node.module in JSON_MODULES:
            yield "json"
        if isinstance(node, ast.FormattedValue) and "%" in ast.unparse(node.format_spec or ast.Constant("")):
            yield "a time in a text"


def shown(source: str) -> Iterator[str]:
    """Names of functions and fields that are JSON: a `View`, or a dictionary of anything."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            name, kind = node.name, node.returns
        elif isinstance(node, ast.AnnAssign):
            name, kind = ast.unparse(node.target), node.annotation
        else:
            continue
        text = "" if kind is None else ast.unparse(kind)
        if re.search(r"\bView\b", text) or "dict[str, Any]" in text:
            yield name


def views_called(source: str) -> Iterator[str]:
    """Functions that make JSON and are called here, not only handed on."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (called := ast.unparse(node.func)).endswith("_view"):
            yield called


def in_service(path: Path) -> str:
    return path.relative_to(ROOT / "server" / "service").as_posix()


USE_CASES = [path for path in SERVICE if not is_view(path)]


def test_only_views_make_json_or_write_out_a_time() -> None:
    made = {name(path): [*json_made(path.read_text(encoding="utf-8"))] for path in USE_CASES}
    assert {file: found for file, found in made.items() if found} == {}


def test_use_cases_answer_values_but_where_a_first_answer_is_kept() -> None:
    found = {in_service(path) for path in USE_CASES if [*shown(path.read_text(encoding="utf-8"))]}
    assert found == set(WITHOUT_A_VIEW)


@pytest.mark.parametrize("path", [ROOT / "server" / "service" / known for known in WITHOUT_A_VIEW], ids=name)
def test_what_is_kept_is_made_by_a_view_that_is_handed_on(path: Path) -> None:
    assert [*views_called(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "source",
    [
        "at.isoformat()",
        "date.fromisoformat(day)",
        "import json",
        "from json import dumps",
        "f'{at:%H:%M}'",
        "at.strftime('%H')",
    ],
)
def test_json_elsewhere_would_be_found(source: str) -> None:
    assert [*json_made(source)]


@pytest.mark.parametrize(
    "source",
    [
        "def f() -> View: ...",
        "def f() -> tuple[View, bool]: ...",
        "class C:\n    ticket: View",
        "def f() -> dict[str, Any] | None: ...",
    ],
)
def test_an_answer_that_is_json_would_be_found(source: str) -> None:
    assert [*shown(source)]


def test_there_is_one_name_for_what_is_shown() -> None:
    found = {(path, alias) for path in SERVER for alias in aliases_of_dict(path.read_text(encoding="utf-8"))}
    assert found == {(VIEWS, "View")}


def test_a_time_that_was_written_out_is_never_read_back() -> None:
    reading = [name(path) for path in SERVER if PARSES_TIMES in path.read_text(encoding="utf-8")]
    assert set(reading) <= {name(KIOSKS_BOX)}


@pytest.mark.parametrize(
    ("source", "found"),
    [("View = dict[str, Any]", ["View"]), ("Told: Any = dict[str, Any]", ["Told"]), ("x = dict()", [])],
)
def test_another_name_would_be_found(source: str, found: list[str]) -> None:
    assert [*aliases_of_dict(source)] == found
