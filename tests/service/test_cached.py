"""A kept value is found once, and again after each move."""

from server.service.cached import Kept, KeptOfEach


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


def test_each_key_has_its_own_value_until_all_move() -> None:
    asked: list[str] = []

    def find(key: str) -> str | None:
        asked.append(key)
        return None if key == "nobody" else key.upper()

    kept = KeptOfEach(find, 2)
    assert [kept("a"), kept("b"), kept("a"), kept("b")] == ["A", "B", "A", "B"]
    assert asked == ["a", "b"]
    kept.moved()
    assert [kept("a"), kept("b")] == ["A", "B"]
    assert asked == ["a", "b", "a", "b"]
    assert [kept("nobody"), kept("nobody")] == [None, None]
    assert asked[4:] == ["nobody", "nobody"]


def test_no_more_are_kept_than_there_is_room_for() -> None:
    asked: list[int] = []

    def find(key: int) -> int:
        asked.append(key)
        return key

    kept = KeptOfEach(find, 2)
    assert [kept(n) for n in (1, 2, 3, 1)] == [1, 2, 3, 1]
    assert asked == [1, 2, 3, 1]


def test_what_moved_while_one_was_being_found_is_found_again() -> None:
    moved: list[bool] = []

    def find(key: str) -> str:
        found = "after" if moved else "before"
        if not moved:
            moved.append(True)
            kept.moved()
        return found

    kept = KeptOfEach(find, 2)
    assert [kept("a"), kept("a")] == ["before", "after"]
