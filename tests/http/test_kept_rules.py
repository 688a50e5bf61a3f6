"""The tests' servers take over compiled routes from each other: they lead where werkzeug's own lead."""

import re
from typing import Any

from werkzeug.routing import Map, Rule

from server.app import Server
from tests.support.kept_rules import KeptRule

CHOICE = re.compile(r"<any\((\w+)[^)]*\):(\w+)>")


def values(rule: Rule) -> dict[str, Any]:
    """A value for each of its variables: its default, the first of those that it names, or 7."""
    first = {variable: choice for choice, variable in CHOICE.findall(rule.rule)} | dict(rule.defaults or {})
    return {variable: first.get(variable, 7) for variable in rule.arguments}


def addresses(routes: Map) -> list[tuple[str, str, str]]:
    """Each rule, its endpoint, and what is built of it when each variable has a value and one more is told."""
    here = routes.bind("goiso.test")
    return sorted(
        (rule.rule, rule.endpoint, here.build(rule.endpoint, values(rule) | {"more": "ơ"}))
        for rule in routes.iter_rules()
    )


def own(routes: Map, kind: type[Rule]) -> Map:
    """The same routes, bound anew."""
    return Map([kind(rule.rule, **rule.get_empty_kwargs()) for rule in routes.iter_rules()])


def test_addresses_are_built_as_werkzeug_builds_them(server: Server) -> None:
    routes = server.app.url_map
    assert all(isinstance(rule, KeptRule) for rule in routes.iter_rules())
    assert addresses(own(routes, KeptRule)) == addresses(own(routes, Rule)) == addresses(routes)


def test_they_lead_to_the_same_endpoints_with_the_same_values(server: Server) -> None:
    routes = server.app.url_map
    here, plain = (own(routes, kind).bind("goiso.test") for kind in (KeptRule, Rule))
    for rule in routes.iter_rules():
        path = here.build(rule.endpoint, values(rule))
        for method in rule.methods or ():
            assert here.match(path, method) == plain.match(path, method)


def test_a_rule_of_another_map_is_compiled_for_itself() -> None:
    one, other = (
        Map([KeptRule("/n/<n>", endpoint="n", defaults=defaults)]) for defaults in (None, {"also": "this"})
    )
    assert one.bind("goiso.test").match("/n/7") == ("n", {"n": "7"})
    assert other.bind("goiso.test").match("/n/7") == ("n", {"n": "7", "also": "this"})
