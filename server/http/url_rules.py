"""URL rules whose building function is compiled only when first needed.

The library compiles two functions for each of three hundred rules at every start; a page links to a dozen.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Build = Callable[..., tuple[str, str]]
"""The rule and the values of its placeholders → domain and path."""


class UrlRule(Rule):
    """A rule that can match from the first request on, and can build addresses from its first use on."""

    def compile(self) -> None:
        """Compile the matching part. The library calls this when the rule is defined."""
        super().compile()
        self._compiled: dict[bool, Build] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Build:  # noqa: FBT001, FBT002 - the library calls it
        return _with_unknown if append_unknown else _without_unknown

    def put_together(self, values: dict[str, Any], *, append_unknown: bool) -> tuple[str, str]:
        """The address with these values; values without a placeholder go into its query or are left out."""
        build = self._compiled.get(append_unknown)
        if build is None:
            build = self._compiled[append_unknown] = super()._compile_builder(append_unknown)
        return build(self, **values)


def _with_unknown(rule: UrlRule, /, **values: Any) -> tuple[str, str]:
    return rule.put_together(values, append_unknown=True)


def _without_unknown(rule: UrlRule, /, **values: Any) -> tuple[str, str]:
    return rule.put_together(values, append_unknown=False)
