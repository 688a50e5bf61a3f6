"""The demo's officers, manager and devices, written into demo.json."""

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from server.core.model import CounterState
from server.service.context import Context
from server.service.people import devices, people, tokens
from server.service.people.people import NewPerson
from server.service.queue import counters
from server.service.queue.console import console_now
from server.service.queue.counters import Officer

FILE: Final = "demo.json"
"""The devices that scripts rely on."""
MACHINES_FILE: Final = "machines.json"
"""The machines that only pages need."""
OPEN_COUNTERS: Final = 5
NAMES: Final = (
    "Nguyễn Thị Lan",
    "Trần Văn Minh",
    "Lê Thị Hương",
    "Phạm Quốc Bảo",
    "Hoàng Thị Thu",
    "Vũ Đức Anh",
    "Đặng Thị Mai",
    "Bùi Văn Hải",
    "Đỗ Thị Ngọc",
    "Hồ Văn Sơn",
)
_TITLES: Final = (
    "Công chức Tư pháp – Hộ tịch",
    "Công chức Địa chính – Xây dựng",
    "Công chức Văn hoá – Xã hội",
    "Công chức Văn phòng – Thống kê",
    "Chuyên viên Kinh tế – Hạ tầng",
)


def prepare(context: Context, folder: Path, url: str) -> dict[str, Any]:
    """Make or find the demo's people and devices, and open the first five counters.

    Returns the content of demo.json and machines.json.
    """
    credentials = _read_or_made(folder / FILE, lambda: _make(context))
    credentials = {"url": url} | {k: v for k, v in credentials.items() if k != "url"}
    _write(folder / FILE, credentials)
    machines = _with_tablets(context, _read_or_made(folder / MACHINES_FILE, lambda: _make_machines(context)))
    _write(folder / MACHINES_FILE, machines)
    _open_counters(context, credentials)
    return credentials | machines


def _read_or_made(file: Path, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What an earlier start wrote, or newly made data."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else make()
    return found


def _make_machines(context: Context) -> dict[str, Any]:
    return {"counter_token": devices.enrol_device(context, "counter", "Máy tại quầy", "system")[1]}


def _with_tablets(context: Context, machines: dict[str, Any]) -> dict[str, Any]:
    """The machines, with a helper's tablet and a rating tablet added, which earlier versions of the demo lacked."""
    found = dict(machines)
    if "helper_token" not in found:
        found["helper_token"] = devices.enrol_device(context, "helper", "Máy người hướng dẫn", "system")[1]
    if "rating_token" not in found:
        name = "Máy đánh giá quầy 1"
        device, found["rating_token"] = devices.enrol_device(context, "rating", name, "system")
        devices.change_device(context, device, name, min(context.centre.layout.counters), "system")
    return found


def _make(context: Context) -> dict[str, Any]:
    admin = NewPerson("quanly", "Chủ tịch Trần Thị Bình", "admin", _password())
    people.add_person(context, admin, "system")
    return {
        "kiosk_token": devices.enrol_device(context, "kiosk", "Kiosk cửa chính", "system")[1],
        "display_token": devices.enrol_device(context, "display", "Màn hình sảnh", "system")[1],
        "admin": {
            "username": admin.username,
            "password": admin.password,
            "token": tokens.token_for(context, admin.username, "system"),
        },
        "officers": [_officer(context, n) for n in context.centre.layout.counters],
    }


def _officer(context: Context, n: int) -> dict[str, Any]:
    username, password, pin = f"canbo{n:02d}", _password(), f"{secrets.randbelow(10**6):06d}"
    name = NAMES[(n - 1) % len(NAMES)]
    title = _TITLES[(n - 1) % len(_TITLES)]
    people.add_person(context, NewPerson(username, name, "officer", password, pin, n, title), "system")
    return {
        "username": username,
        "password": password,
        "pin": pin,
        "counter": n,
        "fields": list(context.centre.layout.counters[n].fields),
        "token": tokens.token_for(context, username, "system"),
    }


def _password() -> str:
    return secrets.token_urlsafe(9)


def _write(file: Path, credentials: dict[str, Any]) -> None:
    draft = file.with_suffix(".part")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(credentials, ensure_ascii=False, indent=2), encoding="utf-8")
    draft.replace(file)


def _open_counters(context: Context, credentials: dict[str, Any]) -> None:
    for officer in credentials["officers"][:OPEN_COUNTERS]:
        if console_now(context, officer["counter"]).counter.state is CounterState.CLOSED:
            counters.open_(context, officer["counter"], Officer(officer["username"]))
