"""Boards of made-up halls, and a line that sends them to a page: any number of counters, any names, no server asked.

with a page of any running centre:
    line = MadeLine(page)
    page.goto("…/display?layout=main")
    line.send(made_board(counters=60))
"""

import csv
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any, Final

from playwright.sync_api import Page, WebSocketRoute

from display.board import BoardCall, BoardCounter, BoardMissed, BoardQueue, BoardState, Showing, board
from display.shapes import Wait as ShownWait
from server.config import DEFAULT_CATALOGUE
from server.core.forecast.telling import Wait, rounded

SIZES: Final = {
    "main": (1920, 1080),
    "totem": (1080, 1920),
    "counter": (800, 480),
    "entrance": (1920, 1080),
    "plain": (1280, 720),
}
"""How each layout is usually hung."""
CENTRE: Final = "Trung tâm Phục vụ hành chính công phường Phan Rang - Tháp Chàm, tỉnh Khánh Hòa"
WARD: Final = "Phường Phan Rang - Tháp Chàm, tỉnh Khánh Hòa"
LONGEST: Final = "Nông nghiệp, lâm nghiệp, thủy lợi và phát triển nông thôn"
LONGEST_EN: Final = "Agriculture, forestry, irrigation and rural development here"
OFFICER: Final = "Nguyễn Phước Tôn Nữ Thị Huyền Trân Phương Thảo"
TITLE: Final = "Phó Giám đốc Trung tâm Phục vụ hành chính công, phụ trách tiếp nhận hồ sơ"
SHORT: Final = (
    ("Chứng thực", "Certification"),
    ("Tư pháp - Hộ tịch", "Civil status"),
    ("Đất đai - Môi trường", "Land and environment"),
    ("Xây dựng - Đô thị", "Construction"),
    ("Văn hóa - Xã hội", "Culture and social affairs"),
    ("Kinh tế - Nông nghiệp", "Economy and agriculture"),
    ("Cư trú - Căn cước", "Residence and ID cards"),
    ("Thuế", "Tax"),
    ("Bảo hiểm xã hội", "Social insurance"),
    ("Trả kết quả - Hướng dẫn", "Results and guidance"),
)
UNSERVED: Final = 5
"""Every sixth field, from this one on, has no counter."""
_CATALOGUE: Final = csv.DictReader(StringIO(DEFAULT_CATALOGUE.read_text(encoding="utf-8-sig"), newline=""))
REAL: Final = sorted({row["national_field"] for row in _CATALOGUE} - {""}, key=len, reverse=True)
"""What fields are called in the national catalogue, the longest name first."""
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_seqs = itertools.count(1)


@dataclass(frozen=True)
class Made:
    """How crowded a made-up hall is.

    `large` calls are in their time; `long` names are as long as they get, and every other counter serves somebody with
    priority; `before` stands before every prefix. `real`: fields have the longest names of the national catalogue, and
    counters are rooms; with `rooms` every counter of an odd number is known as a room.
    """

    counters: int = 10
    fields: int = 10
    large: int = 1
    missed: int = 2
    long: bool = False
    recalled: bool = False
    presence: bool = False
    before: str = ""
    real: bool = False
    rooms: bool = False


def made_state(made: Made, at: datetime | None = None) -> BoardState:
    """The hall at `at`, by default now."""
    now = at or datetime.now(UTC).astimezone()
    desks = tuple(_counter(n, made) for n in range(1, made.counters + 1))
    calls = _calls(desks, made, now)
    large = calls[: made.large]
    return BoardState(
        seq=next(_seqs),
        at=now,
        day=now.date().isoformat(),
        hall="1",
        centre=CENTRE if made.long else "Trung tâm Phục vụ hành chính công",
        ward=WARD if made.long else "Phường Hòa Bình",
        centre_names={"vi": CENTRE, "en": "Public Service Centre"},
        open=True,
        calls=calls,
        counters=desks,
        queues=tuple(_queue(n, made) for n in range(made.fields)),
        presence="4711" if made.presence else None,
        large_places=tuple(
            Showing(c, now - timedelta(seconds=1), now + timedelta(hours=1)) for c in reversed(large)
        ),
        missed=tuple(
            BoardMissed(
                _number(n, 900 if made.long else 30, made),
                n + 1,
                now + timedelta(hours=1),
                _room(n + 1, made),
            )
            for n in range(made.missed if made.counters else 0)
        ),
    )


def made_board(made: Made, at: datetime | None = None) -> dict[str, Any]:
    """Its board at `at`, by default now, as screens get it; without notices."""
    nothing: dict[str, Any] = {"notices": [], "ticker": [], "emergency": None, "outages": []}
    return dict(board(made_state(made, at))) | nothing


def _number(n: int, base: int, made: Made) -> str:
    return f"{made.before}{_LETTERS[n % 10]}{base + n * (101 if base >= 900 else 1):03d}"


def _counter(n: int, made: Made) -> BoardCounter:
    state = "closed" if n % 7 == 0 else "paused" if n % 11 == 0 else "open"
    busy = state == "open" and n % 5 != 4
    served = tuple(f"F{(n + step) % max(1, made.fields)}" for step in range(4 if made.long else 2))
    return BoardCounter(
        n,
        f"Quầy {n}",
        state,
        tuple(dict.fromkeys(served)) if made.fields else (),
        _number(n, 900 if made.long else 10, made) if busy else None,
        ("called" if n % 3 == 1 else "serving") if busy else None,
        officer=OFFICER if made.long and state != "closed" else None,
        officer_title=TITLE if made.long and state != "closed" else None,
        priority=busy and made.long and n % 2 == 1,
        own_name=_room(n, made),
    )


def _room(n: int, made: Made) -> str | None:
    return f"Phòng {200 + n}" if made.real or (made.rooms and n % 2) else None


def _calls(desks: Sequence[BoardCounter], made: Made, now: datetime) -> tuple[BoardCall, ...]:
    """The newest first: those at counters, then some who were called before."""
    busy = [desk for desk in desks if desk.number]
    calls = [
        BoardCall(
            desk.number or "",
            desk.n,
            now - timedelta(seconds=n),
            1,
            "F0",
            desk.ticket_state or "",
            99 - n,
            counter_name=desk.own_name,
        )
        for n, desk in enumerate(busy)
    ]
    if desks:
        calls += [
            BoardCall(
                _number(n, 1, made), desks[-1].n, now - timedelta(minutes=n), 1, "F0", "finished", 30 - n
            )
            for n in range(1, 9)
        ]
    calls = [
        replace(call, calls=2 if made.recalled else 1, counter_name=_room(call.counter, made))
        for call in calls
    ]
    return tuple(calls[:12])


def _queue(n: int, made: Made) -> BoardQueue:
    vi, en = (LONGEST, LONGEST_EN) if made.long else SHORT[n % len(SHORT)]
    if made.real:
        vi = REAL[n]
    waiting = 0 if n % 4 == 3 else 128 if made.long else n
    told = rounded(Wait(300 * n, 3_000 + 600 * n))
    wait: ShownWait | None = {"low_s": told.low_s, "high_s": told.high_s}
    return BoardQueue(
        f"F{n}", {"vi": vi, "en": en}, made.before + _LETTERS[n], waiting, None if n % 6 == UNSERVED else wait
    )


class MadeLine:
    """The live line of one page, taken over before the page is opened: what is sent comes from the test."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._line: WebSocketRoute | None = None
        page.route_web_socket("**/socket.io/**", self._open)
        self._first: dict[str, Any] | None = None

    def send(self, shown: dict[str, Any]) -> None:
        """Let the page show this board."""
        self._first = shown
        if self._line is not None:
            self._snapshot(self._line)

    def cut(self) -> None:
        """Send nothing more, whoever dials."""
        self._first = None

    def _open(self, line: WebSocketRoute) -> None:
        def heard(message: str | bytes) -> None:
            if str(message).startswith("40/board"):
                line.send('40/board,{"sid":"made"}')
                self._line = line
                if self._first is not None:
                    self._snapshot(line)

        line.on_message(heard)
        line.send(
            '0{"sid":"made","upgrades":[],"pingInterval":3600000,"pingTimeout":3600000,"maxPayload":1000000}'
        )

    def _snapshot(self, line: WebSocketRoute) -> None:
        line.send(f"42/board,{json.dumps(['snapshot', self._first])}")
