"""What the rows of the city's reports are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from server.city.catalogue.offer import file_of
from server.city.database import Transaction
from server.city.reports.asked import RowsBy
from server.core.incoming import rows_of
from server.core.procedures.file import SHAPE
from server.core.procedures.plan import Plan, planned
from server.core.reports.channel_names import CHANNELS
from server.core.reports.period_names import Names, both, label
from server.core.texts import BothTexts

TITLES: Final[Mapping[RowsBy, BothTexts]] = {
    RowsBy.CENTRE: BothTexts("Trung tâm", "Centre"),
    RowsBy.DISTRICT: BothTexts("Khu vực", "District"),
    RowsBy.FIELD: BothTexts("Lĩnh vực", "Field"),
    RowsBy.PROCEDURE: BothTexts("Thủ tục", "Procedure"),
    RowsBy.HOUR: BothTexts("Giờ đến", "Hour of arrival"),
    RowsBy.WEEKDAY: BothTexts("Thứ", "Weekday"),
    RowsBy.DAY: BothTexts("Ngày", "Day"),
    RowsBy.WEEK: BothTexts("Tuần", "Week"),
    RowsBy.MONTH: BothTexts("Tháng", "Month"),
    RowsBy.CHANNEL: BothTexts("Nơi lấy số", "Number taken at"),
    RowsBy.TOTAL: BothTexts("Tổng", "Total"),
}
_NO_PROCEDURE: Final = BothTexts("Không ghi thủ tục", "No procedure noted")
_NO_DISTRICT: Final = BothTexts("Chưa ghi khu vực", "No district noted")
_FIELDS: Final = """
    SELECT DISTINCT ON (code) code, names->>'vi', coalesce(names->>'en', names->>'vi') FROM (
        SELECT field.key AS code, field.value->'names' AS names, count(*) AS n
        FROM centre_now CROSS JOIN LATERAL jsonb_each(
            CASE jsonb_typeof(state->'fields') WHEN 'object' THEN state->'fields' ELSE '{}' END) AS field
        GROUP BY 1, 2) AS named
    WHERE names->>'vi' IS NOT NULL ORDER BY code, n DESC, names->>'vi'
"""
_CATALOGUE: Final = (
    "SELECT coalesce(max(version), 0) FROM catalogue WHERE whole_at IS NOT NULL AND taken_back_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class CityNames:
    """The centres by code with their names and districts, the fields as most centres call them, the procedures of the city."""

    centres: Mapping[str, str]
    districts: Mapping[str, str]
    fields: Mapping[str, Names]
    procedures: Mapping[str, Names]

    def called(self, by: RowsBy, key: str) -> Names:  # noqa: PLR0911 - one line for each kind of row
        """A row's name; its key if the name is unknown."""
        match by:
            case RowsBy.CENTRE:
                return _plain(f"{self.centres[key]} ({key})" if key in self.centres else key)
            case RowsBy.DISTRICT:
                return _plain(key) if key else both(_NO_DISTRICT)
            case RowsBy.FIELD:
                return self.fields.get(key, _plain(key))
            case RowsBy.PROCEDURE:
                return self.procedures.get(key, _plain(key)) if key else both(_NO_PROCEDURE)
            case RowsBy.CHANNEL:
                return both(CHANNELS[key]) if key in CHANNELS else _plain(key)
            case RowsBy.TOTAL:
                return both(TITLES[by])
        return label(by.value, key)


def known(transaction: Transaction, sees: tuple[str, ...] | None) -> CityNames:
    """What is known now, of the centres that somebody `sees`."""
    rows = transaction.execute(
        "SELECT code, name, district FROM centre WHERE %(sees)s::text[] IS NULL OR code = ANY(%(sees)s) ORDER BY code",
        {"sees": None if sees is None else list(sees)},
    ).fetchall()
    fields = {code: {"vi": vi, "en": en} for code, vi, en in transaction.execute(_FIELDS)}
    return CityNames(
        {code: name for code, name, _ in rows},
        {code: district for code, _, district in rows},
        fields,
        _procedures(transaction),
    )


def _procedures(transaction: Transaction) -> Mapping[str, Names]:
    row = transaction.execute(_CATALOGUE).fetchone()
    file = file_of(transaction, row[0]) if row is not None and row[0] else None
    return {} if file is None else _named(file)


@lru_cache(maxsize=2)
def _named(file: bytes) -> Mapping[str, Names]:
    rows = rows_of(file, SHAPE)
    plan = planned(Plan(0), rows, {}, {row.cells.get("field", "") for row in rows})
    found = (each.after for each in plan.changes)
    return {each.code: {"vi": each.short, "en": each.english_name or each.short} for each in found}


def _plain(name: str) -> Names:
    return {"vi": name, "en": name}
