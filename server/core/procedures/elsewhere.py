"""What people ask for that is not done at a centre, and where it is done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from server.core.procedures.search import FILLERS
from server.core.procedures.spelling import bare_of, words_of

_LEAST_SHARE: Final = 0.6
"""A phrase is meant by a question that holds all its words, when they are at least this share of the question."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something that is done elsewhere, in both languages; `said` is what people call it."""

    vi: str
    en: str
    where_vi: str
    where_en: str
    said: tuple[str, ...] = ()


def key_of(vi: str) -> str:
    """What a thing is called in addresses and in the journal: its Vietnamese name, folded; empty without a letter."""
    return "-".join(words_of(vi))


class Signposts:
    """Where things are done that are not done here, ready to be asked."""

    def __init__(self, things: Iterable[Elsewhere] = ()) -> None:
        self._phrases = [(phrase, thing) for thing in things for phrase in _phrases(thing)]

    def find(self, words: str, limit: int = 2) -> list[Elsewhere]:
        """What the words surely mean, the likeliest first; nothing is guessed, unlike among what is done here."""
        asked = _telling(words)
        known = {*asked, *map(bare_of, asked)}
        shares: dict[Elsewhere, float] = {}
        for phrase, thing in self._phrases:
            if phrase <= known and (share := len(phrase) / len(asked)) >= _LEAST_SHARE:
                shares[thing] = max(share, shares.get(thing, 0))
        return sorted(shares, key=lambda thing: -shares[thing])[:limit]


def _phrases(thing: Elsewhere) -> Iterator[frozenset[str]]:
    texts = (thing.vi, thing.en, *thing.said)
    return (phrase for phrase in map(_telling, texts) if phrase)


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in words_of(text) if word not in FILLERS)
