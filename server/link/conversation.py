"""Exchanges with the city: what is sent, and what follows from each answer. It remembers nothing that the city does not know too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from server import __version__
from server.core.link import batch as batches
from server.core.link.allowed_now import leaving_now
from server.core.link.batch import MOST_EVENTS, MOST_PACKED, MOST_ROWS, PROTOCOL, Batch, End
from server.core.link.now import Parted
from server.core.units import SECOND_MS
from server.link.answers import Answers, Halt, halted
from server.link.joined import journal_mark
from server.link.line import CityAnswer, LineBroken, LineToCity
from server.link.packing import packed
from server.link.parting import Marks, lift_above_theirs, part
from server.service.context import Context
from server.store import journal, link_rows

_OK: Final = 200
_CONFLICT: Final = 409
_TOO_LARGE: Final = 413
_HEALTH_EVERY_MS: Final = 30 * SECOND_MS
_FEWEST: Final = 20


@dataclass(frozen=True, slots=True)
class Sources:
    """The present facts that are sent beside the journal: what is `shown` to people, the machines' `health`, the day's `quiet` hours."""

    shown: Callable[[], dict[str, Any]]
    health: Callable[[], dict[str, Any]]
    quiet: Callable[[], dict[str, Any]] = dict


@dataclass(frozen=True, slots=True)
class Went:
    """A successful exchange. `more` says that further rows wait; `wait_s` is the pause that the city asked for, in seconds."""

    more: bool
    wait_s: object = None


class Conversation:
    """A centre and its city. One thread calls `speak` for each exchange; `stored`, `parted` and `clock_ahead_ms` are the results."""

    def __init__(
        self, context: Context, marks: Marks, line: LineToCity, sources: Sources, answers: Answers
    ) -> None:
        self._context, self._line, self._sources, self._answers = context, line, sources, answers
        self._marks = marks
        self.stored: int | None = None
        self.parted: Parted | None = None
        self.clock_ahead_ms: int | None = None
        self._most = MOST_EVENTS
        self._told: dict[str, dict[str, Any]] = {}
        self._health_at = 0
        self._compared = False

    def speak(self) -> Went:
        """Send what the city does not have, and take in its answer. Raises `Halt`."""
        self._must_be_the_centre()
        said = self._told_now()
        batch, end = self._batch()
        while len(body := self._packed(batch, said)) > MOST_PACKED:
            self._must_be_smaller(batch)
            batch, end = self._batch()
        try:
            answer = self._line.ask("POST", "/sync", body)
        except LineBroken as broken:
            self._fewer(len(batch.events))
            raise Halt(broken.code, said=str(broken)) from broken
        if answer.status == _OK:
            return self._went_well(answer, batch, end, said)
        if answer.status == _CONFLICT:
            return self._conflict(answer, batch, end)
        if answer.status == _TOO_LARGE:
            self._must_be_smaller(batch)
            return Went(more=True)
        halt = halted(answer)
        if (
            halt.code == "never" and halt.row is None
        ):  # no row's fault: what is told beside them is not told again
            self._told.update(said)
            self._answers.taken()
            raise Halt("unreadable", said=halt.said)
        raise halt

    def _went_well(
        self, answer: CityAnswer, batch: Batch, end: End, said: Mapping[str, dict[str, Any]]
    ) -> Went:
        facts = answer.facts or {}
        stored = _row(facts.get("stored"))
        self.clock_ahead_ms = _ahead_ms(facts.get("skew_ms"))
        self._answers.taken()
        self._told.update(said)
        self._most = min(MOST_EVENTS, self._most * 2)
        if stored > end.seq:
            return self._part(stored, end)
        self.stored = stored
        if not self._compared:
            self._compare_series(stored)
        self._answers.hand_down(facts, self._line)
        return Went(batch.after.seq < stored < end.seq, facts.get("wait_s"))

    def _conflict(self, answer: CityAnswer, batch: Batch, end: End) -> Went:
        facts = answer.facts or {}
        if (code := facts.get("code")) == "another_instance":
            raise Halt("another_instance")
        stored = _row(facts.get("stored"))
        if code == "gap" and stored <= end.seq:
            if stored == batch.after.seq:
                raise Halt("not_a_city", said="gap")
            self.stored = stored
            return Went(more=True)
        if code in {"gap", "forked"}:
            return self._part(stored, end)
        raise Halt("not_a_city", said=str(code))

    def _part(self, stored: int, end: End) -> Went:
        """The city has rows that are missing here: go on from the last row that both have."""
        common = part(self._context, self._line, self._marks, min(stored, end.seq))
        self.stored, self._compared = common.seq, False
        self.parted = Parted(self._context.clock(), common.seq)
        return Went(more=True)

    def _compare_series(self, stored: int) -> None:
        """Compare the series, once after each start and each parting: people may hold numbers that only the city knows."""
        lifted = lift_above_theirs(self._context, self._line)
        self._compared = True
        if lifted:
            after = stored if self.parted is None else self.parted.after
            self.parted = Parted(self._context.clock(), after, lifted)

    def _batch(self) -> tuple[Batch, End]:
        with self._context.store.read() as connection:
            end = link_rows.end(connection)
            if self.stored is None or self.stored > end.seq:
                return Batch(end, (), end), end
            after = End(self.stored, link_rows.digest_of(connection, self.stored))
            rows = link_rows.after(connection, after.seq, MOST_ROWS)
            return batches.batch_of(after, rows, self._most), end

    def _packed(self, batch: Batch, said: Mapping[str, dict[str, Any]]) -> bytes:
        body = {
            "protocol": PROTOCOL,
            "journal": self._marks.journal,
            "instance": self._marks.instance,
            "now": self._context.clock(),
            "version": __version__,
            "after": batch.after.seq,
            "digest": batch.after.digest,
            "events": batch.events,
            "last": batch.last.seq,
            "last_digest": batch.last.digest,
            "answers": [leaving_now("answers", answer) for answer in self._answers.to_send()],
            **said,
        }
        return packed(body)

    def _told_now(self) -> dict[str, dict[str, Any]]:
        """The facts beside the journal that changed since the city last received them; nothing until its cursor is known."""
        if self.stored is None:
            return {}
        found = {"shown": self._sources.shown(), "quiet": self._sources.quiet()}
        now = self._context.clock()
        if "health" not in self._told or not 0 <= now - self._health_at < _HEALTH_EVERY_MS:
            found["health"] = self._sources.health()
            self._health_at = now
        found = {name: leaving_now(name, facts) for name, facts in found.items()}
        return {name: facts for name, facts in found.items() if facts != self._told.get(name)}

    def _must_be_smaller(self, batch: Batch) -> None:
        if len(batch.events) <= 1:
            raise Halt("too_large", row=batch.last.seq)
        self._most = max(1, len(batch.events) // 2)

    def _fewer(self, sent: int) -> None:
        """Send fewer rows at a time: a bad line carries less."""
        if sent:
            self._most = min(self._most, max(_FEWEST, sent // 2))

    def _must_be_the_centre(self) -> None:
        with self._context.store.read() as connection:
            if journal_mark(journal.first_digest(connection)) != self._marks.journal:
                raise Halt("other_centre")


def _row(said: object) -> int:
    """The row that the city named. Raises `Halt` if there is none: then the other end is not a city."""
    if type(said) is not int or said < 0:
        raise Halt("not_a_city", said="stored")
    return said


def _ahead_ms(skew_ms: object) -> int | None:
    """By how much the city's clock is ahead, if the city says so; one of an earlier version does not."""
    return -skew_ms if type(skew_ms) is int else None
