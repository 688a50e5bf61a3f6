"""The file of messages: what is deleted leaves no byte in it, and it is in no backup."""

import stat
from pathlib import Path

import pytest

from server.core.files import MESSAGES
from server.core.messages.kinds import MessageKind, MessageWish, Way
from server.core.refusal import Refusal
from server.store.backups.contents import files_beside, may_be_beside
from server.store.backups.placing import aside_of, put_in_place
from server.store.messages import MessageFile

DAY = "2026-11-23"


def wished(ticket: int, phone: str = "84912345678", day: str = DAY) -> MessageWish:
    return MessageWish(ticket, day, phone, Way.SMS, "vi", "0123456789abcdef")


def held(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_it_is_not_there_until_something_is_kept(tmp_path: Path) -> None:
    file = MessageFile(tmp_path)
    file.forget(1)
    file.forget_all()
    file.forget_other_days(DAY)
    assert (file.wishes(), file.keys(), file.tries(1), file.counts(DAY)) == ([], {}, {}, {})
    assert list(tmp_path.iterdir()) == []
    file.keep(wished(1))
    assert stat.S_IMODE((tmp_path / MESSAGES).stat().st_mode) == 0o600


def test_a_deleted_number_leaves_no_byte(tmp_path: Path) -> None:
    file = MessageFile(tmp_path)
    for ticket in range(1, 200):
        file.keep(wished(ticket, f"849{ticket:08d}"))
    assert b"84900000007" in held(tmp_path)
    file.keep(wished(7, "84987654321"))
    assert b"84900000007" not in held(tmp_path)
    for ticket in range(1, 200):
        file.forget(ticket) if ticket % 2 else file.forget_other_days(f"{DAY}x")
    file.forget_all()
    left = held(tmp_path)
    assert b"849000" not in left
    assert b"84987654321" not in left
    assert b"0123456789abcdef" not in left
    assert file.wishes() == []


def test_what_is_known_of_tries_goes_with_its_day(tmp_path: Path) -> None:
    file = MessageFile(tmp_path)
    file.keep(wished(1))
    file.note(wished(1), MessageKind.NEAR, "sent")
    file.note(wished(2), MessageKind.NEAR, "never:not_on_zalo")
    assert file.counts(DAY) == {(Way.SMS, "sent"): 1, (Way.SMS, "never:not_on_zalo"): 1}
    file.keep(wished(2, "84900000002"))
    assert file.tries(2) == {}  # at another number it may be tried
    file.forget_other_days("2026-11-24")
    assert (file.wishes(), file.tries(1)) == ([], {})


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    file = MessageFile(tmp_path)
    file.keep(wished(1))
    (tmp_path / MESSAGES).write_bytes(b"no database " * 500)
    assert file.wishes() == []
    file.keep(wished(2))
    assert [each.ticket for each in file.wishes()] == [2]


def test_a_file_that_is_damaged_further_inside_is_begun_anew_by_whatever_is_done(tmp_path: Path) -> None:
    path = tmp_path / MESSAGES
    MessageFile(tmp_path).keep(wished(1))
    whole = path.read_bytes()
    for act in (
        lambda file: file.end_unfinished(),
        lambda file: file.forget_all(),
        lambda file: file.forget_other_days("2026-11-24"),
        lambda file: file.note(wished(1), MessageKind.NEAR, "sent"),
        lambda file: file.keep(wished(1)),
        lambda file: file.set_keys(sms_key="k"),
        lambda file: [*file.wishes(), *file.tries(1), *file.keys()],
    ):
        path.write_bytes(
            whole[:4096] + b"\xa5" * (len(whole) - 4096)
        )  # the header and the list of tables are whole
        path.with_name(f"{MESSAGES}-journal").write_bytes(b"not a journal: 84912345678")
        act(file := MessageFile(tmp_path))
        file.keep(wished(2))
        assert 2 in {each.ticket for each in file.wishes()}
        assert [each.name for each in tmp_path.iterdir()] == [MESSAGES]


def test_a_file_that_cannot_be_opened_is_named_and_may_hold_numbers(tmp_path: Path) -> None:
    (tmp_path / MESSAGES).mkdir()
    file = MessageFile(tmp_path)
    with pytest.raises(Refusal, match="storage_readonly"):
        file.forget_all()
    assert file.may_hold


def test_whether_it_may_hold_a_number_is_known_without_reading_it(tmp_path: Path) -> None:
    file = MessageFile(tmp_path)
    assert not file.may_hold
    file.keep(wished(1))
    assert file.may_hold
    assert MessageFile(tmp_path).may_hold
    file.forget_all()
    assert not file.may_hold


def test_it_goes_into_no_backup_and_stays_in_no_folder_that_is_put_aside(tmp_path: Path) -> None:
    old, made = tmp_path / "data", tmp_path / "made"
    for folder in (old, made):
        folder.mkdir()
        (folder / "track.key").write_bytes(b"k" * 32)
    MessageFile(old).keep(wished(1))
    assert [str(path) for path in files_beside(old)] == ["track.key"]
    assert not may_be_beside(MESSAGES)
    aside = aside_of(old)
    assert put_in_place(made, old, aside)
    assert b"84912345678" not in held(tmp_path)
    assert (aside / "track.key").exists()


def test_a_number_is_in_no_text_of_what_holds_it() -> None:
    assert "84912345678" not in repr(wished(1))
