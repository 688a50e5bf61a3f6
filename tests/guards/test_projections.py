"""Every event and every table has its place in the one registry of projections."""

from server.core.events import EVENT_TYPES
from server.store import Store
from server.store.projections import BESIDE, FOLLOWERS, PROJECTIONS, REPLAYED, WITHOUT


def test_every_event_is_followed_by_a_table_or_says_why_not() -> None:
    followed = {event for projection in PROJECTIONS for event in projection.events}
    assert set(EVENT_TYPES.values()) == followed | WITHOUT.keys()
    assert followed & WITHOUT.keys() == set()
    assert all(WITHOUT.values())


def test_what_is_recorded_and_what_is_replayed_are_the_same_events() -> None:
    assert set(FOLLOWERS) == set(REPLAYED) == set(EVENT_TYPES.values())
    for projection in PROJECTIONS:
        for event in projection.events:
            assert projection in REPLAYED[event]
            assert (projection.follow in FOLLOWERS[event]) != (event in projection.written_before)


def test_every_table_is_compared_or_says_why_not(store: Store) -> None:
    with store.read() as connection:
        tables = {
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not row[0].startswith(("sqlite_", "_sqlite_", "procedure_words_"))
        }
    compared = {projection.table for projection in PROJECTIONS}
    assert tables == compared | BESIDE.keys()
    assert compared & BESIDE.keys() == set()


def test_every_projection_has_a_name_and_a_table_of_its_own() -> None:
    assert (
        len({each.name for each in PROJECTIONS})
        == len({each.table for each in PROJECTIONS})
        == len(PROJECTIONS)
    )


def test_a_table_is_compared_in_all_its_columns(store: Store) -> None:
    """What `everything` reads names every column of its table."""
    read: set[tuple[str, str]] = set()

    def note(action: int, table: str | None, column: str | None, *_: object) -> int:
        import sqlite3

        if action == sqlite3.SQLITE_READ and table and column:
            read.add((table, column))
        return 0

    with store.read() as connection:
        connection.set_authorizer(note)
        for projection in PROJECTIONS:
            list(projection.everything(connection))
        connection.set_authorizer(None)
        columns = {
            (projection.table, row[1])
            for projection in PROJECTIONS
            for row in connection.execute(f"PRAGMA table_info({projection.table})")
        }
    assert columns - read == set()
