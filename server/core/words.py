"""Words as people type them: folded to bare letters, split, and put right when a finger slipped.

Spelling after Garbe's "symmetric delete": two words that differ by one letter lost, added, changed or
swapped share a form with one letter deleted.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

_SHORTEST_TO_MEND: Final = 3
_LONGEST: Final = 24


def fold(text: str) -> str:
    """Lower case without diacritics, so that "giay khai sinh" finds "Giấy khai sinh".

    NFD takes accents off letters but leaves đ whole, so that one is folded by name.
    """
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """The folded words of a text; whatever is no letter or digit parts them."""
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


class Speller:
    """Knows the words of a catalogue, and which of them a mistyped one may have been.

    `phrases` are the catalogue's texts as folded words. Two neighbours typed without the space between
    them are known too.
    """

    def __init__(self, phrases: Iterable[list[str]]) -> None:
        self._meant: dict[str, set[tuple[str, ...]]] = {}
        self._words: set[str] = set()
        self._near: dict[str, set[str]] = {}
        for phrase in phrases:
            self._words.update(phrase)
            for pair in pairwise(phrase):
                self._meant.setdefault("".join(pair), set()).add(pair)
        for word in {*self._words, *self._meant}:
            for form in _forms(word):
                self._near.setdefault(form, set()).add(word)

    def knows(self, word: str) -> bool:
        """Whether the catalogue has this very word."""
        return word in self._words

    def begun(self, beginning: str) -> set[str]:
        """The catalogue's words that begin so."""
        return {known for known in self._words if known.startswith(beginning)}

    def meant(self, word: str) -> set[tuple[str, ...]]:
        """What a word that the catalogue lacks may stand for, as words of the catalogue; nothing when it is too short."""
        if len(word) < _SHORTEST_TO_MEND or len(word) > _LONGEST:
            return set()
        known = {near for form in _forms(word) for near in self._near.get(form, ())}
        found = {(near,) for near in known if near in self._words and _one_slip(word, near)}
        for near in known:
            if near in self._meant and (near == word or _one_slip(word, near)):
                found |= self._meant[near]
        return found


def _forms(word: str) -> Iterator[str]:
    """The word, and the word with any one letter deleted."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _one_slip(typed: str, known: str) -> bool:
    """Whether one letter lost, added, changed, or swapped with its neighbour makes one word of the other."""
    if abs(len(typed) - len(known)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(known)) and typed[start] == known[start]:
        start += 1
    a, b = typed[start:], known[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
