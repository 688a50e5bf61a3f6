"""Whether PostgreSQL may forget the last moments."""

import psycopg
import pytest

from server.city.ingest import syncing
from server.city.ingest.message import Sync
from tests.support.city_sender import a_ward


@pytest.mark.parametrize(("fast", "setting"), [(True, "off"), (False, "on")])
def test_a_commit_waits_for_the_disk_unless_it_is_set_otherwise(conninfo, ward, fast, setting):
    token = a_ward(conninfo, "W0002")
    with psycopg.connect(conninfo) as connection:
        connection.execute("SET synchronous_commit = on")
        connection.commit()
        syncing.store(connection, token, Sync.model_validate(ward.batch(0)), 0, fast=fast)
        assert connection.execute("SHOW synchronous_commit").fetchone() == (setting,)
        connection.commit()
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
