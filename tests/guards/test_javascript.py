"""The browser's modules: each is checked by `make lint`, and what they take for answers are the API's own."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.guards.tree import ROOT, files, name
from tests.support import javascript

Json = dict[str, Any]
ANSWERS = ROOT / "server" / "static" / "js" / "answers.d.ts"
ALIAS = re.compile(r"export type (\w+) = ([^{;]+);")
SHAPE = re.compile(r"export type (\w+) = (?:(\w+) & )?\{([^}]*)\};")
MEMBER = re.compile(r"(\w+)(\??): ([^;]+)")
RENAMED = {"Names": "Both"}
PLAIN = {"integer": "number", "number": "number", "string": "string", "boolean": "boolean", "null": "null"}


@pytest.fixture(scope="module")
def tools() -> None:
    javascript.bring()


@pytest.fixture
def schemas(client: FlaskClient) -> Json:
    answer = client.get("/api/v1/openapi.json").json or {}
    known: Json = answer["components"]["schemas"]
    return known


def checked() -> set[Path]:
    """The files that the type checker looks at."""
    command = [
        str(javascript.NODE),
        str(javascript.TSC),
        "--project",
        str(javascript.FOLDER),
        "--listFilesOnly",
    ]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    return {Path(line) for line in listed.stdout.splitlines()}


def shapes(text: str) -> dict[str, dict[str, tuple[str, bool]]]:
    """Name of a shape → its members: the type, and whether it may be missing."""
    aliases = {alias: " ".join(meaning.split()) for alias, meaning in ALIAS.findall(text)}
    found: dict[str, dict[str, tuple[str, bool]]] = {}
    for shape, base, members in SHAPE.findall(text):
        found[shape] = dict(found.get(base, {})) | {
            member: (_sorted(_meant(said, aliases)), missing == "?")
            for member, missing, said in MEMBER.findall(members)
        }
    return found


def _meant(said: str, aliases: dict[str, str]) -> str:
    return re.sub(r"\b[A-Z]\w+\b", lambda word: aliases.get(word[0], word[0]), said.strip())


def _sorted(union: str) -> str:
    return " | ".join(sorted(union.split(" | ")))


def described(schema: Json, known: Json) -> str:
    """A schema of the API's description, as a type of the modules."""
    if "$ref" in schema:
        target = schema["$ref"].rpartition("/")[2]
        return described(known[target], known) if "enum" in known[target] else RENAMED.get(target, target)
    if "anyOf" in schema:
        return " | ".join(described(each, known) for each in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return " | ".join(f'"{value}"' for value in schema.get("enum") or [schema["const"]])
    if schema["type"] == "array":
        return f"{described(schema['items'], known)}[]"
    return PLAIN[schema["type"]]


def differences(text: str, known: Json) -> Iterator[str]:
    """What the modules take for granted and the API does not say."""
    for shape, members in shapes(text).items():
        properties = known.get(shape, {}).get("properties", {})
        required = known.get(shape, {}).get("required", [])
        for member, (said, missing) in members.items():
            if member not in properties:
                yield f"{shape}.{member} is not answered"
            elif said != (answered := _sorted(described(properties[member], known))):
                # What is left out where there is nothing is never null on the wire.
                if not (missing and _sorted(f"{said} | null") == answered):
                    yield f"{shape}.{member}: {said} here, {answered} answered"
            elif missing == (member in required):
                yield f"{shape}.{member}: whether it is always there"


def test_every_module_is_type_checked(tools: None) -> None:
    modules = set(files(".js"))
    assert modules
    assert modules - checked() == set()


def test_every_module_is_linted(tools: None) -> None:
    configuration = javascript.FOLDER / "eslint.config.js"
    command = [
        str(javascript.NODE),
        str(javascript.ESLINT),
        "--config",
        str(configuration),
        "--format",
        "json",
    ]
    listed = subprocess.run(
        [*command, "kiosk", "display", "server"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert set(files(".js")) - {Path(each["filePath"]) for each in json.loads(listed.stdout)} == set()


def test_their_names_are_in_snake_case() -> None:
    fits = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\.js")
    assert [name(path) for path in files(".js") if not fits.fullmatch(path.name)] == []


def test_its_types_of_the_socket_are_those_of_the_version_that_is_shipped() -> None:
    locks = [json.loads((folder / "package-lock.json").read_text()) for folder in (ROOT, javascript.FOLDER)]
    shipped, checked_with = (lock["packages"]["node_modules/socket.io-client"]["version"] for lock in locks)
    assert shipped == checked_with


def test_what_it_takes_for_answers_is_what_the_api_describes(schemas: Json) -> None:
    text = ANSWERS.read_text(encoding="utf-8")
    assert {"Ticket", "Board", "Centre", "Tracked"} <= shapes(text).keys()
    assert list(differences(text, schemas)) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("export type Ticket = { number: number };", "Ticket.number: number here, string answered"),
        ("export type Ticket = { colour: string };", "Ticket.colour is not answered"),
        ("export type Ticket = { note: string };", "Ticket.note: string here, null | string answered"),
        ("export type Ticket = { id?: number };", "Ticket.id: whether it is always there"),
        ("export type Car = {\n  wheels: number;\n};", "Car.wheels is not answered"),
    ],
)
def test_what_is_not_so_would_be_found(said: str, found: str, schemas: Json) -> None:
    assert list(differences(said, schemas)) == [found]
