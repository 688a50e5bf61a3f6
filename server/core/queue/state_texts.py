"""What people call the states of a ticket."""

from collections.abc import Mapping
from typing import Final

from server.core.model import Ticket
from server.core.texts import BothTexts

TICKET_STATES: Final[Mapping[str, BothTexts]] = {
    "waiting": BothTexts("đang chờ", "waiting"),
    "called": BothTexts("đang được gọi", "called"),
    "serving": BothTexts("đang phục vụ", "being served"),
    "finished": BothTexts("đã xong", "finished"),
    "no_show": BothTexts("vắng", "a no-show"),
    "parked": BothTexts("chờ bổ sung", "parked"),
    "cancelled": BothTexts("đã hủy", "cancelled"),
}
_AWAY: Final = BothTexts("đang giữ chỗ cho người đi ra ngoài", "kept for somebody who has gone for a while")
_EXPECTED: Final = BothTexts("lấy từ xa, người dân chưa đến", "taken from afar, its person is not here yet")


def state_text(ticket: Ticket) -> BothTexts:
    """The words for a ticket's state; a person who is away for a while is not missing papers."""
    if ticket.expected:
        return _EXPECTED
    return _AWAY if ticket.away else TICKET_STATES[ticket.state]
