"""Rows become batches: bounded, in order, and all that is between two ends."""

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from server.core.link import batch as batches
from server.core.link.batch import End, JournalRow, batch_of

TYPES = st.sampled_from(["ticket_missed", "visit_rated", "of_a_later_version", "ticket_rerouted"])


def row(seq: int, type_: str = "ticket_missed", data: str = "{}") -> JournalRow:
    return JournalRow(seq, 5, "2026-11-23", type_, 1, 2, data, bytes([seq % 256]) * 32)


@given(st.lists(TYPES, max_size=60), st.integers(1, 9), st.integers(0, 3))
def test_batches_after_one_another_hold_each_row_that_leaves_once(
    types: list[str], most: int, gap: int
) -> None:
    rows = [row((n + 1) * (gap + 1), type_) for n, type_ in enumerate(types)]
    sent, after = [], End()
    while left := [each for each in rows if each.seq > after.seq]:
        made = batch_of(after, left, most)
        assert made.after == after
        assert made.last.seq > after.seq
        assert len(made.events) <= most
        sent += [event[0] for event in made.events]
        after = made.last
    assert sent == [each.seq for each in rows if each.type in {"ticket_missed", "ticket_rerouted"}]


def test_a_batch_ends_with_its_last_row_also_where_that_stays_at_home() -> None:
    made = batch_of(End(), [row(1), row(2, "visit_rated")])
    assert [event[0] for event in made.events] == [1]
    assert made.last == End(2, "02" * 32)


def test_large_rows_make_small_batches() -> None:
    large = json.dumps({"settings": {"centre": {"name": "x" * (batches.MOST_UNPACKED // 2)}}})
    made = batch_of(End(), [row(n, "settings_begun", large) for n in range(1, 6)])
    assert made.last.seq == 1


def test_where_nothing_is_new_the_batch_is_empty() -> None:
    assert batch_of(End(4, "ab"), []) == batches.Batch(End(4, "ab"), [], End(4, "ab"))


def test_what_cannot_be_read_stays_at_home() -> None:
    assert batches.event_of(row(1, "ticket_missed", "[1]")) is None


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 2**32), st.integers(1, 40))
def test_where_two_histories_part_is_found(common: int, more: int, seed: int, step: int) -> None:
    """The city knows the ends of batches alone; of some old rows the centre knows no digest any more."""
    from server.core.link.bisect import last_common

    dice = random.Random(seed)
    until = common + more
    marks = sorted({n for n in range(1, until + 1) if dice.random() < 1 / step})
    packed = {n for n in marks if n < common // 2 and dice.random() < 0.5}
    asked = []

    def theirs(seq: int) -> End:
        asked.append(seq)
        found = max((n for n in marks if n <= seq), default=0)
        return End(found, f"same {found}" if found <= common else f"theirs {found}") if found else End()

    def ours(seq: int) -> str | None:
        return None if seq in packed else f"same {seq}" if seq <= common else f"ours {seq}"

    wanted = max((n for n in marks if n <= common), default=0)
    assert last_common(theirs, ours, until).seq == wanted
    assert len(asked) <= 2 + until.bit_length() * 2
