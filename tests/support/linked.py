"""A centre in this process with a line to a fake city, and what that city should hold of its journal."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from server.core.link.batch import MOST_EVENTS, JournalRow, event_of
from server.link.conversation import Sources
from server.link.joined import Joined, journal_mark, keep
from server.link.link import Link
from server.service.context import Context
from server.service.last_row import last_row
from server.store import journal, link_rows
from tests.support.fake_city import TOKEN, FakeCity
from tests.support.waiting import until


def nothing() -> dict[str, Any]:
    return {}


SILENT = Sources(nothing, nothing)


def joined_to(city: FakeCity, context: Context, token: str = TOKEN) -> Joined:
    """The centre of this context, joined."""
    with context.store.read() as connection:
        mark = journal_mark(journal.first_digest(connection))
    return Joined(city.url, "W0001", "Phường Thử", token, mark, 1, "test")


def join(city: FakeCity, context: Context, data: Path) -> Joined:
    """The same, written down."""
    joined = joined_to(city, context)
    keep(data, joined)
    return joined


@contextmanager
def linked(context: Context, data: Path, city: FakeCity, **more: Any) -> Iterator[Link]:
    """A line that is open until the context is left. Nobody waits long for a failure."""
    sources = more.pop("sources", SILENT)
    link = Link(context, data, joined_to(city, context), sources, dice=more.pop("dice", lambda: 0.0), **more)
    try:
        yield link
    finally:
        link.close()


def should_hold(context: Context) -> list[list[Any]]:
    """The rows that the city should have of this journal, as JSON brings them."""
    with context.store.read() as connection:
        rows: list[JournalRow] = list(link_rows.after(connection, 0, 1_000_000))
    found = [event for row in rows if (event := event_of(row)) is not None]
    as_sent: list[list[Any]] = json.loads(json.dumps(found))
    return as_sent


def all_is_there(context: Context, city: FakeCity) -> None:
    """Wait until the city has everything, then compare."""
    until(lambda: city.now.stored == last_row(context))
    assert city.rows == should_hold(context)
    assert city.wrong == []
    with context.store.read() as connection:
        digests = {seq: link_rows.digest_of(connection, seq) for seq in city.now.marks if seq}
    assert {seq: made for seq, made in city.now.marks.items() if seq and digests[seq]} == {
        seq: made for seq, made in digests.items() if made
    }
    assert all(len(body["events"]) <= MOST_EVENTS for body in city.bodies)
