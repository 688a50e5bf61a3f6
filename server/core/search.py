"""Which procedure is meant by a few plain words: how well each of its names answers them.

A procedure is known by phrases: its short name, what people call it, its English and its official name. A phrase
answers a question well when it holds the question's telling words, holds little else, and holds them in the same
order. Words that half the catalogue has tell little ("đăng ký"), rare ones much ("khai sinh").
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Final

from .words import Speller, words_of

_SHORT, _SAID, _ENGLISH, _OFFICIAL = 1.0, 1.0, 0.95, 0.8
_EXACT, _BEGUN, _MENDED = 1.0, 0.9, 0.75
_FULL, _CLOSE, _ORDERED = 0.6, 0.25, 0.15
_ANYWHERE: Final = 0.4
_COMMON: Final = 0.12
_USED: Final = 0.04
_SHORTEST_BEGINNING: Final = 2
_MOST_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Names:
    """What one procedure is called; `common` marks those that a ward sees every day."""

    code: str
    short: str
    official: str
    english: str = ""
    said: tuple[str, ...] = ()
    common: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a question: the catalogue's words that it may stand for, each with how sure that is.

    `weight` is how much the word tells.
    """

    readings: Mapping[str, float]
    weight: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    weight: float
    words: tuple[str, ...]
    tells: float


class Index:
    """The catalogue's names, ready to be asked."""

    def __init__(self, names: Iterable[Names]) -> None:
        all_names = list(names)
        phrases = {n.code: list(_phrases(n)) for n in all_names}
        self._texts = len(all_names)
        self._counts = Counter(
            word for found in phrases.values() for word in {w for _, words in found for w in words}
        )
        self._phrases = {
            code: [_Phrase(weight, words, sum(map(self._weight, words))) for weight, words in found]
            for code, found in phrases.items()
        }
        self._common = {n.code for n in all_names if n.common}
        self._speller = Speller([list(words) for found in phrases.values() for _, words in found])

    def read(self, question: str) -> list[Asked]:
        """The words of a question as the catalogue's own; a word that means nothing here still counts as asked."""
        words = words_of(question)[:_MOST_WORDS]
        return [
            asked for at, word in enumerate(words) for asked in self._asked(word, last=at == len(words) - 1)
        ]

    def _asked(self, word: str, *, last: bool) -> list[Asked]:
        readings: dict[str, float] = {}
        if self._speller.knows(word):
            readings[word] = _EXACT
        if len(word) >= _SHORTEST_BEGINNING and (last or not readings):
            readings |= {known: _BEGUN for known in self._speller.begun(word) if known not in readings}
        if not self._speller.knows(word):
            for meant in self._speller.meant(word):
                if len(meant) > 1 and not readings:  # a space was missing
                    return [Asked({part: _MENDED}, self._weight(part)) for part in meant]
                readings.setdefault(meant[0], _MENDED)
        tells = max((self._weight(reading) for reading in readings), default=self._weight(word))
        return [Asked(readings, tells)]

    def _weight(self, word: str) -> float:
        return log((self._texts + 1) / (self._counts.get(word, 0) + 0.5))

    def score(self, code: str, question: Sequence[Asked], uses: int = 0) -> float:
        """How well a procedure answers a question that was read; 0 when it holds none of its words."""
        wanted = sum(asked.weight for asked in question)
        if not wanted:
            return 0.0
        phrases = self._phrases[code]
        best = max(_answer(phrase, question, wanted, self._weight) for phrase in phrases)
        held = {word for phrase in phrases for word in phrase.words}
        anywhere = sum(
            a.weight * max((s for w, s in a.readings.items() if w in held), default=0) for a in question
        )
        if not anywhere:
            return 0.0
        return best + _ANYWHERE * anywhere / wanted + _COMMON * (code in self._common) + _USED * log(1 + uses)


def _answer(
    phrase: _Phrase, question: Sequence[Asked], wanted: float, weight: Callable[[str], float]
) -> float:
    """How well one phrase answers: how much of the question it holds, how little else, and in its order."""
    places = [_place(phrase.words, asked) for asked in question]
    full = sum(asked.weight * sure for asked, (_, sure) in zip(question, places, strict=True)) / wanted
    if not full:
        return 0.0
    held = sum(weight(phrase.words[at]) for at in {at for at, sure in places if sure})
    pairs = [a for a, b in pairwise(places) if a[1] and b[1] and b[0] == a[0] + 1]
    ordered = len(pairs) / (len(places) - 1) if len(places) > 1 else 1.0
    return phrase.weight * full * (_FULL * full + _CLOSE * held / phrase.tells + _ORDERED * ordered)


def _place(words: tuple[str, ...], asked: Asked) -> tuple[int, float]:
    """Where a phrase holds the word asked for, and how surely; 0.0 when it does not."""
    found = [(at, asked.readings[word]) for at, word in enumerate(words) if word in asked.readings]
    return max(found, key=lambda place: place[1], default=(0, 0.0))


def _phrases(names: Names) -> Iterable[tuple[float, tuple[str, ...]]]:
    texts = [(_SHORT, names.short), (_ENGLISH, names.english), (_OFFICIAL, names.official)]
    texts += [(_SAID, said) for said in names.said]
    return ((weight, tuple(words_of(text))) for weight, text in texts if words_of(text))
