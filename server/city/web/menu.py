"""The menu of the city's pages: each area has an entry here, shown to those who may open it."""

from dataclasses import dataclass, replace
from typing import Final

from server.city.people.access import may, sees_all
from server.core.texts import BothTexts


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its address, its name, and the permission that it needs.

    `of_some` is its name for people who see only some of the centres, if that differs.
    """

    href: str
    text: BothTexts
    permission: str
    of_some: BothTexts | None = None


ENTRIES: Final = (
    Entry(
        "/board",
        BothTexts("Toàn thành phố", "The whole city"),
        "board.read",
        of_some=BothTexts("Trung tâm của tôi", "My centres"),
    ),
    Entry("/fleet", BothTexts("Tình trạng kỹ thuật", "Technical state"), "fleet.read"),
    Entry("/reports", BothTexts("Báo cáo", "Reports"), "reports.read"),
    Entry("/catalogue", BothTexts("Danh mục thủ tục", "Catalogue"), "catalogue.read"),
    Entry("/people", BothTexts("Người dùng", "People"), "people.manage"),
    Entry("/audit", BothTexts("Nhật ký thao tác", "Who did what"), "audit.read"),
)


def menu() -> list[Entry]:
    """The pages that the caller may open."""
    found = [entry for entry in ENTRIES if may(entry.permission)]
    if sees_all():
        return found
    return [replace(entry, text=entry.of_some or entry.text) for entry in found]
