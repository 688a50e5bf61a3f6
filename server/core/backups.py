"""A backup as such: what it is called, what it says of itself, and which old ones may go."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from server.core.units import HOUR_MS

FORMAT: Final = 1
"""How a backup is laid out; a later version that lays it out otherwise counts on."""
MANIFEST: Final = "manifest.json"
_STEP: Final = 1000
_NAME: Final = "goiso-%Y-%m-%d-%H%M%S.tar.gz"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    `version` is the program's that made it, `schema` the number of its tables' newest migration. `made_at` is UTC
    milliseconds, `centre` the centre's name. The journal ends on business day `day` with row `seq`, whose digest in hexadecimal
    is `digest`; no day where nothing has happened. `files` are the SHA-256 of each file in hexadecimal, by its path in the data folder.
    """

    version: str
    schema: int
    centre: str
    made_at: int
    day: str | None
    seq: int
    digest: str
    files: Mapping[str, str]
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Keep:
    """How many backups are kept: the newest of so many hours, days and months each."""

    hours: int = 24
    days: int = 14
    months: int = 12


def manifest_from(facts: Any) -> Manifest:
    """The manifest of JSON. Raises `ValueError` when it is none."""
    try:
        made = Manifest(**dict(facts))
    except TypeError as wrong:
        raise ValueError(str(wrong)) from wrong
    numbers = (made.schema, made.made_at, made.seq, made.format)
    if not all(type(number) is int for number in numbers) or not isinstance(made.files, Mapping):
        raise ValueError("a number or the list of files is missing")
    return made


def file_name(made: datetime) -> str:
    """What a backup is called that was made at this time of the centre."""
    return made.strftime(_NAME)


def made_on(name: str) -> datetime | None:
    """When the backup of this name was made, in the centre's time; `None` for other files."""
    try:
        return datetime.strptime(name, _NAME)  # noqa: DTZ007 - the centre's own time, compared with its like alone
    except ValueError:
        return None


def superfluous(names: Iterable[str], keep: Keep) -> list[str]:
    """Those of a folder's files that are old backups which need not be kept; the newest always stays."""
    made = sorted(((when, name) for name in names if (when := made_on(name))), reverse=True)
    kept = {name for _, name in made[:1]}
    for most, period in ((keep.hours, _hour), (keep.days, _day), (keep.months, _month)):
        kept |= _newest_of_each(made, period, most)
    return [name for _, name in made if name not in kept]


def _newest_of_each(
    made: list[tuple[datetime, str]], period: Callable[[datetime], object], most: int
) -> set[str]:
    """The newest of each of the last `most` periods in which there is any; `made` is newest first."""
    newest: dict[object, str] = {}
    for when, name in made:
        newest.setdefault(period(when), name)
    return set(list(newest.values())[:most])


def _hour(when: datetime) -> object:
    return when.date(), when.hour


def _day(when: datetime) -> object:
    return when.date()


def _month(when: datetime) -> object:
    return when.year, when.month


def is_due(every_hours: int, made_at: int | None, now: int) -> bool:
    """Whether the next backup is due; times are UTC milliseconds. One made in a time to come was made by a wrong clock."""
    if not every_hours:
        return False
    return made_at is None or not 0 <= now - made_at < every_hours * HOUR_MS


def is_late(every_hours: int, made_at: int | None, now: int) -> bool:
    """Whether the latest backup is so old that somebody should look."""
    return is_due(every_hours, made_at, now) and (
        made_at is None or now - made_at >= (every_hours + 1) * HOUR_MS
    )


def held_up_to(last: int, read_off: int | None) -> int:
    """Up to which number of a series people may hold slips, when the data end at `last` and more was given since.

    `read_off` is the highest number that somebody read off a slip. Without one it is the next full thousand: then
    nobody can hold one above it.
    """
    return max(last, read_off) if read_off is not None else (last // _STEP + 1) * _STEP
