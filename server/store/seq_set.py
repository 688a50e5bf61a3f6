"""A set of numbers of the journal's rows, one bit each: years of visits are a few hundred kilobytes."""

from collections.abc import Iterable


class SeqSet:
    """Whole numbers from 0; it takes as much memory as its largest one has bits."""

    __slots__ = ("_bits", "_size")

    def __init__(self) -> None:
        self._bits = bytearray()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __contains__(self, n: int) -> bool:
        byte = n >> 3
        return 0 <= byte < len(self._bits) and bool(self._bits[byte] >> (n & 7) & 1)

    def add(self, n: int) -> None:
        """Have this number in it."""
        self.update((n,))

    def update(self, numbers: Iterable[int]) -> None:
        """Have all these numbers in it."""
        bits = self._bits
        for n in numbers:
            byte, bit = n >> 3, 1 << (n & 7)
            if byte >= len(bits):
                bits.extend(bytes(byte + 1 - len(bits)))
            if not bits[byte] & bit:
                bits[byte] |= bit
                self._size += 1

    def discard(self, n: int) -> None:
        """Remove this number."""
        if n in self:
            self._bits[n >> 3] &= ~(1 << (n & 7))
            self._size -= 1
