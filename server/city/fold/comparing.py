"""Two views of a centre's tables compared: as the city has them, and as its log, or the centre itself, has them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from server.city.fold.tables import Tables
from server.core.changed import changed
from server.core.differences import difference
from server.core.model import Counter, Dossier, Ticket
from server.core.reports.stays import Stay
from server.core.settings import Item, Key

JOURNAL: Final = "journal"
CENTRE: Final = "centre"


def differences(wanted: Tables, found: Tables, source: str = JOURNAL) -> Iterator[str]:
    """Every difference between the city's tables `found` and those `wanted`, as sentences. Facts that stay at the centre are ignored."""
    yield from _compared("ticket", _bare(wanted.tickets, ticket), _bare(found.tickets, ticket), source)
    yield from _compared("counter", _at_work(wanted), _at_work(found), source)
    yield from _compared("stay", _bare(wanted.stays, stay), _bare(found.stays, stay), source)
    if source == JOURNAL:
        yield from _compared("setting", wanted.settings or {}, found.settings or {}, source)
    else:
        yield from _settings(wanted.settings or {}, found.settings or {})


def forget(tables: Tables, visits: Iterable[int]) -> None:
    """Leave out the tickets and the stays of these visits."""
    for id_ in visits:
        del tables.tickets[id_]
    for seq in [seq for seq, stay in tables.stays.items() if stay.ticket not in tables.tickets]:
        del tables.stays[seq]


def ticket(of: Ticket) -> Ticket:
    """A ticket as the city may know it."""
    bare = tuple(Dossier(each.procedure, each.outcome, each.channel) for each in of.dossiers)
    return changed(of, note=None, officer=None, dossiers=bare)


def counter(of: Counter) -> Counter:
    """A counter as the city may know it."""
    return changed(of, officer=None, reason=None, help_text=None)


def stay(of: Stay) -> Stay:
    """A stay as the city may know it."""
    return changed(of, officer=None, called_by=None)


def _bare(things: Mapping[int, Any], bare: Any) -> dict[int, Any]:
    return {key: bare(thing) for key, thing in things.items()}


def _at_work(tables: Tables) -> dict[int, Counter]:
    """Counters that are not as if they had never done anything."""
    found = {n: counter(each) for n, each in tables.counters.items()}
    return {n: each for n, each in found.items() if each != Counter(n)}


def _compared(what: str, wanted: Mapping[Any, Any], found: Mapping[Any, Any], source: str) -> Iterator[str]:
    for key in sorted(wanted.keys() | found.keys()):
        if wanted.get(key) != found.get(key):
            name = key if isinstance(key, int) else " ".join(key).strip()
            yield f"{what} {name}: {difference(wanted.get(key), found.get(key), source)}"


def _settings(wanted: Mapping[Key, Item], found: Mapping[Key, Item]) -> Iterator[str]:
    """Of the parts that the city knows, every entry is there, and what it says is said of it at the centre."""
    parts = {part for part, _ in found}
    of_these = {key: item for key, item in wanted.items() if key[0] in parts}
    yield from _compared("setting", of_these, {**found, **_agreeing(of_these, found)}, CENTRE)


def _agreeing(wanted: Mapping[Key, Item], found: Mapping[Key, Item]) -> dict[Key, Item]:
    return {key: item for key, item in wanted.items() if key in found and _says_less(found[key], item)}


def _says_less(told: Item, own: Item) -> bool:
    return told.place == own.place and _within(told.value, own.value)


def _within(told: Any, own: Any) -> bool:
    """Whether every given fact agrees; facts that are not given do not matter."""
    if isinstance(told, Mapping) and isinstance(own, Mapping):
        return all(name in own and _within(value, own[name]) for name, value in told.items())
    if isinstance(told, tuple | list) and isinstance(own, tuple | list):
        return len(told) == len(own) and all(map(_within, told, own))
    return bool(told == own)
