"""What people ask for that is not done at a centre, and where it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from server.core.procedures.search import FILLERS, Index, Names
from server.core.procedures.spelling import words_of

SURE: Final = 1.0
"""From this score on an answer holds nearly all that was asked for."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something that is done elsewhere, in both languages; `said` is what people call it."""

    vi: str
    en: str
    where_vi: str
    where_en: str
    said: tuple[str, ...] = ()


class Signposts:
    """Where things are done that are not done here, ready to be asked."""

    def __init__(self, things: Iterable[Elsewhere] = ()) -> None:
        self._things = {thing.vi: thing for thing in things}
        self._index = Index(Names(t.vi, t.vi, "", t.en, t.said) for t in self._things.values())

    def find(self, words: str, limit: int = 2) -> list[Elsewhere]:
        """What the words surely mean, the likeliest first."""
        question = self._index.read(" ".join(word for word in words_of(words) if word not in FILLERS))
        scores = {vi: self._index.score(vi, question) for vi in self._things}
        sure = sorted((vi for vi in scores if scores[vi] >= SURE), key=lambda vi: -scores[vi])
        return [self._things[vi] for vi in sure[:limit]]
