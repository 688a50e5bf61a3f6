"""What people wrote beside their ratings: rows beside the journal, named by its `seq`, that are deleted in time."""

import random
import sqlite3
from collections.abc import Sequence
from typing import Final

_SHUFFLED: Final = random.SystemRandom()
_OLDER: Final = "(SELECT day FROM ratings WHERE ratings.seq = rating_words.seq) < ?"


def add(connection: sqlite3.Connection, seq: int, at: int, words: str) -> None:
    """Keep the words of the rating in row `seq`, written at `at` (UTC milliseconds)."""
    connection.execute("INSERT INTO rating_words (seq, at, words) VALUES (?, ?, ?)", (seq, at, words))


def of_ratings(connection: sqlite3.Connection, seqs: Sequence[int]) -> list[str]:
    """What is still kept beside these ratings, in no order that tells whose it is: few of them have any."""
    wanted, span = set(seqs), (min(seqs, default=0), max(seqs, default=0))
    kept = connection.execute("SELECT seq, words FROM rating_words WHERE seq BETWEEN ? AND ?", span)
    found = [words for seq, words in kept if seq in wanted]
    _SHUFFLED.shuffle(found)
    return found


def older(connection: sqlite3.Connection, before: str) -> int:
    """How many rows `forget` would delete."""
    return int(
        connection.execute(f"SELECT count(*) FROM rating_words WHERE {_OLDER}", (before,)).fetchone()[0]
    )


def forget(connection: sqlite3.Connection, before: str) -> int:
    """Delete the words of visits on business days before this one; returns how many rows were deleted."""
    return connection.execute(f"DELETE FROM rating_words WHERE {_OLDER}", (before,)).rowcount
