"""A digest as somebody writes it down and types it in again."""

import pytest

from server.core.written_digest import WrittenDown, grouped, written_down

DIGEST = bytes.fromhex("9f3a11c20b7d44e1" * 4)


def test_it_is_written_in_groups_of_four() -> None:
    assert grouped(DIGEST).startswith("9f3a 11c2 0b7d 44e1 9f3a")
    assert grouped(DIGEST).replace(" ", "") == DIGEST.hex()


@pytest.mark.parametrize(
    "text",
    [
        "1234:9f3a11c20b7d44e1",
        "1.234: 9f3a 11c2 0b7d 44e1",
        "1,234:9F3A11C20B7D44E1",
        " 1234 : 9f3a11c20b7d44e1 ",
    ],
)
def test_it_is_read_however_it_was_written(text: str) -> None:
    assert written_down(text) == WrittenDown(1234, "9f3a11c20b7d44e1")


def test_the_whole_of_it_may_be_given() -> None:
    assert written_down(f"7:{grouped(DIGEST)}") == WrittenDown(7, DIGEST.hex())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1234",
        "9f3a11c20b7d44e1",
        "1234:9f3a",
        "0:9f3a11c20b7d44e1",
        "-1:9f3a11c20b7d44e1",
        "1234:9f3a11c20b7d44ex",
        f"1:{'0' * 65}",
        f"{'9' * 19}:9f3a11c20b7d44e1",
    ],
)
def test_what_is_not_whole_is_not_guessed(text: str) -> None:
    assert written_down(text) is None
