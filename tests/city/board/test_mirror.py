"""The city as one process knows it."""

from typing import Any

from server.city.board.mirror import Mirror, News


class Ear:
    """Hears what screens are told; its clock is set."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.now = 0.0
        self.mirror = Mirror(self.told.append, lambda: self.now)


def a(code: str, v: int = 1) -> dict[str, Any]:
    return {"code": code, "v": v}


def test_what_changed_is_told_once_and_the_rest_that_all_is_well():
    ear = Ear()
    ear.mirror.take(News(10, [a("W1"), a("W2")], whole=True))
    ear.mirror.take(News(20, [a("W1"), a("W2", 2)], whole=True))
    ear.mirror.take(News(30, []))
    assert [told["centres"] for told in ear.told] == [[a("W1"), a("W2")], [a("W2", 2)], []]
    assert [told["n"] for told in ear.told] == [1, 2, 3]
    assert ear.told[2]["at"] == 30


def test_what_was_read_before_never_takes_the_place_of_what_was_read_later():
    ear = Ear()
    ear.mirror.take(News(20, [a("W1", 2)]))
    ear.mirror.take(News(10, [a("W1", 1)], whole=True))
    ear.mirror.take(News(10, [], gone=["W1"]))
    assert ear.mirror.now(1)["centres"] == [a("W1", 2)]
    assert [told["centres"] for told in ear.told] == [[a("W1", 2)], [], []]


def test_a_clock_of_the_database_that_is_set_back_leaves_no_old_figures():
    ear, hour = Ear(), 3_600_000
    ear.mirror.take(News(2 * hour, [a("W1"), a("W2")], whole=True), took_s=0.1)
    ear.mirror.take(News(hour, [a("W1", 2)], whole=True), took_s=0.1)
    assert (ear.told[1]["centres"], ear.told[1]["gone"], ear.told[1]["at"]) == ([a("W1", 2)], ["W2"], hour)
    ear.mirror.take(News(hour + 1, [a("W1", 3)]))
    assert ear.mirror.now(1)["centres"] == [a("W1", 3)]


def test_a_reading_that_took_long_is_no_clock_that_was_set_back():
    ear = Ear()
    ear.mirror.take(News(60_000, [a("W1", 2)], whole=True), took_s=0.1)
    ear.mirror.take(News(40_000, [a("W1", 1)], whole=True), took_s=20)
    assert ear.mirror.now(1)["centres"] == [a("W1", 2)]


def test_a_state_may_go_back_when_the_database_did():
    ear = Ear()
    ear.mirror.take(News(10, [a("W1", 9)]))
    ear.mirror.take(News(20, [a("W1", 7)]))
    assert ear.mirror.now(1)["centres"] == [a("W1", 7)]


def test_a_centre_that_is_gone_is_told_gone():
    ear = Ear()
    ear.mirror.take(News(10, [a("W1"), a("W2")], whole=True))
    ear.mirror.take(News(20, [a("W1")], whole=True))
    ear.mirror.take(News(30, [], gone=["W1", "W9"]))
    assert [told["gone"] for told in ear.told] == [[], ["W2"], ["W1"]]
    assert ear.mirror.now(1)["centres"] == []


def test_nothing_is_shown_as_fresh_that_is_not():
    ear = Ear()
    assert ear.mirror.now(5) is None
    ear.mirror.take(News(10, [a("W1")]))
    ear.now = 5.0
    assert ear.mirror.now(5)["whole"]
    ear.now = 5.1
    assert ear.mirror.now(5) is None


def test_whoever_comes_is_greeted_with_everything_once_there_is_something():
    ear, greeted = Ear(), list[dict[str, Any] | None]()
    ear.mirror.welcome(greeted.append)
    assert greeted == [None]
    ear.mirror.take(News(10, [a("W1")]))
    ear.mirror.welcome(greeted.append)
    assert ear.told == greeted[1:]
    assert (ear.told[0]["n"], ear.told[0]["whole"], ear.told[0]["centres"]) == (1, True, [a("W1")])
