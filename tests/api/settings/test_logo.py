"""The centre's logo: sent, set, shown everywhere, taken back; what is none leaves nothing."""

import os
import zlib
from io import BytesIO
from struct import pack
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image, PngImagePlugin

from server.app import Server
from server.store import doctor
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.enrolled import Tokens
from tests.support.logos import a_logo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MB = 1024 * 1024


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it has 30,000 by 30,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    head = pack(">IIBBBBB", 30_000, 30_000, 8, 6, 0, 0, 0)
    packed = zlib.compress(bytes(MB))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def sent(api: Api, content: bytes) -> str:
    answer = api.admin.put("/logos", content)
    assert answer.status_code == 201, answer.text
    return str(answer.json["file"])


def centre(api: Api) -> dict[str, Any]:
    found: dict[str, Any] = api.admin.get("/settings").json["centre"]
    return found


def put(api: Api, name: str) -> None:
    assert api.admin.put_json("/settings/centre", centre(api) | {"logo": name}).status_code == 200


def kept(server: Server) -> set[str]:
    return {path.name for path in (server.settings.server.data / "logos").glob("*")}


def test_a_logo_is_shown_everywhere_once_it_is_set(api: Api, client: FlaskClient) -> None:
    name, track = sent(api, a_logo()), api.take("CT")["track"]
    phone = api.admin.get("/settings").json["phone"]
    api.admin.put_json("/settings/phone", phone | {"enabled": True})
    sign_in(client, "binh")
    pages = ["/kiosk", "/display", "/display?layout=totem", "/display?layout=entrance"]
    pages += ["/display?layout=counter&counter=1", "/display?layout=plain", f"/t/{track}", "/take", "/admin"]
    address = f"/logos/{name}"
    assert [page for page in pages if address in client.get(page).text] == []
    put(api, name)
    assert [page for page in pages if address not in client.get(page).text] == []
    assert api.kiosk.get("/centre").json["logo"] == address
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_it_is_small_and_without_its_past(api: Api, client: FlaskClient) -> None:
    about = PngImagePlugin.PngInfo()
    about.add_text("where", "at home")
    name = sent(api, a_logo((1600, 800), pnginfo=about))
    with Image.open(BytesIO(client.get(f"/logos/{name}").data)) as picture:
        assert (picture.size, picture.mode, picture.info.get("where")) == ((512, 256), "RGBA", None)


def test_a_change_is_in_the_history_by_its_hash_and_is_taken_back(api: Api, server: Server) -> None:
    first, second = sent(api, a_logo()), sent(api, a_logo(colour="#0e524d", kind="JPEG"))
    put(api, first)
    put(api, second)
    put(api, "")
    assert api.kiosk.get("/centre").json["logo"] is None
    found = api.admin.get("/settings/history?limit=3").json["items"]
    assert [(one["before"]["logo"], one["after"]["logo"]) for one in found] == [
        (second, ""),
        (first, second),
        ("", first),
    ]
    api.admin.post(f"/settings/history/{found[0]['seq']}/take-back", {})
    assert api.kiosk.get("/centre").json["logo"] == f"/logos/{second}"
    assert kept(server) == {first, second}
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_only_logos_that_nobody_ever_set_are_thrown_away(api: Api, server: Server) -> None:
    """More than an hour after they came."""
    set_once, never = sent(api, a_logo()), sent(api, a_logo(colour="#000000"))
    put(api, set_once)
    put(api, "")
    for path in (server.settings.server.data / "logos").iterdir():
        os.utime(path, (0, 0))
    sent(api, a_logo(colour="#333333"))
    assert set_once in kept(server)
    assert never not in kept(server)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (SVG, 400, "not_a_logo"),
        (b"<?xml version='1.0'?>" + SVG, 400, "not_a_logo"),
        (b"", 400, "not_a_logo"),
        (b"GIF89a" + bytes(500), 400, "not_a_logo"),
        (a_logo()[:300], 400, "not_a_logo"),
        (b"\xff\xd8\xff\xe0" + bytes(500), 400, "not_a_logo"),
        (bomb(), 413, "picture_too_large"),
        (a_logo() + bytes(100 * MB), 413, "file_too_large"),
        (a_logo() + bytes(2 * MB), 413, "file_too_large"),
    ],
    ids=["script", "xml", "nothing", "gif", "cut off", "damaged", "bomb", "100 MB", "over 2 MB"],
)
def test_what_is_no_logo_is_refused_by_name_and_leaves_nothing(
    api: Api, server: Server, content: bytes, status: int, code: str
) -> None:
    refused = api.admin.put("/logos", content)
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert refused.json["action"]
    assert kept(server) == set()


def test_a_file_that_grows_beyond_its_promise_is_refused(server: Server, tokens: Tokens) -> None:
    """Without a Content-Length it is counted as it comes."""
    answer = server.app.test_client().put(
        "/api/v1/logos",
        input_stream=BytesIO(a_logo() + bytes(3 * MB)),
        headers={"Authorization": f"Bearer {tokens.admin}", "Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
        content_type="application/octet-stream",
    )
    assert (answer.status_code, answer.json["code"]) == (413, "file_too_large")
    assert kept(server) == set()


def test_the_rest_is_set_also_where_the_logo_that_is_set_is_not_here(api: Api, server: Server) -> None:
    put(api, sent(api, a_logo()))
    for file in (server.settings.server.data / "logos").glob("*.png"):
        file.unlink()
    assert api.admin.put_json("/settings/centre", centre(api) | {"ward": "Phường Mới"}).status_code == 200


@pytest.mark.parametrize("name", [f"{'0' * 64}.png", "../goiso.db", "logo.svg", "http://evil.test/x.png"])
def test_a_logo_that_is_not_here_is_not_set(api: Api, name: str) -> None:
    refused = api.admin.put_json("/settings/centre", centre(api) | {"logo": name})
    assert refused.status_code in {404, 422}
    assert refused.json["code"] in {"unknown_logo", "not_valid"}
    assert centre(api)["logo"] == ""


def test_a_logo_whose_file_is_gone_leaves_the_mark(api: Api, server: Server, client: FlaskClient) -> None:
    """Settings from another machine, a folder that was not brought along."""
    name = sent(api, a_logo())
    put(api, name)
    (server.settings.server.data / "logos" / name).unlink()
    assert api.kiosk.get("/centre").json["logo"] is None
    assert "/static/img/mark.svg" in client.get("/kiosk").text
    assert client.get(f"/logos/{name}").status_code == 404


def test_the_preview_of_the_slip_has_the_logo(api: Api) -> None:
    name = sent(api, a_logo())
    plain, own = (
        api.admin.post("/settings/centre/preview", {"value": centre(api) | {"logo": each}}).json["slip"][
            "png"
        ]
        for each in ("", name)
    )
    assert plain != own
