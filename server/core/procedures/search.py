"""Finds the procedure for a few plain words: scores how well each of its names matches them.

A procedure is known by phrases: its short name, what people call it, its English and its official name. A phrase
answers a question well when it holds the question's telling words, holds little else, and holds them in the same
order. Words that half the catalogue has tell little ("đăng ký"), rare ones much ("khai sinh").
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from sys import intern
from typing import Final

from server.core.procedures.spelling import Speller, bare_of, fold, words_of

_SHORT, _SAID, _ENGLISH, _OFFICIAL = 1.0, 1.0, 0.95, 0.8
_EXACT, _KEYED, _BEGUN, _MENDED, _ALIKE = 1.0, 0.95, 0.9, 0.75, 0.7
_FULL, _CLOSE, _ORDERED = 0.6, 0.25, 0.15
_ANYWHERE: Final = 0.4
_COMMON: Final = 0.12
_USED: Final = 0.04
_SHORTEST_BEGINNING: Final = 2
_MOST_WORDS: Final = 12
_FILLS: Final = 0.25
FILLERS: Final = frozenset(
    """
    toi em chau minh ong ba muon xin lam di cho cua bi o dau nao nhu gi de duoc co va voi ve tai
    len ra vao lay nop bao nhieu thi la cai viec thu tuc a an the to of for my i want get
    """.split()  # noqa: SIM905 - fifty quoted words would be harder to read
)
"""Words that fill a spoken sentence and tell little of what it is about."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one procedure; `common` marks the procedures that a ward sees every day."""

    code: str
    short: str
    official: str
    english: str = ""
    said: tuple[str, ...] = ()
    common: bool = False


@dataclass(frozen=True, slots=True)
class AskedWord:
    """One word of a question: the catalogue's words that it may stand for, each with how sure that is.

    `weight` is how much the word tells; `beginning` is what all words may begin with that are read so.
    """

    readings: Mapping[str, float]
    weight: float
    beginning: str = ""

    def begins(self, word: str) -> bool:
        """Whether a reading is one by its beginning."""
        return bool(self.beginning) and word.startswith(self.beginning)


@dataclass(frozen=True, slots=True)
class _Phrase:
    weight: float
    words: tuple[str, ...]
    tells: float


_Hit = tuple[int, float]
"""Where a phrase holds a word of the question, and how surely; 0.0 when it does not."""


class Index:
    """The catalogue's names, ready to be asked."""

    def __init__(self, names: Iterable[Names]) -> None:
        self._common = set[str]()
        phrases: dict[str, list[tuple[float, tuple[str, ...]]]] = {}
        for called in names:
            phrases[called.code] = list(_phrases(called))
            if called.common:
                self._common.add(called.code)
        self._texts = len(phrases)
        self._counts = Counter(
            word for found in phrases.values() for word in {w for _, words in found for w in words}
        )
        self._phrases = {
            code: [_Phrase(weight, words, sum(map(self._weight, words))) for weight, words in found]
            for code, found in phrases.items()
        }
        self._speller = Speller(words for found in phrases.values() for _, words in found)

    def __contains__(self, code: str) -> bool:
        return code in self._phrases

    def read(self, question: str) -> list[AskedWord]:
        """The words of a question as the catalogue's own; a word that means nothing here still counts as asked."""
        words = words_of(question)[:_MOST_WORDS]
        more = not fold(question).rstrip().endswith("y")  # no syllable goes on after a y
        return [
            asked
            for at, word in enumerate(words)
            for asked in self._asked(word, last=more and at == len(words) - 1)
        ]

    def _asked(self, word: str, *, last: bool) -> list[AskedWord]:
        """What one word may stand for; several when the spaces between them were missing."""
        speller = self._speller
        known = speller.knows(word)
        readings = {word: _EXACT} if known else {}
        beginning = word if last or (len(word) >= _SHORTEST_BEGINNING and not known) else ""
        if beginning:
            readings = dict.fromkeys(speller.begun(word), _BEGUN) | readings
        if not known and speller.knows(bare := bare_of(word)):
            readings[bare] = _KEYED
        if not readings and len(parts := speller.parted(word)) > 1:
            return [AskedWord({part: _MENDED}, self._weight(part)) for part in parts]
        readings = dict.fromkeys(speller.alike(word), _ALIKE) | readings
        if not known:
            readings = dict.fromkeys(speller.mended(word), _MENDED) | readings
        weight = max(
            (sure * self._weight(reading) for reading, sure in readings.items()), default=self._weight(word)
        )
        return [AskedWord(readings, weight * _FILLS if word in FILLERS else weight, beginning)]

    def _weight(self, word: str) -> float:
        return log((self._texts + 1) / (self._counts.get(word, 0) + 0.5))

    def score(self, code: str, question: Sequence[AskedWord], uses: int = 0) -> float:
        """How well a procedure matches a parsed question; 0 if it has none of its words."""
        wanted = sum(asked.weight for asked in question)
        if not wanted:
            return 0.0
        found = [[_hit(phrase.words, asked) for asked in question] for phrase in self._phrases[code]]
        surest: list[float] = [max(sure for _, sure in hits) for hits in zip(*found, strict=True)]
        anywhere = sum(asked.weight * sure for asked, sure in zip(question, surest, strict=True))
        if not anywhere:
            return 0.0
        answers = (
            self._answer(phrase, question, hits, wanted)
            for phrase, hits in zip(self._phrases[code], found, strict=True)
        )
        liked = _COMMON * (code in self._common) + _USED * log(1 + uses)
        return max(answers) + _ANYWHERE * anywhere / wanted + liked

    def _answer(
        self, phrase: _Phrase, question: Sequence[AskedWord], hits: Sequence[_Hit], wanted: float
    ) -> float:
        """How well one phrase answers: how much of the question it holds, how little else, and in its order."""
        full = sum(asked.weight * sure for asked, (_, sure) in zip(question, hits, strict=True)) / wanted
        if not full:
            return 0.0
        held = sum(self._weight(phrase.words[at]) for at in {at for at, sure in hits if sure})
        pairs = [a for a, b in pairwise(hits) if a[1] and b[1] and b[0] == a[0] + 1]
        ordered = len(pairs) / (len(hits) - 1) if len(hits) > 1 else 1.0
        return phrase.weight * full * (_FULL * full + _CLOSE * held / phrase.tells + _ORDERED * ordered)


def _hit(words: tuple[str, ...], asked: AskedWord) -> _Hit:
    """Where a phrase holds the word asked for, and how surely; 0.0 when it does not."""
    found = [(at, asked.readings[word]) for at, word in enumerate(words) if word in asked.readings]
    return max(found, key=lambda hit: hit[1], default=(0, 0.0))


def _phrases(names: Names) -> Iterable[tuple[float, tuple[str, ...]]]:
    texts = [(_SHORT, names.short), (_ENGLISH, names.english), (_OFFICIAL, names.official)]
    texts += [(_SAID, said) for said in names.said]
    return ((weight, tuple(map(intern, words_of(text)))) for weight, text in texts if words_of(text))
