"""The ranges that people ask for by name, as links that keep everything else that is asked."""

from typing import Final
from urllib.parse import urlencode

from server.core.reports.days import Preset
from server.core.texts import BothTexts
from server.http.language import page_language
from server.service.views import View
from server.web.manage.reports import query

_PRESETS: Final = {
    Preset.TODAY: BothTexts("Hôm nay", "Today"),
    Preset.YESTERDAY: BothTexts("Hôm qua", "Yesterday"),
    Preset.THIS_WEEK: BothTexts("Tuần này", "This week"),
    Preset.LAST_WEEK: BothTexts("Tuần trước", "Last week"),
    Preset.THIS_MONTH: BothTexts("Tháng này", "This month"),
    Preset.LAST_MONTH: BothTexts("Tháng trước", "Last month"),
    Preset.QUARTER: BothTexts("Quý này", "This quarter"),
    Preset.YEAR: BothTexts("Năm nay", "This year"),
}


def presets(said: query.Typed, path: str, more: query.Pairs) -> list[View]:
    """Each range by name, with an address at `path` that asks for `more`, too; and whether it is the one that is shown."""
    kept = [*more, *said.filters.items(multi=True)]
    found = []
    for preset, text in _PRESETS.items():
        days = query.of_preset(preset.value, query.today_is())
        shown = days is not None and (days.first.isoformat(), days.last.isoformat()) == (
            said.first,
            said.last,
        )
        address = f"{path}?{urlencode([('preset', preset.value), *kept])}"
        found.append({"text": text.said(page_language()), "href": address, "shown": shown})
    return found
