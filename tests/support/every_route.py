"""Every route and page of the app by its address, so that a new one cannot be forgotten."""

from collections.abc import Iterator
from typing import Any, Final

from werkzeug.routing import Rule

from server.app import Server
from server.http.access import ALLOWED

ARGUMENTS: Final[dict[str, Any]] = {
    "ticket": 1,
    "n": 1,
    "notice": 1,
    "device": 1,
    "field": "CT",
    "username": "nobody",
    "track": "x",
    "seq": 1,
    "id": 1,
    "token": 1,
    "webhook": 1,
    "alert": 1,
    "pad": 1,
    "way": "on",
}
"""What stands in an address; `x` for whatever is not here."""
_SIDE_BY_SIDE: Final = frozenset({"HEAD", "OPTIONS"})


def walk(server: Server, values: dict[str, Any] | None = None) -> Iterator[tuple[Rule, str, str]]:
    """Every route, page and file with a method and an address; `values` stand in it before `ARGUMENTS`."""
    known = ARGUMENTS | (values or {})
    for rule in server.app.url_map.iter_rules():
        said = {name: known.get(name, "x") for name in rule.arguments} | dict(rule.defaults or {})
        built = rule.build(said)
        assert built is not None, rule
        for method in sorted(set(rule.methods or ()) - _SIDE_BY_SIDE):
            yield rule, method, built[1]


def needed_by(server: Server, rule: Rule) -> str:
    """The permission that a route or a page asks for as a whole; empty where everybody may."""
    page: str = getattr(server.app.view_functions[rule.endpoint], "needs", "")
    return page or ALLOWED.get(rule.endpoint, "")


def guarded(server: Server) -> list[tuple[Rule, str, str]]:
    """Those of them that not everybody may call."""
    return [found for found in walk(server) if needed_by(server, found[0])]
