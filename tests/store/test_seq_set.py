"""A set of row numbers is one, and takes a bit for each number."""

from hypothesis import given
from hypothesis import strategies as st

from server.store.seq_set import SeqSet


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 300))))
def test_it_is_a_set(steps: list[tuple[bool, int]]) -> None:
    found, should = SeqSet(), set[int]()
    for adds, n in steps:
        (found.add if adds else found.discard)(n)
        (should.add if adds else should.discard)(n)
    assert [n for n in range(-9, 400) if n in found] == sorted(should)
    assert len(found) == len(should)
