"""Vietnam's public holidays, computed on this machine, with the reason that people are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from server.core.texts import BothTexts
from server.service.context import Context

_REASONS: Final = (
    ("thay cho", BothTexts("Nghỉ hoán đổi ngày làm việc", "Closed: the working day was moved")),
    ("Tết Dương lịch", BothTexts("Nghỉ Tết Dương lịch", "Closed for New Year's Day")),
    ("Tết", BothTexts("Nghỉ Tết Nguyên đán", "Closed for Tết, the Lunar New Year")),
    ("Giỗ Tổ", BothTexts("Nghỉ Giỗ Tổ Hùng Vương", "Closed for Hùng Kings' Commemoration Day")),
    ("Chiến thắng", BothTexts("Nghỉ Ngày Chiến thắng 30/4", "Closed for Reunification Day")),
    ("Lao động", BothTexts("Nghỉ Quốc tế Lao động 1/5", "Closed for Labour Day")),
    ("Quốc khánh", BothTexts("Nghỉ Quốc khánh 2/9", "Closed for National Day")),
    ("Văn hóa", BothTexts("Nghỉ Ngày Văn hóa Việt Nam", "Closed for Vietnam Culture Day")),
)
"""What a holiday's name holds, and the reason for it; the first that fits counts."""
_ANY: Final = BothTexts("Nghỉ lễ", "Closed for a public holiday")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off: its name, and the reason for an exception on that date, by language."""

    day: date
    names: Mapping[str, str]
    reason: BothTexts


def holidays_ahead(context: Context) -> list[Holiday]:
    """The holidays of this year and the next, days in lieu of weekends included; past ones too."""
    year = context.centre.local(context.clock()).year
    return [holiday for each in (year, year + 1) for holiday in holidays_of(year=each)]


def holidays_of(year: int) -> list[Holiday]:
    """The holidays of one year, in their order."""
    from holidays import country_holidays  # noqa: PLC0415 - 0.1 s and 18 MB, for one page alone

    vietnamese, english = (country_holidays("VN", years=year, language=tag) for tag in ("vi", "en_US"))
    return [
        Holiday(day, {"vi": name, "en": english[day]}, _reason(name))
        for day, name in sorted(vietnamese.items())
    ]


def _reason(name: str) -> BothTexts:
    return next((reason for part, reason in _REASONS if part in name), _ANY)
