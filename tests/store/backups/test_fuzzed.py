"""A backup that is cut or changed at any byte is named as none, or holds what it held; nothing is written beside it."""

import io
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.store.backups.making import make
from server.store.backups.opening import head_of_file, unpack
from server.store.backups.passphrases import WrongPassphrase
from server.store.backups.sealed import by_passphrase
from server.store.backups.unpacking import BadBackup
from tests.support.backup_key import KEY, PASSPHRASE
from tests.support.centre import default_centre
from tests.support.clock import SetClock
from tests.support.journeys import a_morning
from tests.support.quick_server import quick_context

PLACES = st.floats(0, 1, exclude_max=True)
CHANGES = st.lists(st.tuples(PLACES, st.binary(min_size=1, max_size=64)), min_size=1, max_size=3)
RIGHT = by_passphrase(lambda: PASSPHRASE)
EVERYTHING = list(HealthCheck)


@dataclass(frozen=True)
class Packed:
    """A backup as it was made, and what is in it by name."""

    whole: bytes
    holds: dict[str, bytes]


@pytest.fixture(scope="module", params=["plain", "sealed"])
def packed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Packed:
    folder = tmp_path_factory.mktemp("backup")
    context = quick_context(folder / "data", default_centre(), SetClock())
    a_morning(context)
    key, name = (KEY, "goiso.age.tar") if request.param == "sealed" else (None, "goiso.tar.gz")
    make(folder / "data", folder, name, "1.0", 5000, key)
    context.close()
    whole = (folder / name).read_bytes()
    return Packed(whole, unpacked(whole))


def unpacked(content: bytes) -> dict[str, bytes]:
    """What is in a backup of these bytes. Raises what `unpack` does; nothing may come to lie beside the folder."""
    with TemporaryDirectory() as around:
        folder = Path(around) / "new"
        folder.mkdir()
        try:
            unpack(io.BytesIO(content), folder, RIGHT)
            return {file.name: file.read_bytes() for file in folder.iterdir()}
        finally:
            assert list(Path(around).iterdir()) == [folder]


def is_none_or_the_same(packed: Packed, content: bytes) -> None:
    with suppress(BadBackup):
        head_of_file(io.BytesIO(content))
    with suppress(BadBackup, WrongPassphrase):
        assert unpacked(content) == packed.holds


def changed(whole: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    made = bytearray(whole)
    for place, those in changes:
        at = int(place * len(whole))
        made[at : at + len(those)] = those
    return bytes(made[: len(whole)])


@settings(max_examples=25, suppress_health_check=EVERYTHING)
@given(CHANGES, PLACES)
def test_whatever_happens_to_it(packed: Packed, changes: list[tuple[float, bytes]], place: float) -> None:
    is_none_or_the_same(packed, changed(packed.whole, changes))
    is_none_or_the_same(packed, packed.whole[: int(place * len(packed.whole))])


@pytest.mark.torture
@settings(max_examples=4000, derandomize=False, suppress_health_check=EVERYTHING)
@given(CHANGES, PLACES)
def test_whatever_happens_to_it_thousands_of_times(
    packed: Packed, changes: list[tuple[float, bytes]], place: float
) -> None:
    is_none_or_the_same(packed, changed(packed.whole, changes))
    is_none_or_the_same(packed, packed.whole[: int(place * len(packed.whole))])
