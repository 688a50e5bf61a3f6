"""A preview of a slip under other settings: filled in and drawn like every slip, with a number that nobody has."""

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from kiosk.drawing import render
from kiosk.filling import SlipFiller
from server.config import CentreSettings
from server.core.centre import Centre
from server.core.forecast.wait_words import wait_words
from server.kiosks.logo import logo_of
from server.service.centre_views import slip_view
from server.service.context import Context
from server.service.settings.logos import logo_address

_N: Final = "012"
_AHEAD: Final = 3
_WAIT: Final[Mapping[str, int]] = {"low_s": 300, "high_s": 900}
_TRACK: Final = "k3JxQ9vLm2RtYw8Z"


def slip_preview(context: Context, wanted: CentreSettings, width: int, address: Callable[[], str]) -> bytes:
    """A PNG, `width` dots wide, of the slip that would be printed now under these settings."""
    centre = wanted.as_centre()
    shown = _as_slips_know(centre) | {"logo": logo_address(context, centre.logo)}
    fill = SlipFiller(lambda _: shown, lambda _: None, address, wait_words, logo=logo_of(context))
    drawn = BytesIO()
    render(fill(_ticket(centre, centre.local(context.clock())), "vi"), width).save(drawn, "PNG")
    return drawn.getvalue()


def _as_slips_know(centre: Centre) -> dict[str, Any]:
    """What a slip needs of `GET /centre`, besides the logo."""
    return {
        "names": centre.names,
        "ward": centre.ward,
        "timezone": str(centre.zone),
        "fields": [_field(centre)],
        "priority_classes": [],
        "slip": slip_view(centre),
    }


def _field(centre: Centre) -> dict[str, Any]:
    """The first field, as if all its counters were open."""
    field = next(iter(centre.layout.fields.values()))
    serving = [n for n, place in centre.layout.counters.items() if field.code in place.fields]
    return {
        "code": field.code,
        "names": field.names,
        "counters": serving,
        "counter_names": [centre.layout.own_name(n) or str(n) for n in serving],
    }


def _ticket(centre: Centre, at: datetime) -> dict[str, Any]:
    field = next(iter(centre.layout.fields.values()))
    return {
        "number": field.prefix + _N,
        "field": field.code,
        "procedure": None,
        "priority": None,
        "ahead": _AHEAD,
        "wait": _WAIT,
        "issued_at": at.isoformat(),
        "track": _TRACK,
    }
