"""What hours, days, weekdays, weeks and months are called, by language."""

from collections.abc import Callable, Mapping
from typing import Final

from server.core.reports.days import Preset
from server.core.texts import LANGUAGES, BothTexts

Names = Mapping[str, str]

WEEKDAYS: Final = (
    BothTexts("Thứ Hai", "Monday"),
    BothTexts("Thứ Ba", "Tuesday"),
    BothTexts("Thứ Tư", "Wednesday"),
    BothTexts("Thứ Năm", "Thursday"),
    BothTexts("Thứ Sáu", "Friday"),
    BothTexts("Thứ Bảy", "Saturday"),
    BothTexts("Chủ nhật", "Sunday"),
)
_HOUR: Final = BothTexts("{hour} giờ", "{hour}:00")
_DAY: Final = BothTexts("{d}/{m}/{y}", "{y}-{m}-{d}")
_WEEK: Final = BothTexts("Tuần {week}/{y}", "Week {week}, {y}")
_MONTH: Final = BothTexts("Tháng {m}/{y}", "{y}-{m}")

PRESET_NAMES: Final[Mapping[Preset, BothTexts]] = {
    Preset.TODAY: BothTexts("Hôm nay", "Today"),
    Preset.YESTERDAY: BothTexts("Hôm qua", "Yesterday"),
    Preset.THIS_WEEK: BothTexts("Tuần này", "This week"),
    Preset.LAST_WEEK: BothTexts("Tuần trước", "Last week"),
    Preset.THIS_MONTH: BothTexts("Tháng này", "This month"),
    Preset.LAST_MONTH: BothTexts("Tháng trước", "Last month"),
    Preset.QUARTER: BothTexts("Quý này", "This quarter"),
    Preset.YEAR: BothTexts("Năm nay", "This year"),
}


def label(period: str, key: str) -> Names:
    """What the `key` of a period is called; `period` is hour, day, weekday, week or month."""
    return _LABELS[period](key)


def both(text: BothTexts, **parameters: object) -> Names:
    """A text in Vietnamese and English."""
    return {language: text.said(language, **parameters) for language in LANGUAGES}


def _hour(key: str) -> Names:
    return both(_HOUR, hour=int(key))


def _day(key: str) -> Names:
    y, m, d = key.split("-")
    return both(_DAY, y=y, m=m, d=d)


def _month(key: str) -> Names:
    y, m = key.split("-")
    return both(_MONTH, y=y, m=m)


def _week(key: str) -> Names:
    y, week = key.split("-W")
    return both(_WEEK, y=y, week=int(week))


_LABELS: Final[Mapping[str, Callable[[str], Names]]] = {
    "hour": _hour,
    "day": _day,
    "weekday": lambda key: both(WEEKDAYS[int(key) - 1]),
    "week": _week,
    "month": _month,
}
