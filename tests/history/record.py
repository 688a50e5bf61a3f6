"""What clients asked and what they were told, one JSON object a line, written while it happens.

Every request is written down, also one that got no answer: whoever sends it again with the same key writes another line.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

KEPT = (
    "id",
    "number",
    "state",
    "counter",
    "for_counter",
    "field",
    "priority",
    "code",
    "n",
    "undo",
    "seq",
    "offline",
    "fields",
)
"""What is written down of an answer: enough to hold it against the journal and against the same key's next answer."""


@dataclass(frozen=True, slots=True)
class Said:
    """One request and its answer. `who` is its actor as the journal names it; `key` its Idempotency-Key.

    `sent` and `heard` are seconds of a clock that never goes back, `wall` is when it was sent by the centre's clock, UTC milliseconds. `status` is
    none where no answer came.
    """

    who: str
    method: str
    path: str
    sent: float
    heard: float
    wall: int
    status: int | None
    key: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether they were told that it is done."""
        return self.status is not None and 200 <= self.status < 300

    def __str__(self) -> str:
        answer = (
            "no answer"
            if self.status is None
            else f"{self.status} {json.dumps(dict(self.told), ensure_ascii=False)}"
        )
        return f"{self.who} {self.method} {self.path} key {self.key} at {self.sent:.3f}: {answer}"


def kept(answer: Any) -> dict[str, Any]:
    """What is written down of an answer, and a digest of the whole, by which another one is known."""
    if not isinstance(answer, Mapping):
        return {}
    whole = hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()
    return {name: answer[name] for name in KEPT if name in answer} | {"whole": whole[:16]}


def wall_ms() -> int:
    """Now, UTC milliseconds."""
    return time.time_ns() // 1_000_000


class Recorder:
    """Writes each request down at once; many threads may. Without a path it only remembers. `clock` tells UTC milliseconds."""

    def __init__(self, path: Path | None = None, clock: Callable[[], int] = wall_ms) -> None:
        self.said: list[Said] = []
        self.clock = clock
        self._file = None if path is None else path.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is written any more."""
        if self._file is not None:
            self._file.close()

    def add(self, said: Said) -> None:
        """One more."""
        with self._lock:
            self.said.append(said)
            if self._file is not None:
                self._file.write(json.dumps(asdict(said), ensure_ascii=False) + "\n")
                self._file.flush()


class Asking:
    """One request under way: made when it is sent, told when it is answered, or that nobody answered."""

    def __init__(
        self,
        recorder: Recorder,
        who: str,
        method: str,
        path: str,
        *,
        key: str | None = None,
        body: Any = None,
    ) -> None:
        self._recorder = recorder
        self._of = (who, method, path)
        self._key, self._body = key, dict(body) if isinstance(body, Mapping) else {}
        self._sent, self._wall = time.monotonic(), recorder.clock()

    def answered(self, status: int | None = None, answer: Any = None) -> None:
        """The answer; none where the line broke."""
        heard = time.monotonic()
        said = Said(*self._of, self._sent, heard, self._wall, status, self._key, self._body, kept(answer))
        self._recorder.add(said)


def read(path: Path) -> list[Said]:
    """What was written down, in the order of answers."""
    with path.open(encoding="utf-8") as lines:
        return [Said(**json.loads(line)) for line in lines if line.strip()]
