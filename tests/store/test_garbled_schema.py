"""Damage within what SQLite quotes when it says what is damaged: Python cannot read those words, and the file is named all the same."""

import re
from pathlib import Path

import pytest

from kiosk.alone.memory import FILE, CannotRemember, Memory
from server.core.files import DATABASE, MESSAGES
from server.core.messages.kinds import MessageWish, Way
from server.core.refusal import Refusal
from server.service.context import Context
from server.store.connect import open_reader, open_writer
from server.store.messages import MessageFile


def garble(file: Path, table: str) -> None:
    content, times = re.subn(
        rb"CREATE TABLE (\W?%b)" % table.encode(), b"CREATE \x80ABLE \\1", file.read_bytes()
    )
    assert times
    file.write_bytes(content)


def test_the_centres_data(context: Context, tmp_path: Path) -> None:
    context.close()
    file = next(tmp_path.rglob(DATABASE))
    garble(file, "journal")
    with pytest.raises(Refusal, match="storage_damaged"):
        open_writer(file)
    with pytest.raises(Refusal, match="storage_damaged"):
        open_reader(file).execute("SELECT 1 FROM tickets")


def test_a_boxs_file(tmp_path: Path) -> None:
    Memory(tmp_path).close()
    garble(tmp_path / FILE, "facts")
    with pytest.raises(CannotRemember) as told:
        Memory(tmp_path)
    assert told.value.code == "storage_damaged"


def test_the_file_of_messages_begins_anew(tmp_path: Path) -> None:
    file = MessageFile(tmp_path)
    wish = MessageWish(1, "2026-11-23", "84912345678", Way.SMS, "vi", "mark")
    file.keep(wish)
    garble(tmp_path / MESSAGES, "wishes")
    assert file.wishes() == []
    file.keep(wish)
    assert file.wishes() == [wish]
