"""A kept value is found once, and again after each move."""

from server.service.cached import Kept


def test_it_is_found_once_until_it_moves() -> None:
    found = iter(range(10))
    kept = Kept(lambda: next(found))
    assert [kept(), kept()] == [0, 0]
    kept.moved()
    assert [kept(), kept()] == [1, 1]


def test_what_moved_while_it_was_being_found_is_not_missed() -> None:
    counters = []

    def find() -> list[int]:
        found = list(counters)
        if not counters:
            counters.append(1)
            kept.moved()
        return found

    kept = Kept(find)
    assert kept() == []
    assert kept() == [1]
