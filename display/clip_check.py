"""Finds what is wrong in a folder of recorded words, so that they can be recorded again before anybody hears them."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from display.announce import LANGUAGES
from display.clips import ClipPack
from display.sound import FULL, RATE, NotSound, heard_from, loudness, peak, read
from display.vocabulary import WORDS

MOST_SILENCE_S: Final = 0.6
MOST_GAP_S: Final = 0.35
MOST_SPREAD: Final = 2.5
_CLIPPED_IN_A_ROW: Final = 4
_FAINT: Final = 150
_STEP: Final = RATE // 50


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to do about one recording; `code` names it for programs."""

    key: str
    code: str
    text: str


def findings(pack: ClipPack, languages: Sequence[str] = LANGUAGES) -> Iterator[Finding]:
    """Everything that is wrong, word by word, in the order of the recording list."""
    levels: dict[str, float] = {}
    for key in (key for key in WORDS if key.split("-")[0] in languages):
        if not pack.file(key).is_file():
            yield Finding(key, "missing", f"no file {key}.wav; read: {WORDS[key]}")
            continue
        try:
            sound = read(pack.file(key))
        except (NotSound, OSError) as error:
            yield Finding(key, "unreadable", str(error))
            continue
        if peak(sound) < _FAINT:
            yield Finding(key, "silent", "nothing is to be heard")
            continue
        first, last = heard_from(sound)
        levels[key] = loudness(sound[first:last])
        yield from _of_one(key, sound, first, last)
    yield from _uneven(levels)


def _of_one(key: str, sound: "array[int]", first: int, last: int) -> Iterator[Finding]:
    for code, place, samples in (
        ("silence_before", "before", first),
        ("silence_after", "after", len(sound) - last),
    ):
        if samples > MOST_SILENCE_S * RATE:
            yield Finding(key, code, f"{samples / RATE:.1f} s of silence {place} the word")
    if (gap := _longest_gap(sound[first:last])) > MOST_GAP_S:
        yield Finding(key, "gap", f"{gap:.1f} s of silence within the word")
    if _cut_off(sound):
        yield Finding(key, "clipping", "too loud: peaks are cut off; record it farther from the microphone")


def _longest_gap(word: "array[int]") -> float:
    """The longest silence within a word, in seconds, in steps of 20 ms."""
    threshold = 0.02 * peak(word)
    longest = now = 0
    for at in range(0, len(word), _STEP):
        now = now + 1 if peak(word[at : at + _STEP]) <= threshold else 0
        longest = max(longest, now)
    return longest * _STEP / RATE


def _cut_off(sound: "array[int]") -> bool:
    """Whether several samples in a row are at full scale."""
    if peak(sound) < FULL - 1:
        return False
    in_a_row = 0
    for sample in sound:
        in_a_row = in_a_row + 1 if abs(sample) >= FULL - 1 else 0
        if in_a_row >= _CLIPPED_IN_A_ROW:
            return True
    return False


def _uneven(levels: Mapping[str, float]) -> Iterator[Finding]:
    """Recordings far from the folder's usual loudness: made equally loud, their noise would be heard."""
    usual = median(levels.values()) if levels else 0.0
    for key, level in levels.items():
        if level * MOST_SPREAD < usual:
            yield Finding(key, "too_soft", f"{usual / level:.1f} times as soft as the others")
        elif level > usual * MOST_SPREAD:
            yield Finding(key, "too_loud", f"{level / usual:.1f} times as loud as the others")
