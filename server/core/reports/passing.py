"""Who was called before somebody who had come earlier to the same line: what complaints of being passed are answered with."""

from collections.abc import Iterable
from typing import Final

from server.core.reports.stays import Stay

WORTH_SAYING_S: Final = 60
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
