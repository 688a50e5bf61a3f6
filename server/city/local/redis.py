"""A Redis of one's own, on the loopback address, behind a password; nothing of it is kept on disk."""

import secrets
import shutil
from pathlib import Path

from server.city.local.children import Child

_CONF = """bind 127.0.0.1
port {port}
requirepass {password}
save ""
appendonly no
daemonize no
dir {folder}
maxmemory 128mb
maxmemory-policy allkeys-lru
"""


def program() -> str | None:
    """Where it is; none where it is not installed."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


def private_redis(found: str, folder: Path, port: int) -> tuple[Child, str]:
    """One that is yet to be started, with its files in a folder, and its address."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    password = secrets.token_urlsafe(24)
    conf = folder / "redis.conf"
    conf.unlink(missing_ok=True)
    conf.touch(mode=0o600)
    conf.write_text(_CONF.format(port=port, password=password, folder=folder), encoding="utf-8")
    return Child([found, conf], folder / "redis.log"), f"redis://:{password}@127.0.0.1:{port}/0"
