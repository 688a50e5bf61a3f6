"""A clock that stands still until a test sets it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class SetClock:
    """Read like the wall clock: UTC milliseconds. Set in the centre's local time."""

    def __init__(self, local: str = "2026-11-23 08:00") -> None:  # a Monday
        self._passed = 0
        self.set(local)

    def __call__(self) -> int:
        return int(self._now.timestamp() * 1000)

    def local(self) -> datetime:
        """What it says, in the centre's time."""
        return self._now

    def set(self, local: str) -> None:
        """Set it to a local time, like `2026-11-23 08:00`."""
        self._now = datetime.fromisoformat(local).replace(tzinfo=HANOI)

    def to(self, at_ms: int) -> None:
        """Set it to UTC milliseconds, as the machine's own would be."""
        self._now = datetime.fromtimestamp(at_ms / 1000, HANOI)

    def forward(self, **step: float) -> None:
        """Let time pass: `forward(minutes=5)`."""
        self._now += timedelta(**step)
        self._passed += timedelta(**step) // timedelta(milliseconds=1)

    def wait_until(self, local: str) -> None:
        """Let time pass until a local time: `wait_until("2026-11-24 08:00")`."""
        before = self()
        self.set(local)
        self._passed += self() - before

    def steady(self) -> int:
        """Milliseconds that have passed, whatever it was set to meanwhile."""
        return self._passed

    def steady_s(self) -> float:
        """The same in seconds."""
        return self._passed / 1000

    def back(self, **step: float) -> None:
        """Set it back, as a technician or a time server does."""
        self._now -= timedelta(**step)
