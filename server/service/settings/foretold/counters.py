"""What another set of counters would bring with it: who works there now, and how the counter is spoken and shown."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from server.config import CentreSettings
from server.core.model import Counter, CounterPlace, Layout, TicketState
from server.core.texts import BothTexts, FilledTexts
from server.service.context import Context
from server.service.settings.foretold.beside import Beside, waiting
from server.service.today import today
from server.store.people import people
from server.store.queue import counters, tickets

_AT_WORK: Final = BothTexts("{counter} đang mở: {officer}.", "{counter} is open: {officer}.")
_SERVES_ON: Final = BothTexts(
    "Cho đến khi mở lại, quầy vẫn phục vụ: {now}. Từ lần mở sau: {later}.",
    "Until it is opened again it serves: {now}. From then on: {later}.",
)
_SERVES: Final = BothTexts(
    "{counter} đang đóng: khi mở sẽ phục vụ {later}.",
    "{counter} is closed: once it is open it serves {later}.",
)
_HALL: Final = BothTexts(
    "{counter} và các số gọi đến đó hiện trên màn hình của {hall}, không hiện ở {before} nữa.",
    "{counter} and the calls to it are shown in {hall}, and in {before} no more.",
)
_SPOKEN: Final = BothTexts("Khi gọi sẽ đọc: {sentence}", "A call will say: {sentence}")
_SHOWN: Final = BothTexts("Màn hình và phiếu sẽ ghi: {counter}.", "Screens and slips will say: {counter}.")
_CLOSE_FIRST: Final = BothTexts(
    "{counter} đang mở: đóng quầy trước, rồi mới bỏ hoặc chuyển sang điểm khác được.",
    "{counter} is open: close it first; only then it can go or move to another point.",
)
_KEPT: Final = BothTexts(
    "{people} số đang được giữ cho {counter}: bỏ được quầy khi các số ấy xong.",
    "{people} numbers are kept for {counter}: it can go once they are done.",
)
_GOES: Final = BothTexts(
    "{counter} không có ai làm việc: bỏ được ngay.", "Nobody works at {counter}: it can go now."
)
_UNSERVED: Final = BothTexts(
    "{field}: không còn quầy nào phục vụ; {people} người đang chờ.",
    "{field}: no counter serves it any more; {people} people wait.",
)


def of_counters(context: Context, wanted: CentreSettings, beside: Beside) -> tuple[FilledTexts, ...]:
    """Of each counter that is new, another one, or gone, and of fields that none would serve."""
    before, after = context.centre.layout, wanted.as_centre().layout
    with context.store.read() as connection:
        day = today(context, connection)[2]
        step = _Step(connection, day, before, after, counters.everything(connection))
        told = [text for n in before.counters.keys() - after.counters.keys() for text in step.leaving(n)]
        for n, place in after.counters.items():
            was = before.counters.get(n)
            if was == place and before.point_of(n) == after.point_of(n):
                continue
            told += [*step.at_work(n, place), *step.elsewhere(n, place)]
            if was is None or was.name != place.name:
                told.append(_SHOWN.filled(counter=place.name))
                told.append(_SPOKEN.filled(sentence=beside.call_to(wanted, place)))
        told += step.unserved()
    return tuple(told)


@dataclass(frozen=True, slots=True)
class _Step:
    """From one layout to another, at one moment of `connection`."""

    connection: sqlite3.Connection
    day: str
    before: Layout
    after: Layout
    now: Mapping[int, Counter]

    def leaving(self, n: int) -> Iterator[FilledTexts]:
        """A counter that goes."""
        name = self.before.counters[n].name
        states = (TicketState.WAITING, TicketState.PARKED)
        kept = sum(
            t.for_counter == n for state in states for t in tickets.kept(self.connection, self.day, state)
        )
        if self._is_at_work(n):
            yield _CLOSE_FIRST.filled(counter=name)
        if kept:
            yield _KEPT.filled(people=kept, counter=name)
        if not kept and not self._is_at_work(n):
            yield _GOES.filled(counter=name)

    def at_work(self, n: int, place: CounterPlace) -> Iterator[FilledTexts]:
        """Who works there now, and what they serve until it is opened again; for a closed counter, what it will serve."""
        was = self.before.counters.get(n)
        serves_others = was is not None and (was.fields, was.helps) != (place.fields, place.helps)
        if not self._is_at_work(n):
            if serves_others:
                names = self._names((*place.fields, *place.helps))
                yield _SERVES.filled(counter=place.name, later=names)
            return
        counter = self.now[n]
        officer = people.find(self.connection, counter.officer or "")
        name = officer.name if officer else (counter.officer or "")
        yield _AT_WORK.filled(counter=place.name, officer=name)
        if self.before.point_of(n) != self.after.point_of(n):
            yield _CLOSE_FIRST.filled(counter=place.name)
        if serves_others:
            serves, later = (*counter.fields, *counter.helps), (*place.fields, *place.helps)
            yield _SERVES_ON.filled(now=self._names(serves), later=self._names(later))

    def elsewhere(self, n: int, place: CounterPlace) -> Iterator[FilledTexts]:
        """One that would stand in another hall."""
        was = self.before.counters.get(n)
        if was is not None and was.hall != place.hall:
            halls = {**self.before.halls, **self.after.halls}
            names = {"hall": halls[place.hall], "before": halls[was.hall]}
            yield _HALL.filled(counter=place.name, **names)

    def unserved(self) -> Iterator[FilledTexts]:
        """Fields that some counter serves now, and that none would serve."""
        for code, field in self.after.fields.items():
            if code in _served(self.before) and code not in _served(self.after):
                yield _UNSERVED.filled(field=field.names, people=waiting(self.connection, self.day, code))

    def _is_at_work(self, n: int) -> bool:
        return n in self.now and self.now[n].at_work

    def _names(self, codes: tuple[str, ...]) -> tuple[Mapping[str, str], ...]:
        return tuple(self.after.fields[code].names for code in codes if code in self.after.fields)


def _served(layout: Layout) -> set[str]:
    return {code for place in layout.counters.values() for code in (*place.fields, *place.helps)}
