"""A city that speaks the protocol and keeps rows in memory; it can cut, delay, freeze, forget, and answer anything.

    with FakeCity() as city:
        centre joins city.url
        city.rows

It checks each batch as a strict city would: what no city should ever be sent is in `wrong`.
"""

import gzip
import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

TOKEN = "ab" * 32
CODE = "ABCD-EFGH-JK"
MOST_PACKED = 1 << 20


@dataclass
class Epoch:
    """One history of the centre: the rows that leave, by `seq`, and the batches' ends with their digests."""

    rows: dict[int, list[Any]] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    stored: int = 0


Reply = tuple[int, Any, dict[str, str]]


class FakeCity:
    """Answers on a free port. `next_answers` are given instead, one for each sync; `before` is called at each request."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.epochs = [Epoch()]
        self.journal: str | None = None
        self.instance: str | None = None
        self.bodies: list[dict[str, Any]] = []
        self.wire: list[bytes] = []
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.answers: list[dict[str, Any]] = []
        self.next_answers: list[Reply | str] = []
        self.requests: list[dict[str, Any]] = []
        self.cancels: list[str] = []
        self.catalogue: bytes | None = None
        self.series: dict[str, int] = {}
        self.wait_s: float = 0.01
        self.skew_ms: int | None = None
        self.tokens = {TOKEN}
        self.codes = {CODE}
        self.forks: list[dict[str, Any]] = []
        self.before: Callable[[str], None] = lambda _: None
        self._server = _Quiet(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def now(self) -> Epoch:
        return self.epochs[-1]

    @property
    def rows(self) -> list[list[Any]]:
        """The rows of the history that counts, in order."""
        with self.lock:
            return [self.now.rows[seq] for seq in sorted(self.now.rows)]

    def forget_after(self, seq: int) -> None:
        """As a replica that lags: rows after the last batch that ended at `seq` or before are gone."""
        with self.lock:
            now = self.now
            now.stored = max((mark for mark in now.marks if mark <= seq), default=0)
            now.rows = {n: row for n, row in now.rows.items() if n <= now.stored}
            now.marks = {n: digest for n, digest in now.marks.items() if n <= now.stored}

    def take(  # noqa: PLR0911 - one line for each request
        self, method: str, target: str, token: str | None, body: bytes
    ) -> Reply | str:
        """The answer to a request; a text for a line that is cut."""
        self.before(target)
        path = urlsplit(target)
        asked = {name: values[0] for name, values in parse_qs(path.query).items()}
        with self.lock:
            self.asked.append(f"{method} {target}")
            if path.path == "/city/v1/join":
                return self._join(json.loads(gzip.decompress(body)))
            if token not in self.tokens:
                return 401, {"code": "unknown_token"}, {}
            match method, path.path:
                case "POST", "/city/v1/sync":
                    return self._sync(body)
                case "GET", "/city/v1/digest":
                    return self._digest(int(asked["seq"]))
                case "POST", "/city/v1/fork":
                    return self._fork(json.loads(gzip.decompress(body)))
                case "GET", "/city/v1/series":
                    return 200, {"series": dict(self.series)}, {}
                case "GET", "/city/v1/catalogue" if self.catalogue is not None:
                    return 200, self.catalogue, {}
        return 404, {}, {}

    def _join(self, facts: dict[str, Any]) -> Reply:
        if facts["code"] not in self.codes:
            return 401, {"code": "unknown_code"}, {}
        self.codes.discard(facts["code"])
        return 200, {"centre": "W0001", "name": "Phường Thử", "token": TOKEN}, {}

    def _sync(self, packed: bytes) -> Reply | str:
        planned = self.next_answers.pop(0) if self.next_answers else None
        if planned is not None and planned != "lose":
            return planned
        raw = gzip.decompress(packed)
        body = json.loads(raw)
        self.wire.append(raw)
        self.bodies.append(body)
        self._judge(body, packed)
        answer = self._stored(body)
        return "cut" if planned == "lose" else answer

    def _judge(self, body: dict[str, Any], packed: bytes) -> None:
        seqs = [row[0] for row in body["events"]]
        if seqs != sorted(set(seqs)) or any(not body["after"] < seq <= body["last"] for seq in seqs):
            self.wrong.append(f"rows {seqs} of a batch after {body['after']} up to {body['last']}")
        if len(seqs) > 500 or len(packed) > MOST_PACKED:
            self.wrong.append(f"{len(seqs)} rows, {len(packed)} bytes")

    def _stored(self, body: dict[str, Any]) -> Reply:
        now = self.now
        self.answers += body["answers"]
        if self.journal not in {None, body["journal"]}:
            return 409, {"code": "forked", "stored": now.stored}, {}
        self.journal, self.instance = body["journal"], body["instance"]
        known = now.marks.get(body["after"])
        if body["digest"] is not None and known is not None and known != body["digest"]:
            return 409, {"code": "forked", "stored": now.stored}, {}
        if body["after"] > now.stored:
            return 409, {"code": "gap", "stored": now.stored}, {}
        for row in body["events"]:
            if row[0] > now.stored:
                now.rows[row[0]] = row
            elif now.rows.get(row[0]) != row:
                self.wrong.append(f"row {row[0]} came again and is another one")
        if body["last"] >= now.stored:
            now.stored = body["last"]
            now.marks[body["last"]] = body["last_digest"]
        return 200, self._down(), {}

    def _down(self) -> dict[str, Any]:
        requests, self.requests = self.requests, []
        cancels, self.cancels = self.cancels, []
        found: dict[str, Any] | None = None
        if self.catalogue is not None:
            found = {"version": 42, "sha256": hashlib.sha256(self.catalogue).hexdigest()}
        return {
            "stored": self.now.stored,
            "skew_ms": self.skew_ms,
            "requests": requests,
            "cancels": cancels,
            "catalogue": found,
            "wait_s": self.wait_s,
        }

    def _digest(self, seq: int) -> Reply:
        mark = max((each for each in self.now.marks if each <= seq), default=0)
        return 200, {"seq": mark, "digest": self.now.marks.get(mark)}, {}

    def _fork(self, facts: dict[str, Any]) -> Reply:
        self.forks.append(facts)
        after, old = facts["after"], self.now
        self.epochs.append(
            Epoch(
                {n: row for n, row in old.rows.items() if n <= after},
                {n: digest for n, digest in old.marks.items() if n <= after},
                after,
            )
        )
        self.journal = facts["journal"]
        return 200, {"stored": after}, {}


class _Quiet(ThreadingHTTPServer):
    """Whoever lets a line go in the middle of an answer is no news."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


def _handler(city: FakeCity) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def do_GET(self) -> None:
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            token = (self.headers.get("Authorization") or "").removeprefix("Bearer ") or None
            found = city.take(self.command, self.path, token, body)
            if isinstance(found, str):
                self.close_connection = True
                return
            status, facts, headers = found
            sent = facts if isinstance(facts, bytes) else json.dumps(facts).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(sent)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
            pass

    return Handler
