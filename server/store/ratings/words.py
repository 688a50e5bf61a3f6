"""What people wrote beside their ratings: rows beside the journal, named by its `seq`, that are deleted in time."""

import json
import random
import sqlite3
from typing import Final

_SHUFFLED: Final = random.SystemRandom()
_OLDER: Final = "(SELECT day FROM ratings WHERE ratings.seq = rating_words.seq) < ?"


def add(connection: sqlite3.Connection, seq: int, at: int, words: str) -> None:
    """Keep the words of the rating in row `seq`, written at `at` (UTC milliseconds)."""
    connection.execute("INSERT INTO rating_words (seq, at, words) VALUES (?, ?, ?)", (seq, at, words))


def of_ratings(connection: sqlite3.Connection, seqs: list[int]) -> list[str]:
    """What is still kept beside these ratings, in no order that tells whose it is."""
    query = "SELECT words FROM rating_words WHERE seq IN (SELECT value FROM json_each(?))"
    found = [words for (words,) in connection.execute(query, (json.dumps(seqs),))]
    _SHUFFLED.shuffle(found)
    return found


def older(connection: sqlite3.Connection, before: str) -> int:
    """How many rows `forget` would delete."""
    return int(
        connection.execute(f"SELECT count(*) FROM rating_words WHERE {_OLDER}", (before,)).fetchone()[0]
    )


def forget(connection: sqlite3.Connection, before: str) -> int:
    """Delete the words of visits of earlier business days than this one; answers how many rows went."""
    return connection.execute(f"DELETE FROM rating_words WHERE {_OLDER}", (before,)).rowcount
