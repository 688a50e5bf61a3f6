"""Centres of a city as its database has them, put there by SQL: 126 with the names that Hanoi's have, and what is wrong with some."""

import json
import time
from typing import Any, Self

import psycopg

_TABLE = """
CREATE TABLE IF NOT EXISTS centre_now (
    centre text PRIMARY KEY, epoch integer NOT NULL, v bigint NOT NULL, seq bigint NOT NULL, day date NOT NULL, state jsonb NOT NULL
)
"""
DISTRICTS = (
    "Khu vực Hoàn Kiếm - Ba Đình",
    "Khu vực Đống Đa",
    "Khu vực Hai Bà Trưng - Hoàng Mai",
    "Khu vực Thanh Xuân - Cầu Giấy",
    "Khu vực Hà Đông",
    "Khu vực Long Biên - Gia Lâm",
    "Khu vực Đông Anh - Mê Linh - Sóc Sơn",
    "Khu vực Sơn Tây - Ba Vì",
    "Khu vực Thạch Thất - Quốc Oai",
    "Khu vực Chương Mỹ - Thanh Oai",
    "Khu vực Thường Tín - Phú Xuyên",
    "Khu vực Ứng Hòa - Mỹ Đức",
)
NAMES = (
    "Hoàn Kiếm",
    "Văn Miếu - Quốc Tử Giám",
    "Nghĩa Đô",
    "Vĩnh Tuy",
    "Phương Liệt",
    "Đông Ngạc",
    "Chương Mỹ",
    "Thượng Phúc",
    "Xuân Đỉnh",
    "Việt Hưng",
    "Khương Đình",
    "Hồng Hà",
    "Cửa Nam",
    "Giảng Võ",
    "Ngọc Hà",
    "Bạch Mai",
    "Tương Mai",
    "Vĩnh Hưng",
    "Thư Lâm",
    "Đông Anh",
    "Phúc Thịnh",
)
MINUTE_MS = 60_000


def name_of(n: int) -> str:
    """The n-th centre's name; no two are alike."""
    kind = "Phường" if n % 3 else "Xã"
    again = n // len(NAMES)
    return f"{kind} {NAMES[n % len(NAMES)]}{f' {again + 1}' if again else ''}"


def code_of(n: int) -> str:
    return f"W{n + 1:04d}"


def state_of(n: int, v: int = 1, **changes: Any) -> dict[str, Any]:
    """A usual state of the n-th centre."""
    now = int(time.time() * 1000)
    waiting = (n * 7) % 23
    longest = None if waiting == 0 else now - ((n * 3) % 18) * MINUTE_MS
    fields = {"CT": {"names": {"vi": "Chứng thực", "en": "Certification"}, "prefix": "A", "waiting": waiting}}
    fields["CT"] |= {"longest_since": longest, "taken": 120, "served": 80, "service_s": 410}
    counters = {
        str(k): {
            "name": None,
            "state": "open" if k < 4 else "closed",
            "fields": ["CT"],
            "number": f"A{k:03d}",
        }
        for k in range(1, 6)
    }
    call = {"number": f"A{n % 90 + 10:03d}", "counter": n % 5 + 1, "counter_name": None, "at": now}
    return {
        "v": v,
        "seq": v,
        "day": "2026-11-29",
        "names": {"vi": name_of(n), "en": f"Ward {n + 1}"},
        "fields": fields,
        "counters": counters,
        "calls": [call],
        "waiting": waiting,
        "longest_since": longest,
        "visits": 200 + n,
        "finished": 150 + n,
    } | changes


def shown_of(n: int) -> dict[str, Any]:
    ratings = {"day": "2026-11-29", "levels": {"satisfied": 40 + n % 20, "not_satisfied": n % 5}}
    return {"open": True, "above": {"CT": 0}, "limit_s": {"CT": 1200}, "ratings": ratings if n % 4 else None}


def health_of(n: int) -> dict[str, Any]:
    kiosks = [{"n": 1, "state": "on", "printer": "ready", "paper": "ok"}]
    return {
        "kiosks": kiosks,
        "screens": {"on": 2, "silent": 0},
        "disk_free_mb": 12000 + n,
        "backup_age_s": 3600,
    }


class City:
    """The rows of a city in the database at `conninfo`; every change is announced as the product does."""

    def __init__(self, conninfo: str) -> None:
        self.connection = psycopg.connect(conninfo, autocommit=True)
        self.connection.execute(_TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def fill(self, count: int = 126) -> None:
        """So many centres, all heard just now and well."""
        with self.connection.transaction():
            for n in range(count):
                self.connection.execute(
                    "INSERT INTO centre (code, name, district, heard_at, version, shown, health, stored, folded, v)"
                    " VALUES (%s, %s, %s, now() + interval '1 day', '0.2.0', %s, %s, 1000, 1000, 1)",
                    (
                        code_of(n),
                        name_of(n),
                        DISTRICTS[n % len(DISTRICTS)],
                        json.dumps(shown_of(n)),
                        json.dumps(health_of(n)),
                    ),
                )
                self.connection.execute(
                    "INSERT INTO centre_now (centre, epoch, v, seq, day, state) VALUES (%s, 1, 1, 1, '2026-11-29', %s)",
                    (code_of(n), json.dumps(state_of(n))),
                )

    def change(self, n: int, v: int, **changes: Any) -> None:
        """The n-th centre's next state, and the word of it, in one transaction."""
        with self.connection.transaction():
            self.connection.execute(
                "UPDATE centre_now SET v = %s, seq = %s, state = %s WHERE centre = %s",
                (v, v, json.dumps(state_of(n, v, **changes)), code_of(n)),
            )
            self.connection.execute("UPDATE centre SET v = %s WHERE code = %s", (v, code_of(n)))
            self.connection.execute("SELECT pg_notify('city_changed', %s)", (code_of(n),))

    def set(self, n: int, **columns: Any) -> None:
        """Other columns of the n-th centre."""
        for column, value in columns.items():
            said = json.dumps(value) if isinstance(value, dict) else value
            self.connection.execute(f"UPDATE centre SET {column} = %s WHERE code = %s", (said, code_of(n)))
        self.connection.execute("SELECT pg_notify('city_changed', %s)", (code_of(n),))

    def on_fire(self, n: int) -> None:
        """Everybody waits there far too long."""
        now = int(time.time() * 1000)
        state = state_of(n, 2, waiting=87, longest_since=now - 95 * MINUTE_MS)
        state["fields"]["CT"] |= {"waiting": 87, "longest_since": now - 95 * MINUTE_MS}
        self.set(n, shown=shown_of(n) | {"above": {"CT": 61}})
        self.change(n, 2, waiting=87, longest_since=now - 95 * MINUTE_MS, fields=state["fields"])

    def silent(self, n: int, minutes: int = 40) -> None:
        """Make the centre silent for so long."""
        self.connection.execute(
            "UPDATE centre SET heard_at = now() - make_interval(mins => %s) WHERE code = %s",
            (minutes, code_of(n)),
        )
        self.connection.execute("SELECT pg_notify('city_changed', %s)", (code_of(n),))

    def halted(self, n: int) -> None:
        """Its version is newer than ours."""
        self.set(n, halted={"seq": 900, "type": "ticket_teleported", "why": "unknown type"})

    def sick(self, n: int) -> None:
        """Paper out, a kiosk and a screen silent, an old backup, a full disk."""
        kiosks = [
            {"n": 1, "state": "on", "printer": "ready", "paper": "out"},
            {"n": 2, "state": "silent", "printer": "unknown", "paper": "unknown"},
        ]
        self.set(
            n,
            health={
                "kiosks": kiosks,
                "screens": {"on": 1, "silent": 1},
                "disk_free_mb": 300,
                "backup_age_s": 200_000,
            },
        )

    def forked(self, n: int) -> None:
        """Its history became another one."""
        self.connection.execute(
            "INSERT INTO epoch (centre, epoch, after, why) VALUES (%s, 2, 800, 'restored from a backup')",
            (code_of(n),),
        )
        self.set(n, epoch=2)
