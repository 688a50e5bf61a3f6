"""What a CSV file of procedures would change of a catalogue, row by row, and what is wrong with it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from server.core.cells import letters_lost
from server.core.incoming import FileRow
from server.core.procedures.file import items_of
from server.core.procedures.procedure import Procedure, procedure_of
from server.core.procedures.rules import LISTS, clean, faults
from server.core.texts import BothTexts, FilledTexts

What = Literal["new", "changed", "out_of_use", "in_use_again"]
_YES: Final = {"1", "x", "có", "co", "yes", "true"}
_NO: Final = {"0", "không", "khong", "no", "false"}
_UNFIT: Final = BothTexts("Số ô không khớp với số cột", "There are more cells than columns")
_TWICE: Final = BothTexts("Mã trùng với dòng {row}", "The code is that of row {row}")
_NO_CODE: Final = BothTexts("Mã còn trống", "The code is empty")
_ACTIVE: Final = BothTexts(
    "Cột “active” (đang dùng) chỉ ghi 1 hoặc 0", "The column “active” holds 1 or 0, nothing else"
)
_LOST: Final = BothTexts(
    "Chữ có dấu đã thành dấu hỏi (?): trong Excel, mở lại tệp gốc và chọn Lưu thành, loại CSV UTF-8",
    "Letters have become question marks: open the first file again and save it as CSV UTF-8",
)


@dataclass(frozen=True, slots=True)
class ProcedureChange:
    """What a row changes: `before` is `None` for a procedure that is not there yet."""

    row: int
    what: What
    before: Procedure | None
    after: Procedure


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot be taken in, and why."""

    row: int
    reasons: tuple[BothTexts | FilledTexts, ...]


@dataclass(slots=True)
class Plan:
    """What a file changes of the catalogue as it was at the `version`; `same` rows change nothing."""

    version: int
    changes: list[ProcedureChange] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    same: int = 0


def planned(
    plan: Plan, rows: Iterable[FileRow], there: Mapping[str, Procedure], fields: Collection[str]
) -> Plan:
    """The plan with what each row makes of the procedures that are `there`; `fields` are those that there can be."""
    first: dict[str, int] = {}
    for row in rows:
        code = clean(row.cells.get("code", ""))
        before = there.get(code)
        after, wrong = _after(code, before, row)
        if code in first:
            wrong.append(_TWICE.filled(row=first[code]))
        first.setdefault(code, row.number)
        if after != before and not wrong:
            wrong.extend(faults(after, fields))
            wrong.extend([_LOST] if any(map(letters_lost, row.cells.values())) else [])
        if wrong:
            plan.wrong.append(Wrong(row.number, tuple(wrong)))
        elif after == before:
            plan.same += 1
        else:
            plan.changes.append(ProcedureChange(row.number, _what(before, after), before, after))
    return plan


def _after(
    code: str, before: Procedure | None, row: FileRow
) -> tuple[Procedure, list[BothTexts | FilledTexts]]:
    """The procedure that a row makes of the one before, and what is wrong with the row itself."""
    wrong: list[BothTexts | FilledTexts] = []
    if not row.fits:
        wrong.append(_UNFIT)
    if not code:
        wrong.append(_NO_CODE)
    active = clean(row.cells.get("active", "")).lower()
    if active not in {"", *_YES, *_NO}:
        wrong.append(_ACTIVE)
    start = before or Procedure(code, "", "", "", "", "")
    kept = start.active if active == "" else active in _YES
    return procedure_of(code, start.facts | dict(_told(start, row)), active=kept), wrong


def _told(start: Procedure, row: FileRow) -> Iterator[tuple[str, object]]:
    """The facts of a row, by name. What a cell says in other spaces is the same; a column that is missing leaves all as it is."""
    for name in start.facts:
        if name == "place" or name not in row.cells:
            continue
        cell = row.cells[name]
        yield name, items_of(cell) if name in LISTS else clean(cell)


def _what(before: Procedure | None, after: Procedure) -> What:
    if before is None:
        return "new"
    if before.active and not after.active:
        return "out_of_use"
    return "in_use_again" if after.active and not before.active else "changed"
