"""A follower folds what centres have sent: the city's tables are the centre's own, less what stays at home."""

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
