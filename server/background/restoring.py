"""Restores while a new centre's server runs: a thread examines a backup, which then replaces the empty centre."""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from shutil import disk_usage
from typing import Final

import structlog

from server.config import CentreSettings
from server.core.backups import OnPaper
from server.core.refusal import InUse, Refusal
from server.ports import RestorePorts
from server.service.backups import restoring
from server.service.backups.found import BackupFile, Inside, RestoreNow, RestoreStep, inside, on_disks
from server.service.backups.restored import go_on
from server.service.context import Context
from server.service.notices.uploads import Incoming, read_part
from server.store.backups.sealed import by_passphrase
from server.store.backups.workshop import RESERVE
from server.store.private import private_files

_PIECE: Final = 1 << 20
_ACTOR: Final = "system"
_log = structlog.get_logger(__name__)


def start_again() -> None:
    """End this process in the normal way; its supervisor starts another one on the restored data."""
    os.kill(os.getpid(), signal.SIGTERM)


class Restoring:
    """One restore at a time into the folder `data`, on which this server runs; `again` starts it again afterwards."""

    def __init__(
        self, context: Context, data: Path, begins: CentreSettings, again: Callable[[], None] = start_again
    ) -> None:
        self._context, self._data, self._begins = context, data.absolute(), begins
        self.again = again
        self.files: Callable[[], list[BackupFile]] = on_disks
        self._now = RestoreNow(RestoreStep.IDLE)
        self._door = threading.Lock()
        self._held = ExitStack()
        self._made: Path | None = None
        self._over = False
        restoring.remove_leftovers(self._data)

    def ports(self) -> RestorePorts:
        """What pages need."""
        return RestorePorts(
            lambda: self.files(),  # noqa: PLW0108 - as they are then
            self.take,
            self.look,
            self.now,
            self.restore,
            self.give_up,
        )

    def now(self) -> RestoreNow:
        """How far it is."""
        return self._now

    def take(self, incoming: Incoming, length: int | None) -> None:
        """Store an uploaded backup if the disk has room. Raises `storage_full`, `upload_broken`."""
        self._must_have_room(length or 0)
        try:
            self._write(incoming, length)
        except OSError as error:
            self._upload.unlink(missing_ok=True)
            raise Refusal("storage_restore", reason=str(error)) from error
        except BaseException:
            self._upload.unlink(missing_ok=True)
            raise

    def _write(self, incoming: Incoming, length: int | None) -> None:
        size = 0
        with private_files(), self._upload.open("wb") as file:
            while piece := read_part(incoming, _PIECE):
                self._must_have_room(len(piece))
                size += file.write(piece)
        if length is not None and size < length:
            raise Refusal("upload_broken")

    def look(self, name: str | None, passphrase: str) -> None:
        """Begin to examine the backup at this path, or the uploaded one. Raises `not_found`, `restore_busy`."""
        known = {str(each.path): each.path for each in self.files()} if name else {}
        path = known.get(name) if name else self._upload
        if path is None or not path.is_file():
            raise Refusal("not_found")
        with self._door:
            if self._now.step in {RestoreStep.LOOKING, RestoreStep.DONE}:
                raise Refusal("restore_busy")
            self._now = RestoreNow(RestoreStep.LOOKING)
        work = threading.Thread(target=self._look, args=(path, passphrase), name="restore", daemon=True)
        work.start()

    def restore(self, on_paper: OnPaper) -> None:
        """Replace the data with the examined backup in one step, and restart.

        Raises `restore_busy` where none was found, `backup_unsound`, `number_of_no_field`, `storage_restore`: nothing was changed.
        """
        with self._door:
            found, made = self._now.inside, self._made
            if self._now.step is not RestoreStep.FOUND or found is None or made is None:
                raise Refusal("restore_busy")
            if found.findings:
                raise Refusal("backup_unsound", n=len(found.findings), finding=found.findings[0])
            self._go_on(made, found, restoring.with_replaced(on_paper, self._data))
            try:
                aside = restoring.put_there(made, self._data, running=True)
            except OSError as error:
                raise Refusal("storage_restore", reason=str(error)) from error
            _log.warning("restored", made_at=found.manifest.made_at, kept=str(aside))
            self._now = RestoreNow(RestoreStep.DONE, found)
            self._held.close()
        self.again()

    def give_up(self) -> None:
        """Delete what was not restored, because this centre has begun; a backup being examined is deleted afterwards."""
        with self._door:
            self._over = True
            self._upload.unlink(missing_ok=True)
            if self._now.step not in {RestoreStep.LOOKING, RestoreStep.DONE}:
                self._forget()

    def close(self) -> None:
        """Delete what was not restored."""
        with self._door:
            self._held.close()

    @property
    def _upload(self) -> Path:
        return self._data / restoring.UPLOAD

    def _must_have_room(self, more: int) -> None:
        if disk_usage(self._data).free < more + RESERVE:
            raise Refusal("storage_full")

    def _look(self, path: Path, passphrase: str) -> None:
        try:
            found = self._inside(path, passphrase)
        except Refusal as refusal:
            self._failed(refusal)
        except InUse:
            self._failed(Refusal("restore_busy"))
        except Exception as error:
            _log.exception("restore_failed")
            self._failed(Refusal("storage_restore", reason=str(error)))
        else:
            with self._door:
                self._now = RestoreNow(RestoreStep.FOUND, found)
                if self._over:
                    self._forget()

    def _forget(self) -> None:
        self._held.close()
        self._now = RestoreNow(RestoreStep.IDLE)

    def _failed(self, why: Refusal) -> None:
        self._held.close()
        self._now = RestoreNow(RestoreStep.FAILED, trouble=why)

    def _inside(self, path: Path, passphrase: str) -> Inside:
        """Unpack it beside the data, migrate it to this version, and let the doctor check it."""
        self._held.close()
        made = self._held.enter_context(restoring.building(self._data))
        manifest = restoring.unpacked(path, made, by_passphrase(lambda: passphrase))
        context = Context(made, self._begins, self._context.clock)
        try:
            found = inside(context, manifest, restoring.findings(made))
        finally:
            context.close()
        self._made = made
        with suppress(OSError):
            self._upload.unlink(missing_ok=True)
        return found

    def _go_on(self, made: Path, found: Inside, on_paper: OnPaper) -> None:
        context = Context(made, self._begins, self._context.clock)
        try:
            go_on(context, found.manifest, on_paper, _ACTOR)
        except ValueError as error:
            raise Refusal("number_of_no_field", number=str(error).split(" ")[0]) from error
        finally:
            context.close()
