"""What the machine refuses a command is told in a sentence, in Vietnamese and in English, and nothing half is left."""

import errno
import socket
import sqlite3
from pathlib import Path

import pytest

from server.command.files import first_line, whole
from server.command.troubles import sentence
from server.core.centre import Centre
from server.core.texts import in_both
from tests.command.test_main import goiso
from tests.support.clock import SetClock
from tests.support.journeys import a_morning
from tests.support.quick_server import quick_context


@pytest.fixture
def data(tmp_path: Path, centre: Centre, clock: SetClock) -> Path:
    context = quick_context(tmp_path / "data", centre, clock)
    a_morning(context)
    context.close()
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (errno.EACCES, "không được đọc hay ghi", "may not read or write"),
        (errno.ENOENT, "không có ở máy này", "not on this machine"),
        (errno.ENOSPC, "hết chỗ", "is full"),
        (errno.EROFS, "chỉ đọc được", "only be read"),
        (errno.EIO, "báo lỗi", "reports a fault"),
    ],
)
def test_each_trouble_is_named_with_its_place_in_both_languages(number: int, vi: str, en: str) -> None:
    said = sentence(OSError(number, "refused", "/mnt/usb/a.csv"))
    assert said is not None
    first, second = in_both(said).split(" · ")
    assert vi in first
    assert en in second
    assert first.startswith("/mnt/usb/a.csv: ")
    assert second.startswith("/mnt/usb/a.csv: ")


def test_what_is_no_trouble_of_files_keeps_its_trace() -> None:
    assert sentence(ConnectionResetError(errno.ECONNRESET, "reset")) is None


@pytest.mark.parametrize("command", [("export", "journal", "--out"), ("doctor", "--online", "--bundle")])
def test_a_folder_that_is_not_there_is_no_trace_of_the_program(
    data: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    answer = goiso(*command, tmp_path / "nowhere/file", "--data", data)
    assert answer.exit_code == 1
    assert isinstance(answer.exception, SystemExit)
    assert "không có ở máy này" in answer.stderr


def test_a_file_appears_whole_or_not_at_all_and_the_one_before_stays(tmp_path: Path) -> None:
    file = tmp_path / "journal.csv"
    file.write_text("before")

    def fill() -> None:
        with whole(file) as draft:
            draft.write_text("half")
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        fill()
    assert [path.name for path in tmp_path.iterdir()] == ["journal.csv"]
    assert file.read_text() == "before"
    with whole(file) as draft:
        draft.write_text("after")
    assert file.read_text() == "after"


def test_what_is_no_file_of_its_own_is_written_itself() -> None:
    with whole(Path("/dev/null")) as draft:
        assert draft == Path("/dev/null")
    assert Path("/dev/null").is_char_device()


def test_a_copy_that_cannot_be_written_leaves_nothing(data: Path, tmp_path: Path) -> None:
    answer = goiso("export", "--copy", tmp_path / "nowhere/copy.db", "--data", data)
    assert answer.exit_code == 1
    assert "Nothing was written" in answer.stderr
    answer = goiso("export", "--copy", tmp_path / "copy.db", "--data", data)
    assert answer.exit_code == 0
    with sqlite3.connect(tmp_path / "copy.db") as connection:
        assert connection.execute("SELECT count(*) FROM tickets").fetchone() > (0,)


def test_a_secret_is_the_first_line_also_as_windows_saves_it(tmp_path: Path) -> None:
    file = tmp_path / "ma.txt"
    file.write_bytes("\ufeffabc-123\r\nmáy chủ thứ hai\r\n".encode())
    assert first_line(file) == "abc-123"
    file.write_bytes(b"")
    assert not first_line(file)


@pytest.mark.parametrize("token", ["mã bí mật", "a\tb"])
def test_a_file_without_a_token_is_refused_in_a_sentence(tmp_path: Path, token: str) -> None:
    (tmp_path / "ma.txt").write_text(token, "utf-8")
    follow = ("standby", "--of", "http://127.0.0.1:9", "--data", tmp_path / "second")
    answer = goiso(*follow, "--token-file", tmp_path / "ma.txt")
    assert answer.exit_code == 1
    assert "dòng đầu của tệp phải là mã" in answer.stderr
    assert "This is no token" in answer.stderr
    assert not (tmp_path / "second").exists()


def test_a_first_box_that_does_not_answer_is_named_with_what_to_look_at(tmp_path: Path) -> None:
    (tmp_path / "ma.txt").write_text("abc\n# cho máy thứ hai\n", "utf-8")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # nobody listens
        of = f"http://127.0.0.1:{held.getsockname()[1]}"
        answer = goiso(
            "standby", "--of", of, "--data", tmp_path / "second", "--token-file", tmp_path / "ma.txt"
        )
    assert answer.exit_code == 1
    assert "Máy thứ nhất không trả lời" in answer.stderr
    assert "Look at the address in --of" in answer.stderr


def test_a_port_of_another_program_and_an_address_of_another_machine_are_told_apart(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        taken = goiso("serve", "--host", "127.0.0.1", "--port", port, "--data", tmp_path / "data")
    assert taken.exit_code == 1
    assert "đang có chương trình khác dùng" in taken.stderr
    assert f"sport = :{port}" in taken.stderr
    elsewhere = goiso("serve", "--host", "192.0.2.99", "--port", port, "--data", tmp_path / "data")
    assert elsewhere.exit_code == 1
    assert "máy này không có địa chỉ 192.0.2.99" in elsewhere.stderr
    assert "Choose another port" not in elsewhere.stderr
