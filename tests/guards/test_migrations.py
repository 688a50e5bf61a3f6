"""Migrations are numbered in order, so that two people cannot add the same one unseen."""

import re

from sqlite_utils import Database

from server.store.migrate import LATEST
from server.store.schema import migrations

NAMES = [migration.name for migration in migrations.pending(Database(memory=True))]


def test_they_are_numbered_from_one_without_gaps() -> None:
    assert [int(name[:4]) for name in NAMES] == list(range(1, len(NAMES) + 1))


def test_the_newest_is_the_latest() -> None:
    assert len(NAMES) == LATEST


def test_each_says_what_it_is_about() -> None:
    assert [name for name in NAMES if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", name)] == []
