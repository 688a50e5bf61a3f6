"""Notices over the API: placed, ordered, shown to halls; their files; outages; the emergency message."""

import errno
import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from server.app import Server
from server.service.notices import uploads
from server.service.notices.uploads import throw_away_unused
from server.store import doctor
from tests.api.browsing import csrf_of, sign_in
from tests.support.api import Api
from tests.support.clock import SetClock

HOURS = {"kind": "text", "vi": "Giờ làm việc: 7 giờ 30", "en": "Open from 7:30"}
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(2000)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(2000)


def picture(
    size: tuple[int, int] = (40, 20), kind: str = "JPEG", mode: str = "RGB", **options: object
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, "red").save(file, kind, **options)
    return file.getvalue()


def sent(api: Api, content: bytes) -> str:
    answer = api.admin.put("/notices/files", content)
    assert answer.status_code == 201, answer.text
    name: str = answer.json["file"]
    return name


def placed(api: Api, **facts: Any) -> dict[str, Any]:
    answer = api.admin.post("/notices", HOURS | facts)
    assert answer.status_code == 201, answer.text
    notice: dict[str, Any] = answer.json
    return notice


def board(api: Api) -> dict[str, Any]:
    seen: dict[str, Any] = api.display.get("/board").json
    return seen


def kept(server: Server) -> set[str]:
    return {path.name for path in (server.settings.server.data / "notices").glob("*")}


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


# Notices


def test_a_notice_is_on_the_board_with_all_that_a_screen_needs(api: Api) -> None:
    notice = placed(api)
    assert board(api)["notices"] == [
        {
            "id": notice["id"],
            "vi": HOURS["vi"],
            "en": HOURS["en"],
            "kind": "text",
            "file": "",
            "seconds": 15,
        }
    ]


def test_the_same_key_places_one_notice(api: Api) -> None:
    first = api.admin.post("/notices", HOURS, key="1")
    assert api.admin.post("/notices", HOURS, key="1").json == first.json
    assert len(board(api)["notices"]) == 1


def test_a_line_goes_to_the_foot(api: Api) -> None:
    placed(api, kind="ticker", vi="Đem theo căn cước", en="")
    assert [line["vi"] for line in board(api)["ticker"]] == ["Đem theo căn cước"]
    assert board(api)["notices"] == []


def test_it_is_shown_in_its_hours_without_anything_happening(api: Api, clock: SetClock) -> None:
    placed(api, schedule={"start": "09:00", "until": "10:00", "weekdays": [1]})
    etags = []
    for now, on in (("08:59", 0), ("09:00", 1), ("09:59", 1), ("10:00", 0)):
        clock.set(f"2026-11-23 {now}")
        answer = api.display.get("/board")
        assert len(answer.json["notices"]) == on
        etags.append(answer.headers["ETag"])
    assert etags[0] != etags[1] == etags[2] != etags[3]
    clock.back(minutes=30)
    assert len(board(api)["notices"]) == 1
    clock.set("2026-11-24 09:00")
    assert board(api)["notices"] == []


def test_it_can_be_switched_off_and_on(api: Api) -> None:
    notice = placed(api)
    assert api.admin.post(f"/notices/{notice['id']}/switch", {"shown": False}).json["on_now"] is False
    assert board(api)["notices"] == []
    api.admin.post(f"/notices/{notice['id']}/switch", {"shown": True})
    assert len(board(api)["notices"]) == 1


def test_it_can_be_changed_and_keeps_its_place(api: Api) -> None:
    first, second = placed(api, vi="a"), placed(api, vi="b")
    later = HOURS | {"vi": "Giờ làm việc: 8 giờ", "seconds": 30, "schedule": {"weekdays": [1, 2]}}
    answer = api.admin.put_json(f"/notices/{first['id']}", later)
    assert (answer.status_code, answer.json["vi"], answer.json["place"]) == (200, later["vi"], first["place"])
    assert answer.json["schedule"]["weekdays"] == [1, 2]
    assert [(n["id"], n["vi"], n["seconds"]) for n in board(api)["notices"]] == [
        (first["id"], later["vi"], 30),
        (second["id"], "b", 15),
    ]


def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten(api: Api) -> None:
    notice, other = placed(api), placed(api, vi="khác")
    path, seen = f"/notices/{notice['id']}", {"if_match": f'"{notice["version"]}"'}
    api.admin.post("/notices/order", {"order": [other["id"], notice["id"]]})  # its place is not its content
    changed = api.admin.put_json(path, HOURS | {"vi": "Một"}, **seen)
    assert changed.status_code == 200
    assert changed.json["version"] != notice["version"]
    assert code_of(api.admin.put_json(path, HOURS | {"vi": "Hai"}, **seen)) == (412, "notice_moved")
    assert [n["vi"] for n in board(api)["notices"]] == ["khác", "Một"]
    api.admin.post(f"{path}/switch", {"shown": False})
    again = {"if_match": f'"{changed.json["version"]}"'}
    assert code_of(api.admin.put_json(path, HOURS | {"vi": "Ba"}, **again)) == (412, "notice_moved")


def test_the_same_change_twice_is_one_in_the_journal(api: Api) -> None:
    notice, later = placed(api), HOURS | {"vi": "Giờ làm việc: 8 giờ"}
    before = len(api.admin.get("/journal").json["items"])
    versions = {api.admin.put_json(f"/notices/{notice['id']}", later).json["version"] for _ in range(2)}
    assert len(versions) == 1
    assert len(api.admin.get("/journal").json["items"]) == before + 1


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"vi": ""}, (400, "text_missing")),
        ({"vi": "a" * 401}, (400, "text_too_long")),
        ({"kind": "picture", "file": "0.png"}, (404, "unknown_file")),
        ({"halls": ["nowhere"]}, (404, "unknown_hall")),
        ({"schedule": {"first_day": "2026-11-24", "last_day": "2026-11-23"}}, (400, "bad_schedule")),
    ],
)
def test_a_change_that_cannot_be_shown_is_refused_and_nothing_changes(
    api: Api, facts: dict[str, Any], refused: tuple[int, str]
) -> None:
    notice = placed(api)
    assert code_of(api.admin.put_json(f"/notices/{notice['id']}", HOURS | facts)) == refused
    assert api.admin.get("/notices").json["items"] == [notice]


def test_what_is_gone_cannot_be_changed(api: Api) -> None:
    notice = placed(api)
    api.admin.post(f"/notices/{notice['id']}/remove")
    assert code_of(api.admin.put_json(f"/notices/{notice['id']}", HOURS)) == (404, "unknown_notice")


def test_their_order_is_the_managers(api: Api) -> None:
    first, second, third = (placed(api, vi=text)["id"] for text in "abc")
    api.admin.post("/notices/order", {"order": [third, first]})
    assert [n["id"] for n in board(api)["notices"]] == [third, first, second]


def test_it_is_gone_when_it_is_deleted(api: Api) -> None:
    notice = placed(api)
    assert api.admin.post(f"/notices/{notice['id']}/remove").json["items"] == []
    assert board(api)["notices"] == []
    assert code_of(api.admin.post(f"/notices/{notice['id']}/remove")) == (404, "unknown_notice")


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"vi": "ă" * 5000}, (400, "text_too_long")),
        ({"kind": "ticker", "vi": "a" * 161}, (400, "text_too_long")),
        ({"vi": "  "}, (400, "text_missing")),
        ({"schedule": {"first_day": "2026-11-24", "last_day": "2026-11-23"}}, (400, "bad_schedule")),
        ({"kind": "picture"}, (404, "unknown_file")),
        ({"kind": "picture", "file": f"{'0' * 64}.jpg"}, (404, "unknown_file")),
        ({"kind": "picture", "file": "../goiso.db"}, (404, "unknown_file")),
        ({"halls": ["tang-9"]}, (404, "unknown_hall")),
        ({"seconds": 2}, (400, "bad_request")),
        ({"schedule": {"start": "25:00"}}, (400, "bad_request")),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(
    api: Api, facts: dict[str, Any], refused: tuple[int, str]
) -> None:
    assert code_of(api.admin.post("/notices", HOURS | facts)) == refused
    assert api.admin.get("/notices").json["items"] == []


def test_there_are_only_so_many(api: Api) -> None:
    for _ in range(40):
        placed(api)
    assert code_of(api.admin.post("/notices", HOURS)) == (409, "too_many_notices")


def test_a_screen_reports_what_it_cannot_play(api: Api) -> None:
    notice = placed(api)["id"]
    assert api.display.post(f"/notices/{notice}/trouble").status_code == 204
    assert api.admin.get("/notices").json["items"][0]["trouble_at"] == "2026-11-23T08:00:00+07:00"
    assert code_of(api.display.post("/notices/999/trouble")) == (404, "unknown_notice")


# Files


@pytest.mark.parametrize(
    ("content", "type_"),
    [
        (picture(), "image/jpeg"),
        (picture(kind="PNG"), "image/png"),
        (picture(kind="WEBP"), "image/jpeg"),
        (picture(kind="GIF", mode="P"), "image/png"),
        (picture(kind="TIFF", mode="CMYK"), "image/jpeg"),
        (MP4, "video/mp4"),
        (WEBM, "video/webm"),
    ],
    ids=["jpeg", "png", "webp", "gif", "tiff", "mp4", "webm"],
)
def test_a_file_is_kept_and_served_as_what_it_is(
    api: Api, client: FlaskClient, content: bytes, type_: str
) -> None:
    name = sent(api, content)
    kind = type_.split("/", maxsplit=1)[0].replace("image", "picture")
    assert placed(api, kind=kind, file=name)["file"] == name
    answer = client.get(f"/notices/files/{name}")
    assert (answer.status_code, answer.mimetype) == (200, type_)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("kind", "content"), [("video", picture()), ("picture", MP4)], ids=["a picture", "a video"]
)
def test_a_file_of_the_other_kind_is_refused_and_nothing_changes(api: Api, kind: str, content: bytes) -> None:
    name, other = sent(api, content), "picture" if kind == "video" else "video"
    wrong, right = {"kind": kind, "vi": "Phim", "file": name}, {"kind": other, "vi": "Phim", "file": name}
    assert code_of(api.admin.post("/notices", wrong)) == (400, "file_of_other_kind")
    notice = api.admin.post("/notices", right).json
    changed = api.admin.put_json(f"/notices/{notice['id']}", wrong)
    assert code_of(changed) == (400, "file_of_other_kind")
    (left,) = api.admin.get("/notices").json["items"]
    assert (left["kind"], left["version"]) == (other, notice["version"])


def test_a_video_is_served_in_parts(api: Api, client: FlaskClient) -> None:
    answer = client.get(f"/notices/files/{sent(api, MP4)}", headers={"Range": "bytes=4-7"})
    assert (answer.status_code, answer.data) == (206, b"ftyp")


def test_a_file_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    for name in ("x.jpg", f"{'0' * 64}.jpg", "..%2Fgoiso.db"):
        assert client.get(f"/notices/files/{name}").status_code == 404


def test_a_picture_loses_its_place_and_its_camera_and_stands_upright(server: Server, api: Api) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010F] = "Nokia"
    name = sent(api, picture((40, 20), exif=exif.tobytes()))
    with Image.open(server.settings.server.data / "notices" / name) as clean:
        assert clean.size == (20, 40)
        assert not clean.getexif()


def test_a_picture_is_no_larger_than_a_screen(server: Server, api: Api) -> None:
    name = sent(api, picture((6000, 100), "PNG"))
    with Image.open(server.settings.server.data / "notices" / name) as clean:
        assert clean.size == (3840, 64)


def test_of_a_moving_picture_the_first_frame_is_shown(server: Server, api: Api) -> None:
    file = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=50)
    with Image.open(server.settings.server.data / "notices" / sent(api, file.getvalue())) as clean:
        assert getattr(clean, "n_frames", 1) == 1
        assert clean.convert("RGB").getpixel((0, 0)) == (255, 0, 0)


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 by 60,000."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"", (400, "not_a_picture")),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", (400, "not_a_picture")),
        (b"MZ" + bytes(500), (400, "not_a_picture")),
        (b"\xff\xd8\xff\xe0" + bytes(500), (400, "not_a_picture")),
        (picture(kind="PNG", size=(300, 300))[:60], (400, "not_a_picture")),
        (b"\x00\x00\x00\x18ftypheic" + bytes(500), (400, "not_a_picture")),
        (bomb(), (413, "picture_too_large")),
        (picture() + bytes(100 * 1024 * 1024), (413, "file_too_large")),
    ],
    ids=["nothing", "drawing", "program", "damaged", "cut off", "heic", "bomb", "100 MB"],
)
def test_a_file_that_is_no_good_is_refused_by_name_and_leaves_nothing(
    server: Server, api: Api, content: bytes, refused: tuple[int, str]
) -> None:
    assert code_of(api.admin.put("/notices/files", content)) == refused
    assert kept(server) == set()


def test_a_video_is_bounded_too(server: Server, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(uploads.LIMITS_MB, uploads.NoticeKind.VIDEO, 1)
    assert code_of(api.admin.put("/notices/files", MP4 + bytes(2**20))) == (413, "file_too_large")
    assert kept(server) == set()


class Broken(io.BytesIO):
    """A line that breaks in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise TimeoutError
        return super().read(size)


@pytest.mark.parametrize("make", [Broken, io.BytesIO], ids=["broken", "too short"])
def test_a_file_that_does_not_arrive_whole_is_not_kept(
    server: Server, make: Callable[[bytes], io.BytesIO]
) -> None:
    with pytest.raises(uploads.Refusal) as refused:
        uploads.receive(server.context, make(MP4), len(MP4) + 1)
    assert refused.value.code == "upload_broken"
    assert kept(server) == set()


@pytest.mark.parametrize("content", [picture(), MP4], ids=["picture", "video"])
def test_a_full_disk_is_named_and_leaves_nothing(
    server: Server, api: Api, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("server.store.notices.files.os.fsync", full)
    assert code_of(api.admin.put("/notices/files", content)) == (507, "storage_full")
    assert kept(server) == set()


def test_other_routes_take_no_more_than_before(api: Api) -> None:
    answer = api.admin.post("/notices", HOURS | {"vi": "a" * 70_000})
    assert code_of(answer) == (413, "body_too_large")


def test_a_form_is_not_read(server: Server, api: Api) -> None:
    answer = server.app.test_client().put(
        "/api/v1/notices/files", data={"file": (io.BytesIO(picture()), "a.jpg")}
    )
    assert code_of(answer) == (400, "bad_request")


def test_a_manager_in_a_browser_sends_a_file_with_the_pages_token(client: FlaskClient, api: Api) -> None:
    assert api.admin is not None
    sign_in(client, "binh")
    large = picture((2000, 2000), "BMP")
    assert len(large) > 10_000_000
    token = csrf_of(client.get("/admin"))
    assert client.put("/api/v1/notices/files", data=large).json["code"] == "csrf"
    answer = client.put("/api/v1/notices/files", data=large, headers={"X-CSRFToken": token})
    assert answer.status_code == 201


def test_a_file_goes_with_the_last_notice_that_shows_it(server: Server, api: Api) -> None:
    name = sent(api, picture())
    first, second = (placed(api, kind="picture", file=name)["id"] for _ in range(2))
    api.admin.post(f"/notices/{first}/remove")
    assert kept(server) == {name}
    api.admin.post(f"/notices/{second}/remove")
    assert kept(server) == set()


def test_another_file_takes_the_place_of_the_first_and_what_was_wrong_with_that_is_forgotten(
    server: Server, api: Api
) -> None:
    first, second = sent(api, picture()), sent(api, picture((30, 30)))
    notice = placed(api, kind="picture", file=first)
    path = f"/notices/{notice['id']}"
    api.display.post(f"{path}/trouble")
    kept_file = api.admin.put_json(path, HOURS | {"kind": "picture", "file": first, "vi": "Sơ đồ"}).json
    assert (kept(server), kept_file["trouble_at"] is None) == ({first, second}, False)
    other = api.admin.put_json(path, HOURS | {"kind": "picture", "file": second}).json
    assert (other["file"], other["trouble_at"]) == (second, None)
    assert kept(server) == {second}


def test_a_file_that_nobody_came_back_for_goes_in_time(server: Server, api: Api) -> None:
    name = sent(api, picture())
    throw_away_unused(server.context)
    assert kept(server) == {name}
    age(server.settings.server.data / "notices" / name)
    throw_away_unused(server.context)
    assert kept(server) == set()


def age(path: Path) -> None:
    os.utime(path, (0, 0))


# Outages and the emergency message


def test_an_outage_is_told_wherever_the_field_is_offered(api: Api) -> None:
    ticket = api.take("CT")
    api.admin.post("/notices/outages/CT")
    told = {
        "field": "CT",
        "vi": "Hệ thống đang bảo trì",
        "en": "System under maintenance",
        "since": "2026-11-23T08:00:00+07:00",
    }
    assert board(api)["outages"] == [told]
    assert api.nobody.get("/centre").json["outages"] == [told]
    assert api.nobody.get(f"/track/{ticket['track']}").json["outage"] == told
    api.admin.post("/notices/outages/CT/end")
    assert board(api)["outages"] == []
    assert "outage" not in api.nobody.get(f"/track/{ticket['track']}").json


def test_an_outage_is_said_in_the_centres_own_words(api: Api) -> None:
    api.admin.post("/notices/outages/CT", {"vi": "Cổng dịch vụ công đang bảo trì đến 10 giờ"})
    assert board(api)["outages"][0]["vi"] == "Cổng dịch vụ công đang bảo trì đến 10 giờ"
    assert code_of(api.admin.post("/notices/outages/CT", {"vi": "a" * 161})) == (400, "text_too_long")
    assert code_of(api.admin.post("/notices/outages/XX")) == (404, "unknown_field")


def test_an_emergency_message_is_told_to_all_until_it_is_lifted(api: Api) -> None:
    ticket = api.take("CT")
    api.admin.post("/notices/emergency", {"vi": "Có cháy. Xin ra ngoài.", "en": "Fire. Please leave."})
    for told in (
        board(api),
        api.nobody.get("/centre").json,
        api.nobody.get(f"/track/{ticket['track']}").json,
    ):
        assert (told["emergency"]["vi"], told["emergency"]["hall"]) == ("Có cháy. Xin ra ngoài.", "")
    api.admin.post("/notices/emergency/lift")
    assert board(api)["emergency"] is None
    assert api.admin.post("/notices/emergency/lift").status_code == 200


def test_no_number_is_given_while_an_emergency_message_stands(api: Api) -> None:
    api.admin.post("/notices/emergency", {"vi": "Có cháy. Xin ra ngoài."})
    for caller, channel in ((api.kiosk, "kiosk"), (api.kiosk, "helper"), (api.officer, "helper")):
        refused = caller.post("/tickets", {"field": "CT", "channel": channel})
        assert code_of(refused) == (409, "emergency_on")
        assert "tạm dừng cấp số" in refused.json["detail"]
    assert api.officer.post("/tickets", {"field": "CT", "channel": "officer"}).status_code == 201
    api.admin.post("/notices/emergency/lift")
    assert api.kiosk.post("/tickets", {"field": "CT"}).status_code == 201


def test_a_counters_console_is_told_of_an_emergency(api: Api) -> None:
    assert api.officer.get("/counters/1").json["emergency"] is None
    api.admin.post("/notices/emergency", {"vi": "Có cháy. Xin ra ngoài."})
    assert api.officer.get("/counters/1").json["emergency"]["vi"] == "Có cháy. Xin ra ngoài."


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({"vi": "a" * 5000}, (400, "text_too_long")),
        ({"vi": ""}, (400, "text_missing")),
        ({"vi": "a", "hall": "tang-9"}, (404, "unknown_hall")),
    ],
)
def test_an_emergency_message_that_cannot_be_read_is_refused(
    api: Api, body: dict[str, str], refused: tuple[int, str]
) -> None:
    assert code_of(api.admin.post("/notices/emergency", body)) == refused
    assert board(api)["emergency"] is None


def test_the_journal_alone_tells_what_stands(server: Server, api: Api) -> None:
    first, second = placed(api)["id"], placed(api, schedule={"weekdays": [1, 2]})["id"]
    api.admin.post("/notices/order", {"order": [second, first]})
    api.admin.post(f"/notices/{first}/remove")
    api.admin.post("/notices/outages/CT")
    api.admin.post("/notices/emergency", {"vi": "Mất điện"})
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
    server.context.store.write(lambda tr: tr.connection.execute("DELETE FROM emergencies"))
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == [
            "emergency message : is in the journal but not in the table"
        ]
