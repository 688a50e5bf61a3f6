"""Words as people type them: folded to bare letters, split, and put right when a finger or an ear slipped."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

_SHORTEST_TO_MEND: Final = 3
_SHORTEST_PART: Final = 2
_LONGEST: Final = 24
_SOUNDS: Final = (("tr", "ch"), ("gi", "d"), ("r", "d"), ("x", "s"), ("n", "l"), ("y", "i"), ("qu", "w"))
"""Letters that are spoken alike somewhere between north and south, at the beginning of a syllable."""
_ENDINGS: Final = (("ng", "n"), ("c", "t"), ("nh", "n"), ("ch", "t"))
_SHORT_FOR: Final = {
    "bhyt": "bao hiem y te",
    "bhxh": "bao hiem xa hoi",
    "bhtn": "bao hiem that nghiep",
    "cccd": "can cuoc cong dan",
    "cc": "can cuoc",
    "dkkd": "dang ky kinh doanh",
    "gks": "giay khai sinh",
    "hkd": "ho kinh doanh",
    "htx": "hop tac xa",
    "mst": "ma so thue",
    "nvqs": "nghia vu quan su",
    "tncn": "thu nhap ca nhan",
    "vat": "gia tri gia tang",
    "gtgt": "gia tri gia tang",
    "xkld": "xuat khau lao dong",
}


_FIRST_MARK: Final = "\u0300"
"""No letter before it is an accent that stands for itself."""
_WORDS: Final = re.compile(r"[a-z0-9]+")
_SPOKEN_I: Final = re.compile(r"(?<=[bcdghklmnpqrstvx])y$|(?<=qu)y$")
_VNI: Final = re.compile(r"(?=.*\d)[a-z][a-z1-9]*[1-9a-z]")
_TELEX: Final = re.compile(r"[a-z]{2,12}")
_HEAD: Final = re.compile(r"[^aeiouyw]*")
_HORN: Final = re.compile(r"(?<![auo])w")
_DOUBLE: Final = re.compile(r"([aeo])\1")
_TONES: Final = re.compile(r"[sfrxjwzd]")
"""Keys that set an accent: no syllable has one of them after its vowel."""


def fold(text: str) -> str:
    """Lower case without diacritics, so that "giay khai sinh" finds "Giấy khai sinh".

    NFD takes accents off letters but leaves đ whole, so that one is folded by name.
    """
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    if bare.isascii():
        return bare
    return "".join([c for c in bare if c < _FIRST_MARK or not unicodedata.combining(c)])


def words_of(text: str) -> list[str]:
    """The folded words of a text, split at everything except letters and digits, with abbreviations spelled out.

    "đăng kí" and "đăng ký" are the same word: schools write i, offices write y.
    """
    bare = fold(text)
    found = (
        _WORDS.findall(bare) if bare.isascii() else "".join([c if c.isalnum() else " " for c in bare]).split()
    )
    return [with_i(part) for word in found for part in _SHORT_FOR.get(word, word).split()]


def with_i(word: str) -> str:
    """The word with i for a last y that is spoken so: not in "giay", nor in "thuy"."""
    return _SPOKEN_I.sub("i", word) if word.endswith("y") else word


def bare_of(word: str) -> str:
    """What a folded word was meant to be when its accents came as keys: Telex ("dduwngs"), or VNI ("d9u7ng1").

    Nothing but a Vietnamese syllable is read so; the word itself comes back for any other.
    """
    if (vni := _VNI.fullmatch(word)) is not None:
        return with_i("".join(c for c in vni[0] if not c.isdigit()))
    if _TELEX.fullmatch(word) is None:
        return word
    at = len(_HEAD.match(word)[0])  # type: ignore[index]
    rhyme = _TONES.sub("", _HORN.sub("u", word[at:]))
    return with_i(word[:at].replace("dd", "d") + _DOUBLE.sub(r"\1", rhyme))


class Speller:
    """Knows the words of a catalogue, and which of them a mistyped one may have been.

    `phrases` are the catalogue's texts as folded words. One slip leaves a word's first letter or its last one
    as it was, and changes its length by one at most: that is how the words to compare with are found.
    """

    def __init__(self, phrases: Iterable[Iterable[str]]) -> None:
        self._words: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        self._beginning: dict[tuple[int, str], list[str]] = {}
        self._ending: dict[tuple[int, str], list[str]] = {}
        self._alike: dict[str, set[str]] = {}
        for phrase in map(tuple, phrases):
            self._words.update(phrase)
            self._pairs.update(pairwise(phrase))
        for word in {*self._words, *map("".join, self._pairs)}:
            self._beginning.setdefault((len(word), word[0]), []).append(word)
            self._ending.setdefault((len(word), word[-1]), []).append(word)
        for word in self._words:
            self._alike.setdefault(_sound(word), set()).add(word)

    def knows(self, word: str) -> bool:
        """Whether the catalogue has this very word."""
        return word in self._words

    def begun(self, beginning: str) -> set[str]:
        """The catalogue's words that begin so."""
        return {known for known in self._words if known.startswith(beginning)}

    def alike(self, word: str) -> set[str]:
        """Other words of the catalogue that some people speak like this one."""
        return self._alike.get(_sound(word), set()) - {word}

    def mended(self, word: str) -> set[str]:
        """The catalogue's words that one slip made this of."""
        return {near for near in self._neighbours(word) if near in self._words}

    def parted(self, word: str) -> tuple[str, ...]:
        """The catalogue's words that were typed without the space between them, in the fewest parts; else nothing."""
        if len(word) > _LONGEST:
            return ()
        if (whole := self._parts(word)) is not None:
            return whole
        near = (pair for joined in self._neighbours(word) for pair in _ways_to_part(joined))
        return min((pair for pair in near if pair in self._pairs), default=())

    def _parts(self, word: str) -> tuple[str, ...] | None:
        """The cheapest way to part the word: few parts, and such as stand side by side in the catalogue."""
        best: list[tuple[int, tuple[str, ...]] | None] = [(0, ()), *(None for _ in word)]
        for end in range(_SHORTEST_PART, len(word) + 1):
            ways = (
                (cost + self._cost(head, word[start:end]), (*head, word[start:end]))
                for start in range(end - _SHORTEST_PART + 1)
                if (found := best[start]) is not None and word[start:end] in self._words
                for cost, head in [found]
            )
            best[end] = min(ways, default=None)
        return None if best[-1] is None else best[-1][1]

    def _cost(self, head: tuple[str, ...], part: str) -> int:
        strangers = bool(head) and (head[-1], part) not in self._pairs
        return 1 + strangers

    def _neighbours(self, word: str) -> set[str]:
        """Words, and pairs joined, that one slip made this of."""
        if not _SHORTEST_TO_MEND <= len(word) <= _LONGEST:
            return set()
        lengths = range(len(word) - 1, len(word) + 2)
        begun = (near for n in lengths for near in self._beginning.get((n, word[0]), ()))
        ended = (near for n in lengths for near in self._ending.get((n, word[-1]), ()))
        return {near for near in chain(begun, ended) if _one_slip(word, near)}


def _ways_to_part(joined: str) -> Iterator[tuple[str, str]]:
    return ((joined[:at], joined[at:]) for at in range(1, len(joined)))


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    """A spelling that words spoken alike share."""
    for written, spoken in _SOUNDS:
        if word.startswith(written):
            word = spoken + word[len(written) :]
            break
    for written, spoken in _ENDINGS:
        if word.endswith(written) and len(word) > len(written) + 1:
            return word[: -len(written)] + spoken
    return word


def _one_slip(typed: str, known: str) -> bool:
    """Whether one letter lost, added, changed, or swapped with its neighbour makes one word of the other."""
    if abs(len(typed) - len(known)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(known)) and typed[start] == known[start]:
        start += 1
    a, b = typed[start:], known[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
