"""The examples of the API's description, recorded from a real server: `python -m tests.api_examples`.

A story calls every operation once; what was sent and answered is kept, lists cut to two items, secrets left out.
"""

import json
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from flask import Flask, Response, request
from PIL import Image

from server import __version__
from server.api.told import EXAMPLES
from server.app import Server
from server.command.release_files import lay_out
from server.config import PrinterPart
from server.core.screens.place import ScreenPlace
from server.service.queue.paper_pads import print_next
from server.service.screens import screen_places
from server.store.backups import passphrases
from server.store.standby import beside
from tests.support.api import Api, Caller
from tests.support.backup_key import KEY, PASSPHRASE
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import PASSWORD, enrol_everybody
from tests.support.quick_server import quick_server
from tests.support.releases import release_in
from tests.support.waiting import until

_MOST: Final = 2
_SECRET: Final = {
    "token": "kQ3v…",
    "track": "7GK4-2MPX",
    "secret": "…",
    "password": "mat-khau-dai",
    "passphrase": "mưa trên phố Huế",
    "digest": "9f2c…",
    "sha256": "9f2c…",
    "signature": "Xp0v…",
    "centre_tag": "5f0e21c7-1-0-4-",
}
BOX: Final = {
    "clock_ahead_s": 0,
    "printer": None,
    "upgrade": {"version": "0.3.0", "state": "waiting", "why": None},
}
"""What a kiosk's own box without a printer tells."""
Examples = dict[str, dict[str, Any]]


def shortened(value: Any, name: str = "") -> Any:
    """The same with lists cut to two items and secrets left out."""
    if isinstance(value, dict):
        return {key: shortened(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [shortened(item) for item in value[:_MOST]]
    return _SECRET[name] if name in _SECRET and isinstance(value, str) else value


def _whole(value: Any) -> Any:
    """Settings stand by each other: cut short they would not be settings."""
    return value


def record(app: Flask) -> Examples:
    """What is sent and answered from now on, by endpoint; the first success of each counts."""
    found: Examples = {}

    @app.after_request
    def keep(response: Response) -> Response:
        if response.is_json and response.status_code < 300 and request.endpoint:
            cut = shortened if not request.endpoint.startswith("settings.") else _whole
            example = {"answer": cut(response.get_json())}
            if request.is_json and (sent := request.get_json(silent=True)) is not None:
                example = {"request": cut(sent)} | example
            found.setdefault(request.endpoint, example)
        return response

    return found


def story(server: Server, api: Api, clock: SetClock) -> None:
    """Call every operation that answers with JSON."""
    _numbers(server, api)
    _counters(api, clock)
    _alone(server, api)
    _people(api)
    _screens(server, api)
    _notices(api)
    _machines(api)
    _ratings(api)
    _account(api)
    _settings(api)
    _alerts(server, api)
    _dossiers(api)
    _procedures(api)
    for path in (
        "/centre",
        "/procedures?q=khai sinh&limit=2",
        "/procedures/asked",
        "/board",
        "/officers",
        "/people",
    ):
        api.admin.get(path)
    api.admin.get("/backups")
    with tempfile.TemporaryDirectory() as stick:
        part = api.admin.get("/settings").json["backup"]
        api.admin.put_json("/settings/backup", part | {"folder": stick})
        api.admin.post("/backups")
        until(lambda: not api.admin.get("/backups").json["making"])
        api.admin.put_json("/settings/backup", part)
    with patch.object(passphrases, "new_key", lambda _: KEY):  # without a second of work
        api.admin.post("/backups/passphrase", {"passphrase": PASSPHRASE})
    api.admin.post("/backups/passphrase/remove")
    api.admin.post("/backups/restored/seen")
    for path in (
        "/reports/figures?by=field",
        "/reports/figures.csv?by=field",
        "/reports/figures.xlsx?by=field",
        "/reports/visits?limit=2",
        "/reports/heatmap",
        "/reports/counters?by=counter",
        "/reports/counters.csv?by=counter",
        "/reports/counters.xlsx?by=counter",
        "/reports/visits.csv",
        "/reports/visits.xlsx?progress=my-own-key",
        "/reports/progress?key=my-own-key",
        "/reports/calls",
        "/reports/today-text",
        "/reports/waits",
        "/reports/arrivals",
        "/reports/journal",
        "/journal?limit=2",
        "/changes?limit=2&kind=people",
    ):
        api.admin.get(path)
    api.admin.get("/doctor")
    api.admin.post("/doctor/clock", {"at": clock_said(clock)})
    _standby(server, api)


def clock_said(clock: SetClock) -> str:
    """The clock's own time: setting it to that moves nothing in the story."""
    return f"{clock.local():%Y-%m-%dT%H:%M:%S+07:00}"


def _standby(server: Server, api: Api) -> None:
    """A second box asks for what it lacks, told without secrets, and takes over: nothing can be written afterwards."""
    server.keepers.standby.again = lambda: None
    token = api.admin.post("/tokens", {"name": "Máy chủ thứ hai", "role": "standby"}).json["token"]
    second = Caller(server.app, token)
    held = {"seq": 0, "digest": "00" * 32, "answers_at": server.context.clock() + 1}
    with (
        patch.object(beside, "tables", lambda _: {"token_uses": [[3, 1795395600000]]}),
        patch.object(beside, "files", lambda _: {"notices/5f1c….png": "20480-1795395600000000000"}),
    ):
        second.post("/standby/pull", held)
    second.post("/standby/takeover", {})


def _numbers(server: Server, api: Api) -> None:
    ticket = api.kiosk.post("/tickets", {"field": "CT", "priority": "elderly"}, key="k1").json
    api.kiosk.get(f"/tickets/{ticket['id']}")
    until(lambda: api.kiosk.get(f"/tickets/{ticket['id']}").json["print"] == "printed")
    api.kiosk.post(f"/tickets/{ticket['id']}/print", {})
    until(lambda: api.admin.post(f"/tickets/{ticket['id']}/print/dismiss", {}).status_code == 200)
    api.admin.get(f"/track/{ticket['track']}")
    for path in (f"/tickets/{ticket['id']}/cancel", f"/track/{api.take()['track']}/cancel"):
        api.officer.post(path)


def _counters(api: Api, clock: SetClock) -> None:
    """One officer's work at counter 1, each step once."""
    for _ in range(8):
        api.take()
    at = "/counters/1"
    for path, body in (
        ("/open", {"fields": ["CT"]}),
        ("/pause", {"reason": "họp"}),
        ("/resume", {}),
        ("/call", {}),
        ("/recall", {}),
        ("/serve", {}),
        ("/priority", {"priority": "elderly"}),
        ("/next", {"outcome": "received"}),
        ("/return", {}),
        ("/call", {}),
        ("/undo", {}),
        ("/call", {}),
        ("/park", {"reason": "photo giấy tờ"}),
        ("/call", {}),
        ("/no-show", {}),
        ("/call", {}),
        ("/transfer", {"field": "HT", "note": "đã có tờ khai"}),
        ("/call", {}),
        ("/serve", {}),
        ("/finish", {"dossiers": [{"outcome": "received", "channel": "direct"}]}),
        ("/help", {"text": "cần lãnh đạo"}),
        ("/help-done", {}),
    ):
        clock.forward(seconds=60)
        answer = api.officer.post(at + path, body)
        if path == "/park":
            api.officer.post(f"/tickets/{(answer.json or {})['id']}/resume", {})
    api.officer.get(at)
    found = api.officer.get("/tickets?number=a 3&day=today").json["items"]
    api.officer.get(f"/tickets/{found[0]['id']}/life")
    api.officer.post(f"{at}/hand-over", {"officer": "minh"})
    api.other.post(f"{at}/close", {})


def _alone(server: Server, api: Api) -> None:
    prefix = api.kiosk.get("/tickets/offline").json["prefix"]
    now = "2026-11-23T08:40:00+07:00"
    given = {"number": f"{prefix}001", "day": "2026-11-23", "field": "CT", "issued_at": now, "key": "touch-1"}
    api.kiosk.post("/tickets/offline", {"now": now, "items": [given]})
    print_next(server.context, 100, "manager:binh")
    served = {"counter": 2, "called": "08:15", "finished": "08:25", "officer": "minh", "outcome": "received"}
    rows = [
        {"number": "dpa 7", "field": "CT", "at": "08:05", "served": served},
        {"number": "DPA008-009", "field": "HT", "at": "08:10"},
    ]
    api.officer.post("/paper/numbers", {"items": rows})
    api.officer.get("/paper/pads")


def _people(api: Api) -> None:
    hoa = {
        "username": "hoa",
        "name": "Phạm Thị Hoa",
        "role": "officer",
        "password": "mat-khau-dai",
        "counter": 3,
    }
    api.admin.post("/people", hoa)
    api.admin.patch("/people/hoa", {"title": "Công chức Tư pháp – Hộ tịch"})
    api.admin.delete("/people/hoa")
    portal = {"name": "Cổng tra cứu", "role": "officer", "expires_at": "2027-12-31T23:59:59+07:00"}
    made = api.admin.post("/tokens", portal).json
    api.admin.get("/tokens")
    api.admin.delete(f"/tokens/{made['id']}")
    _webhooks(api)


def _webhooks(api: Api) -> None:
    said = {"url": "http://203.0.113.7/goiso", "types": ["ticket_issued"], "inside": "203.0.113.7"}
    placed = api.admin.post("/webhooks", said).json
    api.admin.get("/webhooks")
    api.admin.patch(f"/webhooks/{placed['id']}", {"active": False})
    api.admin.delete(f"/webhooks/{placed['id']}")


def _screens(server: Server, api: Api) -> None:
    offer = api.nobody.post("/pairings", {}).json
    api.nobody.post("/pairings/claim", {"secret": offer["secret"]})
    screen_places.place_screen(server.context, 2, ScreenPlace("1", "main", None, sound=True), "admin:binh")
    api.display.get("/screens/me")


def _machines(api: Api) -> None:
    api.admin.get("/printers")
    api.admin.post("/printers/centre/test-slip", {})
    api.kiosk.post("/box", BOX)
    api.kiosk.get("/box")
    api.kiosk.get("/box/procedures")
    api.kiosk.get("/box/release")
    calls = api.kiosk.post("/kiosks/help", {}).json
    api.helper.post(f"/kiosks/{calls['device']}/help-done", {})


def _ratings(api: Api) -> None:
    part = api.admin.get("/settings").json["ratings"]
    api.admin.put_json("/settings/ratings", part | {"enabled": True})
    api.officer.post("/counters/1/open", {"fields": ["CT"]})
    for _ in range(5):
        api.take()
        for step in ("call", "serve"):
            api.officer.post(f"/counters/1/{step}", {})
        track = (api.officer.post("/counters/1/finish", {}).json or {})["track"]
        api.nobody.post("/ratings", {"track": track, "level": 1, "reason": "wait", "words": "Chờ hơi lâu"})
    api.admin.get("/reports/ratings")


def _account(api: Api) -> None:
    api.officer.get("/account")
    api.officer.post("/account/pin", {"old": PASSWORD, "pin": "135790"})
    api.officer.post("/account/password", {"old": PASSWORD, "password": "mat-khau-moi-dai"})


def _settings(api: Api) -> None:
    found = api.admin.get("/settings").json
    api.admin.put_json("/settings/display", found["display"] | {"officer_names": True})
    api.admin.put("/logos", _picture())
    api.admin.post("/settings/slip/preview", {"value": found["slip"] | {"footer": ["Hotline: 1022"]}})
    api.admin.post("/settings/calling/preview", {"value": found["calling"] | {"longest_wait_minutes": 60}})
    newest = api.admin.get("/settings/history?limit=2").json["items"][0]
    api.admin.post(f"/settings/history/{newest['seq']}/take-back", {})
    api.admin.post("/settings/hours/preview", {"value": found["hours"]})
    api.admin.get("/settings/holidays")
    api.admin.put_json("/settings/fields/CT", found["fields"][0] | {"daily_limit": 120})
    api.admin.delete("/settings/fields/XD?to=DD")


def _alerts(server: Server, api: Api) -> None:
    """Somebody waits where no counter serves."""
    rule = {
        "code": "unserved",
        "vi": "Có người chờ mà không có quầy",
        "en": "People wait and no counter serves them",
    }
    api.admin.put_json("/settings/alerts", [rule | {"metric": "waiting_without_counter", "limit": 1}])
    api.take("BH")
    server.watches.alerts.look()
    alert = api.admin.get("/alerts").json["items"][0]
    api.admin.post(f"/alerts/{alert['id']}/acknowledge", {})


def _dossiers(api: Api) -> None:
    """A list is taken in, asked of, counted and deleted."""
    file = (
        "code,procedure,state,received,due,finished,channel\n"
        "H26.14-261102-0002,2.000815,Đã trả kết quả,02/11/2026,03/11/2026,02/11/2026,Trực tiếp\n"
        "H26.14-261103-0003,2.000815,Đang xử lý,03/11/2026,30/11/2026,,Trực tuyến\n"
    ).encode()
    days = "from=2026-11-01&to=2026-11-23"
    api.admin.put(f"/dossiers.csv?{days}&source=thang-11.csv&preview=true", file)
    api.admin.put(f"/dossiers.csv?{days}&source=thang-11.csv", file)
    api.admin.get("/dossiers/list")
    api.nobody.post("/dossiers/ask", {"code": "H26.14-261103-0003"})
    api.admin.get("/dossiers/H26.14-261103-0003")
    for kind in ("", ".csv", ".xlsx"):
        api.admin.get(f"/reports/form06{kind}?{days}")
    api.admin.delete("/dossiers/list")


def _procedures(api: Api) -> None:
    api.admin.get("/procedures/all?q=khai sinh&limit=1")
    api.admin.put_json("/procedures/2.000815", {"short_name": "Chứng thực bản sao"})
    api.admin.get("/procedures/2.000815")
    api.admin.put("/procedures.csv?preview=true", b"code,short_name\n2.000815,Sao y\n")
    api.admin.delete("/procedures/2.000815")
    api.admin.get("/procedures/elsewhere")
    thing = {
        "vi": "Ly hôn",
        "en": "Divorce",
        "where_vi": "Tòa án nhân dân",
        "where_en": "The court",
        "said": ["ra tòa"],
    }
    added = api.admin.post(
        "/procedures/elsewhere", thing | {"vi": "Kết hôn có yếu tố nước ngoài ở nơi khác"}
    ).json
    api.admin.put_json(f"/procedures/elsewhere/{added['key']}", thing | {"vi": added["vi"]})


def _notices(api: Api) -> None:
    first = api.admin.post(
        "/notices", {"kind": "text", "vi": "Nghỉ trưa từ 11:30", "en": "Lunch from 11:30"}
    ).json
    api.admin.put("/notices/files", _picture())
    api.admin.put_json(
        f"/notices/{first['id']}", {"kind": "text", "vi": "Nghỉ trưa từ 11:45", "en": "Lunch from 11:45"}
    )
    api.admin.post("/notices/order", {"order": [first["id"]]})
    api.admin.post(f"/notices/{first['id']}/switch", {"shown": False})
    api.admin.post("/notices/outages/DD", {"vi": "Hệ thống đang bảo trì"})
    api.admin.post("/notices/outages/DD/end", {})
    api.admin.post("/notices/emergency", {"hall": "", "vi": "Diễn tập", "en": "A drill"})
    api.admin.get("/notices")
    api.admin.post("/notices/emergency/lift", {"hall": ""})
    api.admin.post(f"/notices/{first['id']}/remove", {})


def _picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (640, 360), "white").save(kept, "PNG")
    return kept.getvalue()


def recorded(folder: Path) -> Examples:
    """The examples, from a new centre in `folder`."""
    clock = SetClock()
    settings = default_settings(folder / "data", printer=PrinterPart(url="virtual:"))
    machine = settings.server.model_copy(update={"release": folder / "release"})
    release_in(folder / "wheels", __version__)
    lay_out(folder / "wheels", machine.release, __version__)
    server = quick_server(settings.model_copy(update={"server": machine}), clock)
    try:
        found = record(server.app)
        story(server, Api(server.app, enrol_everybody(server.context)), clock)
    finally:
        server.close()
    return dict(sorted(found.items()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        found = recorded(Path(folder))
    EXAMPLES.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
