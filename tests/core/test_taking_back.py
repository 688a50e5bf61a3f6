"""Taking back a change of the settings: what it changed alone, and which later change stands on it."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.core.events import Entry, SettingChanged
from server.core.taking_back import WHOLE, LaterChanges, of_settings, setting_step, without

BEGUN: Mapping[str, Any] = {"name": "Một", "logo": "", "ward": "Hòa Bình"}


class Journal:
    """A part's changes, and what is set after them."""

    def __init__(self) -> None:
        self.now: Mapping[str, Any] = BEGUN
        self.entries: list[Entry] = []

    def set(self, **names: Any) -> Entry:
        return self._record(None, {**self.now, **names})

    def take_back(self, entry: Entry) -> Entry:
        assert isinstance(entry.event, SettingChanged)
        return self._record(entry.seq, without(entry.event, self.now))

    def _record(self, takes_back: int | None, after: Mapping[str, Any]) -> Entry:
        event = SettingChanged("centre", None, self.now, after, takes_back)
        self.now = after
        return self.add(event)

    def add(self, event: SettingChanged) -> Entry:
        entry = Entry(len(self.entries) + 1, 0, "user:chi", event)
        self.entries.append(entry)
        return entry

    def later(self) -> LaterChanges:
        return of_settings(reversed(self.entries))

    def over(self, entry: Entry) -> tuple[Entry, frozenset[str]] | None:
        over = self.later().over(setting_step(entry))
        return None if over is None else (over.entry, over.names)


def test_what_a_later_change_of_the_same_part_set_stays() -> None:
    journal = Journal()
    name = journal.set(name="Hai")
    journal.set(logo="a.png")
    assert journal.over(name) is None
    journal.take_back(name)
    assert journal.now == BEGUN | {"logo": "a.png"}


def test_the_latest_change_of_one_of_its_settings_stands_on_it() -> None:
    journal = Journal()
    first = journal.set(name="Hai", logo="a.png")
    journal.set(ward="Tân Bình", logo="b.png")
    latest = journal.set(name="Ba")
    assert journal.over(first) == (latest, {"name"})


def test_what_was_taken_back_itself_stands_in_nobodys_way_unless_it_was_done_again() -> None:
    journal = Journal()
    first = journal.set(name="Hai")
    second = journal.set(name="Ba")
    undo = journal.take_back(second)
    assert journal.over(first) is None
    assert journal.later().taken_back(second.seq)
    journal.take_back(undo)
    assert journal.now["name"] == "Ba"
    assert journal.over(first) == (second, {"name"})
    assert not journal.later().taken_back(second.seq)


def test_a_change_that_was_taken_back_is_not_taken_back_twice() -> None:
    journal = Journal()
    first = journal.set(name="Hai")
    undo = journal.take_back(first)
    assert journal.over(first) == (undo, {"name"})


def test_an_entry_that_came_or_went_is_one_whole() -> None:
    journal = Journal()
    came = journal.add(SettingChanged("fields", "CT", None, {"code": "CT", "vi": "A"}))
    renamed = journal.add(
        SettingChanged("fields", "CT", {"code": "CT", "vi": "A"}, {"code": "CT", "vi": "B"})
    )
    other = journal.add(SettingChanged("fields", "HT", {"code": "HT"}, None))
    assert journal.over(came) == (renamed, WHOLE)
    assert journal.over(renamed) is None
    order = journal.add(SettingChanged("fields", None, ({"code": "CT"},), ({"code": "HT"},)))
    assert journal.over(other) == (order, WHOLE)


def test_an_entry_that_comes_out_of_an_order_that_is_taken_back_is_no_change_of_its_own() -> None:
    ct, ht = {"code": "CT"}, {"code": "HT"}
    journal = Journal()
    renamed = journal.add(SettingChanged("fields", "CT", {"code": "CT", "vi": "A"}, ct))
    order = journal.add(SettingChanged("fields", None, (ct,), (ht, ct)))
    assert journal.over(renamed) == (order, WHOLE)
    journal.add(SettingChanged("fields", "HT", ht, None, order.seq))
    assert journal.later().taken_back(order.seq)
    assert journal.over(renamed) is None


def test_a_part_that_an_earlier_version_did_not_have_goes_back_to_its_defaults() -> None:
    assert without(SettingChanged("remote", None, None, {"share": 5}), {"share": 5, "newer": 1}) == {
        "newer": 1
    }


sets = st.dictionaries(st.sampled_from(sorted(BEGUN)), st.integers(0, 3), min_size=1)


@given(st.lists(sets | st.integers(0, 20), max_size=12), st.randoms())
def test_whatever_was_done_all_of_it_can_be_taken_back_in_any_order_that_is_allowed(
    happened: list[Any], chance: Any
) -> None:
    journal = Journal()

    def open_to_it() -> list[Entry]:
        later = journal.later()
        free = [
            each
            for each in journal.entries
            if later.over(setting_step(each)) is None and not later.taken_back(each.seq)
        ]
        return [each for each in free if each.event.takes_back is None]  # type: ignore[attr-defined]

    for each in happened:
        if isinstance(each, dict):
            journal.set(**each)
        elif free := open_to_it():
            journal.take_back(free[each % len(free)])
    while free := open_to_it():
        journal.take_back(chance.choice(free))
    assert journal.now == BEGUN
