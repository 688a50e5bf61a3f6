"""Live lines are opened at a pace that leaves others their turn, in the order in which they came."""

from typing import Any

from server.process.handshakes import A_SECOND, AT_ONCE, Handshakes


class Clock:
    """Seconds, set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def crowd(clock: Clock, count: int) -> tuple[Handshakes, list[Any]]:
    handshakes, lines = Handshakes(clock), [object() for _ in range(count)]
    for line in lines:
        handshakes.add(line)  # type: ignore[arg-type]
    return handshakes, lines


def everybody(_: object) -> bool:
    return True


def test_a_halls_screens_come_at_once_after_a_quiet_time() -> None:
    handshakes, lines = crowd(Clock(), AT_ONCE)
    assert handshakes.due(everybody) == lines
    assert handshakes.next_s() is None


def test_a_crowd_waits_for_its_turn() -> None:
    clock = Clock()
    handshakes, lines = crowd(clock, AT_ONCE + 3)
    assert handshakes.due(everybody) == lines[:-3]
    assert handshakes.due(everybody) == []

    wait = handshakes.next_s()
    assert wait is not None
    assert 0 < wait <= 1 / A_SECOND
    clock.now += 2.01 / A_SECOND
    assert handshakes.due(everybody) == lines[-3:-1]


def test_who_waits_no_more_takes_no_turn() -> None:
    handshakes, lines = crowd(Clock(), AT_ONCE + 2)
    assert handshakes.due(lambda line: line not in lines[:2]) == lines[2:]
