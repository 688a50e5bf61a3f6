"""Today's figures for the manager."""

from server.service.context import Context
from server.service.reports.now import figures
from server.service.reports.views import figures_view
from tests.support.clock import SetClock
from tests.support.journeys import a_morning

NOTHING = {"waiting": 0, "called": 0, "serving": 0, "finished": 0, "no_show": 0, "cancelled": 0}


def test_an_empty_day_has_zeros(context: Context) -> None:
    today = figures_view(context, figures(context))["today"]
    assert {name: today[name] for name in NOTHING} == NOTHING
    assert today["issued"] == 0
    assert [field["code"] for field in today["fields"]] == list(context.centre.layout.fields)


def test_a_morning_is_counted_by_state(context: Context) -> None:
    a_morning(context)
    today = figures_view(context, figures(context))["today"]
    assert {name: today[name] for name in NOTHING} == {
        "waiting": 2,
        "called": 0,
        "serving": 1,
        "finished": 1,
        "no_show": 1,
        "cancelled": 1,
    }
    assert today["issued"] == 6


def test_fields_add_up_to_the_whole(context: Context) -> None:
    a_morning(context)
    today = figures_view(context, figures(context))["today"]
    for name in ("issued", *NOTHING):
        assert sum(field[name] for field in today["fields"]) == today[name]


def test_a_field_is_named_in_both_languages(context: Context) -> None:
    field = figures_view(context, figures(context))["today"]["fields"][0]
    assert field["names"] == {"vi": "Chứng thực", "en": "Certification"}


def test_a_new_day_begins_with_zeros(context: Context, clock: SetClock) -> None:
    a_morning(context)
    clock.set("2026-11-24 07:00")
    shown = figures_view(context, figures(context))
    assert shown["day"] == "2026-11-24"
    assert shown["today"]["issued"] == 0
