"""The tests' own printer reads ESC/POS as a printer does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.drawing import render
from kiosk.printers.commands import ASK_DONE, ask_status, job
from tests.support.escpos_stream import Stream
from tests.support.slips import SAMPLE

SLIP = job(render(SAMPLE, 384))


@pytest.mark.parametrize(
    "command",
    [
        b"\x1b@",
        b"\x1ba\x01",
        b"\x1bd\x06",
        b"\x1b*\x21\x02\x00abcdef",
        b"\x1b*\x00\x02\x00ab",
        b"\x1bD\x08\x10\x00",
        b"\x1bp\x00\x32\x32",
        b"\x1d!\x11",
        b"\x1dV\x00",
        b"\x1dVB\x00",
        b"\x1dv0\x00\x02\x00\x01\x00\x1b@",
        b"\x1d(L\x03\x00abc",
        b"\x1d8L\x02\x00\x00\x00ab",
        b"\x1dkI\x02ab",
        b"\x1dk\x04ab\x00",
        b"\x1d*\x01\x01abcdefgh",
        b"\x1dr\x01",
        b"\x1dL\x10\x00",
        b"\x1c(A\x02\x00ab",
        b"\x1c.",
        b"\x10\x04\x01",
        b"\x10\x14\x01\x00\x01",
        b"\n",
        b"A",
    ],
)
def test_a_command_is_taken_whole(command: bytes) -> None:
    """Its arguments are not commands, whatever they look like."""
    found = [taken.data for taken in Stream().feed(command + b"\x1b@")]
    assert found == [command, b"\x1b@"]


@given(st.lists(st.integers(1, 5000), max_size=30))
def test_it_does_not_matter_how_the_bytes_arrive(sizes: list[int]) -> None:
    """A command may come in pieces."""
    data = SLIP + ASK_DONE + ask_status(1)
    whole = [command.data for command in Stream().feed(data)]
    stream, found = Stream(), []
    for size in sizes:
        found += [command.data for command in stream.feed(data[:size])]
        data = data[size:]
    found += [command.data for command in stream.feed(data)]
    assert found == whole
