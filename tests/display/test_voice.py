"""From sentences to a file: what is in it, how loud it is, and what happens when a voice is missing."""

import itertools
import random
from pathlib import Path

import pytest

from display import sound, voice
from display.announce import Sentence, announcement, message
from display.clips import ClipPack
from display.espeak import Espeak
from display.stretch import stretched
from display.voice import Voice, chime
from server.hall.espeak import EspeakNg
from server.hall.sound_files import SoundFiles
from tests.support.espeak import installed
from tests.support.spoken import understood
from tests.support.tone_clips import TONES, keys_heard, pack, tone

CALL = announcement("A012", 3, ("vi",))
needs_espeak = pytest.mark.skipif(
    not installed(), reason="espeak-ng is not installed: python -m tests.support.espeak"
)
CHIME_S = sound.seconds(chime())


def kept(folder: Path) -> SoundFiles:
    return SoundFiles(folder, 100_000_000)


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(tmp_path_factory.mktemp("clips"))


@pytest.fixture
def troubles() -> list[tuple[str, str]]:
    return []


def test_a_sample_of_files_is_read_back_to_the_number_and_counter_shown(clips: Path, tmp_path: Path) -> None:
    """The recordings are tones, so the very samples of the file say which words are in it, in which order."""
    maker = Voice(kept(tmp_path), [ClipPack(clips)])
    chance = random.Random(12)
    for _ in range(6):
        number, counter = (
            f"{chance.choice('ABCDEFGHJK')}{chance.randrange(1, 1000):03d}",
            chance.randrange(1, 61),
        )
        for language in ("vi", "en"):
            (said,) = announcement(number, counter, (language,), twice=False)
            made = maker.make([said])
            heard = keys_heard(tmp_path / made.name, CHIME_S)
            assert heard == list(said.keys)
            assert understood(heard) == (number, counter)


def test_the_chime_comes_first_and_what_is_said_twice_is_there_twice(clips: Path, tmp_path: Path) -> None:
    made = Voice(kept(tmp_path), [ClipPack(clips)]).make(CALL)
    whole = sound.read(tmp_path / made.name)
    assert whole[: len(chime())] == chime()
    assert keys_heard(tmp_path / made.name, CHIME_S) == [*CALL[0].keys, *CALL[0].keys]
    assert made.length_s == pytest.approx(sound.seconds(whole))
    assert made.source == "clips"


def test_it_is_made_once(clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maker = Voice(kept(tmp_path), [ClipPack(clips)])
    first = maker.make(CALL)
    monkeypatch.setattr(voice, "write", lambda *_: pytest.fail("made again"))
    assert maker.make(CALL) == first


def test_a_word_that_was_recorded_again_is_heard(tmp_path: Path) -> None:
    folder = pack(tmp_path / "clips")
    maker = Voice(kept(tmp_path / "made"), [ClipPack(folder)])
    before = maker.make(CALL)
    sound.write(tone(TONES["vi-9"]), folder / "vi-0.wav")
    after = maker.make(CALL)
    assert after.name != before.name
    assert keys_heard(tmp_path / "made" / after.name, CHIME_S)[2] == "vi-9"


def test_recordings_of_any_loudness_come_out_alike(tmp_path: Path) -> None:
    folder = pack(tmp_path / "clips")
    sound.write(tone(TONES["vi-0"], swing=600), folder / "vi-0.wav")
    sound.write(tone(TONES["vi-1"], swing=32000), folder / "vi-1.wav")
    words = [Sentence("vi", key, ((key,),)) for key in ("vi-0", "vi-1", "vi-2")]
    levels = [sound.loudness(ClipPack(folder).sound(word, 1)) for word in words]
    assert max(levels) / min(levels) < 1.1


def test_a_missing_recording_leaves_the_whole_call_to_the_next_voice(
    tmp_path: Path, troubles: list[tuple[str, str]]
) -> None:
    class Other(ClipPack):
        name = "other"  # type: ignore[misc]

    lame = ClipPack(pack(tmp_path / "lame", frozenset({"vi-1"})))
    whole = Other(pack(tmp_path / "whole"))
    maker = Voice(kept(tmp_path / "made"), [lame, whole], lambda *trouble: troubles.append(trouble))
    made = maker.make(CALL)
    assert made.source == "other"
    assert keys_heard(tmp_path / "made" / made.name, CHIME_S)[: len(CALL[0].keys)] == list(CALL[0].keys)
    assert troubles == [("clips", "vi-1")]
    assert maker.make(announcement("A022", 3, ("vi",))).source == "clips"


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all", bytes(4000)])
def test_a_recording_that_is_no_sound_is_passed_over(
    content: bytes, tmp_path: Path, troubles: list[tuple[str, str]]
) -> None:
    folder = pack(tmp_path / "clips")
    (folder / "vi-0.wav").write_bytes(content)
    maker = Voice(kept(tmp_path / "made"), [ClipPack(folder)], lambda *trouble: troubles.append(trouble))
    assert maker.make(CALL).source == "chime"
    assert troubles[0][1].startswith("vi-0: not a WAV file")


def test_without_espeak_the_chime_alone_is_left(tmp_path: Path, troubles: list[tuple[str, str]]) -> None:
    maker = Voice(
        kept(tmp_path),
        [Espeak(EspeakNg("espeak-that-nobody-installed"))],
        lambda *trouble: troubles.append(trouble),
    )
    made = maker.make(CALL)
    assert made.source == "chime"
    assert sound.read(tmp_path / made.name) == chime()
    assert troubles == [("espeak", "espeak-ng")]


def test_an_espeak_that_fails_is_told_of(tmp_path: Path, troubles: list[tuple[str, str]]) -> None:
    maker = Voice(kept(tmp_path), [Espeak(EspeakNg("false"))], lambda *trouble: troubles.append(trouble))
    assert maker.make(CALL).source == "chime"
    assert troubles[0][0] == "espeak"


def test_a_free_text_is_not_for_recordings(
    clips: Path, tmp_path: Path, troubles: list[tuple[str, str]]
) -> None:
    maker = Voice(kept(tmp_path), [ClipPack(clips)], lambda *trouble: troubles.append(trouble))
    assert maker.make(message({"vi": "Mời rời sảnh."})).source == "chime"
    assert troubles == []


@needs_espeak
def test_espeak_says_a_sample_of_calls_evenly_loud(tmp_path: Path) -> None:
    maker = Voice(kept(tmp_path), [Espeak(EspeakNg())])
    levels = []
    for number, counter in (("A001", 1), ("G507", 24), ("K999", 60), ("LA012", 15)):
        made = maker.make(announcement(number, counter, ("vi", "en"), twice=False))
        assert made.source == "espeak"
        said = sound.read(tmp_path / made.name)[len(chime()) :]
        assert 4 < sound.seconds(said) < 20
        assert sound.peak(said) < sound.FULL
        levels.append(sound.loudness(said))
    assert max(levels) / min(levels) < 1.4


@needs_espeak
def test_espeak_reads_a_message_that_looks_like_an_option(tmp_path: Path) -> None:
    assert (
        Voice(kept(tmp_path), [Espeak(EspeakNg())]).make(message({"vi": "--version; rm -rf /"})).source
        == "espeak"
    )


@needs_espeak
def test_a_higher_speed_makes_it_shorter(tmp_path: Path) -> None:
    maker = Voice(kept(tmp_path), [Espeak(EspeakNg())])
    assert maker.make(CALL, 1.5).length_s < 0.8 * maker.make(CALL, 1.0).length_s


@pytest.mark.parametrize("speed", [0.7, 1.5, 2.0])
def test_recordings_are_spoken_faster_and_slower_at_their_own_pitch(speed: float) -> None:
    long = tone(500, 1.0)
    other = stretched(long, speed)
    assert len(other) == pytest.approx(len(long) / speed, rel=0.08)
    turns = sum(1 for a, b in itertools.pairwise(other) if a < 0 <= b)
    assert turns / sound.seconds(other) == pytest.approx(500, rel=0.03)


def test_files_that_nobody_heard_for_long_make_room(clips: Path, tmp_path: Path) -> None:
    maker = Voice(SoundFiles(tmp_path, 400_000, look_every=2), [ClipPack(clips)])
    made = [maker.make(announcement(f"A{n:03d}", 1, ("vi",))) for n in range(1, 12)]
    assert maker.file(made[0].name) is None
    assert maker.file(made[-1].name) is not None
    assert sum(file.stat().st_size for file in tmp_path.glob("*.wav")) < 600_000


@pytest.mark.parametrize(
    "name", ["../goiso.db", "0.wav", f"{'a' * 32}.wav", "", "/etc/passwd", f"{'a' * 32}.part"]
)
def test_only_its_own_files_are_given_away(name: str, tmp_path: Path) -> None:
    assert Voice(kept(tmp_path), []).file(name) is None


def test_sounds_of_other_rates_and_two_channels_are_read(tmp_path: Path) -> None:
    import wave

    for rate, channels in ((44100, 2), (16000, 1), (48000, 1)):
        file = tmp_path / f"{rate}.wav"
        with wave.open(str(file), "wb") as out:
            out.setnchannels(channels)
            out.setsampwidth(2)
            out.setframerate(rate)
            out.writeframes(bytes(2 * channels * rate))
        assert sound.seconds(sound.read(file)) == pytest.approx(1, abs=0.001)
