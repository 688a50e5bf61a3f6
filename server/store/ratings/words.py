"""What people wrote beside their ratings: rows beside the journal, named by its `seq`, that are deleted in time."""

import json
import random
import sqlite3
from typing import Final

_SHUFFLED: Final = random.SystemRandom()


def add(connection: sqlite3.Connection, seq: int, at: int, words: str) -> None:
    """Keep the words of the rating in row `seq`, written at `at` (UTC milliseconds)."""
    connection.execute("INSERT INTO rating_words (seq, at, words) VALUES (?, ?, ?)", (seq, at, words))


def of_ratings(connection: sqlite3.Connection, seqs: list[int]) -> list[str]:
    """What is still kept beside these ratings, in no order that tells whose it is."""
    query = "SELECT words FROM rating_words WHERE seq IN (SELECT value FROM json_each(?))"
    found = [words for (words,) in connection.execute(query, (json.dumps(seqs),))]
    _SHUFFLED.shuffle(found)
    return found


def forget(connection: sqlite3.Connection, before: str) -> int:
    """Delete the words of visits of earlier business days than this one; answers how many rows went."""
    query = (
        "DELETE FROM rating_words WHERE (SELECT day FROM ratings WHERE ratings.seq = rating_words.seq) < ?"
    )
    return connection.execute(query, (before,)).rowcount
