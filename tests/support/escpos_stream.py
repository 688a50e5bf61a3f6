"""A stream of ESC/POS bytes cut into commands, each taken whole however the bytes arrive."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

ESC, GS, FS, DLE = 0x1B, 0x1D, 0x1C, 0x10

# Bytes after the two that name the command (Epson ESC/POS reference).
_ESC_ARGUMENTS = (
    dict.fromkeys(b"!-3EGJdatRVM {=T%r U?g", 1) | dict.fromkeys(b"$\\c", 2) | {ord("p"): 3, ord("W"): 8}
)
_GS_ARGUMENTS = dict.fromkeys(b"raI!BhwHfb/TE", 1) | dict.fromkeys(b"LWP$\\", 2) | {ord("^"): 3}
_FS_ARGUMENTS = dict.fromkeys(b"!C-W", 1) | dict.fromkeys(b"Sp", 2)
_FEEDS_AND_CUTS = range(65, 105)


@dataclass(frozen=True)
class Command:
    """One command: `name` is its first bytes ("ESC @" is b"\\x1b@"), `data` all of it."""

    name: bytes
    data: bytes


class Stream:
    """Takes bytes, gives commands; keeps an unfinished command until the rest comes."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Command]:
        """Add bytes and yield every command that is whole by now."""
        self._buffer += data
        while self._buffer:
            length = _length(self._buffer)
            if length is None or length > len(self._buffer):
                return
            taken = bytes(self._buffer[:length])
            del self._buffer[:length]
            yield Command(_name(taken), taken)


def _name(data: bytes) -> bytes:
    if data[:3] == b"\x1dv0":
        return data[:3]
    return data[:2] if data[0] in {ESC, GS, FS, DLE} else data[:1]


def _length(buffer: bytearray) -> int | None:
    """Return the length of the first command, None when too little of it is there to say."""
    kinds: dict[int, Callable[[bytearray], int | None]] = {ESC: _esc, GS: _gs, FS: _fs, DLE: _dle}
    kind = kinds.get(buffer[0])
    if kind is None:
        return 1
    return kind(buffer) if len(buffer) > 1 else None


def _esc(buffer: bytearray) -> int | None:
    if buffer[1] == ord("*"):
        return _if_there(buffer, 5, lambda: 5 + _word(buffer, 3) * (3 if buffer[2] >= 32 else 1))
    if buffer[1] == ord("D"):
        return _to_nul(buffer, 2)
    return 2 + _ESC_ARGUMENTS.get(buffer[1], 0)


def _gs(buffer: bytearray) -> int | None:
    if buffer[1] == ord("k"):
        return _barcode(buffer)
    if buffer[1] in _GS_MEASURES:
        header, length = _GS_MEASURES[buffer[1]]
        return _if_there(buffer, header, lambda: length(buffer))
    return 2 + _GS_ARGUMENTS.get(buffer[1], 0)


def _barcode(buffer: bytearray) -> int | None:
    if len(buffer) < 4:
        return None
    return 4 + buffer[3] if buffer[2] >= 65 else _to_nul(buffer, 3)


def _fs(buffer: bytearray) -> int | None:
    if buffer[1] == ord("("):
        return _if_there(buffer, 5, lambda: 5 + _word(buffer, 3))
    return 2 + _FS_ARGUMENTS.get(buffer[1], 0)


def _dle(buffer: bytearray) -> int | None:
    if buffer[1] == 0x14:
        return 5
    return 3 if buffer[1] in {0x04, 0x05} else 1


def _word(buffer: bytearray, at: int) -> int:
    return int.from_bytes(buffer[at : at + 2], "little")


def _if_there(buffer: bytearray, header: int, length: Callable[[], int]) -> int | None:
    return length() if len(buffer) >= header else None


def _to_nul(buffer: bytearray, start: int) -> int | None:
    end = buffer.find(0, start)
    return None if end < 0 else end + 1


# The header that says how long the command is, and how long that is.
_GS_MEASURES: dict[int, tuple[int, Callable[[bytearray], int]]] = {
    ord("v"): (8, lambda buffer: 8 + _word(buffer, 4) * _word(buffer, 6)),
    ord("V"): (3, lambda buffer: 4 if buffer[2] in _FEEDS_AND_CUTS else 3),
    ord("("): (5, lambda buffer: 5 + _word(buffer, 3)),
    ord("8"): (7, lambda buffer: 7 + int.from_bytes(buffer[3:7], "little")),
    ord("*"): (4, lambda buffer: 4 + buffer[2] * buffer[3] * 8),
}
