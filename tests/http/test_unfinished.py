"""Who has begun and not finished: never the newest goes, and nobody's crowd takes another's place."""

from server.http.unfinished import NO_ADDRESS, Unfinished


def filled(*addresses: str, most: int = 4, of_one: int = 2) -> tuple[Unfinished[int], list[int]]:
    """Numbers 0, 1, … come from these addresses; and who had to go."""
    unfinished: Unfinished[int] = Unfinished(most, of_one)
    gone = [one for n, address in enumerate(addresses) for one in unfinished.add(n, address, n + 10)]
    return unfinished, gone


def test_of_one_address_the_one_unfinished_longest_goes() -> None:
    unfinished, gone = filled("b", "a", "a", "a", "a")
    assert gone == [1, 2]
    assert [n in unfinished for n in range(5)] == [True, False, False, True, True]


def test_of_all_the_one_unfinished_longest_goes() -> None:
    assert filled("a", "b", "c", "d", "e", "f")[1] == [0, 1]


def test_behind_a_proxy_are_many() -> None:
    assert filled(*[NO_ADDRESS] * 4)[1] == []
    assert filled(*[NO_ADDRESS] * 5)[1] == [0]


def test_who_has_finished_makes_room() -> None:
    unfinished, _ = filled("a", "a")
    assert unfinished.remove(0)
    assert not unfinished.remove(0)
    assert unfinished.add(9, "a", 0) == []
    assert len(unfinished) == 2


def test_who_begins_again_is_the_newest() -> None:
    unfinished, _ = filled("a", "a")
    unfinished.add(0, "a", 99)
    assert unfinished.add(9, "a", 0) == [1]


def test_whose_time_is_over_is_told_once() -> None:
    unfinished, _ = filled("a", "b", "c")
    assert unfinished.next_end() == 10
    assert unfinished.overdue(11) == [0, 1]
    assert unfinished.overdue(11) == []
    unfinished.all_by(5)
    assert unfinished.next_end() == 5
