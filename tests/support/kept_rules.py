"""Routes that are compiled once: every test's server has the same ones, and compiling them took a third of its start."""

from collections.abc import Mapping
from typing import Any

from server.http.url_rules import UrlRule

_compiled: dict[tuple[Any, ...], Mapping[str, Any]] = {}


class KeptRule(UrlRule):
    """A rule that reuses what was compiled for the same rule before: its parts, converters and address builder."""

    def compile(self) -> None:
        before = dict(vars(self))
        kept = _compiled.get(key := self._says())
        if kept is None:
            super().compile()
            made = {name: value for name, value in vars(self).items() if before.get(name) is not value}
            _compiled[key] = made | {"arguments": self.arguments}
        else:
            vars(self).update(kept)

    def _says(self) -> tuple[Any, ...]:
        """All that compiling goes by."""
        assert self.map is not None
        defaults = tuple(sorted((self.defaults or {}).items()))
        place = (self.map.host_matching, self.host, self.subdomain, self.merge_slashes)
        return (self.rule, self.endpoint, defaults, *place, *sorted(self.map.converters.items()))
