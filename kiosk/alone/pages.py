"""The page and its files: passed through while the server answers, and kept for when it does not."""

import json
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.alone.link import Link
from kiosk.alone.logo import LOGOS
from kiosk.alone.memory import Memory
from kiosk.alone.rules import AsAt
from kiosk.alone.series import Series
from kiosk.alone.texts import gone
from kiosk.alone.touches import problem
from kiosk.alone.upstream import Answer, Gone, Headers, ServerLine
from kiosk.texts import Language

CENTRE: Final = "/api/v1/centre"
_NOW: Final = ("waiting", "wait", "on_break")
"""The facts about a field that hold only at this moment."""
_KEPT: Final = ("/kiosk", "/enter", "/static/", "/kiosk/static/", LOGOS)
_PATIENCE_S: Final = 5.0
_OK: Final = 200
_NOT_KEPT: Final = frozenset({"set-cookie", "content-type"})
_WAIT_PAGE: Final = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Gọi Số</title>'
    "<h1>Máy chủ chưa trả lời</h1><p>Trang này tự mở khi có kết nối.</p>"
    '<p lang="en">The server does not answer. This page opens by itself when it is back.</p></html>'
)


class Pages:
    """Passes requests on, and answers from what it kept when the server is gone. Raises `CannotRemember`."""

    def __init__(self, memory: Memory, link: Link, upstream: ServerLine, series: Series, as_at: AsAt) -> None:
        self._memory, self._link, self._upstream, self._series = memory, link, upstream, series
        self._as_at = as_at
        self._stored_bodies: dict[str, bytes] = {}

    def answer(self, method: str, target: str, headers: Headers, body: bytes, language: Language) -> Answer:
        """The answer to a request for `target`, an address with its query."""
        kept = _address(target, language) if method == "GET" else None
        if self._link.up:
            try:
                answer = self._upstream.ask(method, target, headers, body or None, _PATIENCE_S)
            except Gone:
                self._link.fell()
            else:
                if kept is not None and answer.status == _OK:
                    self._keep(kept, answer)
                return answer
        return (self._stored(kept) if kept else None) or _without(target, language)

    def centre(self, headers: Headers, language: Language) -> Answer:
        """GET /centre, with the box's own addition: whether it works alone, and whether it may."""
        answer = None
        if self._link.up:
            answer = self.answer("GET", CENTRE, headers, b"", language)
        if self._link.up and answer is not None:
            return answer if answer.status != _OK else _told(answer.json() | {"agent": self._agent()})
        centre, moment = self._memory.fact("centre"), self._link.now()
        if centre is None or moment is None:
            return problem(gone(language))
        centre = self._as_at(centre, moment.at_ms)
        fields = [{k: v for k, v in f.items() if k not in _NOW} for f in centre["fields"]]
        now = datetime.fromtimestamp(moment.at_ms / 1000, ZoneInfo(centre["timezone"]))
        told = {
            **centre,
            "name": _named(centre["names"], language),
            "now": now.isoformat(timespec="seconds"),
            "day": moment.day,
            "fields": [field | {"name": _named(field["names"], language)} for field in fields],
            "agent": self._agent(),
        }
        return _told(told)

    def _agent(self) -> dict[str, Any]:
        return {
            "alone": not self._link.up,
            "ready": self._link.token is not None,
            "refused": self._link.token is None and self._link.refused is not None,
            "to_join": self._series.count(),
            "wrong_clock_s": self._link.wrong_clock_s(),
        }

    def _keep(self, address: str, answer: Answer) -> None:
        if self._stored_bodies.get(address) == answer.body:
            return
        type_ = answer.header("content-type") or ""
        headers = json.dumps([h for h in answer.headers if h[0].lower() not in _NOT_KEPT])
        with self._memory.changes() as line:
            line.execute(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)", (address, type_, headers, answer.body)
            )
        self._stored_bodies[address] = answer.body

    def _stored(self, address: str) -> Answer | None:
        """What is kept for this address; a page in another language is better than none."""
        other = address.rsplit(" ", 1)[0]
        query = "SELECT * FROM pages WHERE address IN (?, ?, ?) ORDER BY address = ? DESC LIMIT 1"
        rows = self._memory.rows(query, address, f"{other} vi", f"{other} en", address)
        if not rows:
            return None
        headers = [(name, value) for name, value in json.loads(rows[0]["headers"])]
        return Answer(_OK, [("Content-Type", rows[0]["type"]), *headers], rows[0]["body"])


def _address(target: str, language: Language) -> str | None:
    """The name under which an answer is kept; `None` if it is not kept. Pages are kept once for each language."""
    path = target.partition("?")[0]
    if path in _KEPT[:2]:
        return f"{path} {language}"
    return path if path.startswith(_KEPT[2:]) else None


def _named(names: dict[str, str], language: Language) -> str:
    """A name in Vietnamese, or in English for every other language."""
    return names["vi" if language == "vi" else "en"]


def _told(body: dict[str, Any]) -> Answer:
    text = json.dumps(body, ensure_ascii=False).encode()
    return Answer(_OK, [("Content-Type", "application/json"), ("Cache-Control", "no-store")], text)


def _without(target: str, language: Language) -> Answer:
    if target.startswith(("/api/", "/socket.io")):
        return problem(gone(language))
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Refresh", "5"), ("Cache-Control", "no-store")]
    return Answer(503, headers, _WAIT_PAGE.encode())
