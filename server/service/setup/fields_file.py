"""Fields from a CSV file: one row each; the Vietnamese name is enough, what is left out is found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pydantic import ValidationError

from server.config import FieldPart
from server.config.complaints import sentences
from server.core import cells
from server.core.procedures.spelling import fold
from server.core.queue.prefixes import one_begins_another
from server.core.refusal import Refusal
from server.core.texts import BothTexts

COLUMNS: Final = ("code", "prefix", "vi", "en", "service_s")
MOST: Final = 24
MOST_BYTES: Final = 60_000
_PREFIXES: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_ALSO_CALLED: Final = {
    "ma": "code",
    "ma linh vuc": "code",
    "chu dau": "prefix",
    "ky hieu": "prefix",
    "linh vuc": "vi",
    "ten": "vi",
    "ten linh vuc": "vi",
    "ten tieng viet": "vi",
    "ten tieng anh": "en",
    "tieng anh": "en",
    "giay": "service_s",
}
_NO_TEXT: Final = BothTexts("không phải tệp chữ", "it is no text")
_NO_NAMES: Final = BothTexts("thiếu cột “vi” (tên lĩnh vực)", "there is no column “vi” (the field's name)")
_TWICE: Final = BothTexts("cột “{column}” có hai lần", "the column “{column}” is there twice")
_TOO_WIDE: Final = BothTexts(
    "dòng {row} có nhiều ô hơn dòng đầu; tên có dấu phẩy thì đặt trong dấu ngoặc kép",
    "row {row} has more cells than the first; a name with a comma goes in quotation marks",
)
_NO_ROWS: Final = BothTexts("không có dòng nào", "there are no rows")
_TOO_MANY: Final = BothTexts("có {rows} dòng, nhiều nhất {most}", "it has {rows} rows, {most} at most")
_TOO_LARGE: Final = BothTexts("tệp quá lớn", "the file is too large")
_WRONG: Final = BothTexts("dòng {row}: {what}", "row {row}: {what}")
_TAKEN: Final = BothTexts(
    "dòng {row}: cột “{column}” trùng với dòng trên ({value})",
    "row {row}: “{column}” is that of a row above ({value})",
)
_Row = Mapping[str, str]


def written(fields: Sequence[FieldPart]) -> bytes:
    """A file of these fields, as a spreadsheet opens it."""
    rows = [[str(getattr(field, column)) for column in COLUMNS] for field in fields]
    return cells.written([COLUMNS, *rows])


def read(file: bytes, known: Sequence[FieldPart]) -> tuple[FieldPart, ...]:
    """The fields of a file; what a row leaves out is that of the `known` field with its code.

    Raises `fields_file_unreadable`.
    """
    if len(file) > MOST_BYTES:
        raise _unreadable(_TOO_LARGE)
    rows = _rows(file)
    codes, prefixes = _taken(rows, "code"), _taken(rows, "prefix")
    found: list[FieldPart] = []
    for number, row in rows.items():
        said = {name: cell for name, cell in row.items() if cell}
        before = _before(row, known, codes)
        called = row.get("code", "").upper() or (before.code if before else "")
        code = called or _code_for(row.get("vi", ""), codes, known)
        codes.add(code)
        prefix = row.get("prefix", "").upper() or _free_prefix(prefixes, before.prefix if before else None)
        field = {"en": row.get("vi", ""), **_facts(before, row), **said, "code": code, "prefix": prefix}
        found.append(_checked(number, field))
        _once(number, found)
    return tuple(found)


def _before(row: _Row, known: Sequence[FieldPart], said: set[str]) -> FieldPart | None:
    """The known field that a row names, by its code, or by its name where no row says that code."""
    code, vi = row.get("code", "").upper(), row.get("vi", "")
    if code:
        return next((field for field in known if field.code == code), None)
    return next((f for f in known if fold(f.vi) == fold(vi) and f.code not in said), None)


def _facts(before: FieldPart | None, row: _Row) -> Mapping[str, object]:
    """What a row that leaves it out takes over of the field before; another name has no English one yet."""
    if before is None:
        return {}
    facts = before.model_dump(mode="json", by_alias=True)
    vi = row.get("vi", "")
    return facts if fold(before.vi) == fold(vi) else facts | {"en": vi}


def _rows(file: bytes) -> dict[int, _Row]:
    """The rows, by the number that a spreadsheet shows."""
    try:
        head, *rows = cells.read(file) or [[]]
    except ValueError as error:
        raise _unreadable(_NO_TEXT) from error
    columns = [_column(name) for name in head]
    if "vi" not in columns:
        raise _unreadable(_NO_NAMES)
    if twice := [name for name in COLUMNS if columns.count(name) > 1]:
        raise _unreadable(_TWICE, column=twice[0])
    found = dict(_filled(columns, rows))
    if not found:
        raise _unreadable(_NO_ROWS)
    if len(found) > MOST:
        raise _unreadable(_TOO_MANY, rows=len(found), most=MOST)
    return found


def _filled(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, _Row]]:
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row[len(columns) :]):
            raise _unreadable(_TOO_WIDE, row=number)
        if any(cell.strip() for cell in row):
            named = zip(columns, row, strict=False)
            yield number, {name: " ".join(cell.split()) for name, cell in named if name in COLUMNS}


def _column(name: str) -> str:
    said = fold(name)
    return _ALSO_CALLED.get(said, said.replace(" ", "_"))


def _taken(rows: Mapping[int, _Row], column: str) -> set[str]:
    """What rows say themselves: nothing that is found for another row may be the same."""
    return {row[column].upper() for row in rows.values() if row.get(column)}


def _code_for(name: str, taken: set[str], known: Sequence[FieldPart]) -> str:
    """The initials of a name, with a digit where another field has them, one that is known among them."""
    initials = (
        "".join(word[0] for word in re.findall(r"[a-z0-9]+", fold(name))).upper()[:4].lstrip("0123456789")
    )
    base = initials or "LV"
    others = taken | {field.code for field in known}
    return next(c for c in (base, *(f"{base}{n}" for n in range(2, 100))) if c not in others)


def _free_prefix(taken: set[str], wanted: str | None) -> str:
    free = (p for p in (wanted, *_PREFIXES) if p and p not in taken)
    prefix = next((p for p in free if one_begins_another((*taken, p)) is None), "")
    taken.add(prefix)
    return prefix


def _checked(row: int, field: Mapping[str, object]) -> FieldPart:
    try:
        return FieldPart.model_validate(field)
    except ValidationError as error:
        what = "; ".join(sentences(error).splitlines())
        raise _unreadable(_WRONG, row=row, what=what) from error


def _once(row: int, found: Sequence[FieldPart]) -> None:
    """Raise unless the last field's code and prefix are its own."""
    last = found[-1]
    for column in ("code", "prefix"):
        value = getattr(last, column)
        if any(getattr(field, column) == value for field in found[:-1]):
            raise _unreadable(_TAKEN, row=row, column=column, value=value)


def _unreadable(why: BothTexts, **facts: object) -> Refusal:
    return Refusal("fields_file_unreadable", reason=why.filled(**facts) if facts else why)
