"""The rules of addresses: how one is put together is compiled when somebody first asks for it.

The library compiles two functions a rule, for three hundred rules at each start; a page links to a dozen.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Build = Callable[..., tuple[str, str]]
"""The rule, and what stands in its places → domain and path."""


class UrlRule(Rule):
    """A rule that is matched from the first request on, and put together from its first use on."""

    def compile(self) -> None:
        """Make what matches. The library calls it when the rule is written."""
        super().compile()
        self._compiled: dict[bool, Build] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Build:  # noqa: FBT001, FBT002 - the library calls it
        return _with_unknown if append_unknown else _without_unknown

    def put_together(self, values: dict[str, Any], *, append_unknown: bool) -> tuple[str, str]:
        """The address with these values; those that have no place in it stand behind its `?`, or are left out."""
        build = self._compiled.get(append_unknown)
        if build is None:
            build = self._compiled[append_unknown] = super()._compile_builder(append_unknown)
        return build(self, **values)


def _with_unknown(rule: UrlRule, /, **values: Any) -> tuple[str, str]:
    return rule.put_together(values, append_unknown=True)


def _without_unknown(rule: UrlRule, /, **values: Any) -> tuple[str, str]:
    return rule.put_together(values, append_unknown=False)
