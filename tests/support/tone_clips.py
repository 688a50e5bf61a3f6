"""A pack of recorded words in which every word is a different tone, so that a joined sound can be read back."""

from array import array
from math import pi, sin
from pathlib import Path

from display.sound import RATE, heard_from, read, silence, write
from display.vocabulary import WORDS

LENGTH_S = 0.06
_LOWEST_HZ, _STEP_HZ = 400, 60
TONES = {key: _LOWEST_HZ + _STEP_HZ * place for place, key in enumerate(WORDS)}


def tone(frequency: float, length_s: float = LENGTH_S, swing: int = 9000) -> "array[int]":
    turn = 2 * pi * frequency / RATE
    return array("h", [int(swing * sin(at * turn)) for at in range(round(length_s * RATE))])


def pack(folder: Path, without: frozenset[str] = frozenset()) -> Path:
    """Record all words, with silence around each, but for those in `without`."""
    folder.mkdir(parents=True, exist_ok=True)
    around = silence(0.05)
    for key, frequency in TONES.items():
        if key not in without:
            write(around + tone(frequency) + around, folder / f"{key}.wav")
    return folder


def keys_heard(file: Path, chime_s: float) -> list[str]:
    """The words of a file made from such a pack, in order; its first `chime_s` seconds are passed over."""
    sound = read(file)[round(chime_s * RATE) :]
    first, last = heard_from(sound)
    return [_nearest(word) for word in _words(sound[first:last])]


def _words(sound: "array[int]", step: int = RATE // 200) -> list["array[int]"]:
    """What lies between silences."""
    words: list[array[int]] = []
    now = array("h")
    for at in range(0, len(sound), step):
        piece = sound[at : at + step]
        if max(piece) > 500:
            now.extend(piece)
        elif now:
            words.append(now)
            now = array("h")
    return [*words, now] if now else words


def _nearest(word: "array[int]") -> str:
    """The word whose tone this is: a tone crosses zero upwards once in each turn."""
    ups = [at for at in range(1, len(word)) if word[at - 1] < 0 <= word[at]]
    places = [at - word[at] / (word[at] - word[at - 1]) for at in ups]
    frequency = RATE * (len(places) - 1) / (places[-1] - places[0])
    return min(TONES, key=lambda key: abs(TONES[key] - frequency))
