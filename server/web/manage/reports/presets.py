"""The ranges that people ask for by name, as links that keep everything else that is asked."""

from urllib.parse import urlencode

from server.core.reports.period_names import PRESET_NAMES
from server.http.language import page_language
from server.service.views import View
from server.web.manage.reports import query


def presets(said: query.Typed, path: str, more: query.Pairs) -> list[View]:
    """Each range by name, with an address at `path` that asks for `more`, too; and whether it is the one that is shown."""
    kept = [*more, *said.filters.items(multi=True)]
    found = []
    for preset, text in PRESET_NAMES.items():
        days = query.of_preset(preset.value, query.today_is())
        shown = days is not None and (days.first.isoformat(), days.last.isoformat()) == (
            said.first,
            said.last,
        )
        address = f"{path}?{urlencode([('preset', preset.value), *kept])}"
        found.append({"text": text.said(page_language()), "href": address, "shown": shown})
    return found
