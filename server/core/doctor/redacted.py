"""What may be in a support bundle: numbers, codes and versions, but nothing that somebody could have typed.

Only what is known to be harmless gets in, so later additions stay out until somebody allows them.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from server.core.doctor.finding import Finding

_KEPT_SETTINGS: Final = frozenset({
    "announce", "at", "code", "date", "field", "fields", "from", "hall", "helps", "key", "languages", "many_field",
    "metric", "roles", "timezone", "until", "where",
})  # fmt: skip
_KEPT_LABELS: Final = frozenset({"field", "id", "kind", "outcome", "state", "trouble", "type"})
_KEPT_PARAMETERS: Final = frozenset({"end", "server", "source", "trouble", "version", "zone"})
_KEPT_FACTS: Final = frozenset({"code", "method", "part", "schema", "sqlite", "status"})
_HARMLESS: Final = re.compile(
    r"(?!(.*\d){6})[A-Za-z][A-Za-z0-9_./:+-]{0,39}"
    r"|\d{1,2}(\.\d{1,2}){1,2}(\+[0-9a-f]{8})?|\d\d:\d\d|\d{4}-\d\d-\d\d"
)
"""A code, a version, a time, a date; never a longer number: it could be a telephone's or a card's."""
_ID: Final = re.compile(r"\d{1,5}")
_LABEL: Final = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
_LARGEST: Final = 10**15


def harmless(value: object) -> bool:
    """Whether a value is harmless by its form: a measured number, a code, a version, a time."""
    if value is None or isinstance(value, bool | float):
        return True
    if isinstance(value, int):
        return abs(value) < _LARGEST
    return isinstance(value, str) and _HARMLESS.fullmatch(value) is not None


def setting(value: Any, name: str = "") -> Any:
    """A setting (JSON) with every text of somebody's own replaced by its length."""
    if isinstance(value, Mapping):
        return {key: setting(each, key) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [setting(each, name) for each in value]
    if isinstance(value, str) and not (name in _KEPT_SETTINGS and harmless(value)):
        return f"<{len(value)}>"
    return value


def finding(found: Finding) -> dict[str, Any]:
    """A finding without names: its code, its severity, its texts with `{names}` unfilled, and the numbers in them."""
    kept = {
        name: value
        for name, value in found.parameters.items()
        if isinstance(value, int | float) or (name in _KEPT_PARAMETERS and harmless(value))
    }
    kind = found.kind
    return {
        "code": kind.code,
        "severity": kind.severity.value,
        "what": kind.what.en,
        "do": kind.do.en,
        "parameters": kept,
    }


def metrics(text: str) -> str:
    """Figures for operations without what machines are called."""
    return _LABEL.sub(_label, text)


def _label(found: re.Match[str]) -> str:
    name, value = found.groups()
    return f'{name}="{value if name in _KEPT_LABELS and (harmless(value) or _ID.fullmatch(value)) else ""}"'


def versions(machines: Mapping[str, Mapping[str, str | None]]) -> dict[str, dict[str, str | None]]:
    """The versions that machines reported, if they have the form of a version."""
    return {
        machine: {part: told if harmless(told) else "?" for part, told in parts.items()}
        for machine, parts in machines.items()
    }


def facts(of_a_line: Mapping[str, object]) -> dict[str, object]:
    """What may be kept of the facts of a line of the log: measures, and codes of our own."""
    return {
        name: value
        for name, value in of_a_line.items()
        if (isinstance(value, bool | int | float) and harmless(value))
        or (name in _KEPT_FACTS and harmless(value))
    }
