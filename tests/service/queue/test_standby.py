"""Which standby counter to open next."""

import pytest

from server.service.context import Context
from server.service.forecast.waits import foresee, learnt
from server.service.people import people
from server.service.people.people import Changes, NewPerson
from server.service.queue import counters, tickets
from server.service.queue.counters import Officer
from server.service.queue.standby import suggestions
from server.service.queue.tickets import NumberRequest
from server.service.queue.views import suggestion_view
from tests.support.enrolled import PASSWORD

ENOUGH = 12
"""So many people for one counter wait longer than the half hour that the default centre allows."""


@pytest.fixture(autouse=True)
def officers(context: Context) -> None:
    """An officer for each of the ten counters; the first five are open."""
    for n in context.centre.layout.counters:
        people.add_person(
            context, NewPerson(username(n), f"Cán bộ {n}", "officer", PASSWORD, counter=n), "test"
        )
    for n in range(1, 6):
        counters.open_(context, n, Officer(username(n)))
    context.at_consoles = lambda: frozenset(username(n) for n in context.centre.layout.counters)


def username(n: int) -> str:
    return f"canbo{n:02d}"


def crowd(context: Context, field: str, people: int = ENOUGH) -> None:
    for _ in range(people):
        tickets.issue(context, NumberRequest(field), "kiosk:1")


def suggested(context: Context) -> list[tuple[str, int]]:
    return [(s.field.field.code, s.place.n) for s in suggestions(context)]


def test_nobody_waits_and_nothing_is_suggested(context: Context) -> None:
    assert suggestions(context) == []


def test_a_short_line_needs_no_more_counters(context: Context) -> None:
    crowd(context, "CA", 1)
    assert suggestions(context) == []


def test_a_long_line_asks_for_the_closed_counter_of_its_field(context: Context) -> None:
    crowd(context, "CA")
    found = suggestion_view(context, *suggestions(context))
    assert found["wait"]["high_s"] > found["limit_s"] == 1800
    assert {
        key: found[key] for key in ("field", "names", "counter", "counter_name", "officer", "fields")
    } == {
        "field": "CA",
        "names": {"vi": "Cư trú - Căn cước", "en": "Residence and ID cards"},
        "counter": 7,
        "counter_name": "Quầy 7",
        "officer": {"username": "canbo07", "name": "Cán bộ 7"},
        "fields": ["CA"],
    }


def test_doing_as_it_says_opens_the_counter(context: Context) -> None:
    crowd(context, "CA")
    found = suggestion_view(context, *suggestions(context))
    manager = Officer("quanly", "manager")
    opened = counters.open_(
        context, found["counter"], manager, found["fields"], holder=found["officer"]["username"]
    )
    assert (opened["state"], opened["fields"], opened["officer"]["username"]) == ("open", ["CA"], "canbo07")
    assert 7 not in [n for _, n in suggested(context)]


def test_a_first_choice_comes_before_a_later_one(context: Context) -> None:
    crowd(context, "KT")
    assert suggested(context) == [("KT", 8)]
    crowd(context, "DD")
    assert ("DD", 10) in suggested(context)


def test_a_counter_that_helps_out_comes_before_any_other(context: Context) -> None:
    for n in (2, 6):
        close(context, n) if n == 2 else open_(context, n)
    crowd(context, "KQ", 30)
    assert suggested(context) == [("KQ", 10)]


def test_any_closed_counter_is_better_than_none(context: Context) -> None:
    for n in (7, 8, 9, 10):
        open_(context, n)
    crowd(context, "HT", 40)
    assert suggested(context) == [("HT", 6)]


def test_a_field_where_nobody_waits_asks_for_no_counter_though_it_shares_a_long_line(
    context: Context,
) -> None:
    crowd(context, "VX", 2 * ENOUGH)  # counter 4 serves VX, BH, KT and TH as one line
    context.waits = foresee(context, learnt(context))
    assert [field for field, _ in suggested(context)] == ["VX"]


def test_a_field_that_no_counter_serves_comes_first_however_few_wait(context: Context) -> None:
    crowd(context, "VX", 3 * ENOUGH)
    close(context, 5)  # the only one of CA
    crowd(context, "CA", 1)
    worst = suggestions(context)[0]
    assert (worst.field.field.code, worst.field.wait, worst.place.n) == ("CA", None, 7)


def test_a_field_without_counter_in_which_nobody_waits_asks_for_none(context: Context) -> None:
    close(context, 5)
    assert suggestions(context) == []


def test_with_every_counter_open_nothing_is_suggested(context: Context) -> None:
    for n in range(6, 11):
        open_(context, n)
    crowd(context, "HT", 40)
    assert suggestions(context) == []


def test_the_worst_field_comes_first_and_no_counter_twice(context: Context) -> None:
    crowd(context, "VX")
    crowd(context, "BH", 2 * ENOUGH)
    found = suggested(context)
    assert [field for field, _ in found] == ["BH", "VX"]
    assert found[0] == ("BH", 9)
    assert len({n for _, n in found}) == 2


def test_an_officer_who_works_elsewhere_is_not_sent_to_a_second_counter(context: Context) -> None:
    close(context, 5)
    counters.open_(context, 5, Officer("canbo07"))
    crowd(context, "CA", 2 * ENOUGH)
    (found,) = [s for s in suggestions(context) if s.field.field.code == "CA"] or [None]
    assert found is None or found.officer is None or found.officer.username != "canbo07"


def test_a_counter_that_nobody_usually_works_at_is_suggested_without_an_officer(context: Context) -> None:
    people.change_person(context, "canbo07", Changes(counter=0), "test")
    crowd(context, "CA")
    (found,) = suggestions(context)
    assert (found.place.n, found.officer) == (7, None)


def test_an_officer_who_has_not_signed_in_is_not_said_to_be_free(context: Context) -> None:
    context.at_consoles = lambda: frozenset({username(8)})
    crowd(context, "CA")
    (found,) = suggestions(context)
    assert (found.place.n, found.officer) == (7, None)


def open_(context: Context, n: int) -> None:
    counters.open_(context, n, Officer(username(n)))


def close(context: Context, n: int) -> None:
    counters.close(context, n, Officer(username(n)))
