"""Small histories made by hand: what a centre would write, and what its clients would have been told."""

from dataclasses import replace
from typing import Any

from tests.history.finding import Finding
from tests.history.journal import Row
from tests.history.judge import judge
from tests.history.record import Said

BEGAN = 1_795_395_600_000
DAY = "2026-11-23"
SETTINGS: dict[str, Any] = {
    "calling": {
        "most_priority_in_a_row": 2,
        "longest_wait_minutes": 45,
        "help_after_minutes": 15,
        "call_back_minutes": 30,
    },
    "remote": {"share": 50, "keep_minutes": 30},
    "priority_classes": [{"code": "elderly", "weight_minutes": 30}],
    "points": [{"code": "hamlet"}],
    "halls": [{"code": "ward"}, {"code": "hut", "point": "hamlet"}],
    "fields": [
        {"code": "CT", "prefix": "A", "daily_limit": 0, "first_number": 1},
        {"code": "HT", "prefix": "B", "daily_limit": 0, "first_number": 1},
    ],
    "counters": [
        {"n": 1, "fields": ["CT"], "helps": ["HT"]},
        {"n": 2, "fields": ["HT"]},
        {"n": 3, "fields": ["CT"], "hall": "hut"},
    ],
}
_LED_TO = {
    "recall": ("ticket_recalled", "called"),
    "serve": ("service_started", "serving"),
    "finish": ("ticket_finished", "finished"),
    "no-show": ("ticket_missed", "no_show"),
    "return": ("ticket_returned", "waiting"),
    "park": ("ticket_parked", "parked"),
    "transfer": ("ticket_transferred", "waiting"),
}


class Made:
    """A history that grows; each step lets a second pass unless more `passes`. A ticket is known by its id."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.said: list[Said] = []
        self.at, self.asked = BEGAN, 0.0
        self._given: dict[str, int] = {}
        self._numbers: dict[int, str] = {}
        self.row("settings_begun", settings=SETTINGS)

    def judged(self) -> list[Finding]:
        """What the checker finds."""
        return judge(self.rows, self.said)

    def passes(self, minutes: float) -> None:
        """Time goes by; back, where it is less than nothing."""
        self.at += round(minutes * 60_000)

    def row(
        self,
        type_: str,
        ticket: int | None = None,
        counter: int | None = None,
        by: str = "system",
        **data: Any,
    ) -> int:
        """One row of the journal; its seq."""
        self.at += 1000
        self.rows.append(Row(len(self.rows) + 1, self.at, type_, ticket, counter, by, data, DAY))
        return len(self.rows)

    def asks(
        self, who: str, path: str, status: int | None, key: str | None = None, body: Any = None, **told: Any
    ) -> None:
        """One request and what it was told."""
        self.asked += 1
        key = key or f"key-{len(self.said)}"
        said = Said(who, "POST", path, self.asked, self.asked + 0.5, self.at, status, key, body or {}, told)
        self.said.append(said)

    def take(
        self, field: str = "CT", priority: str | None = None, point: str | None = None, **data: Any
    ) -> int:
        """A touch at the kiosk; the ticket."""
        prefix = {"CT": "A", "HT": "B"}[field]
        n = self._given[prefix] = self._given.get(prefix, 0) + 1
        facts: dict[str, Any] = {
            "day": DAY,
            "prefix": prefix,
            "n": n,
            "field": field,
            "channel": "kiosk",
            "priority": priority,
            "point": point,
        }
        ticket = self.row("ticket_issued", len(self.rows) + 1, by="kiosk:1", **facts | data)
        self._numbers[ticket] = f"{prefix}{n:03d}"
        self.asks("kiosk:1", "/tickets", 201, id=ticket, number=self._numbers[ticket], state="waiting")
        return ticket

    def afar(self, request: str, keeps_minutes: float = 30) -> int:
        """Somebody at home asks the city for a number, and is told which; the ticket."""
        n = self._given["A"] = self._given.get("A", 0) + 1
        facts: dict[str, Any] = {"day": DAY, "prefix": "A", "n": n, "field": "CT", "channel": "phone"}
        ticket = self.row("ticket_issued", len(self.rows) + 1, by="city", request=request, **facts)
        self._numbers[ticket] = f"A{n:03d}"
        self.keeps(ticket, keeps_minutes, at=self.at)
        self.hears(request, "number", "issued", ticket)
        return ticket

    def keeps(self, ticket: int, minutes: float, at: int | None = None) -> None:
        """A place is kept so long from now; in this moment, or a second later."""
        self.row("ticket_place_kept", ticket, by="city", until=self.at + round(minutes * 60_000))
        if at is not None:
            self.at, self.rows[-1] = at, replace(self.rows[-1], at=at)

    def hears(
        self, request: str, kind: str, state: str, ticket: int | None = None, key: str | None = None
    ) -> None:
        """The city is told this of a request."""
        facts = {} if ticket is None else {"id": ticket, "number": self._numbers[ticket]}
        body = {} if kind == "number" else {"of": request}
        self.asks("city", f"/city/{kind}", 200, key or request, body, state=state, **facts)

    def comes(self, ticket: int, request: str) -> None:
        """Its person is in the hall, and their phone says so."""
        self.row("ticket_resumed", ticket, by="city")
        self.hears(request, "check_in", "checked_in", ticket, key=f"here-{request}")

    def lapses(self, ticket: int) -> None:
        """Nobody came."""
        self.row("ticket_cancelled", ticket, lapsed=True)

    def cancel(self, ticket: int) -> None:
        """The officer gives it up."""
        self.row("ticket_cancelled", ticket, by="officer:one")
        self.asks("officer:one", f"/tickets/{ticket}/cancel", 200, id=ticket, state="cancelled")

    def resume(self, ticket: int) -> None:
        """Its owner is back."""
        self.row("ticket_resumed", ticket, by="officer:one")
        self.asks("officer:one", f"/tickets/{ticket}/resume", 200, id=ticket, state="waiting")

    def opens(self, n: int, *fields: str, helps: tuple[str, ...] = ()) -> None:
        """A counter opens."""
        self.row("counter_opened", None, n, _who(n), officer=_who(n), fields=list(fields), helps=list(helps))
        self.asks(_who(n), f"/counters/{n}/open", 200, n=n, state="open")

    def calls(self, n: int, ticket: int, rule: str = "next", **data: Any) -> int:
        """A counter calls; the row."""
        seq = self.row("ticket_called", ticket, n, _who(n), rule=rule, **data)
        self.asks(_who(n), f"/counters/{n}/call", 200, id=ticket, counter=n, state="called")
        return seq

    def acts(self, n: int, action: str, ticket: int, **data: Any) -> int:
        """A counter does something with the ticket in its hands; the row."""
        type_, state = _LED_TO[action]
        seq = self.row(type_, ticket, n, _who(n), **data)
        self.asks(_who(n), f"/counters/{n}/{action}", 200, id=ticket, state=state)
        return seq

    def serves(self, n: int, ticket: int) -> None:
        """From the call to the end."""
        self.calls(n, ticket)
        self.acts(n, "serve", ticket)
        self.acts(n, "finish", ticket)

    def undoes(
        self, n: int, ticket: int, seq: int, was: dict[str, Any], desk: dict[str, Any] | None = None
    ) -> None:
        """A counter takes the step that began with row `seq` back."""
        self.row("ticket_restored", ticket, n, _who(n), undoes=seq, was=was)
        if desk is not None:
            self.row("counter_restored", None, n, _who(n), undoes=seq, was=desk)
        self.asks(_who(n), f"/counters/{n}/undo", 200, id=ticket, state=was["state"])

    def changes(self, part: str, key: str | None, before: Any, after: Any) -> None:
        """A setting is another one."""
        self.row("setting_changed", by="admin:binh", part=part, key=key, before=before, after=after)

    def puts(self, part: str, key: str, body: Any) -> None:
        """The manager is told that a setting is so."""
        self.asks("admin:binh", f"/settings/{part}/{key}", 200, body=body)
        self.said[-1] = replace(self.said[-1], method="PUT")


def _who(n: int) -> str:
    return f"officer:{('nobody', 'one', 'two', 'three')[n]}"
