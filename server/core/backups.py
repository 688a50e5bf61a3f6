"""Backups: their names, their manifest, and which old ones may be deleted."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar

from server.core.units import HOUR_MS

FORMAT: Final = 1
"""How a backup is laid out; a later version that lays it out otherwise counts on."""
MANIFEST: Final = "manifest.json"
_STEP: Final = 1000
SHORTEST: Final = 12
"""The fewest letters of a passphrase: a person who finds the stick could guess a shorter one."""
PLAIN: Final = ".tar.gz"
SEALED: Final = ".age.tar"
"""What the name of an encrypted backup ends with."""
_NAME: Final = re.compile(
    r"goiso-(?P<mark>[0-9a-f]{6})-(?P<when>\d{4}-\d\d-\d\d-\d{6})(\.tar\.gz|\.age\.tar)"
)
_WHEN: Final = "%Y-%m-%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A backup's description of itself.

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
class Head:
    """What an encrypted backup says to anybody: as in `Manifest`, and nothing else of what is inside."""

    version: str
    centre: str
    made_at: int
    seq: int
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Keep:
    """How many backups are kept: the newest of so many hours, days and months each."""

    hours: int = 24
    days: int = 14
    months: int = 12


T = TypeVar("T", Manifest, Head)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What is known of numbers that people hold.

    `read_off` are numbers read off slips, the highest of their series; `replaced` is how far, by prefix, today's series had
    come in the folder that is replaced, and `pads` the newest pad of paper numbers that it knew (0 for none). With `nothing_since`
    no number was given after the backup.
    """

    read_off: tuple[str, ...] = ()
    replaced: Mapping[str, int] = field(default_factory=dict)
    nothing_since: bool = False
    pads: int = 0

    @property
    def contradicts_itself(self) -> bool:
        """Whether it names numbers that people hold, and says that none was given."""
        return self.nothing_since and bool(self.read_off)


def manifest_from(facts: Any) -> Manifest:
    """The manifest from JSON. Raises `ValueError` if it is invalid."""
    made = _read(Manifest, facts)
    if type(made.schema) is not int or not isinstance(made.files, Mapping):
        raise ValueError("a number or the list of files is missing")
    return made


def head_from(facts: Any) -> Head:
    """The head from JSON. Raises `ValueError` if it is invalid."""
    return _read(Head, facts)


def head_of(manifest: Manifest) -> Head:
    """What anybody may read of a backup with this manifest."""
    return Head(manifest.version, manifest.centre, manifest.made_at, manifest.seq, manifest.format)


def _read(kind: type[T], facts: Any) -> T:
    if isinstance(facts, dict) and isinstance(said := facts.get("format"), int) and said > FORMAT:
        raise ValueError(f"it was made by a newer version, {facts.get('version')}")
    try:
        made = kind(**dict(facts))
    except TypeError as wrong:
        raise ValueError(str(wrong)) from wrong
    if not all(type(number) is int for number in (made.made_at, made.seq, made.format)):
        raise ValueError("a number is missing")
    return made


def file_name(first_digest: bytes, made: datetime, *, sealed: bool = False) -> str:
    """What a backup is called that was made at this time of the centre whose journal's first row has this digest.

    The digest tells apart centres that share a folder. A `sealed` backup is encrypted.
    """
    return f"goiso-{first_digest.hex()[:6]}-{made:{_WHEN}}{SEALED if sealed else PLAIN}"


def made_on(name: str) -> datetime | None:
    """When the backup of this name was made, in the centre's time; `None` for other files."""
    found = _NAME.fullmatch(name)
    try:
        return None if found is None else datetime.strptime(found["when"], _WHEN)  # noqa: DTZ007 - the centre's own time
    except ValueError:
        return None


def _mark_of(name: str) -> str | None:
    found = _NAME.fullmatch(name)
    return None if found is None else found["mark"]


def superfluous(names: Iterable[str], keep: Keep, newest: str) -> list[str]:
    """Those of a folder's files that are old backups of the same centre as `newest`, and need not be kept; it always is."""
    mark = _mark_of(newest)
    of_centre = (name for name in names if _mark_of(name) == mark)
    made = sorted(((when, name) for name in of_centre if (when := made_on(name))), reverse=True)
    kept = {newest}
    for most, period in ((keep.hours, _hour), (keep.days, _day), (keep.months, _month)):
        kept |= _newest_of_each(made, period, most)
    return [name for _, name in made if name not in kept]


def spare(names: Iterable[str], keep: Keep, coming: str) -> list[str]:
    """The backups that need not be kept once the backup `coming` exists, oldest first; never the newest present one."""
    there = list(names)
    mark = _mark_of(coming)
    made = [(when, name) for name in there if _mark_of(name) == mark and (when := made_on(name))]
    newest = max(made)[1] if made else None
    return [name for name in reversed(superfluous([*there, coming], keep, coming)) if name != newest]


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
    """Whether the latest backup is so old that somebody should look; one of a time to come says nothing of its age."""
    if not every_hours or made_at is None:
        return False
    return not 0 <= now - made_at < (every_hours + 1) * HOUR_MS


def held_up_to(last: int, read_off: int | None) -> int:
    """Up to which number of a series people may hold slips, when it is known to have come to `last` and more was given since.

    `read_off` is the highest number that somebody read off a slip. Without one it is a full thousand, at least half a
    thousand further: more than a field gives in a day.
    """
    return max(last, read_off) if read_off is not None else ((last + _STEP // 2) // _STEP + 1) * _STEP
