"""What other rules for kiosks and the hall's screens would bring with them: what they show and refuse at this moment."""

from collections.abc import Iterator
from typing import Final

from server.config import CentreSettings
from server.core.texts import BothTexts, FilledTexts
from server.service.context import Context
from server.service.settings.foretold.beside import Beside, machines
from server.store.people import people
from server.store.queue import counters, tickets

_NO_KIOSK: Final = BothTexts("Chưa có máy lấy số nào.", "There is no kiosk yet.")
_CARDS: Final = BothTexts(
    "Từ khi lưu, mỗi thẻ căn cước quét ở máy lấy số được {limit} số một ngày; số hôm nay lấy trước đó không tính.",
    "From then on each citizen card that is scanned at a kiosk gets {limit} numbers a day; those of today before do not count.",
)
_CARDS_ANEW: Final = BothTexts(
    "Ngay khi lưu, mỗi thẻ căn cước được {limit} số một ngày, tính cả số đã lấy hôm nay: thẻ đã lấy đủ thì máy mời gặp người hướng dẫn.",
    "As soon as this is saved each citizen card gets {limit} numbers a day, those of today included; whoever has that many is sent to a helper.",
)
_NO_CARDS: Final = BothTexts(
    "Ngay khi lưu, không đếm thẻ nữa: mỗi thẻ lấy bao nhiêu số cũng được.",
    "As soon as this is saved cards are counted no more: each gets as many numbers as are asked for.",
)
_PACE: Final = BothTexts(
    "{kiosks} máy lấy số: mỗi máy cấp nhiều nhất {limit} số trong một phút; quá mức thì mời gặp người hướng dẫn. Máy tính bảng và công chức không bị giới hạn.",
    "{kiosks} kiosks: each gives {limit} numbers a minute at most and asks for a helper beyond that. Tablets and officers are not limited.",
)
_NO_PACE: Final = BothTexts(
    "{kiosks} máy lấy số: cấp nhanh bao nhiêu cũng được.",
    "{kiosks} kiosks: they give numbers as fast as people ask.",
)
_STAYS: Final = BothTexts(
    "Mỗi sảnh hiện được nhiều nhất {rate} số gọi một phút ở chỗ lớn, mỗi số ít nhất {seconds} giây; gọi dồn hơn thế thì số sau phải đợi.",
    "Each hall shows {rate} calls a minute in its large places at most, each for {seconds} seconds at least; in a greater rush calls wait for their turn.",
)
_NAMES: Final = BothTexts(
    "Màn hình trên quầy sẽ hiện tên: {names}.", "Screens above the counters will show: {names}."
)
_NAMES_LATER: Final = BothTexts(
    "Chưa quầy nào mở: khi mở, màn hình trên quầy hiện tên công chức.",
    "No counter is open: once one is, the screen above it shows its officer's name.",
)
_NO_NAMES: Final = BothTexts(
    "Màn hình trên quầy không hiện tên công chức nữa.", "Screens above the counters show no names any more."
)
_PRIORITY: Final = BothTexts(
    "Lúc này chữ “Ưu tiên” hiện ở: {counters}.", "At this moment “Priority” stands at: {counters}."
)
_PRIORITY_LATER: Final = BothTexts(
    "Lúc này không quầy nào tiếp người có diện ưu tiên: chữ “Ưu tiên” hiện khi có.",
    "At this moment no counter serves somebody with a priority class: “Priority” is shown once one does.",
)
_NO_PRIORITY: Final = BothTexts(
    "Màn hình không hiện chữ “Ưu tiên” nữa; thứ tự gọi không đổi.",
    "Screens show “Priority” no more; the calling order stays.",
)
_AT: Final = BothTexts("{counter} – {officer}", "{counter} – {officer}")
_PLACES: Final = 3
"""`display.large_places.PLACES`."""


def of_kiosk(context: Context, wanted: CentreSettings, _beside: Beside) -> tuple[FilledTexts, ...]:
    """How many numbers a card and a kiosk get."""
    before, after = context.settings.document.kiosk, wanted.kiosk
    with context.store.read() as connection:
        kiosks = len(machines(connection, "kiosk"))
    told = []
    if before.numbers_per_card_per_day != (limit := after.numbers_per_card_per_day):
        counted = _CARDS_ANEW if before.numbers_per_card_per_day else _CARDS
        told.append(counted.filled(limit=limit) if limit else _NO_CARDS.filled())
    if before.numbers_per_minute != (pace := after.numbers_per_minute):
        told.append((_PACE if pace else _NO_PACE).filled(kiosks=kiosks, limit=pace))
    return (*told, _NO_KIOSK.filled()) if told and not kiosks else tuple(told)


def of_display(context: Context, wanted: CentreSettings, _beside: Beside) -> tuple[FilledTexts, ...]:
    """How long calls would be shown large, and whose names and which counters' priority would be shown now."""
    return tuple(_of_display(context, wanted))


def _of_display(context: Context, wanted: CentreSettings) -> Iterator[FilledTexts]:
    before, after = context.settings.document.display, wanted.display
    if before.call_stays_seconds != (seconds := after.call_stays_seconds):
        yield _STAYS.filled(rate=_PLACES * 60 // seconds, seconds=seconds)
    if before.officer_names and not after.officer_names:
        yield _NO_NAMES.filled()
    elif after.officer_names and not before.officer_names:
        names = _at_work(context)
        yield _NAMES.filled(names=names) if names else _NAMES_LATER.filled()
    if before.priority_shown and not after.priority_shown:
        yield _NO_PRIORITY.filled()
    elif after.priority_shown and not before.priority_shown:
        shown = _with_priority(context)
        yield _PRIORITY.filled(counters=shown) if shown else _PRIORITY_LATER.filled()


def _at_work(context: Context) -> tuple[FilledTexts, ...]:
    """Each counter at work with its officer's name, and title if there is one."""
    with context.store.read() as connection:
        known = counters.everything(connection)
        everybody = {person.username: person for person in people.all_of(connection)}
    return tuple(
        _AT.filled(counter=place.name, officer=", ".join(filter(None, (officer.name, officer.title))))
        for n, place in context.centre.layout.counters.items()
        if (counter := known.get(n)) is not None
        and counter.at_work
        and (officer := everybody.get(counter.officer or "")) is not None
    )


def _with_priority(context: Context) -> str:
    """The counters that serve somebody with a priority class now."""
    with context.store.read() as connection:
        known = counters.everything(connection).values()
        in_hand = {counter.n: tickets.find(connection, counter.ticket) for counter in known if counter.ticket}
    return "; ".join(
        place.name
        for n, place in context.centre.layout.counters.items()
        if (ticket := in_hand.get(n)) is not None and ticket.priority
    )
