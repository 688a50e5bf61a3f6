"""The house keeps its shape: an empty hallway, small modules, small functions, layers without holes."""

import re
import tomllib

import pytest
from grimp import ImportGraph

from tests import shape
from tests.guards.tree import ROOT

HALLWAY = ["__init__.py", "app.py", "auth.py", "ports.py"]
MOST_NAMES = 22


@pytest.fixture(scope="module")
def house() -> shape.Shape:
    return shape.shape()


def test_nothing_lies_in_the_hallway_of_the_server(house: shape.Shape) -> None:
    assert house.root_modules == HALLWAY
    assert len(house.root_names) <= MOST_NAMES


def test_no_module_is_too_long(house: shape.Shape) -> None:
    assert house.long_modules == []


def test_no_function_is_too_long(house: shape.Shape) -> None:
    assert house.long_functions == []


def test_every_module_is_in_a_layer(house: shape.Shape) -> None:
    assert house.in_no_layer == []


def test_no_modules_import_each_other_in_a_circle(house: shape.Shape) -> None:
    assert house.circles == []


def test_a_circle_and_a_module_without_a_layer_would_be_found() -> None:
    graph = ImportGraph()
    for importer, imported in (
        ("server.a", "server.b"),
        ("server.b", "server.a"),
        ("server.app", "server.a"),
    ):
        graph.add_import(importer=importer, imported=imported)
    assert shape.circles(graph) == [["server.a", "server.b"]]
    assert shape.in_no_layer(graph) == ["server.a", "server.b"]


def test_the_architectures_table_is_the_linters_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {c["name"]: c for c in settings["tool"]["importlinter"]["contracts"]}
    told = _told_layers()
    layers = [set(row.split(" | ")) for row in contracts["Layers of the server"]["layers"]]
    kept_away = contracts["Only the bridges reach the kiosk and the display"]["source_modules"]
    assert [set(layer) for layer, _ in told] == layers
    bridges = {name for _, reaching in told for name in reaching}
    assert bridges == set().union(*layers) - {name.removeprefix("server.") for name in kept_away}


def _told_layers() -> list[tuple[list[str], list[str]]]:
    """The rows of ARCHITECTURE.md's table of layers: the layer's names, and those of them that reach further."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text[text.index("| layer |") :].partition("\n\n")[0]
    cells = [row.split("|") for row in table.splitlines()[2:]]
    return [(re.findall(r"`(\w+)`", row[1]), re.findall(r"`(\w+)`", row[2])) for row in cells]


def test_the_page_of_rooms_names_modules_that_are_there() -> None:
    text = (ROOT / "docs/rooms.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1:3] for row in text.splitlines() if row.startswith("| `")]
    assert len(rows) > 10
    assert [module for rooms, told in rows for module in _modules(told) if not _found(rooms, module)] == []


def _modules(told: str) -> list[str]:
    return re.findall(r"`([\w/]+\.(?:py|js|d\.ts))`", told)


def _found(rooms: str, module: str) -> bool:
    """Whether one of the rooms of a row has the module, or the tree has it under its whole path."""
    folders = [ROOT / room.rstrip("/").removesuffix("/*.py") for room in re.findall(r"`([\w/*.]+)`", rooms)]
    found = any(path for folder in folders for path in folder.rglob(module.rpartition("/")[2]))
    return found or (ROOT / module).exists() or (ROOT / "server" / module).exists()


def test_every_path_of_the_architecture_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:server|kiosk|display|templates|tests|bench|installer)/[\w/]*(?:\.py)?)`", text)
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []
