"""What another set of fields would bring with it: who waits there, the next number, the kiosk, today's limit."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from server.config import CentreSettings
from server.core.centre import Centre
from server.core.model import IN_HAND, CounterPlace, Field, spelled
from server.core.queue.lines import MAIN
from server.core.texts import BothTexts, FilledTexts
from server.service.context import Context
from server.service.queue.tickets import issued_today
from server.service.settings.foretold.beside import Beside, waiting
from server.service.today import today
from server.store.queue import series, tickets

_GOES: Final = BothTexts(
    "{field}: {people} người đang chờ phải chuyển sang lĩnh vực khác; khi bỏ, chọn lĩnh vực cho họ. Họ giữ số và giờ đến.",
    "{field}: {people} people wait and have to go on in another field; choose it when you remove this one. They keep their numbers and their time.",
)
_GOES_EMPTY: Final = BothTexts(
    "{field}: không có ai đang chờ.", "{field}: nobody waits there, so nobody has to move."
)
_IN_HAND: Final = BothTexts(
    "Số {number} đang ở {counter}: bỏ được lĩnh vực này khi số ấy xong.",
    "Number {number} is at {counter}: the field can go once that visit has ended.",
)
_STAY: Final = BothTexts(
    "{people} người đang chờ ở lĩnh vực này giữ số và thứ tự của mình.",
    "{people} people wait in this field; they keep their numbers and their places.",
)
_NEXT: Final = BothTexts("Số tiếp theo sẽ in: {number}.", "The next number to be printed: {number}.")
_PREFIX_HAD: Final = BothTexts(
    "Chữ {prefix} đã có trên số của lĩnh vực khác hôm nay: từ ngày mai mới đổi được.",
    "Numbers of another field bear {prefix} today: it can be set from tomorrow on.",
)
_LIMIT_LEFT: Final = BothTexts(
    "Hôm nay đã cấp {given} số: còn {left} số nữa.",
    "{given} numbers were given today: {left} are left.",
)
_LIMIT_OVER: Final = BothTexts(
    "Hôm nay đã cấp {given} số: máy lấy số và điện thoại ngừng cấp ngay khi lưu; công chức vẫn cấp được.",
    "{given} numbers were given today: kiosks and phones give no more as soon as this is saved; officers may go on.",
)
_NO_LIMIT: Final = BothTexts(
    "Hôm nay đã cấp {given} số; không còn giới hạn.", "{given} numbers were given today; there is no limit."
)
_TILE: Final = BothTexts(
    "Ô trên máy lấy số: “{vi}” ({en}), {people} người đang chờ.",
    "Its row at the kiosk: “{en}” ({vi}), {people} waiting.",
)
_SHUT: Final = BothTexts(
    "Lúc này ngoài giờ của lĩnh vực: máy lấy số không cấp số.",
    "These are not the field's hours: kiosks give no number now.",
)
_HELPER: Final = BothTexts(
    "Máy lấy số không cấp số của lĩnh vực này: người dân được mời đến người hướng dẫn.",
    "Kiosks give no number of this field: people are sent to a helper.",
)
_CARD: Final = BothTexts(
    "Máy lấy số chỉ cấp số sau khi quét thẻ căn cước.",
    "Kiosks give a number only after a citizen card was scanned.",
)
_UNSERVED: Final = BothTexts(
    "{field}: chưa có quầy nào phục vụ. Thêm vào một quầy, nếu không số của lĩnh vực này không ai gọi.",
    "{field}: no counter serves it yet. Add it to one, or nobody calls its numbers.",
)
_SPOKEN: Final = BothTexts("Khi gọi sẽ đọc: {sentence}", "A call will say: {sentence}")


def of_fields(context: Context, wanted: CentreSettings, beside: Beside) -> tuple[FilledTexts, ...]:
    """Of each field that is new, another one, or gone; of languages that calls would be spoken in."""
    before, after = context.centre.layout.fields, wanted.as_centre()
    spoken = context.settings.document.languages()
    with context.store.read() as connection:
        day = today(context, connection)[2]
        foretelling = _Foretelling(context, connection, day, after)
        gone = (field for code, field in before.items() if code not in after.layout.fields)
        told = [text for field in gone for text in foretelling.leaving(field)]
        for code, field in after.layout.fields.items():
            if field != before.get(code):
                told += foretelling.changed(before.get(code), field)
            if spoken.get(code) != wanted.languages()[code]:
                told.append(_SPOKEN.filled(sentence=beside.call_of(wanted, code, _called_to(after, code))))
    return tuple(told)


def _called_to(centre: Centre, code: str) -> CounterPlace:
    """A counter that serves the field, or any."""
    every = [*centre.layout.counters.values()]
    return next((place for place in every if code in place.fields), every[0])


@dataclass(frozen=True, slots=True)
class _Foretelling:
    """At one moment of `connection`; `after` is the centre as it would be."""

    context: Context
    connection: sqlite3.Connection
    day: str
    after: Centre

    def leaving(self, field: Field) -> Iterator[FilledTexts]:
        """A deleted field: who waits there, and who is being served."""
        here = tickets.of_field(self.connection, self.day, field.code)
        layout = self.context.centre.layout
        for ticket in here:
            if ticket.state in IN_HAND and (place := layout.counters.get(ticket.counter or 0)):
                yield _IN_HAND.filled(number=ticket.number, counter=place.name)
        people = waiting(self.connection, self.day, field.code)
        yield (_GOES if people else _GOES_EMPTY).filled(field=field.names, people=people)

    def changed(self, before: Field | None, field: Field) -> Iterator[FilledTexts]:
        """A field that is new, or another one."""
        people = waiting(self.connection, self.day, field.code)
        if people:
            yield _STAY.filled(people=people)
        if before is None or (before.prefix, before.first_number) != (field.prefix, field.first_number):
            yield self._next(field)
        if before is None or before.daily_limit != field.daily_limit:
            yield from self._limit(before, field)
        yield from self._at_the_kiosk(field, people)
        if all(
            field.code not in (*place.fields, *place.helps) for place in self.after.layout.counters.values()
        ):
            yield _UNSERVED.filled(field=field.names)

    def _next(self, field: Field) -> FilledTexts:
        if tickets.with_prefix(self.connection, self.day, field.prefix, field.code):
            return _PREFIX_HAD.filled(prefix=field.prefix)
        last = series.last(self.connection, self.day, field.prefix)
        return _NEXT.filled(number=spelled(field.prefix, max(last + 1, field.first_number)))

    def _limit(self, before: Field | None, field: Field) -> Iterator[FilledTexts]:
        given = issued_today(self.connection, self.day, field)
        if not field.daily_limit:
            if before is not None:
                yield _NO_LIMIT.filled(given=given)
            return
        left = field.daily_limit - given
        yield (_LIMIT_LEFT if left > 0 else _LIMIT_OVER).filled(given=given, left=left)

    def _at_the_kiosk(self, field: Field, people: int) -> Iterator[FilledTexts]:
        if field.helper_only:
            yield _HELPER.filled()
            return
        yield _TILE.filled(people=people, **field.names)
        if field.card_only:
            yield _CARD.filled()
        hours = self.after.hours_at(MAIN).of_field(field.hours)
        if field.hours and not hours.open_at(self.context.centre.local(self.context.clock())):
            yield _SHUT.filled()
