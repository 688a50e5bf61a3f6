"""What is counted of years of visits is found without looking at each of them."""

import sqlite3

from server.store.migrate import migrate
from server.store.reports.counting import NEVER_CALLED


def test_numbers_that_nobody_called_are_found_without_looking_at_all_the_others() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    plan = connection.execute(
        f"EXPLAIN QUERY PLAN SELECT count(*) {NEVER_CALLED}", ("2023-01-01", "2026-01-01")
    ).fetchall()
    read = [step[3].split(" (")[0] for step in plan if " tickets " in step[3]]
    assert read == ["SEARCH tickets USING INDEX tickets_waiting", "SEARCH tickets USING INDEX tickets_away"]
    connection.close()
