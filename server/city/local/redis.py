"""A Redis of one's own: nothing is kept on disk, its process is a child of this one, and only this machine reaches it."""

import shutil
import subprocess
import time
from pathlib import Path
from typing import Final, Self

import redis

_PROGRAMS: Final = ("redis-server", "valkey-server")
_PATIENCE_S: Final = 30.0
_LOOK_S: Final = 0.02


class NoRedis(Exception):
    """Redis is not installed here; the text says how to get it."""


def program() -> str:
    """Where it is. Raises `NoRedis`."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name)) is not None), None)
    if found is None:
        raise NoRedis("Redis is not installed. On Debian: apt-get install redis-server")
    return found


class PrivateRedis:
    """The server on `port` of 127.0.0.1; `folder` has its log."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    @property
    def url(self) -> str:
        """How to reach it."""
        return f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> Self:
        """Start it and wait until it answers. Raises `NoRedis`, and `RuntimeError` when it does not come up."""
        name = program()
        self._folder.mkdir(parents=True, exist_ok=True)
        options = {
            "--bind": "127.0.0.1",
            "--port": str(self._port),
            "--save": "",
            "--appendonly": "no",
            "--dir": str(self._folder),
        }
        with (self._folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(
                [name, *(part for option in options.items() for part in option)],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._until_ready()
        return self

    def stop(self) -> None:
        """Stop it; what it held is forgotten."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(_PATIENCE_S)

    def _until_ready(self) -> None:
        assert self._process is not None
        until = time.monotonic() + _PATIENCE_S
        client = redis.Redis.from_url(self.url, socket_timeout=1, socket_connect_timeout=1, retry=None)
        while not self._answers(client):
            if self._process.poll() is not None or time.monotonic() > until:
                said = (self._folder / "redis.log").read_text(encoding="utf-8", errors="replace")[-500:]
                raise RuntimeError(f"Redis did not come up on port {self._port}: {said}")
            time.sleep(_LOOK_S)
        client.close()

    @staticmethod
    def _answers(client: "redis.Redis") -> bool:
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
