"""Use cases around the catalogue: load it, search it by plain words, tell what is asked for most."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from server.core.fingerprint import fingerprint
from server.core.procedures.elsewhere import Elsewhere, Signposts, key_of
from server.core.procedures.most_asked import counts_from, most_asked
from server.core.procedures.procedure import Procedure, procedure_of
from server.core.procedures.search import Index
from server.service.cached import Kept
from server.service.context import Context
from server.service.procedures.signposts import with_edits
from server.store import Transaction
from server.store.procedures import edits, table

__all__ = ["Catalogue", "Elsewhere", "Procedure"]

_DIGITS: Final = 16
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
    """The procedures of the centre's fields. `replace` loads them; nothing is found before.

    What is changed while the centre runs is found so at the next question.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._index = Kept(self._find_index)
        self._shipped: dict[str, Elsewhere] = {}
        self._signposts = Kept(lambda: Signposts(self.all_elsewhere().values()))
        self._names_tag = Kept(self._find_names_tag)
        self._uses = _Uses()
        context.catalogue_moved = self._moved

    def replace(self, found: Iterable[Procedure], elsewhere: Iterable[Elsewhere] = ()) -> None:
        """Fill the catalogue with these shipped procedures and the centre's changes to them.

        Procedures of fields that the centre does not have are not found. `elsewhere` is what is done elsewhere, and where.
        """
        self.signpost(elsewhere)
        self._context.store.write(lambda tr: table.replace_all(tr.connection, _edited(tr, found)))
        self._moved()

    def signpost(self, elsewhere: Iterable[Elsewhere]) -> None:
        """Tell of these things, which the product ships, that they are not done here, and where they are."""
        self._shipped = {key_of(each.vi): each for each in elsewhere}
        self._signposts.moved()

    @property
    def shipped_elsewhere(self) -> Mapping[str, Elsewhere]:
        """What the product ships of what is done elsewhere, by key."""
        return self._shipped

    def all_elsewhere(self) -> dict[str, Elsewhere]:
        """All that is told to be done elsewhere, by key."""
        with self._context.store.read() as connection:
            return with_edits(self._shipped, edits.of_elsewhere(connection))

    def short_names(self) -> dict[str, str]:
        """What people call every procedure, in use or not, by code: what slips say."""
        with self._context.store.read() as connection:
            return {code: found.short for code, found in table.everything(connection).items()}

    @property
    def names_tag(self) -> str:
        """A short text that is the same as long as `short_names` is."""
        return self._names_tag()

    def elsewhere(self, words: str) -> list[Elsewhere]:
        """What these words mean that is not done here; usually nothing."""
        return self._signposts().find(words)

    def search(self, words: str, field: str | None, limit: int) -> list[Procedure]:
        """Procedures by plain words, with or without diacritics, the likeliest first; without words, all of them.

        What is asked for often comes before what answers as well. An unknown field finds nothing.
        """
        within = self._context.centre.layout.fields
        if not words.strip():
            with self._context.store.read() as connection:
                return table.listed(connection, field, limit, within)
        index = self._index()
        question = index.read(words)
        with self._context.store.read() as connection:
            found = [p for p in table.candidates(connection, question, field, within) if p.code in index]
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
            asked = [p for code in codes if (p := table.find(connection, code)) and self._offered(p)]
            more = table.listed(connection, None, 2 * limit, self._context.centre.layout.fields)
        everyday = [p for p in more if p.place and p not in asked]
        return (asked + everyday)[:limit]

    def _offered(self, procedure: Procedure) -> bool:
        return procedure.active and procedure.field in self._context.centre.layout.fields

    def _moved(self) -> None:
        for kept in (self._index, self._signposts, self._names_tag):
            kept.moved()

    def _find_index(self) -> Index:
        """The names ready to be asked: made at the first question, which takes a tenth of a second and 3 MB."""
        with self._context.store.read() as connection:
            return Index(table.names(connection, self._context.centre.layout.fields))

    def _find_names_tag(self) -> str:
        return fingerprint(((code, name.encode()) for code, name in self.short_names().items()), _DIGITS)

    def _recent(self) -> _Uses:
        now, uses = self._context.clock(), self._uses
        if uses.at is None or not 0 <= now - uses.at < _USES_LAST_MS:
            with self._context.store.read() as connection:
                asked = table.asked_since(connection, counts_from(now))
            uses = self._uses = _Uses(now, asked, Counter(code for code, _ in asked))
        return uses


def _edited(transaction: Transaction, shipped: Iterable[Procedure]) -> Iterator[Procedure]:
    """The shipped procedures with the centre's edits over them, then those that the centre alone has."""
    left = edits.of_procedures(transaction.connection)
    for procedure in shipped:
        edit = left.pop(procedure.code, None)
        yield procedure if edit is None else procedure_of(procedure.code, edit.value, active=edit.active)
    for code, edit in left.items():
        yield procedure_of(code, edit.value, active=edit.active)
