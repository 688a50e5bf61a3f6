"""Tracking codes: short, and nobody can make one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.service.context import Context
from server.service.queue.tracks import TrackCodes

CODES = TrackCodes(bytes(32))
TICKETS = st.integers(min_value=1, max_value=2**40 - 1)


@given(TICKETS)
def test_a_code_leads_back_to_its_ticket(ticket: int) -> None:
    assert CODES.ticket(CODES.code(ticket)) == ticket


@given(TICKETS)
def test_a_code_fits_into_an_address(ticket: int) -> None:
    code = CODES.code(ticket)
    assert len(code) == 16
    assert all(c.isascii() and (c.isalnum() or c in "-_") for c in code)


@given(TICKETS, st.integers(min_value=0, max_value=15), st.sampled_from("ABCDwxyz0189-_"))
def test_a_code_with_one_letter_changed_leads_nowhere(ticket: int, place: int, letter: str) -> None:
    code = CODES.code(ticket)
    changed = code[:place] + letter + code[place + 1 :]
    assert CODES.ticket(changed) == (ticket if changed == code else None)


@given(st.text(max_size=40))
def test_nothing_that_people_type_is_more_than_unknown(text: str) -> None:
    assert CODES.ticket(text) is None


@pytest.mark.parametrize("code", ["", "=", "A" * 15, "A" * 16, "A" * 20, "A" * 16 + "==", "á" * 16])
def test_what_was_never_given_leads_nowhere(code: str) -> None:
    assert CODES.ticket(code) is None


@given(TICKETS)
def test_another_centres_code_leads_nowhere(ticket: int) -> None:
    assert CODES.ticket(TrackCodes(b"x" * 32).code(ticket)) is None


def test_a_centre_keeps_its_codes_over_a_restart(context: Context, tmp_path: object) -> None:
    code = context.tracks.code(7)
    context.close()
    again = Context(tmp_path / "data", context.centre, context.clock)
    assert again.tracks.ticket(code) == 7
    again.close()
