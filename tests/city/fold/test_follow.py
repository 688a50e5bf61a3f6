"""A follower folds what centres have sent: the city's tables are the centre's own, less what stays at home."""

from server.core.reports.figures import Gathered
from server.store.reports import stays
from tests.city.fold import wards


def a_morning(ward) -> None:
    for field in ("CT", "HT", "CT", "DD", "CT"):
        ward.issue(field)
    ward.open(1, ["CT"])
    ward.open(2, ["HT", "CT"], who="officer2")
    ward.call(1, None)
    ward.step(1, "serve")
    ward.step(1, "finish")
    ward.next(1)
    ward.call(2, None)
    ward.step(2, "no_show")


def test_a_morning_at_a_ward_is_the_same_in_the_city(ward, city, follow):
    a_morning(ward)
    assert wards.send(city, "W0001", ward.context)
    follow()
    assert wards.halted(city, "W0001") is None
    assert wards.unlike(city, "W0001", ward.context) == []


def test_the_state_counts_as_the_reports_do(ward, city, follow):
    a_morning(ward)
    ward.cancel(next(each.id for each in ward.state().tickets.values() if each.field == "DD"))
    wards.send(city, "W0001", ward.context)
    follow()
    (told,) = city.execute("SELECT state FROM centre_now").fetchone()
    gathered = Gathered()
    with ward.context.store.read() as connection:
        gathered.take(stays.of_day(connection, ward.day()))
        gathered.not_called = len(stays.never_called(connection, ward.day()))
    figures = gathered.figures()
    names = ("visits", "cancelled", "no_shows", "finished")
    assert {name: told[name] for name in names} == {name: getattr(figures, name) for name in names}
    assert sum(field["served"] for field in told["fields"].values()) == figures.services
    assert [call["number"] for call in told["calls"]] == ["B001", "A002", "A001"]
    assert (told["counters"]["1"]["number"], told["counters"]["2"]["number"]) == ("A002", None)


def test_a_long_line_of_calls_loses_the_newest_and_finds_older_ones(ward, city, follow):
    """An undo of the newest of more calls than are told: the oldest of them is another one."""
    for _ in range(15):
        ward.issue("CT")
    ward.open(1, ["CT"])
    for _ in range(14):
        ward.call(1, None)
        ward.step(1, "no_show")
    wards.send(city, "W0001", ward.context)
    follow()
    ward.call(1, None)
    wards.send(city, "W0001", ward.context)
    follow()
    ward.step(1, "return_")
    wards.send(city, "W0001", ward.context)
    follow()
    (told,) = city.execute("SELECT state FROM centre_now").fetchone()
    assert [call["number"] for call in told["calls"]] == [f"A{n:03}" for n in range(14, 2, -1)]
