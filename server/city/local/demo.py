"""A whole city on one machine: its own PostgreSQL, Redis and nginx if they are installed, its processes, its centres."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
import tomli_w

from server.city.local import nginx
from server.city.local.children import Child, Watched, goiso, module
from server.city.local.folder import FILE, keep, kept
from server.city.local.hanoi import Ward, wards
from server.city.local.members import one_time_code, with_administrator, with_tokens
from server.city.local.postgres import PrivatePostgres
from server.city.local.ready import answers, wait_for
from server.city.local.real import NotJoined, RealCentre
from server.city.local.redis import NoRedis, PrivateRedis
from server.city.local.ward_people import begins_at
from server.city.migrate import migrate
from server.core.clock import wall_clock

DATABASE: Final = "goiso_city"
_ADMINISTRATOR: Final = "quantri"
_NAME: Final = "Quản trị thành phố"
_PATIENCE_S: Final = 60.0
_RUSH: Final = 3.0
_SETTINGS: Final = "city.toml"
_PLAN: Final = "wards.json"
_PASSWORD_BYTES: Final = 12


class NotStarted(Exception):
    """The city did not come up; the text says what did not, and where its log is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to run: its folder, the first of its ports, how many simulated and real centres, and whether they are busy."""

    folder: Path
    port: int
    simulated: int
    real: int
    busy: bool


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports of one demo, from the first on."""

    front: int

    @property
    def ingest(self) -> int:
        """What centres talk to."""
        return self.front + 1

    @property
    def public(self) -> int:
        """What phones read."""
        return self.front + 2

    @property
    def boards(self) -> tuple[int, int]:
        """What the city's own people look at."""
        return self.front + 3, self.front + 4

    @property
    def redis(self) -> int:
        """Redis."""
        return self.front + 5

    def real(self, place: int) -> int:
        """A real centre's own."""
        return self.front + 6 + place

    def all(self, real: int) -> range:
        """Every one of them."""
        return range(self.front, self.real(real))


class LocalCity:
    """The city in a locked folder. `say` reports what is missing here; `told` says whether it should end."""

    def __init__(self, wanted: Wanted, say: Callable[[str], None], told: Callable[[], bool]) -> None:
        self._wanted, self._say, self._told = wanted, say, told
        self._folder = wanted.folder
        self._ports = Ports(wanted.port)
        self._programs = Watched()
        self._nginx = nginx.program()
        self._wards = wards()[: wanted.simulated + wanted.real]
        self._conninfo = ""
        self._boards: tuple[int, ...] = ()
        self.url = f"http://127.0.0.1:{self._ports.front if self._nginx else self._ports.boards[0]}"

    @property
    def centres_url(self) -> str:
        """Where centres send to."""
        return self.url if self._nginx else f"http://127.0.0.1:{self._ports.ingest}"

    @property
    def phones_url(self) -> str:
        """What phones read."""
        return self.url if self._nginx else f"http://127.0.0.1:{self._ports.public}"

    def start(self) -> dict[str, Any]:
        """Start everything but the centres and wait until it answers. Returns the content of city.json. Raises `NotStarted`."""
        server = PrivatePostgres(self._folder / "postgres")
        server.begin()
        self._programs.take("postgres", server)
        self._conninfo = server.conninfo(DATABASE)
        self._processes(self._redis())
        self._database(server.until_ready())
        self._run("follow", ["follow"])
        facts = self._members()
        self._wait()
        return facts

    def begin_centres(self) -> None:
        """Let the simulated centres send, and the real ones join; a further board takes its share of screens."""
        for place, port in enumerate(self._boards[1:], 2):
            environment = {"GOISO_CITY_BOARD_PORT": str(port)}
            self._run(f"board-{place}", ["serve", "--role", "board"], environment)
        command = module("server.city.local.wards", str(self._folder / _PLAN))
        self._programs.add("wards", Child(command, self._log("wards")))
        for place, ward in enumerate(self._wards[self._wanted.simulated :]):
            self._real(place, ward)

    def look(self) -> None:
        """Start again what has ended."""
        self._programs.look()

    def close(self) -> None:
        """End all of it."""
        self._programs.close()

    def _log(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def _database(self, server: PrivatePostgres) -> None:
        with psycopg.connect(server.conninfo(), autocommit=True) as connection:
            there = "SELECT FROM pg_database WHERE datname = %s"
            if connection.execute(there, (DATABASE,)).fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")
        migrate(self._conninfo)

    def _redis(self) -> str | None:
        server = PrivateRedis(self._folder / "redis", self._ports.redis)
        try:
            self._programs.add("redis", server)
        except NoRedis as error:
            self._say(f"{error}: until then the board asks every 2 s instead.")
            return None
        return server.url

    def _processes(self, redis_address: str | None) -> None:
        (self._folder / "feeds").mkdir(exist_ok=True)
        file = self._folder / _SETTINGS
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text(tomli_w.dumps(self._settings(redis_address)), encoding="utf-8")
        self._boards = self._ports.boards if redis_address and self._nginx else self._ports.boards[:1]
        for role in ("ingest", "public", "board"):
            self._run(role, ["serve", "--role", role])
        if self._nginx is None:
            self._say(
                "nginx is not installed (apt-get install nginx-light): each kind of process answers by itself."
            )
            return
        behind = nginx.Behind(self._ports.ingest, self._ports.public, self._boards, self._folder / "feeds")
        front = nginx.private_nginx(self._nginx, self._folder / "nginx", self._ports.front, behind)
        self._programs.add("nginx", front)

    def _settings(self, redis_address: str | None) -> dict[str, Any]:
        found = {
            "name": "Thành phố Hà Nội",
            "name_en": "Hanoi",
            "database": self._conninfo,
            "redis": redis_address,
            "data": str(self._folder / "keys"),
            "feeds": str(self._folder / "feeds"),
            "public_url": self.phones_url,
            "trusted_proxies": ["127.0.0.1/32"] if self._nginx else [],
            "ingest_port": self._ports.ingest,
            "public_port": self._ports.public,
            "board_port": self._ports.boards[0],
        }
        return {name: value for name, value in found.items() if value is not None}

    def _run(self, name: str, arguments: list[str], environment: dict[str, str] | None = None) -> None:
        command = goiso("city", *arguments, "--settings", str(self._folder / _SETTINGS))
        self._programs.add(name, Child(command, self._log(name), environment))

    def _wait(self) -> None:
        ports = (self._ports.ingest, self._ports.public, self._ports.boards[0])
        for port, name in zip(ports, ("ingest", "public", "board"), strict=True):
            if not wait_for(lambda port=port: answers(port, "/healthz"), _PATIENCE_S, self._told):  # type: ignore[misc]
                raise NotStarted(f"{name} does not answer on port {port}; see {self._log(name)}")

    def _members(self) -> dict[str, Any]:
        before = kept(self._folder / FILE)
        known = {each["code"]: each["token"] for each in before.get("centres", ())}
        simulated = self._wards[: self._wanted.simulated]
        tokens = with_tokens(self._conninfo, simulated, known)
        admin = before.get("admin") or {
            "username": _ADMINISTRATOR,
            "password": secrets.token_urlsafe(_PASSWORD_BYTES),
        }
        with_administrator(self._conninfo, admin["username"], _NAME, admin["password"])
        centres = [{"code": w.code, "name": w.name, "token": tokens[w.code]} for w in simulated]
        facts = {"url": self.url, "admin": admin, "centres": centres}
        keep(self._folder / FILE, facts)
        keep(self._folder / _PLAN, self._plan(tokens))
        return facts

    def _plan(self, tokens: dict[str, str]) -> dict[str, Any]:
        now, before = wall_clock(), kept(self._folder / _PLAN)
        begins, factor = before.get("begins", begins_at(now)), _RUSH if self._wanted.busy else 1.0
        paces = before.get("paces") or [[begins, factor]]
        if paces[-1][1] != factor:
            paces.append([now, factor])
        centres = [{"code": c, "token": t, "seed": n} for n, (c, t) in enumerate(tokens.items(), 1)]
        return {"url": self.centres_url, "begins": begins, "paces": paces, "centres": centres}

    def _given_up(self) -> bool:
        """While a real centre begins, the others are looked after."""
        self._programs.look()
        return self._told()

    def _real(self, place: int, ward: Ward) -> None:
        name = f"real-{place + 1}"
        centre = RealCentre(self._folder / name, self._ports.real(place), busy=self._wanted.busy)
        try:
            centre.join(
                self.centres_url, lambda: one_time_code(self._conninfo, ward, wall_clock()), self._given_up
            )
            self._say(f"{ward.name} ({ward.code}), a real centre: {centre.url}/")
        except NotJoined as error:
            self._say(f"A real centre goes on alone at {centre.url}/: {error}")
        if not self._told():
            self._programs.add(name, centre)
