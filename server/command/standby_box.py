"""A second box: its data folder follows another server, one row behind."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

from server.background.standby_line import LineBroken, StandbyLine, file_of
from server.core.files import DATABASE
from server.core.standby import End
from server.store import idempotency
from server.store.backups.contents import files_beside, may_be_beside
from server.store.connect import lock, open_writer
from server.store.private import private_files
from server.store.standby import beside, rows
from server.store.standby.state import STATE, SecondBox, ask_to_end, is_to_end, keep, standing
from server.store.upgrade import upgrade

_FILES: Final = "standby-files.part"


class StandbyBox(AbstractContextManager["StandbyBox"]):
    """The `folder`, held for this process, and the `line` to the server that it follows; `clock` gives UTC milliseconds. Raises `InUse`, a storage `Refusal`."""

    def __init__(self, folder: Path, line: StandbyLine, clock: Callable[[], int]) -> None:
        self.folder, self.line, self._clock = folder, line, clock
        found = standing(folder)
        assert found is not None
        self.now = found

    def __enter__(self) -> Self:
        """Hold the folder and open its database, brought up to this version."""
        self._lock: IO[str] = lock(self.folder)
        try:
            path = self.folder / DATABASE
            self._connection: sqlite3.Connection = open_writer(path)
            upgrade(self._connection, path, self._clock())
        except BaseException:
            self._lock.close()
            raise
        ask_to_end(self.folder, asked=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the folder and close the database."""
        self._connection.close()
        self._lock.close()

    @property
    def end(self) -> End:
        """Where the journal here ends."""
        return rows.end(self._connection)

    @property
    def is_to_end(self) -> bool:
        """Whether a takeover has begun."""
        return is_to_end(self.folder)

    def pull(self) -> int:
        """Take the new rows; returns how many came.

        Raises `LineBroken`, `Refused`, or `CannotFollow` if the new rows do not continue the journal here; then nothing changed.
        """
        here = self.end
        held = {"seq": here.seq, "digest": here.digest.hex()}
        known = {"answers_at": self.now.answers_at, "mark": self.now.mark}
        sent = self.line.ask("pull", {**held, **known})
        came = [(*row[:-1], bytes.fromhex(row[-1])) for row in sent["rows"]]
        _must_be_files((sent["beside"] or {"files": ()})["files"])
        self._take(came, sent)
        mark = self.now.mark
        if (rest := sent["beside"]) is not None:
            self._fetch(rest["files"])
            mark = rest["mark"]
        self.now = SecondBox(self.now.of, self.end.seq, sent["last"], self._clock(), sent["now"], mark)
        keep(self.folder, self.now)
        return len(came)

    def _take(self, came: list[rows.Row], sent: dict[str, Any]) -> None:
        """Store the rows in one transaction: after a power cut there are all of them or none."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            rows.follow(self._connection, came)
            beside.put_answers(self._connection, sent["answers"])
            idempotency.forget(self._connection, sent["now"])
            if sent["beside"] is not None:
                beside.put_tables(self._connection, sent["beside"]["tables"])
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def _fetch(self, wanted: dict[str, str]) -> None:
        """Make the files beside the database the same as the other box's."""
        marks = self.folder / _FILES
        known = json.loads(marks.read_text("utf-8")) if marks.exists() else {}
        for name, mark in wanted.items():
            path = self.folder / name
            if known.get(name) == mark and path.exists():
                continue
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.line.fetch(file_of(name), path)
        for inside in list(files_beside(self.folder)):
            if str(inside) not in wanted and inside.name != STATE:
                (self.folder / inside).unlink()
        with private_files():
            marks.write_text(json.dumps(wanted), "utf-8")


def _must_be_files(named: Iterable[str]) -> None:
    """Raise `CannotFollow` for a name that is not a file beside a centre's database, so that nothing is written elsewhere."""
    for name in named:
        if name == STATE or not may_be_beside(name):
            raise rows.CannotFollow(
                f"{name!r} is no file of a centre: what answers there is not the first box"
            )


def follow(box: StandbyBox, told: Callable[[str], None], every_s: float) -> None:
    """Follow until a takeover; reports when it is one row behind, when the line breaks and when it is back.

    Raises `CannotFollow` and `Refused` if it cannot follow any more.
    """
    said = ""
    while not box.is_to_end:
        try:
            came = box.pull()
            now = f"Follows {box.now.of}." if not box.now.behind else said
        except LineBroken as broken:
            came, now = 0, f"{box.now.of} does not answer ({broken}). It has row {box.now.seq}."
        if now != said:
            told(now)
            said = now
        if not came:
            time.sleep(every_s)
