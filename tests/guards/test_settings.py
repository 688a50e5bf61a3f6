"""Whoever sets a centre up finds every setting in docs/settings.md, and nothing there that is not one."""

import re

import pytest

from server.config import ENVIRONMENT, Settings
from tests.guards.tree import ROOT

DOCUMENT = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def part_of(name: str) -> type:
    annotation = Settings.model_fields[name].annotation
    return getattr(annotation, "__args__", (annotation,))[0]


PARTS = {name: set(part_of(name).model_fields) for name in Settings.model_fields}


def section(name: str) -> str:
    found = re.search(rf"^## `\[+{name}\]+`[^\n]*\n(.*?)(?=^## |\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found, f"no section [{name}]"
    return found[1]


def rows(name: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in section(name).splitlines() if line.startswith("| `")]


def documented(name: str) -> set[str]:
    cells = [row[0] for row in rows(name)] or [section(name).split(":")[0]]
    return {setting for cell in cells for setting in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize("name", PARTS)
def test_every_setting_of_a_table_is_explained_and_no_other(name: str) -> None:
    assert documented(name) == PARTS[name]


def test_every_table_is_explained_and_no_other() -> None:
    assert set(re.findall(r"^## `\[+(\w+)\]+`", DOCUMENT, re.MULTILINE)) == set(PARTS)


@pytest.mark.parametrize(("variable", "place"), ENVIRONMENT.items())
def test_every_environment_variable_is_beside_its_setting(variable: str, place: tuple[str, str]) -> None:
    table, setting = place
    assert [f"`{setting}`", f"`{variable}`"] in [row[:2] for row in rows(table)]


def test_no_other_environment_variable_is_promised() -> None:
    assert set(re.findall(r"GOISO_\w+", DOCUMENT)) == set(ENVIRONMENT)


@pytest.mark.parametrize(
    ("table", "setting"),
    [
        (name, setting)
        for name in (
            "centre",
            "hours",
            "fields",
            "counters",
            "priority_classes",
            "calling",
            "phone",
            "display",
            "voice",
            "kiosk",
            "printer",
            "server",
        )
        for setting, field in part_of(name).model_fields.items()
        if isinstance(field.default, int | str)
    ],
)
def test_the_default_told_is_the_default_set(table: str, setting: str) -> None:
    default = part_of(table).model_fields[setting].default
    told = next(row for row in rows(table) if f"`{setting}`" in row[0])
    spelled = str(default).lower() if isinstance(default, bool) else str(default)  # as TOML has it
    assert any(cell.strip("`") == (spelled or "none") for cell in told)
