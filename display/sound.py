"""Sound as numbers: one channel of 16 bits, 22,050 samples a second; reading, writing and equal loudness.

It uses only the standard library, and does little work for each sample: it runs beside the server.
"""

import math
import sys
import wave
from array import array
from collections.abc import Iterable
from itertools import chain
from operator import mul
from pathlib import Path
from typing import IO, Final

RATE: Final = 22050
FULL: Final = 32767
LOUDNESS: Final = 3300
"""The loudness of every voice: root of the mean square, about 20 dB below full scale."""
_RATES: Final = range(4_000, 192_001)
"""The usual sample rates; a file with another rate is damaged and would fill the memory."""
_HIGHEST_PEAK: Final = 31000
_WINDOW: Final = RATE // 100
_QUIET: Final = 0.02
_MARGIN: Final = 2


class NotSound(Exception):
    """The sound cannot be read; the text says why."""


def empty() -> "array[int]":
    """No sound at all."""
    return array("h")


def silence(seconds: float) -> "array[int]":
    """Silence of a given length."""
    return array("h", bytes(2 * round(seconds * RATE)))


def seconds(sound: "array[int]") -> float:
    """The length of a sound in seconds."""
    return len(sound) / RATE


def read(source: Path | IO[bytes]) -> "array[int]":
    """A WAV file (PCM, 16 bits, any usual rate, one or two channels). Raises `NotSound`, `FileNotFoundError`."""
    try:
        with wave.open(str(source) if isinstance(source, Path) else source) as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError, RuntimeError) as error:  # the last for a part that is longer than its whole
        raise NotSound(f"not a WAV file: {error}") from error
    if width != 2 or channels not in (1, 2):  # noqa: PLR2004 - bytes a sample; mono or stereo
        raise NotSound(f"{8 * width} bits, {channels} channels; wanted are 16 bits, 1 or 2 channels")
    if rate not in _RATES:
        raise NotSound(f"{rate} samples a second; wanted are {_RATES.start} to {_RATES.stop - 1}")
    samples = array("h", frames[: len(frames) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return _at_our_rate(_mixed(samples, channels), rate)


def write(sound: "array[int]", file: Path) -> None:
    """Write a WAV file. Raises `OSError`; then a part of it may be there."""
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(sound.tobytes())


def joined(sounds: Iterable["array[int]"]) -> "array[int]":
    """Several sounds, one after the other."""
    return array("h", b"".join(sound.tobytes() for sound in sounds))


def loudness(sound: "array[int]") -> float:
    """Root of the mean square, 0–32,767."""
    return math.sqrt(sum(map(mul, sound, sound)) / len(sound)) if sound else 0.0


def peak(sound: "array[int]") -> int:
    """The greatest swing, 0–32,768."""
    return max(*sound, -min(sound)) if sound else 0


def scaled(sound: "array[int]", gain: float) -> "array[int]":
    """Louder or softer; `gain` must not bring the peak over full scale."""
    return array("h", [int(sample * gain) for sample in sound])


def evened(sound: "array[int]") -> "array[int]":
    """The sound as loud as every other voice, or less if its peaks would be cut off."""
    level, highest = loudness(sound), peak(sound)
    if not highest:
        return sound
    return scaled(sound, min(LOUDNESS / level, _HIGHEST_PEAK / highest))


def heard_from(sound: "array[int]", quiet: float = _QUIET) -> tuple[int, int]:
    """The first and last sample that are heard: louder than `quiet` times the peak, in steps of 10 ms."""
    threshold = quiet * peak(sound)
    loud = [at for at in range(0, len(sound), _WINDOW) if peak(sound[at : at + _WINDOW]) > threshold]
    return (loud[0], min(len(sound), loud[-1] + _WINDOW)) if loud else (0, 0)


def trimmed(sound: "array[int]") -> "array[int]":
    """The sound without the silence before and after it; 20 ms of silence stay."""
    first, last = heard_from(sound)
    return sound[max(0, first - _MARGIN * _WINDOW) : last + _MARGIN * _WINDOW] if last else empty()


def _mixed(samples: "array[int]", channels: int) -> "array[int]":
    if channels == 1:
        return samples
    return array("h", [(left + right) // 2 for left, right in zip(samples[::2], samples[1::2], strict=False)])


def _at_our_rate(samples: "array[int]", rate: int) -> "array[int]":
    if rate == RATE or not samples:
        return samples
    step, last = rate / RATE, len(samples) - 1
    between = ((int(at * step), at * step % 1) for at in range(int(len(samples) / step)))
    return array(
        "h", [int(samples[i] + (samples[min(i + 1, last)] - samples[i]) * part) for i, part in between]
    )


def tones(*notes: tuple[float, float], fade_s: float = 0.35) -> "array[int]":
    """Soft tones after each other: each (frequency in Hz, length in seconds) fades away like a struck bar."""
    return array("h", chain.from_iterable(_tone(*note, fade_s) for note in notes))


def _tone(frequency: float, length_s: float, fade_s: float) -> list[int]:
    turn, rise = 2 * math.pi * frequency / RATE, RATE // 200
    return [
        int(
            7500
            * min(1, at / rise)
            * math.exp(-at / (fade_s * RATE))
            * (math.sin(at * turn) + 0.2 * math.sin(2 * at * turn))
        )
        for at in range(round(length_s * RATE))
    ]
