"""A recording that is cut or changed at any byte, or no recording at all, is named or sounds; nothing else happens."""

import io
import wave
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from display.announce import Sentence
from display.clip_check import findings
from display.clips import CannotSay, ClipPack
from display.sound import write
from tests.support.tone_clips import pack, tone

HARMS = st.lists(st.tuples(st.integers(0, 120), st.binary(min_size=1, max_size=4)), max_size=3)
CUTS = st.integers(0, 400)


def recorded() -> bytes:
    kept = io.BytesIO()
    with wave.open(kept, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(22050)
        out.writeframes(tone(500)[:200].tobytes())
    return kept.getvalue()


WHOLE = recorded()
SEVEN = Sentence("vi", "", (("vi-7",),))


def harmed(harms: list[tuple[int, bytes]], cut: int) -> bytes:
    changed = bytearray(WHOLE)
    for at, those in harms:
        changed[at : at + len(those)] = those
    return bytes(changed[: len(WHOLE) - cut])


def is_named_or_sounds(folder: Path, content: bytes) -> None:
    (folder / "vi-7.wav").write_bytes(content)
    with suppress(CannotSay):
        assert ClipPack(folder).sound(SEVEN, 1.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = pack(tmp_path_factory.mktemp("clips"))
    for other in sorted(made.glob("*.wav"))[1:]:
        write(tone(500)[:2000], other)
    return made


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.builds(harmed, HARMS, CUTS) | st.binary(max_size=200))
@example(harmed([(24, bytes(4))], 0))  # a rate of nothing a second
def test_whatever_a_recording_holds(folder: Path, content: bytes) -> None:
    is_named_or_sounds(folder, content)


@pytest.mark.parametrize("content", [harmed([(24, bytes(4))], 0), harmed([(13, bytes(4))], 0), b""])
def test_the_check_names_it_too(folder: Path, content: bytes) -> None:
    (folder / "vi-7.wav").write_bytes(content)
    assert ("vi-7", "unreadable") in {(finding.key, finding.code) for finding in findings(ClipPack(folder))}


@pytest.mark.torture
@settings(max_examples=3000, derandomize=False, suppress_health_check=list(HealthCheck))
@given(st.builds(harmed, HARMS, CUTS) | st.binary(max_size=400))
def test_whatever_three_thousand_recordings_hold(folder: Path, content: bytes) -> None:
    is_named_or_sounds(folder, content)
