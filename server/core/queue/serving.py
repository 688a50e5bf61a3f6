"""Which counters serve each field now, and so whether anybody can be told a wait there at all."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from server.core.model import Counter, CounterState


def serving(counters: Iterable[Counter]) -> Mapping[str, tuple[int, ...]]:
    """The counters at which people of each field are called, in the order of `counters`.

    Those are the open counters whose own field it is; where there are none, the open ones that help out in it; where
    there are none either, those on a break. A break ends by itself and the forecast has it in it, so a counter on a
    break still serves its fields; one that is closed does not. A field that is not in the answer is served by nobody.
    """
    at_work = [counter for counter in counters if counter.at_work]
    is_open = [counter for counter in at_work if counter.state is CounterState.OPEN]
    found: dict[str, tuple[int, ...]] = {}
    for group, fields in ((is_open, _own), (is_open, _helped), (at_work, _own), (at_work, _helped)):
        found = {**_by_field(group, fields), **found}
    return found


def _by_field(
    counters: Sequence[Counter], fields: Callable[[Counter], Sequence[str]]
) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for counter in counters:
        for field in fields(counter):
            found[field] = (*found.get(field, ()), counter.n)
    return found


def _own(counter: Counter) -> Sequence[str]:
    return counter.fields


def _helped(counter: Counter) -> Sequence[str]:
    return counter.helps
