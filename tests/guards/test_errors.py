"""Every way to say no is worded, used, and answered with a status of its kind."""

import ast
from collections.abc import Iterator
from functools import cache

from server.core.refusals.catalogue import CATALOGUE
from server.core.texts import BothTexts
from tests.guards.tree import ROOT, files, parsed

CATALOGUES = ROOT / "server" / "core" / "refusals"
STATUSES = {400, 401, 403, 404, 405, 409, 412, 413, 414, 422, 429, 431, 500, 503, 507}


def test_each_is_worded_in_both_languages() -> None:
    for code, kind in CATALOGUE.items():
        words: list[BothTexts] = [kind.title, kind.detail, kind.action]
        assert all(text.strip() for said in words for text in (said.vi, said.en)), code


def refused(tree: ast.Module) -> Iterator[str]:
    """The codes that a module makes refusals of: the first argument of `Refusal(…)`, chosen there or in a table."""
    tables = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Refusal"), args=[first, *_]):
                yield from _codes(first, tables)


def _codes(said: ast.expr, tables: dict[str, ast.Dict]) -> Iterator[str]:
    match said:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=body, orelse=other):
            yield from (*_codes(body, tables), *_codes(other, tables))
        case ast.Call(func=ast.Attribute(value=ast.Name(id=table), attr="get"), args=[_, otherwise]):
            for value in (*tables[table].values, otherwise):
                yield from _codes(value, tables)


@cache
def refused_anywhere() -> set[str]:
    return {code for path in files(".py") if path.parent != CATALOGUES for code in refused(parsed(path))}


def test_each_is_used_and_nothing_else_is_raised() -> None:
    assert set(CATALOGUE) == refused_anywhere()


def test_a_string_elsewhere_is_no_use_of_a_code() -> None:
    tree = ast.parse(
        '_CODES = {1: "a", 2: "b"}\nRefusal(_CODES.get(n, "c"))\nRefusal("d" if x else "e")\nf("g")'
    )
    assert set(refused(tree)) == {"a", "b", "c", "d", "e"}


def test_a_status_says_whose_fault_it_is() -> None:
    for code, kind in CATALOGUE.items():
        assert kind.status in STATUSES, code
        ours = code == "internal" or code.startswith("storage_") or code == "too_many_screens"
        assert (kind.status >= 500) == ours, code
        unknown = code.startswith("unknown_") or code in ("not_found", "queue_empty")
        assert (kind.status == 404) == unknown, code
