"""What a folder is called that is put aside: a name of its own, however often within a second."""

from pathlib import Path

from server.store.backups.placing import aside_of


def test_each_folder_that_is_put_aside_has_a_name_of_its_own(tmp_path: Path) -> None:
    for _ in range(5):
        aside_of(tmp_path / "data").mkdir()
    assert len([*tmp_path.glob("data.before-*")]) == 5
