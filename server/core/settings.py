"""What is set of the centre, as items: each table is one, each entry of a list is one. Events make one of another.

An item that is removed stays, out of use: history keeps its names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from server.core.events import Event, SettingChanged, SettingsBegun

TABLE: Final = ""
"""The key of a part that is a table; a list's items have their own keys, which are never empty."""
Key = tuple[str, str]
"""A part and a key."""


@dataclass(frozen=True, slots=True)
class Item:
    """One table, or one entry of a list; `place` is its place there, `None` once it is out of use."""

    place: int | None
    value: Any


Items = Mapping[Key, Item]


def key_of(value: Mapping[str, Any]) -> str:
    """The key of an entry of a list: its code, a counter's number, or an exception's date."""
    return str(value[next((name for name in ("n", "date") if name in value), "code")])


def evolve(items: Items, event: Event) -> dict[Key, Item]:
    """The items after an event. Raises `ValueError` if its `before` is not the present value."""
    match event:
        case SettingsBegun():
            return {key: item for part, value in event.settings.items() for key, item in _split(part, value)}
        case SettingChanged():
            if event.before != value_of(items, event.part, event.key):
                raise ValueError(f"setting {event.part} {event.key or ''} was another before it was changed")
            return _changed(items, event)
    return dict(items)


def value_of(items: Items, part: str, key: str | None = None) -> Any:
    """The setting of a part or of one of its entries, as JSON; `None` if it does not exist or is out of use."""
    if key is not None:
        item = items.get((part, key))
        return None if item is None or item.place is None else item.value
    if (table := items.get((part, TABLE))) is not None:
        return table.value
    entries = in_use(items, part)
    return tuple(entries) if entries else None


def in_use(items: Items, part: str) -> list[Any]:
    """The entries of a list, in their order."""
    there = [
        (item.place, item.value) for (of, _), item in items.items() if of == part and item.place is not None
    ]
    return [value for _, value in sorted(there, key=lambda each: each[0])]


def out_of_use(items: Items, part: str) -> dict[str, Any]:
    """The entries of a list that were removed, by key, as they were at last."""
    return {key: item.value for (of, key), item in items.items() if of == part and item.place is None}


def document(items: Items) -> dict[str, Any]:
    """All that is set, by part."""
    return {part: value_of(items, part) or () for part in dict.fromkeys(part for part, _ in items)}


def _split(part: str, value: Any) -> Iterator[tuple[Key, Item]]:
    if isinstance(value, Mapping):
        yield (part, TABLE), Item(0, value)
    else:
        for place, each in enumerate(value):
            yield (part, key_of(each)), Item(place, each)


def _changed(items: Items, event: SettingChanged) -> dict[Key, Item]:
    if event.key is not None:
        return dict(items) | {(event.part, event.key): _entry(items, event.part, event.key, event.after)}
    now = dict(_split(event.part, event.after if event.after is not None else ()))
    gone = {
        key: replace(item, place=None)
        for key, item in items.items()
        if key[0] == event.part and key not in now
    }
    return dict(items) | gone | now


def _entry(items: Items, part: str, key: str, after: Any) -> Item:
    there = items.get((part, key))
    if after is None:
        return Item(None, None if there is None else there.value)
    if there is not None and there.place is not None:
        return Item(there.place, after)
    positions = [item.place for (of, _), item in items.items() if of == part and item.place is not None]
    return Item(max(positions, default=-1) + 1, after)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[SettingChanged]:
    """The events that turn one document into another: one for each table, and one for each entry of a list.

    If the order of a list changes too, the whole list is one change.
    """
    return [
        change
        for part in dict.fromkeys((*before, *after))
        if before.get(part) != after.get(part)
        for change in _differences(part, before.get(part), after.get(part))
    ]


def _differences(part: str, before: Any, after: Any) -> list[SettingChanged]:
    if isinstance(before, Mapping) or isinstance(after, Mapping):
        return [SettingChanged(part, None, before, after)]
    old, new = _by_key(before), _by_key(after)
    if [key for key in old if key in new] + [key for key in new if key not in old] != list(new):
        return [SettingChanged(part, None, before or None, after or None)]
    keys = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
    return [SettingChanged(part, key, old.get(key), new.get(key)) for key in keys]


def _by_key(entries: Sequence[Any] | None) -> dict[str, Any]:
    return {key_of(entry): entry for entry in entries or ()}
