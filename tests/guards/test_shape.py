"""The house keeps its shape: an empty hallway, small modules, small functions, layers without holes."""

import re
import tomllib
from pathlib import Path

import pytest
from grimp import ImportGraph

from tests import shape
from tests.guards.tree import ROOT

HALLWAY = ["__init__.py", "app.py", "auth.py", "ports.py"]
MOST_NAMES = 22
WIRING = ROOT / "server" / "app.py"
LONGEST_WIRING = 150
AREAS_OF = ("core", "store", "service", "api", "web", "web/manage", "background", "operations")
"""The rooms whose folders are areas."""
BY_MODULES = ("core/events", "core/refusals", "store/projections", "api/schemas")
"""Those of their folders that have a module an area."""
NO_AREAS = {
    "core/events": "what happened, a module an area",
    "core/refusals": "why not, a module an area",
    "core/link": "the line to the city, as the room of that name",
    "store/projections": "which tables follow which events, a module an area",
    "api/schemas": "the shapes of answers, a module an area",
    "api/told": "what the description says of routes, a module an area",
    "web/manage": "the manager's pages, by area",
    "web/quiet": "one page of the queue, which is also printed",
}
NO_ROOMS = {
    "api/counter": "the routes of the queue that a counter presses",
    "store/journals": "the journals of versions, as files",
    "city/whole": "all of the city's rooms at once",
}
"""Folders of tests that mirror none of the product's, and why."""
STALE = 0.1
"""How far what docs/shape.md tells may be from what is there."""


@pytest.fixture(scope="module")
def house() -> shape.Shape:
    return shape.shape()


def test_nothing_lies_in_the_hallway_of_the_server(house: shape.Shape) -> None:
    assert house.root_modules == HALLWAY
    assert len(house.root_names) <= MOST_NAMES


def test_the_wiring_stays_short_enough_to_read_at_once() -> None:
    assert len(WIRING.read_text(encoding="utf-8").splitlines()) < LONGEST_WIRING


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


def test_what_is_told_of_the_shape_is_what_it_is(house: shape.Shape) -> None:
    now, told = (_rows(text) for text in (shape.table(house), _read("docs/shape.md")))
    assert told.keys() == now.keys()
    for what, number in now.items():
        if "," in number.replace(",", "", 1) or not _number(number):
            continue  # a spread, or names; what must be nought is held above
        assert _number(told[what]) == pytest.approx(_number(number), rel=STALE), f"{what}: make shape"
    for what in ("names at the root of server/", "modules at the root of server/"):
        assert told[what] == now[what]


def _rows(text: str) -> dict[str, str]:
    cells = [row.split("|")[1:3] for row in text.splitlines() if row.startswith("| ")]
    return {what.strip(): number.strip() for what, number in cells}


def _number(said: str) -> float:
    found = re.match(r"[\d,.]+", said)
    return float(found[0].replace(",", "")) if found else 0


def _told_layers() -> list[tuple[list[str], list[str]]]:
    """The rows of ARCHITECTURE.md's table of layers: the layer's names, and those of them that reach further."""
    text = _read("ARCHITECTURE.md")
    table = text[text.index("| layer |") :].partition("\n\n")[0]
    cells = [row.split("|") for row in table.splitlines()[2:]]
    return [(re.findall(r"`(\w+)`", row[1]), re.findall(r"`(\w+)`", row[2])) for row in cells]


def test_the_page_of_rooms_names_modules_that_are_there() -> None:
    text = _read("docs/rooms.md")
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


def test_a_folder_of_a_room_is_an_area_with_the_name_that_it_has_in_every_room() -> None:
    areas = _areas()
    found = {
        f"{room}/{folder.name}": folder.name for room in AREAS_OF for folder in _folders(f"server/{room}")
    }
    assert {folder for folder, area in found.items() if area not in areas} == NO_AREAS.keys()


def test_every_area_is_a_folder_or_a_file_of_several_rooms() -> None:
    rooms = {area: [r for r in (*AREAS_OF, *BY_MODULES) if _has(f"server/{r}", area)] for area in _areas()}
    assert {area: found for area, found in rooms.items() if len(found) < 2} == {}


def test_folders_of_tests_are_those_of_the_rooms() -> None:
    rooms = [room.name for room in _folders("server") if (ROOT / "tests" / room.name).is_dir()]
    assert len(rooms) > 10
    found = {
        f"{room}/{f.name}"
        for room in rooms
        for f in _folders(f"tests/{room}")
        if not _has(f"server/{room}", f.name)
    }
    assert found == NO_ROOMS.keys()


def _areas() -> set[str]:
    """The areas that ARCHITECTURE.md names."""
    (listed,) = re.findall(r"has\s+them:\s+\*([\w,\s]+)\*", _read("ARCHITECTURE.md"))
    return {area.strip() for area in listed.split(",")}


def _folders(folder: str) -> list[Path]:
    """The packages in a folder, and other folders that hold files; what was compiled is none."""
    found = (each for each in (ROOT / folder).iterdir() if each.is_dir() and each.name != "__pycache__")
    return [each for each in found if any(one.is_file() for one in each.iterdir())]


def _has(folder: str, name: str) -> bool:
    return (ROOT / folder / name).is_dir() or (ROOT / folder / f"{name}.py").is_file()


def _read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def test_every_path_of_the_architecture_is_there() -> None:
    text = _read("ARCHITECTURE.md")
    paths = re.findall(r"`((?:server|kiosk|display|templates|tests|bench|installer)/[\w/]*(?:\.py)?)`", text)
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []
