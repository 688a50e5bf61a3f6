"""Whatever a scanner types, a page takes it for a card with an age that people have, or for no card."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.guards.tree import ROOT
from tests.support.modules import on_a_stub

CARD = ROOT / "kiosk" / "static" / "card.js"
TODAY = date(2026, 11, 23)
DIGITS = st.text("0123456789", min_size=12, max_size=12)
BIRTHS = st.dates(date(1880, 1, 1), date(2030, 1, 1)).map(lambda day: f"{day:%d%m%Y}") | st.text(
    "0123456789", max_size=9
)
CARDS = st.tuples(
    DIGITS, st.text(max_size=9), st.text(max_size=20), BIRTHS, st.text(max_size=3), st.text(max_size=30)
)
READ = st.lists(
    CARDS.map("|".join) | st.text(max_size=80) | st.lists(st.text(max_size=5), max_size=20).map("|".join),
    max_size=150,
)


def ages(read: list[str]) -> list[Any]:
    script = f"""
        const {{ ageOnCard }} = await load("{CARD.as_uri()}");
        const answer = JSON.parse(process.env.TEXTS).read.map((each) => ageOnCard(each, new Date(2026, 10, 23)));
    """
    found: list[Any] = on_a_stub(script, {"read": read})  # type: ignore[dict-item]
    return found


def expected(read: str) -> int | None:
    """The age by another way of reading."""
    fields = read.split("|")
    if (
        not 6 <= len(fields) <= 16
        or len(fields[0]) != 12
        or not (fields[0].isascii() and fields[0].isdigit())
    ):
        return None
    birth = fields[3]
    if len(birth) != 8 or not (birth.isascii() and birth.isdigit()):
        return None
    try:
        born = date(int(birth[4:]), int(birth[2:4]), int(birth[:2]))
    except ValueError:
        return None
    age = TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))
    return age if born <= TODAY and age <= 120 else None


@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(READ)
def test_whatever_is_scanned(read: list[str]) -> None:
    assert ages(read) == [expected(each) for each in read]


@pytest.mark.torture
@settings(max_examples=500, derandomize=False, suppress_health_check=list(HealthCheck))
@given(READ)
def test_whatever_is_scanned_fifty_thousand_times(read: list[str]) -> None:
    assert ages(read) == [expected(each) for each in read]
