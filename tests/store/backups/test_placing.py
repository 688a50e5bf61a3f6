"""A restored folder in the place of the old one: what the old one is called from then on, and what goes on in the new one."""

from pathlib import Path

import pytest

from server.core.files import CITY, CITY_HEARD, CITY_LEFT
from server.store.backups.placing import aside_of, put_in_place


def test_each_folder_that_is_put_aside_has_a_name_of_its_own(tmp_path: Path) -> None:
    for _ in range(5):
        aside_of(tmp_path / "data").mkdir()
    assert len([*tmp_path.glob("data.before-*")]) == 5


@pytest.mark.parametrize("name", [CITY, CITY_LEFT, CITY_HEARD])
def test_the_line_to_the_city_goes_on_where_the_centre_stands_and_nowhere_else(
    name: str, tmp_path: Path
) -> None:
    place, made = tmp_path / "data", tmp_path / "made"
    for folder in (place, made):
        folder.mkdir()
        (folder / "track.key").write_bytes(b"k" * 32)
    (place / name).write_text("of today")
    (made / name).write_text("of a year ago")
    (place / name).chmod(0o600)
    assert put_in_place(made, place, aside := aside_of(place))
    assert (place / name).read_text() == "of today"
    assert (place / name).stat().st_mode & 0o777 == 0o600
    assert not (aside / name).exists()


def test_a_line_that_the_centre_has_left_comes_back_with_no_backup(tmp_path: Path) -> None:
    place, made = tmp_path / "data", tmp_path / "made"
    for folder in (place, made):
        folder.mkdir()
        (folder / "track.key").write_bytes(b"k" * 32)
    (made / CITY).write_text("of a year ago")
    assert put_in_place(made, place, aside_of(place))
    assert not (place / CITY).exists()
