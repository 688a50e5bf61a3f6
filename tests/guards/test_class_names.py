"""A class's name says what it is: no public one stands for more than two things."""

import ast
from collections import defaultdict
from collections.abc import Iterable

from tests.guards.tree import files, name, parsed

MOST = 2
SHAPES = "server/api/schemas/"
"""Left out: the shape of an answer has the name of the value that it shows."""
COMMON: dict[str, str] = {}
"""Names that may stand in more modules, and why."""


def common(modules: Iterable[tuple[str, ast.Module]]) -> dict[str, list[str]]:
    """Public classes' names that stand in too many modules, with those modules."""
    found = defaultdict(list)
    for module, tree in modules:
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(module)
    return {each: where for each, where in found.items() if len(where) > MOST}


def test_no_class_has_a_name_that_many_others_have() -> None:
    ours = ((name(path), parsed(path)) for path in files(".py"))
    found = common((module, tree) for module, tree in ours if not module.startswith(SHAPES))
    assert {each: where for each, where in found.items() if each not in COMMON} == {}
    assert COMMON.keys() <= found.keys()


def test_a_name_that_stands_three_times_would_be_found() -> None:
    named, private = ast.parse("class Told: ..."), ast.parse("class _Told: ...")
    assert common([("a", named), ("b", named), ("c", private)]) == {}
    assert common([("a", named), ("b", named), ("c", named)]) == {"Told": ["a", "b", "c"]}
