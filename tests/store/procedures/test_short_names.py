"""A procedure's name, short enough for a slip."""

import pytest

from server.core.procedures.procedure import shortened


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Đăng ký khai sinh", "Đăng ký khai sinh"),
        ("Tách hộ (thực hiện tại cấp xã)", "Tách hộ"),
        ("Cấp giấy phép; gia hạn giấy phép", "Cấp giấy phép"),
        ("một " * 30, "một " * 18 + "một một…"),
        ("x" * 100, "x" * 80 + "…"),
    ],
)
def test_it_ends_at_an_aside_or_at_a_word(name: str, short: str) -> None:
    assert shortened(name) == short


def test_it_leaves_no_comma_before_the_dots() -> None:
    assert shortened("chữ " * 18 + "chữ, rồi tiếp tục rất dài") == "chữ " * 18 + "chữ…"
