"""A disk that fails under SQLite's feet: reads, writes and flushes of a connection's files, as its file system answers them.

What SQLite calls when it reads or writes the database and its write-ahead log is replaced by what asks `disk` first. That is
reached through the very library that Python's sqlite3 uses; where it is built in, and so out of reach, there is no such disk.
"""

import ctypes
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

OK, FULL, IOERR_READ, IOERR_WRITE, IOERR_FSYNC = 0, 13, 10 | 1 << 8, 10 | 3 << 8, 10 | 4 << 8
_FILE_POINTER, _JOURNAL_POINTER = 7, 28
_WORD = ctypes.sizeof(ctypes.c_void_p)
_METHODS, _X_READ, _X_WRITE, _X_SYNC = 19, 2, 3, 5
"""The words of `sqlite3_io_methods`, its version among them, and where these three stand."""
_Read = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_Write = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_kept: list[Any] = []
"""What SQLite still points to; a connection may be closed after its test."""


@dataclass
class Disk:
    """What becomes of the n-th read, write or flush, counted from 1: the answer, one of those above.

    `short` writes half before it.
    """

    reads: int = 0
    writes: int = 0
    syncs: int = 0
    on_read: Callable[[int], int] = lambda _: OK
    on_write: Callable[[int], int] = lambda _: OK
    on_sync: Callable[[int], int] = lambda _: OK
    short: bool = False
    sync_s: float = 0.0
    failed: int = field(default=0)

    def well(self) -> None:
        """Make the disk work again."""
        self.on_read = self.on_write = self.on_sync = lambda _: OK
        self.short, self.sync_s = False, 0.0


def sick_disk(connection: sqlite3.Connection, disk: Disk | None = None) -> Disk | None:
    """Put the files of this connection on such a disk, or on `disk`; none where SQLite is out of reach."""
    if (library := _library()) is None:
        return None
    disk = disk or Disk()
    handle = ctypes.c_void_p.from_address(id(connection) + 2 * _WORD)  # a Connection begins with its sqlite3*
    for which in (_FILE_POINTER, _JOURNAL_POINTER):
        file = ctypes.c_void_p()
        assert library.sqlite3_file_control(handle, b"main", which, ctypes.byref(file)) == OK
        assert file.value
        _lay_on(disk, file.value)
    return disk


def _library() -> ctypes.CDLL | None:
    with open("/proc/self/maps", encoding="utf-8") as maps:  # noqa: PTH123 - no file of ours
        paths = {line.split()[-1] for line in maps if "libsqlite3" in line}
    return ctypes.CDLL(paths.pop()) if paths else None


def _lay_on(disk: Disk, file: int) -> None:
    methods = ctypes.c_void_p.from_address(file)
    assert methods.value is not None
    words = (ctypes.c_void_p * _METHODS).from_buffer_copy(ctypes.string_at(methods.value, _METHODS * _WORD))
    really_read = _Read(words[_X_READ] or 0)
    really_write, really_sync = _Write(words[_X_WRITE] or 0), _Sync(words[_X_SYNC] or 0)

    def read(file: int, into: int, size: int, at: int) -> int:
        disk.reads += 1
        if (answer := disk.on_read(disk.reads)) == OK:
            return int(really_read(file, into, size, at))
        disk.failed += 1
        return answer

    def write(file: int, what: int, size: int, at: int) -> int:
        disk.writes += 1
        if (answer := disk.on_write(disk.writes)) == OK:
            return int(really_write(file, what, size, at))
        disk.failed += 1
        if disk.short:
            really_write(file, what, size // 2, at)
        return answer

    def sync(file: int, flags: int) -> int:
        disk.syncs += 1
        time.sleep(disk.sync_s)
        if (answer := disk.on_sync(disk.syncs)) != OK:
            disk.failed += 1
            return answer
        return int(really_sync(file, flags))

    ours = {_X_READ: _Read(read), _X_WRITE: _Write(write), _X_SYNC: _Sync(sync)}
    for place, method in ours.items():
        words[place] = ctypes.cast(method, ctypes.c_void_p).value
    _kept.extend((words, ours, really_read, really_write, really_sync))
    methods.value = ctypes.addressof(words)
