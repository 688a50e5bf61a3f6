"""The shape of the house, counted: `make shape` prints it as a table, docs/shape.md holds the last one.

What is counted is the product (kiosk, display, server); tests are counted apart.
"""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from grimp import ImportGraph, build_graph

ROOT: Final = Path(__file__).parent.parent
ROOMS: Final = ("kiosk", "display", "server")
LONGEST_MODULE: Final = 300
LONGEST_FUNCTION: Final = 40
_MADE: Final = frozenset({".pyc", ".mo"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Shape:
    """What was counted. Modules are named by their paths, functions by path and line."""

    root_names: list[str] = field(default_factory=list)
    root_modules: list[str] = field(default_factory=list)
    modules: dict[str, int] = field(default_factory=dict)
    functions: dict[str, int] = field(default_factory=dict)
    in_no_layer: list[str] = field(default_factory=list)
    circles: list[list[str]] = field(default_factory=list)
    public: int = 0
    documented: int = 0
    test_lines: int = 0
    code_lines: int = 0

    @property
    def long_modules(self) -> list[str]:
        """Modules over the longest that one should be."""
        return [name for name, lines in self.modules.items() if lines > LONGEST_MODULE]

    @property
    def long_functions(self) -> list[str]:
        """Functions over the longest that one should be, docstring included."""
        return [name for name, lines in self.functions.items() if lines > LONGEST_FUNCTION]


def shape() -> Shape:
    """Count everything, from the files as they are."""
    found = Shape()
    server = ROOT / "server"
    found.root_names = sorted(path.name for path in server.iterdir() if _is_ours(path))
    found.root_modules = [name for name in found.root_names if name.endswith(".py")]
    for path in python_files(*ROOMS):
        _count_module(found, path)
    graph = build_graph(*ROOMS, cache_dir=None)
    found.circles = circles(graph)
    found.in_no_layer = in_no_layer(graph)
    found.code_lines = sum(found.modules.values())
    found.test_lines = sum(_code_lines(path) for path in python_files("tests"))
    return found


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file of these folders."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def in_no_layer(graph: ImportGraph) -> list[str]:
    """Modules that no contract of import-linter puts anywhere: neither a layer of the server nor kiosk or display."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    placed = {f"server.{name.strip()}" for layer in layers for name in layer.split("|")} | {
        "kiosk",
        "display",
    }
    return sorted(m for m in graph.modules if m != "server" and not any(_is_under(m, p) for p in placed))


def circles(graph: ImportGraph) -> list[list[str]]:
    """Modules that import each other in a circle, lazily or for types only too: one list a circle."""
    reached = {m: _reachable(graph, m) for m in graph.modules}
    left, found = set(graph.modules), []
    while left:
        module = left.pop()
        circle = {other for other in reached[module] if module in reached[other]}
        left -= circle
        if circle:
            found.append(sorted(circle | {module}))
    return found


def table(found: Shape) -> str:
    """The counts as a Markdown table."""
    modules, functions = sorted(found.modules.values()), sorted(found.functions.values())
    rows = (
        ("names at the root of server/", str(len(found.root_names))),
        ("modules at the root of server/", ", ".join(found.root_modules)),
        ("modules", str(len(modules))),
        ("code lines", f"{found.code_lines:,}"),
        ("lines of a module: median, p90, longest", _spread(modules)),
        (f"modules over {LONGEST_MODULE} lines", _listed(found.long_modules)),
        ("functions", str(len(functions))),
        ("lines of a function: median, p90, longest", _spread(functions)),
        (f"functions over {LONGEST_FUNCTION} lines", _listed(found.long_functions)),
        ("modules in no layer", _listed(found.in_no_layer)),
        ("import circles", _listed([" ↔ ".join(circle) for circle in found.circles])),
        ("public definitions with a docstring", f"{found.documented / found.public:.1%} of {found.public:,}"),
        ("test lines a line of code", f"{found.test_lines / found.code_lines:.2f}"),
    )
    return "| what | now |\n|---|---|\n" + "".join(f"| {what} | {now} |\n" for what, now in rows)


def _count_module(found: Shape, path: Path) -> None:
    name = str(path.relative_to(ROOT))
    found.modules[name] = _code_lines(path)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, Function):
            found.functions[f"{name}:{node.lineno} {node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    for public in _public(tree):
        found.public += 1
        found.documented += ast.get_docstring(public) is not None


def _public(tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | Function]:
    """The module, its public classes and functions, and the public methods of those classes."""
    yield tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from (m for m in node.body if isinstance(m, Function) and not m.name.startswith("_"))


def _code_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _reachable(graph: ImportGraph, module: str) -> set[str]:
    seen: set[str] = set()
    ahead = [*graph.find_modules_directly_imported_by(module)]
    while ahead:
        if (one := ahead.pop()) not in seen:
            seen.add(one)
            ahead.extend(graph.find_modules_directly_imported_by(one))
    return seen


def _is_ours(path: Path) -> bool:
    """Whether it holds more than what was compiled: a checkout that was updated keeps such leftovers of folders that moved."""
    return any(one.is_file() and one.suffix not in _MADE for one in (path, *path.rglob("*")))


def _is_under(module: str, place: str) -> bool:
    return module == place or module.startswith(f"{place}.")


def _spread(counts: list[int]) -> str:
    return f"{median(counts):.0f}, {quantiles(counts, n=10)[-1]:.0f}, {counts[-1]}"


def _listed(names: list[str]) -> str:
    return "0" if not names else f"{len(names)}: " + ", ".join(names)


if __name__ == "__main__":
    print(table(shape()))
