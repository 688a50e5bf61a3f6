"""The line to a printer: bytes there, and bytes back where there is a way back."""

from typing import Protocol


class LineError(Exception):
    """The connection is broken, or the printer did not accept bytes in time."""


class PrinterLine(Protocol):
    """A connection that is opened and closed around every job and every question."""

    @property
    def answers(self) -> bool:
        """Whether the printer can say anything back."""

    def open(self) -> None:
        """Connect, and forget whatever the printer said before. Raises `LineError`."""

    def send(self, data: bytes) -> None:
        """Send all of it. Raises `LineError`; then nobody knows how much arrived."""

    def receive(self, within_s: float) -> bytes:
        """Wait for bytes: at least one, or none when nothing came in time. Raises `LineError` when the peer hung up."""

    def close(self) -> None:
        """Hang up. Never raises."""


def chunks(data: bytes, size: int) -> list[bytes]:
    """Cut bytes into pieces, so that a timeout counts for a piece and not for a whole slow slip."""
    return [data[start : start + size] for start in range(0, len(data), size)]
