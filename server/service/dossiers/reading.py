"""What a file holds: its dossiers, one a code, and the rows that cannot be taken in."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from server.core.dossiers.dates import day_said
from server.core.dossiers.rows import CALLED, COLUMNS, NEEDED, Dossier, Reason, RowsReading, dossier_of
from server.core.incoming import FileRow, FileShape, rows_of
from server.core.procedures.spelling import fold
from server.core.refusal import Refusal
from server.core.reports.days import Days, check_days, day_from, day_text
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.dossiers.fields_meant import FieldsMeant
from server.service.reports.pace import paced
from server.service.today import date_now

MOST_ROWS: Final = 100_000
MOST_MB: Final = 32
LONGEST_SOURCE: Final = 120
_MOST_YEARS: Final = 1
_NO_COLUMN: Final = BothTexts("thiếu cột {column}", "there is no column “{column}”")
_UNFIT: Final = BothTexts("Số ô không khớp với số cột", "There are more cells than columns")
_TWICE: Final = BothTexts(
    "Mã trùng với dòng {row} nhưng nội dung khác", "The code is that of row {row}, with other facts"
)
_ALSO_CALLED: Final = {
    "code": ("ma ho so", "so ho so", "ma hs", "so bien nhan", "ma bien nhan", "ma so ho so"),
    "field": ("linh vuc", "ma linh vuc", "ten linh vuc"),
    "procedure": ("ma thu tuc", "ma tthc", "ma thu tuc hanh chinh", "thu tuc"),
    "state": (
        "trang thai",
        "tinh trang",
        "trang thai ho so",
        "tinh trang ho so",
        "tinh trang xu ly",
        "trang thai xu ly",
    ),
    "received": (
        "ngay nhan",
        "ngay tiep nhan",
        "ngay nop",
        "thoi gian tiep nhan",
        "ngay nhan ho so",
        "ngay tiep nhan ho so",
    ),
    "due": (
        "han tra",
        "ngay hen tra",
        "ngay hen tra ket qua",
        "hen tra",
        "han giai quyet",
        "han xu ly",
        "han tra ket qua",
    ),
    "finished": (
        "ngay ket thuc",
        "ngay hoan thanh",
        "ngay co ket qua",
        "ngay tra",
        "ngay tra ket qua",
        "ngay ket thuc xu ly",
    ),
    "channel": (
        "hinh thuc nop",
        "hinh thuc tiep nhan",
        "hinh thuc nhan",
        "kenh tiep nhan",
        "kenh",
        "cach nop",
    ),
}
_MEANS: Final = {name: column for column, names in _ALSO_CALLED.items() for name in names}


def _means(title: str) -> str:
    said = " ".join(fold(title).replace("_", " ").split())
    return _MEANS.get(said, said)


SHAPE: Final = FileShape(
    COLUMNS,
    _means,
    {column: _NO_COLUMN.filled(column=CALLED[column]) for column in NEEDED},
    MOST_ROWS,
    MOST_MB,
    lambda reason: Refusal("dossier_file_unreadable", reason=reason),
    lambda: Refusal("dossier_file_too_large", rows=MOST_ROWS, limit=MOST_MB),
)
"""What is read of a list."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot be taken in, and why."""

    row: int
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class Held:
    """What a file holds of the days that it covers. `repeated` rows say again what another one has said."""

    days: Days
    digest: str
    columns: frozenset[str]
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    unknown_fields: Counter[str] = field(default_factory=Counter)
    repeated: int = 0


def read(context: Context, file: bytes, first: date | None, last: date | None) -> Held:
    """The dossiers of a file that covers `first` to `last`: by default this month until today.

    Raises `dossier_file_unreadable`, `dossier_file_too_large`, `dossier_other_days`, `range_backwards`, `day_to_come`,
    `range_too_long`.
    """
    days = _days(context, first, last)
    rows = rows_of(file, SHAPE)
    columns = frozenset[str]().union(*(row.cells for row in rows)) & set(COLUMNS)
    held = Held(days, hashlib.sha256(file).hexdigest(), columns)
    meant = FieldsMeant(context)
    _read(held, rows, RowsReading(columns, days.last, meant.find))
    held.unknown_fields = meant.unknown
    _check_other_days(held)
    return held


def _days(context: Context, first: date | None, last: date | None) -> Days:
    today = date_now(context)
    until = last or today
    days = Days(first or until.replace(day=1), until)
    check_days(days, today, _MOST_YEARS)
    return days


def _read(held: Held, rows: Iterable[FileRow], reading: RowsReading) -> None:
    seen: dict[str, int] = {}
    for row in paced(rows):
        found = dossier_of(row.cells, reading) if row.fits else [_UNFIT]
        if isinstance(found, list):
            held.wrong.append(Wrong(row.number, tuple(found)))
        elif found.code not in seen:
            seen[found.code] = row.number
            held.dossiers[found.code] = found
        elif held.dossiers[found.code] == found:
            held.repeated += 1
        else:
            held.wrong.append(Wrong(row.number, (_TWICE.filled(row=seen[found.code]),)))


def _check_other_days(held: Held) -> None:
    """A file in which nothing happened in its days is that of other days."""
    first, last = day_text(held.days.first), day_text(held.days.last)
    received = [each.received for each in held.dossiers.values()]
    ended = [each.finished for each in held.dossiers.values() if each.finished]
    if not received or any(first <= day <= last for day in (*received, *ended)):
        return
    raise Refusal(
        "dossier_other_days",
        first=day_said(day_from(min(received))),
        last=day_said(day_from(max((*received, *ended)))),
    )
