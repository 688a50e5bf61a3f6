"""Who serves what is kept in memory, and is never out of date."""

import pytest

from server.service.context import Context
from server.service.queue import counters
from tests.support.journeys import LAN, MINH, take


def test_nobody_serves_before_a_counter_opens(context: Context) -> None:
    assert context.serving() == {}


def test_every_move_of_a_counter_is_seen_at_once(context: Context) -> None:
    seen = []
    for move in (counters.open_, counters.pause, counters.resume, counters.close):
        move(context, 1, LAN)
        seen.append(dict(context.serving()))
    opened = {"CT": (1,), "HT": (1,), "KQ": (1,)}
    assert seen == [opened, opened, opened, {}]


def test_a_break_is_seen_at_once_where_somebody_else_serves(context: Context) -> None:
    counters.open_(context, 1, LAN)
    counters.open_(context, 2, MINH)
    counters.pause(context, 1, LAN)
    assert context.serving()["CT"] == (2,)
    counters.resume(context, 1, LAN)
    assert context.serving()["CT"] == (1, 2)


def test_other_fields_are_seen_at_once(context: Context) -> None:
    counters.open_(context, 1, LAN)
    assert "DD" not in context.serving()
    counters.open_(context, 1, LAN, ["DD"])
    assert context.serving() == {"DD": (1,)}


def test_counters_are_listed_in_their_order(context: Context) -> None:
    counters.open_(context, 2, MINH)
    counters.open_(context, 1, LAN)
    assert context.serving()["CT"] == (1, 2)


def test_it_is_not_read_again_while_no_counter_moves(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    counters.open_(context, 1, LAN)
    kept = context.serving()
    monkeypatch.setattr(context.store, "read", None)
    assert context.serving() is kept


def test_tickets_do_not_make_it_forget(context: Context) -> None:
    counters.open_(context, 1, LAN)
    kept = context.serving()
    take(context)
    counters.call(context, 1, LAN)
    assert context.serving() is kept


def test_it_is_known_again_after_a_restart(context: Context, tmp_path: object) -> None:
    counters.open_(context, 1, LAN)
    context.close()
    again = Context(tmp_path / "data", context.centre, context.clock)
    assert again.serving() == {"CT": (1,), "HT": (1,), "KQ": (1,)}
    again.close()
