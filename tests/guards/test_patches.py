"""Tests and benchmarks hold to what is handed in: no private name is read, imported or patched, no constant is patched.

What needs another value in a test is a parameter whose default is the usual value.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.guards.tree import ROOT, name

FILES = sorted(path for room in ("tests", "bench") for path in (ROOT / room).rglob("*.py"))
ALLOWED = {
    (
        "tests/live/test_wire.py",
        "_async",
    ): "Engine.IO has no public door for the kind of WebSocket that it makes",
    (
        "tests/support/forked.py",
        "_exit",
    ): "the standard library's public way to end a process that was forked",
}
_PATCHES = ("setattr", "delattr")


def is_private(word: str) -> bool:
    return word.startswith("_") and not word.startswith("__")


def is_constant(word: str) -> bool:
    return word.lstrip("_").isupper()


def reached(tree: ast.AST) -> Iterator[str]:
    """Every private name of somebody else that is read, imported or patched, and every constant that is patched."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                continue
            case ast.Attribute(attr=attr) if is_private(attr):
                yield attr
            case ast.ImportFrom(names=names):
                yield from (alias.name for alias in names if is_private(alias.name))
            case ast.Call(func=ast.Attribute(attr=attr) | ast.Name(id=attr), args=args) if attr in _PATCHES:
                words = list(_patched(args)) or ([] if attr != "setattr" else list(_parametrized(tree)))
                yield from (word for word in words if is_private(word) or is_constant(word))


def _parametrized(tree: ast.AST) -> Iterator[str]:
    """Words that cases of a test may be: a patch of what a parameter names reaches for each of them."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="parametrize"), args=[_, cases, *_]):
                found = (each.value for each in ast.walk(cases) if isinstance(each, ast.Constant))
                yield from (word for word in found if isinstance(word, str) and word.isidentifier())


def _patched(arguments: list[ast.expr]) -> Iterator[str]:
    """The name that a patch replaces: the second argument, or the end of the first when that is a dotted path."""
    for argument in arguments[:2]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value.rpartition(".")[2]
            return


def test_none_reaches_for_anything_private() -> None:
    found = {
        (name(path), word) for path in FILES for word in reached(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found - ALLOWED.keys() == set()


@pytest.mark.parametrize("file", sorted({file for file, _ in ALLOWED}))
def test_what_is_allowed_is_still_needed(file: str) -> None:
    found = set(reached(ast.parse((ROOT / file).read_text(encoding="utf-8"))))
    assert {word for allowed, word in ALLOWED if allowed == file} <= found


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('monkeypatch.setattr(accounts, "_hasher", quick)', ["_hasher"]),
        ('monkeypatch.setattr("server.service.screens.board.MOST_MISSED", 2)', ["MOST_MISSED"]),
        ("store._writer.close()", ["_writer"]),
        ("module._PAUSE_S = 0", ["_PAUSE_S"]),
        ("from server.http.lines.wire import _Line", ["_Line"]),
        ('monkeypatch.setattr(os, "fsync", full)', []),
        (
            '@mark.parametrize("where", ["_people", "rows"])\ndef test(where): m.setattr(module, where, die)',
            ["_people"],
        ),
        ("self._line.close()", []),
    ],
)
def test_it_sees_what_is_reached_for(code: str, words: list[str]) -> None:
    assert list(reached(ast.parse(code))) == words
