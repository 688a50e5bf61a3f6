"""Addresses are put together as werkzeug puts them together, though what does it is compiled at the first use."""

from werkzeug.routing import Map, Rule

from server.http.url_rules import UrlRule

RULES = ("/", "/n/<int:n>", "/t/<track>/<any(day, night):part>", "/many/<path:rest>")
ASKED = (
    ("/", {}),
    ("/", {"more": "ơ"}),
    ("/n/<int:n>", {"n": 7}),
    ("/n/<int:n>", {"n": 7, "rule": "x", "self": "y", "values": "z"}),
    ("/t/<track>/<any(day, night):part>", {"track": "a b", "part": "night"}),
    ("/many/<path:rest>", {"rest": "a/b"}),
    ("/many/<path:rest>", {"rest": "a/b"}),
)


def test_each_address_is_werkzeugs_own() -> None:
    ours, plain = (
        Map(
            [kind(rule, endpoint=rule, defaults={"also": 1} if rule == "/" else None) for rule in RULES]
        ).bind("goiso.test")
        for kind in (UrlRule, Rule)
    )
    for endpoint, values in ASKED:
        for unknown in (True, False):
            there = plain.build(endpoint, values, append_unknown=unknown)
            assert ours.build(endpoint, values, append_unknown=unknown) == there
