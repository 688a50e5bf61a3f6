"""Use cases around the catalogue: load it, search it by plain words, tell what is asked for most."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from server.core.procedures.elsewhere import Elsewhere, Signposts
from server.core.procedures.most_asked import counts_from, most_asked
from server.core.procedures.search import Index
from server.service.context import Context
from server.store.procedures import table
from server.store.procedures.table import Procedure

__all__ = ["Catalogue", "Elsewhere", "Procedure"]

_USES_LAST_MS: Final = 60_000
_SURE: Final = 1.0
"""From this score on a procedure holds nearly all that was asked for."""
_LEAST: Final = 0.5
"""What scores less answers something else: a word or two are the same by chance."""
_BESIDE: Final = 0.5
"""What scores less than this share of the best answer is not worth its line."""


@dataclass(slots=True)
class _Uses:
    """What was asked for in the last two weeks, as it was found at `at` (UTC milliseconds)."""

    at: int | None = None
    asked: list[tuple[str, int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class Catalogue:
    """The procedures of the centre's fields. `replace` loads them; nothing is found before."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._index: Index | None = None
        self._signposts = Signposts()
        self._uses = _Uses()

    def replace(self, found: Iterable[Procedure], elsewhere: Iterable[Elsewhere] = ()) -> None:
        """Make the catalogue hold these procedures; those of fields that the centre lacks are left out.

        `elsewhere` is what is not done here, and where it is.
        """
        self._signposts = Signposts(elsewhere)
        fields = self._context.centre.layout.fields
        known = (p for p in found if p.field in fields)
        self._context.store.write(lambda tr: table.replace_all(tr.connection, known))
        self._index = None

    def elsewhere(self, words: str) -> list[Elsewhere]:
        """What these words mean that is not done here; usually nothing."""
        return self._signposts.find(words)

    def search(self, words: str, field: str | None, limit: int) -> list[Procedure]:
        """Procedures by plain words, with or without diacritics, the likeliest first; without words, all of them.

        What is asked for often comes before what answers as well. An unknown field finds nothing.
        """
        with self._context.store.read() as connection:
            if not words.strip():
                return table.listed(connection, field, limit)
            index = self._indexed(connection)
            question = index.read(words)
            found = table.candidates(connection, question, field)
        uses = self._recent().counts
        scores = {p.code: index.score(p.code, question, uses[p.code]) for p in found}
        likely = sorted(found, key=lambda p: (-scores[p.code], len(p.short), p.code))
        least = self._least(words, max(scores.values(), default=0))
        return [p for p in likely[:limit] if scores[p.code] >= least]

    def _least(self, words: str, best: float) -> float:
        """What an answer must score: more where the thing is known to be done elsewhere."""
        return max(_SURE if self.elsewhere(words) else _LEAST, _BESIDE * best)

    def most_asked(self, limit: int) -> list[Procedure]:
        """What is asked for most at this hour; the everyday procedures while nothing was asked for yet."""
        codes = most_asked(self._recent().asked, self._context.clock(), limit)
        with self._context.store.read() as connection:
            asked = [p for code in codes if (p := table.find(connection, code)) is not None]
            more = table.listed(connection, None, 2 * limit)
        everyday = [p for p in more if p.place and p not in asked]
        return (asked + everyday)[:limit]

    def _indexed(self, connection: sqlite3.Connection) -> Index:
        """The names ready to be asked: made at the first question, which takes a tenth of a second and 3 MB."""
        if self._index is None:
            self._index = Index(table.names(connection))
        return self._index

    def _recent(self) -> _Uses:
        now, uses = self._context.clock(), self._uses
        if uses.at is None or not 0 <= now - uses.at < _USES_LAST_MS:
            with self._context.store.read() as connection:
                asked = table.asked_since(connection, counts_from(now))
            uses = self._uses = _Uses(now, asked, Counter(code for code, _ in asked))
        return uses
