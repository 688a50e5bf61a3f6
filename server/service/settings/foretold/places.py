"""The effects of changed points and halls: which machines stand there, who is called where, whether it is open now."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from server.config import CentreSettings
from server.core.centre import Centre
from server.core.model import Counter, Layout
from server.core.points import Point
from server.core.queue.opening_words import now_words
from server.core.texts import BothTexts, FilledTexts
from server.service.context import Context
from server.service.machines.points import IN_A_HALL
from server.service.settings.checks import people_by_point
from server.service.settings.foretold.beside import Beside, machines
from server.service.today import today
from server.store import screens
from server.store.queue import counters

_NEW_HALL: Final = BothTexts(
    "{hall}: chưa có quầy và màn hình nào. Chọn sảnh này ở từng quầy, và đặt màn hình ở trang Màn hình.",
    "{hall}: no counters and no screens yet. Choose it at each counter, and place screens on their page.",
)
_FIRST_HALL: Final = BothTexts(
    "{hall}: {counters} quầy chưa ghi sảnh sẽ thuộc sảnh này.",
    "{hall}: the {counters} counters that name no hall will stand in it.",
)
_HALL_HAS: Final = BothTexts(
    "{hall}: {counters} quầy, {screens} màn hình, {machines} máy lấy số và máy tính bảng đi theo.",
    "{hall}: {counters} counters, {screens} screens, {machines} kiosks and tablets go along.",
)
_HALL_GOES: Final = BothTexts(
    "{hall}: {screens} màn hình và {machines} máy đang ở sảnh này phải được đặt lại chỗ.",
    "{hall}: {screens} screens and {machines} machines that stand in it need another place.",
)
_MOVES: Final = BothTexts(
    "Từ khi lưu, quầy của sảnh này gọi người lấy số ở {after}, máy lấy số ở đây cấp số của {after}. Ai đã lấy số ở {before} vẫn được gọi ở đó, và tính vào số liệu ở đó.",
    "From then on its counters call whoever took a number at {after}, and its kiosks give numbers of {after}. Whoever took one at {before} is still called, and counted, there.",
)
_CLOSE_FIRST: Final = BothTexts(
    "{counters} đang mở: đóng quầy trước, rồi mới chuyển sang điểm khác được.",
    "{counters}: open now. Close them first; only then they can move to another point.",
)
_UNSERVED: Final = BothTexts(
    "{point}: không còn quầy nào; {people} người đang chờ ở đó không ai gọi.",
    "{point}: no counter any more; nobody calls the {people} people who wait there.",
)
_NEW_POINT: Final = BothTexts(
    "{point}: chưa có sảnh nào. Chọn điểm này ở một sảnh; máy lấy số và quầy của sảnh ấy thuộc về điểm.",
    "{point}: no hall yet. Choose it at a hall; that hall's kiosks and counters are of the point then.",
)
_POINT_HAS: Final = BothTexts("{point}: {halls}, {counters} quầy.", "{point}: {halls}, {counters} counters.")
_WRITTEN: Final = BothTexts(
    "Phiếu, điện thoại và máy lấy số ở đó sẽ ghi: {point}.",
    "Slips, phones and the kiosks there will say: {point}.",
)
_WRITTEN_AT: Final = BothTexts(
    "Phiếu, điện thoại và máy lấy số ở đó sẽ ghi: {point}, {address}.",
    "Slips, phones and the kiosks there will say: {point}, {address}.",
)
_NOW: Final = BothTexts(
    "Lúc này máy lấy số ở {point} nói: {said}", "At this moment kiosks at {point} say: {said}"
)
_OWN_HOURS: Final = BothTexts(
    "{point} không theo giờ của trung tâm nữa.", "{point} keeps the centre's hours no more."
)
_CENTRES_HOURS: Final = BothTexts("{point} theo giờ của trung tâm.", "{point} keeps the centre's hours.")
_POINT_STAYS: Final = BothTexts(
    "{point}: còn {people} người chờ hoặc đang được phục vụ. Bỏ được khi họ xong.",
    "{point}: {people} people wait or are served. It can go once they are done.",
)
_POINT_GOES: Final = BothTexts(
    "{point}: không có ai ở đó; bỏ được ngay. Số liệu những ngày trước vẫn giữ.",
    "{point}: nobody is there; it can go now. The figures of the days before stay.",
)


def of_halls(context: Context, wanted: CentreSettings, _beside: Beside) -> tuple[FilledTexts, ...]:
    """Of each hall that is new, another one, or gone."""
    with context.store.read() as connection:
        step = _Step.at(context, connection, wanted.as_centre())
        return tuple(step.halls())


def of_points(context: Context, wanted: CentreSettings, _beside: Beside) -> tuple[FilledTexts, ...]:
    """Of each point that is new, another one, or gone."""
    with context.store.read() as connection:
        step = _Step.at(context, connection, wanted.as_centre())
    at = context.centre.local(context.clock())
    told = [step.without(point) for point in step.before.points.keys() - step.after.points.keys()]
    for code, point in step.after.points.items():
        was = step.before.points.get(code)
        if point != was:
            told += step.point(code, point, was)
            told += _hours(point, was, now_words(step.centre.hours_at(code), at))
    return tuple(told)


def _hours(point: Point, was: Point | None, said: FilledTexts) -> Iterator[FilledTexts]:
    before = None if was is None else was.hours
    if point.hours == before:
        return
    if point.hours is None or before is None:
        yield (_CENTRES_HOURS if point.hours is None else _OWN_HOURS).filled(point=point.names)
    yield _NOW.filled(point=point.names, said=said)


@dataclass(frozen=True, slots=True)
class _Step:
    """From one layout to another, at one moment: who works where, how many stand and wait where."""

    before: Layout
    centre: Centre
    now: Mapping[int, Counter]
    screens: Mapping[str, int]
    machines: Mapping[str, int]
    people: Mapping[str, int]

    @classmethod
    def at(cls, context: Context, connection: sqlite3.Connection, centre: Centre) -> "_Step":
        day = today(context, connection)[2]
        standing = screens.everything(connection)
        in_use = [standing[each.id].hall for each in machines(connection, "display") if each.id in standing]
        placed = [each.hall for kind in IN_A_HALL for each in machines(connection, kind)]
        return cls(
            context.centre.layout,
            centre,
            counters.everything(connection),
            {hall: in_use.count(hall) for hall in in_use},
            {hall: placed.count(hall) for hall in placed if hall},
            people_by_point(connection, day),
        )

    @property
    def after(self) -> Layout:
        return self.centre.layout

    def halls(self) -> Iterator[FilledTexts]:
        for code in self.before.halls.keys() - self.after.halls.keys():
            yield _HALL_GOES.filled(
                hall=self.before.halls[code],
                screens=self.screens.get(code, 0),
                machines=self.machines.get(code, 0),
            )
        for code in self.after.halls:
            yield from self._hall(code)
        for point in self.after.points:
            people = self.people.get(point, 0)
            if people and self._serves(self.before, point) and not self._serves(self.after, point):
                yield _UNSERVED.filled(point=self.after.point_name(point), people=people)

    def _hall(self, code: str) -> Iterator[FilledTexts]:
        names, was = self.after.halls[code], self.before.halls.get(code)
        here = [place for place in self.after.counters.values() if place.hall == code]
        if was is None:
            yield (_FIRST_HALL if here else _NEW_HALL).filled(hall=names, counters=len(here))
        elif names != was or self._point(self.before, code) != self._point(self.after, code):
            yield _HALL_HAS.filled(
                hall=names,
                counters=len(here),
                screens=self.screens.get(code, 0),
                machines=self.machines.get(code, 0),
            )
        before, after = self._point(self.before, code), self._point(self.after, code)
        if before != after and (here or was is not None):
            yield _MOVES.filled(before=self.before.point_name(before), after=self.after.point_name(after))
            open_ = [p.name for p in here if p.n in self.now and self.now[p.n].at_work]
            if open_:
                yield _CLOSE_FIRST.filled(counters=", ".join(open_))

    def point(self, code: str, point: Point, was: Point | None) -> Iterator[FilledTexts]:
        """One that is new, or another one."""
        halls = tuple(self.after.halls[hall] for hall, at in self.after.hall_points.items() if at == code)
        if not halls:
            yield _NEW_POINT.filled(point=point.names)
        else:
            yield _POINT_HAS.filled(point=point.names, halls=halls, counters=self._serves(self.after, code))
        if was is None or (point.names, point.address) != (was.names, was.address):
            at = {"address": point.address} if point.address else {}
            yield (_WRITTEN_AT if at else _WRITTEN).filled(point=point.names, **at)

    def without(self, code: str) -> FilledTexts:
        """One that goes."""
        people = self.people.get(code, 0)
        text = _POINT_STAYS if people else _POINT_GOES
        return text.filled(point=self.before.point_name(code), people=people)

    @staticmethod
    def _point(layout: Layout, hall: str) -> str:
        return layout.hall_points.get(hall, "")

    @staticmethod
    def _serves(layout: Layout, point: str) -> int:
        """How many counters stand there."""
        return sum(layout.point_of(n) == point for n in layout.counters)
