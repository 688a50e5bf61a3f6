"""The API's routes, their query parameters, and their description, which is made when first needed.

Describing all routes takes longer than the rest of a start, and few servers are ever asked for it.
"""

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import Any, Final

from flask_openapi3 import APIBlueprint, OpenAPI
from flask_openapi3.types import ParametersTuple
from pydantic import BaseModel

from server.http.sessions import Sessions
from server.http.url_rules import UrlRule

_QUERY: Final = 3
"""Where the library gives the shape of a query."""
_one_at_a_time = Lock()


class Routes(APIBlueprint):
    """The routes of one area."""

    def __init__(self, name: str, import_name: str, **settings: Any) -> None:
        super().__init__(name, import_name, **settings)
        self._not_described: list[Callable[[], object]] = []
        self.parameters: dict[str, frozenset[str]] = {}
        """What may stand behind the `?`, by endpoint."""

    def describe(self) -> None:
        """Describe the routes that have no description yet, in their order in the source."""
        while self._not_described:
            self._not_described[0]()
            del self._not_described[0]

    def _collect_openapi_info(self, rule: str, func: Callable[..., Any], **told: Any) -> ParametersTuple:
        """What a route takes. The library calls this when the route is defined."""
        self._not_described.append(partial(super()._collect_openapi_info, rule, func, **told))
        taken = super()._collect_openapi_info(rule, func, **(told | {"doc_ui": False}))
        self.parameters[f"{self.name}.{func.__name__}"] = _names(taken[_QUERY])
        return taken


class Described(OpenAPI):
    """An app that describes its routes only when the description is asked for."""

    url_rule_class = UrlRule
    session_interface = Sessions()

    def __init__(self, import_name: str, **settings: Any) -> None:
        super().__init__(import_name, **settings)
        self._areas: list[Routes] = []
        self.parameters: dict[str, frozenset[str]] = {}

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: none of ours is asynchronous, and the library asks nine times for each request."""
        return func

    def register_api(self, api: APIBlueprint, **options: Any) -> None:
        """Register the routes of one area."""
        super().register_api(api, **options)
        if isinstance(api, Routes):
            self._areas.append(api)
            self.parameters |= api.parameters

    def generate_spec_json(self) -> None:
        """Make the description: the library calls this once, while it has none."""
        with _one_at_a_time:
            for area in self._areas:
                area.describe()
                self.tags += [tag for tag in area.tags if tag not in self.tags]
                self.paths.update(area.paths)
                self.components_schemas.update(area.components_schemas)
            super().generate_spec_json()  # type: ignore[no-untyped-call]


def _names(query: type[BaseModel] | None) -> frozenset[str]:
    """The names of a query's parameters in an address."""
    fields = {} if query is None else query.model_fields
    return frozenset(field.alias or name for name, field in fields.items())
