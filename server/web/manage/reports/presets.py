"""The ranges that people ask for by name, as links that keep everything else that is asked."""

from urllib.parse import urlencode

from server.core.reports.period_names import PRESET_NAMES
from server.http.language import page_language
from server.service.views import View
from server.web.manage.reports import query


def presets(said: query.Typed, path: str, more: query.Pairs) -> list[View]:
    """Each range by name, with an address at `path` that asks for `more`, too; and whether it is the one that is shown."""
    kept, chosen = [*more, *said.filters.items(multi=True)], _chosen(said)
    return [
        {
            "text": text.said(page_language()),
            "href": f"{path}?{urlencode([('preset', preset.value), *kept])}",
            "shown": preset.value == chosen,
        }
        for preset, text in PRESET_NAMES.items()
    ]


def _chosen(said: query.Typed) -> str | None:
    """The one range that is shown: on a Monday today is this week, too, and then it is the one that was asked for."""
    today, days = query.today_is(), (said.first, said.last)
    fitting = [
        preset.value
        for preset in PRESET_NAMES
        if (range_ := query.of_preset(preset.value, today)) is not None
        and (range_.first.isoformat(), range_.last.isoformat()) == days
    ]
    return said.preset if said.preset in fitting else next(iter(fitting), None)
