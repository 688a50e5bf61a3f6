"""A city that keeps the promises of `POST /city/v1/sync` and nothing else: rows behind a cursor, in memory or in PostgreSQL."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Said = tuple[int, dict[str, Any]]


class Log:
    """The rows of each token, in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, list[list[Any]]] = {}
        self.digests: dict[str, dict[int, str]] = {}
        self.stored: dict[str, int] = {}
        self.heard: list[dict[str, Any]] = []
        self.answers: list[Said] = []
        """What is said instead, the next one first."""
        self.requests: list[dict[str, Any]] = []
        self.changed = threading.Condition()

    def sync(self, token: str, body: dict[str, Any]) -> Said:
        """One request."""
        with self.changed:
            self.heard.append(body)
            self.changed.notify_all()
            if self.answers:
                return self.answers.pop(0)
            return self._stored(token, body)

    def _stored(self, token: str, body: dict[str, Any]) -> Said:
        stored, known = self.stored.get(token, 0), self.digests.setdefault(token, {})
        if body["after"] > stored:
            return 409, {"code": "gap", "stored": stored}
        if body["after"] in known and known[body["after"]] != body["digest"]:
            return 409, {"code": "forked", "stored": stored}
        new = [row for row in body["events"] if row[0] > stored]
        self.rows.setdefault(token, []).extend(new)
        self.stored[token] = max(stored, body["last"])
        known[body["last"]] = body["last_digest"]
        return 200, {
            "stored": self.stored[token],
            "requests": self.requests,
            "cancels": [],
            "catalogue": None,
            "wait_s": 0.01,
        }

    def lose(self, token: str, after: int) -> None:
        """Forget the rows after this one, as a replica that lagged."""
        with self.changed:
            kept = max((seq for seq in self.digests[token] if seq <= after), default=0)
            self.rows[token] = [row for row in self.rows[token] if row[0] <= kept]
            self.stored[token] = kept

    def until(self, true: Callable[[], bool], patience_s: float = 20.0) -> None:
        """Wait until something is so of what was heard."""
        with self.changed:
            assert self.changed.wait_for(true, patience_s)


@contextmanager
def small_city(sync: Callable[[str, dict[str, Any]], Said]) -> Iterator[str]:
    """Its address, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            packed = self.rfile.read(int(self.headers["Content-Length"]))
            token = (self.headers["Authorization"] or "").removeprefix("Bearer ")
            status, said = sync(token, json.loads(gzip.decompress(packed)))
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
