"""Numbers that are typed at the counter and read aloud at the kiosk, whatever stands before them."""

import pytest

from tests.guards.tree import ROOT
from tests.support.modules import called

FIND = ROOT / "server" / "static" / "counter" / "dialogs" / "find_number.js"
SIGNS = ROOT / "kiosk" / "static" / "signs.js"
PREFIXES = ["A", "B1", "CD", "7"]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("a17", ["A017"]),
        ("A1017", ["A1017"]),
        ("17", ["A017", "B1017", "CD017", "7017"]),
        ("b1 17", ["B1017"]),
        ("b1-017", ["B1017"]),
        ("B1017", ["B1017"]),
        ("cd1001", ["CD1001"]),
        ("7017", ["7017"]),
        ("717", ["7017"]),
        ("la17", ["LA017"]),
        ("x17", []),
    ],
)
def test_just_this_number_was_typed(typed: str, numbers: list[str]) -> None:
    known = ["A017", "A1017", "B1017", "CD017", "CD1001", "7017", "LA017"]
    found = called(FIND, "isNumber", *([typed, number, PREFIXES] for number in known))
    wanted = [*numbers, "LA017"] if typed == "17" else numbers
    assert [number for number, is_it in zip(known, found, strict=True) if is_it] == sorted(
        wanted, key=known.index
    )


def test_what_is_typed_first_narrows_the_list() -> None:
    items = [{"number": number} for number in ("A001", "B1001", "CD001", "CD1001", "7001")]
    asked = ["b", "b1", "c", "cd1", "7", ""]
    found = called(FIND, "foundBy", *([typed, items, PREFIXES] for typed in asked))
    assert [[item["number"] for item in each] for each in found] == [
        ["B1001"],
        ["B1001"],
        ["CD001", "CD1001"],
        ["CD001", "CD1001"],
        ["7001"],
        ["A001", "B1001", "CD001", "CD1001", "7001"],
    ]


def test_a_number_is_found_whatever_prefixes_are_set() -> None:
    """A kiosk that was alone puts a letter before, which may be a field's prefix; and a prefix may be another one now."""
    items = [{"number": number} for number in ("A001", "L001", "LA001", "LL001", "1A003", "LB1007")]
    asked = ["", "LA1", "L", "LL1", "1A3", "3", "LB1 7"]
    found = called(FIND, "foundBy", *([typed, items, ["A", "L", "B1"]] for typed in asked))
    assert [[item["number"] for item in each] for each in found] == [
        [item["number"] for item in items],
        ["LA001"],
        ["L001", "LA001", "LL001", "LB1007"],
        ["LL001"],
        ["1A003"],
        ["1A003"],
        ["LB1007"],
    ]
    assert called(FIND, "isNumber", ["LA1", "LA001", ["A", "L"]], ["1A3", "1A003", ["A"]]) == [True, True]


def test_a_number_is_read_aloud_sign_by_sign() -> None:
    texts = {
        "A012": "A, 0, 1, 2",
        "Số AB1001 của ông/bà": "Số A, B, 1, 0, 0, 1 của ông/bà",
        "B1017": "B, 1, 0, 1, 7",
        "1B001": "1, B, 0, 0, 1",
        "LAA001": "L, A, A, 0, 0, 1",
        "1017": "1, 0, 1, 7",
        "Năm 2026, 15 phút": "Năm 2026, 15 phút",
        "128": "128",
    }
    assert called(SIGNS, "signBySign", *([text] for text in texts)) == list(texts.values())
