"""What a call says of the wait before it: how long, and who was called meanwhile though they had come later to the same line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from server.core.reports import life_words
from server.core.reports.life import LifeNames
from server.core.reports.stays import Stay
from server.core.reports.value_words import length
from server.core.texts import FilledTexts

MOST: Final = 10
"""So many of those who were called before are named."""
_WORTH_SAYING_S: Final = 60
"""Of a shorter wait it is not said that nobody was called before."""


def passed_by(stay: Stay, day: Iterable[Stay]) -> list[Stay]:
    """The stays of the day whose people came later to the line of `stay` and were called while its person waited, as they were called."""
    since, until = stay.since, stay.called_at
    if since is None or until is None:
        return []
    return [
        each
        for each in day
        if each.ticket != stay.ticket
        and each.line == stay.line
        and each.came > stay.came
        and each.called_at is not None
        and since < each.called_at < until
    ]


def told(
    stay: Stay, before: Sequence[Stay], numbers: Mapping[int, str], known: LifeNames
) -> Iterator[FilledTexts]:
    """The wait of a stay in words, and who was called `before`; `numbers` are those of the first `MOST`, by ticket."""
    took = stay.wait_s or 0
    yield (life_words.WAITED_ABOVE if stay.above else life_words.WAITED).filled(length=length(took))
    if before:
        named = tuple(_named(each, numbers[each.ticket], known) for each in before[:MOST])
        text = life_words.PASSED if len(before) <= MOST else life_words.PASSED_MANY
        yield text.filled(count=len(before), numbers=named)
    elif took >= _WORTH_SAYING_S:
        yield life_words.NOT_PASSED.filled()


def _named(stay: Stay, number: str, known: LifeNames) -> FilledTexts:
    called = known.local(stay.called_at or stay.came)
    times = {"number": number, "came": _clock(known.local(stay.came)), "called": _clock(called)}
    if stay.priority is None:
        return life_words.BEFORE.filled(**times)
    return life_words.BEFORE_OF_CLASS.filled(**times, priority=known.priority(stay.priority))


def _clock(local: datetime) -> str:
    return f"{local:%H:%M}"
