"""docs/limits.md says the numbers that the code holds to."""

import re
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from pydantic import BaseModel

from tests.guards.tree import ROOT

ROW = re.compile(r"^\| .*? \| (?P<limit>.*?) \| .*? \| `(?P<name>[a-zA-Z_.]+)` \|$", re.MULTILINE)
ROWS = [(m["name"], m["limit"]) for m in ROW.finditer((ROOT / "docs/limits.md").read_text(encoding="utf-8"))]


def value_of(name: str) -> Any:
    """What a name in the code stands for: of a setting, its default."""
    module, _, attribute = name.rpartition(".")
    if module.split(".")[-1][0].isupper():
        module, _, part = module.rpartition(".")
        settings: type[BaseModel] = getattr(import_module(module), part)
        return settings.model_fields[attribute].default
    return getattr(import_module(module), attribute)


def test_the_page_names_limits() -> None:
    assert len(ROWS) > 20


@pytest.mark.parametrize(("name", "limit"), ROWS, ids=[name for name, _ in ROWS])
def test_a_limit_is_told_as_it_is(name: str, limit: str) -> None:
    value = value_of(name)
    number = value.days if isinstance(value, timedelta) else value
    assert re.match(rf"{number:,}\b", limit)
