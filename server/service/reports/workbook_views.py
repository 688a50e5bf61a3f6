"""A report as a workbook for people: a name that they know, and above its rows whose figures they are and of which days.

What programs are given (`/api/v1/reports/figures.xlsx`) has neither: its first row are the titles, its name stays.
"""

from typing import IO, Final

from server.core.centre import Centre
from server.core.texts import BothTexts, Language
from server.service.context import Context
from server.service.reports import titles, xlsx_file
from server.service.reports.asked import FiguresAsked
from server.service.reports.tables import figures_table

_ONE_DAY: Final = BothTexts("Báo cáo ngày {first}", "Report of {first}")
_DAYS: Final = BothTexts("Báo cáo từ {first} đến {last}", "Report from {first} to {last}")
_UNTIL: Final = BothTexts("{days}, tính đến {time}", "{days} until {time}")
_BY: Final = BothTexts("{days}, theo: {key}", "{days}, by: {key}")
_PART: Final = BothTexts("Đã lọc: chỉ một phần các lượt.", "Filtered: only a part of the visits.")
_FILE: Final = BothTexts("bao-cao-{first}", "report-{first}")
_FILE_DAYS: Final = BothTexts("bao-cao-{first}-den-{last}", "report-{first}-to-{last}")


def file_name(centre: Centre, asked: FiguresAsked, language: Language) -> str:
    """The file's name without the extension."""
    text = _FILE if asked.first == asked.last else _FILE_DAYS
    cut = "" if asked.until is None else f"-{centre.local(asked.until):%Hh%M}"
    return language.say(text, first=asked.first, last=asked.last) + cut


def workbook(context: Context, asked: FiguresAsked, language: Language) -> IO[bytes]:
    """The file, open at its beginning; it is gone when it is closed. Raises what `figures` raises."""
    table = figures_table(context, asked, language.tag)
    return xlsx_file.written(table, language, heading(context.centre, asked, language))


def heading(centre: Centre, asked: FiguresAsked, language: Language) -> list[str]:
    """The centre, the ward, the days and until when the last counts; and whether only a part is counted."""
    text = _ONE_DAY if asked.first == asked.last else _DAYS
    days = language.say(text, first=f"{asked.first:%d/%m/%Y}", last=f"{asked.last:%d/%m/%Y}")
    if asked.until is not None:
        days = language.say(_UNTIL, days=days, time=f"{centre.local(asked.until):%H:%M}")
    days = language.say(_BY, days=days, key=language.say(titles.KEYS[asked.by]).lower())
    name = centre.names.get(language.tag) or centre.names["vi"]
    return [name, centre.ward, days, *([language.say(_PART)] if asked.filters.wanted() else [])]
