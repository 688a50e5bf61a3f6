"""Settings as items: what an event makes of them, what is out of use, and what turns one document into another."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.events import SettingChanged, SettingsBegun
from server.core.settings import Item, changes, document, evolve, in_use, out_of_use, value_of

CT, HT = {"code": "CT", "prefix": "A"}, {"code": "HT", "prefix": "B"}
BEGUN = SettingsBegun({"centre": {"name": "Một"}, "fields": (CT, HT), "counters": ({"n": 1}, {"n": 10})})


def after(*events: SettingsBegun | SettingChanged) -> dict[tuple[str, str], Item]:
    items: dict[tuple[str, str], Item] = {}
    for event in events:
        items = evolve(items, event)
    return items


def test_what_was_begun_is_what_is_set() -> None:
    assert document(after(BEGUN)) == BEGUN.settings
    assert value_of(after(BEGUN), "counters", "10") == {"n": 10}


def test_a_table_is_another_one_as_a_whole() -> None:
    now = after(BEGUN, SettingChanged("centre", None, {"name": "Một"}, {"name": "Hai"}))
    assert value_of(now, "centre") == {"name": "Hai"}


def test_an_entry_keeps_its_place_and_a_new_one_comes_last() -> None:
    other, new = CT | {"prefix": "M"}, {"code": "DD", "prefix": "C"}
    now = after(BEGUN, SettingChanged("fields", "CT", CT, other), SettingChanged("fields", "DD", None, new))
    assert in_use(now, "fields") == [other, HT, new]


def test_what_is_removed_is_out_of_use_and_keeps_what_it_was() -> None:
    now = after(BEGUN, SettingChanged("fields", "CT", CT, None))
    assert in_use(now, "fields") == [HT]
    assert out_of_use(now, "fields") == {"CT": CT}


def test_what_comes_back_comes_last() -> None:
    now = after(BEGUN, SettingChanged("fields", "CT", CT, None), SettingChanged("fields", "CT", None, CT))
    assert in_use(now, "fields") == [HT, CT]
    assert out_of_use(now, "fields") == {}


def test_a_list_takes_another_order_as_a_whole() -> None:
    now = after(BEGUN, SettingChanged("fields", None, (CT, HT), (HT, CT)))
    assert in_use(now, "fields") == [HT, CT]


def test_a_journal_that_changes_what_was_not_there_is_damaged() -> None:
    with pytest.raises(ValueError, match="setting fields CT was another"):
        after(BEGUN, SettingChanged("fields", "CT", HT, None))


_CODES = st.lists(st.sampled_from("ABCDEF"), unique=True, min_size=1)
_DOCUMENTS = st.builds(
    lambda name, codes, prefix: {
        "centre": {"name": name},
        "fields": tuple({"code": code, "prefix": prefix} for code in codes),
    },
    st.text(max_size=3),
    _CODES,
    st.sampled_from("XY"),
)


@given(st.lists(_DOCUMENTS, min_size=1, max_size=5))
def test_the_changes_between_documents_lead_from_one_to_the_next(documents: list[dict[str, Any]]) -> None:
    items = after(SettingsBegun(documents[0]))
    for before, wanted in pairwise(documents):
        for event in changes(before, wanted):
            items = evolve(items, event)
        assert document(items) == wanted
