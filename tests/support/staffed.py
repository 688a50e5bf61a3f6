"""A centre in a process of its own: what its visitors have to know, and what its people do there."""

from collections.abc import Mapping
from typing import Any

from tests.support.process import PASSWORD, Officer, Process, Staff


class StaffedCentre:
    """Whoever makes it starts the process and ends it."""

    def __init__(self, process: Process, staff: Staff) -> None:
        self.process, self.staff = process, staff

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.process.port}"

    @property
    def kiosk_token(self) -> str:
        return self.staff.kiosk

    @property
    def display_token(self) -> str:
        return self.staff.display

    @property
    def passwords(self) -> Mapping[str, str]:
        return dict.fromkeys(["quanly", *(officer.username for officer in self.staff.officers)], PASSWORD)

    def take(self, field: str) -> dict[str, Any]:
        """A number from the kiosk."""
        return self._told(201, "/tickets", self.staff.kiosk, {"field": field})

    def act(self, action: str, officer: Officer | None = None) -> dict[str, Any]:
        """What an officer does at the own counter; the first one unless named."""
        who = officer or self.staff.officers[0]
        return self._told(200, f"/counters/{who.counter}/{action}", who.token, {})

    def _told(self, wanted: int, path: str, token: str, body: dict[str, Any]) -> dict[str, Any]:
        status, answer = self.process.post(f"/api/v1{path}", token, body)
        assert status == wanted, answer
        told: dict[str, Any] = answer
        return told
