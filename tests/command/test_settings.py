"""`goiso settings`: a centre's settings are written to a file, shown as differences, and taken from one."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from server.command.centre import Parts
from server.command.main import main
from server.command.settings import told_of_a_file
from server.config import CentreSettings, load
from server.service.context import Context
from server.service.settings import changes
from server.service.settings.begun import begin_settings
from tests.support.clock import SetClock
from tests.support.quick_passwords import QUICK


def opened(folder: Path, begins: CentreSettings) -> Context:
    return Context(folder, begins, SetClock(), passwords=QUICK)


def goiso(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*arguments], obj=Parts(open=opened))
    return done.exit_code, done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A centre whose manager has changed its name, its phones and a field."""
    context = opened(tmp_path / "data", load(None, {}).of_centre())
    begin_settings(context)
    centre = context.settings.document.as_json()["centre"]
    changes.put(context, "centre", centre | {"name": "Điểm tiếp nhận “Mẫu”"}, "admin:binh")
    changes.put(context, "phone", {"enabled": True}, "admin:binh")
    changes.remove_item(context, "fields", "XD", "admin:binh")
    context.close()
    return tmp_path / "data"


def exported(folder: Path) -> str:
    code, told = goiso("settings", "export", "--data", str(folder))
    assert code == 0, told
    return told


def test_what_is_exported_begins_an_equal_centre(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.toml"
    file.write_text(exported(folder), encoding="utf-8")
    assert "Điểm tiếp nhận “Mẫu”" in file.read_text(encoding="utf-8")
    new = tmp_path / "new"
    code, told = goiso("settings", "import", str(file), "--data", str(new), "--yes")
    assert code == 0, told
    assert exported(new) == exported(folder)


def test_a_file_brings_exceptions_too_whose_day_is_over(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.toml"
    day = '[[exceptions]]\ndate = 2020-01-25\nvi = "Nghỉ Tết"\nsessions = [["07:00", "09:00"]]\n'
    plain = "".join(
        line for line in exported(folder).splitlines(keepends=True) if line != "exceptions = []\n"
    )
    file.write_text(f"{plain}\n{day}", encoding="utf-8")
    new = tmp_path / "new"
    code, told = goiso("settings", "import", str(file), "--data", str(new), "--yes")
    assert code == 0, told
    again = tmp_path / "again.toml"
    again.write_text(exported(new), encoding="utf-8")
    assert load(again, {}).exceptions[0].vi == "Nghỉ Tết"


def test_the_differences_are_shown_before_anything_is_changed(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.toml"
    before = exported(folder)
    file.write_text(before.replace("Điểm tiếp nhận “Mẫu”", "Tên khác"), encoding="utf-8")
    done = CliRunner().invoke(
        main, ["settings", "import", str(file), "--data", str(folder)], input="n\n", obj=Parts(open=opened)
    )
    assert done.exit_code == 1
    assert "Đổi 1 mục? · Make 1 changes?" in done.output
    assert '"name": "Điểm tiếp nhận “Mẫu”"' in done.output
    assert '"name": "Tên khác"' in done.output
    assert exported(folder) == before
    assert goiso("settings", "import", str(file), "--data", str(folder), "--yes")[0] == 0
    assert "Tên khác" in exported(folder)


def test_the_same_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.toml"
    file.write_text(exported(folder), encoding="utf-8")
    assert (
        "Không có gì khác. · Nothing is different."
        in goiso("settings", "import", str(file), "--data", str(folder))[1]
    )


def test_a_file_of_the_machine_alone_is_not_taken_for_the_default_centre(
    folder: Path, tmp_path: Path
) -> None:
    before, file = exported(folder), tmp_path / "machine.toml"
    file.write_text("[server]\nport = 8001\n")
    code, told = goiso("settings", "import", str(file), "--data", str(folder), "--yes")
    assert code == 1
    assert "không đặt gì của trung tâm" in told
    assert "nothing of the centre" in told
    assert exported(folder) == before


def test_a_file_that_cannot_be_is_refused_with_its_path(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.toml"
    file.write_text(exported(folder).replace('prefix = "B"', 'prefix = "A"'), encoding="utf-8")
    code, told = goiso("settings", "import", str(file), "--data", str(folder), "--yes")
    assert code == 1
    assert "prefix 'A'" in told


def test_a_folder_with_no_centre_says_so(tmp_path: Path) -> None:
    assert goiso("settings", "export", "--data", str(tmp_path / "none"))[0] == 1


def test_a_start_says_that_a_file_changed_later_is_not_read(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "centre.toml"
    file.write_text(exported(folder), encoding="utf-8")
    assert told_of_a_file(file, load(file, {}), folder) is None
    told = told_of_a_file(file, load(None, {}), folder)
    assert told is not None
    assert all(part in told for part in ("centre", "fields", "phone"))
    assert told_of_a_file(None, load(None, {}), folder) is None
    assert told_of_a_file(file, load(None, {}), tmp_path / "empty") is None
