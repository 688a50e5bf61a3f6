"""What a request says besides its body has a schema that is made once, not at each request."""

import importlib
import inspect
import pkgutil
from typing import Any, get_type_hints

from pydantic import BaseModel

import server.api
from server.api.schemas.common import Parameters


def test_every_query_and_head_that_a_route_takes_is_made_once() -> None:
    taken = _taken()
    assert len(taken) > 20
    assert [str(one) for one in taken if not issubclass(one, Parameters)] == []
    assert [str(one) for one in taken if one.model_json_schema() is not one.model_json_schema()] == []


def test_what_is_made_once_is_what_pydantic_makes_of_that_very_class() -> None:
    assert [
        str(one) for one in _taken() if one.model_json_schema() != super(Parameters, one).model_json_schema()
    ] == []


def _taken() -> set[Any]:
    """The models of all routes' parameters `query` and `header`."""
    found = set()
    for module in pkgutil.walk_packages(server.api.__path__, "server.api."):
        for function in vars(importlib.import_module(module.name)).values():
            if (
                inspect.isfunction(function)
                and {"query", "header"} & inspect.signature(function).parameters.keys()
            ):
                hints = get_type_hints(function)
                found |= {hints[name] for name in ("query", "header") if isinstance(hints.get(name), type)}
    return {one for one in found if issubclass(one, BaseModel)}
