"""Whether an event's facts are of the kinds that they should be: what comes over a line may be anything."""

from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, Final, get_args

from server.core.events import Event

_PLAIN: Final[frozenset[type]] = frozenset({int, str, bool, NoneType})


def require_kinds(event: Event) -> None:
    """Raise `ValueError` for a fact that is of another kind than its event has."""
    for name, kinds in _KINDS[type(event)]:
        if type(value := getattr(event, name)) not in kinds:
            raise ValueError(f"{event.type}: {name} is a {type(value).__name__}")


class _Kinds(dict[type[Event], tuple[tuple[str, frozenset[type]], ...]]):
    """The plain facts of each class with what they may be, worked out when it is first asked for."""

    def __missing__(self, cls: type[Event]) -> tuple[tuple[str, frozenset[type]], ...]:
        kinds = ((each.name, _kinds(each.type)) for each in fields(cls))
        self[cls] = tuple((name, of) for name, of in kinds if of <= _PLAIN)
        return self[cls]


def _kinds(of: Any) -> frozenset[type]:
    return frozenset(get_args(of)) if isinstance(of, UnionType) else frozenset({of})


_KINDS: Final = _Kinds()
