"""Which counters serve each line now, and so whether anybody can be told a wait there at all."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from server.core.model import Counter, CounterState
from server.core.queue.lines import CounterLines, lines_of


def serving(
    counters: Iterable[Counter], lines: Callable[[Counter], CounterLines] = lines_of
) -> Mapping[str, tuple[int, ...]]:
    """The counters that call each line, in the order of `counters`; `lines` gives the lines of each counter.

    These are the open counters whose own line it is; if there are none, the open ones that help out; if
    there are none of these either, those on a break. Breaks end and the forecast includes them, so a counter on a
    break still serves its lines; one that is closed does not. A line that is not in the answer is served by nobody.
    """
    at_work = [counter for counter in counters if counter.at_work]
    is_open = [lines(counter) for counter in at_work if counter.state is CounterState.OPEN]
    working = [lines(counter) for counter in at_work]
    found: dict[str, tuple[int, ...]] = {}
    for group, kind in ((is_open, _own), (is_open, _helped), (working, _own), (working, _helped)):
        found = {**_by_line(group, kind), **found}
    return found


def all_on_break(desks: Collection[int], counters: Iterable[Counter]) -> bool:
    """Whether all counters that serve a line are on a break, so that nobody is called until one is back."""
    paused = {counter.n for counter in counters if counter.state is CounterState.PAUSED}
    return bool(desks) and paused.issuperset(desks)


def _by_line(
    counters: Sequence[CounterLines], kind: Callable[[CounterLines], Sequence[str]]
) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for counter in counters:
        for line in kind(counter):
            found[line] = (*found.get(line, ()), counter.n)
    return found


def _own(counter: CounterLines) -> Sequence[str]:
    return counter.own


def _helped(counter: CounterLines) -> Sequence[str]:
    return counter.helped
