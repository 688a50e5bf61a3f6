"""A class's name says what it is: no public one stands for more than two things; and a value holds what it names alone."""

import ast
from collections import defaultdict
from collections.abc import Iterable

from tests.guards.tree import files, name, parsed

MOST = 2
SHAPES = "server/api/schemas/"
"""Left out: the shape of an answer has the name of the value that it shows."""
COMMON: dict[str, str] = {}
"""Names that may stand in more modules, and why."""


WITHOUT_SLOTS = {
    "UnknownEvent": "its `type` is its own, where other events have that of their class",
    "Known": "finds names once, and keeps each as an attribute",
}
"""Dataclasses that take any attribute, and why."""


def without_slots(tree: ast.Module) -> list[str]:
    """The dataclasses of a module that take any attribute."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return [
        each.name
        for each in classes
        for decorator in map(ast.unparse, each.decorator_list)
        if decorator.startswith("dataclass") and "slots=True" not in decorator
    ]


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


def test_a_value_takes_no_attribute_that_it_does_not_name() -> None:
    found = {each for path in files(".py") for each in without_slots(parsed(path))}
    assert found == WITHOUT_SLOTS.keys()


def test_a_value_that_takes_any_would_be_found() -> None:
    loose, strict = "@dataclass(frozen=True)\nclass A: ...", "@dataclass(slots=True)\nclass B: ..."
    assert without_slots(ast.parse(f"{loose}\n{strict}")) == ["A"]
