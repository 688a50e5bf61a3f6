"""`goiso city centre …`: which centres may send."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from server.command.city import SETTINGS, settings_of

if TYPE_CHECKING:
    from server.city.database import Transaction

_CENTRE = click.argument("code")


@click.group()
def centre() -> None:
    """The centres that send to this city, and what lets them in."""


@centre.command()
@_CENTRE
@click.argument("name")
@click.option("--district", default="", help="Under what it is found on the boards.")
@SETTINGS
def add(code: str, name: str, district: str, file: Path | None) -> None:
    """Add a centre, and print a one-time code for it."""
    from server.city.ingest import centres

    with _acted(file, "centre_added", code, name=name, district=district) as transaction:
        centres.add(transaction, code, name, district)
        _say_code(code, _new_code(transaction, code))


@centre.command("list")
@SETTINGS
def list_(file: Path | None) -> None:
    """Print all centres."""
    from server.city.ingest import centres

    with _connected(file) as transaction:
        for one in centres.everyone(transaction):
            heard = "never" if one.heard_at is None else _moment(one.heard_at)
            marks = [
                mark for mark, on in (("retired", one.retired), ("another instance knocks", one.knocks)) if on
            ]
            facts = [
                f"heard {heard}",
                f"row {one.stored}",
                one.version or "-",
                f"{one.tokens} tokens",
                *marks,
            ]
            click.echo("\t".join((one.code, one.name, one.district, ", ".join(facts))))


@centre.command()
@_CENTRE
@SETTINGS
def code(code: str, file: Path | None) -> None:
    """Print a one-time code: on the centre's machine it becomes a token."""
    from server.city.ingest import centres

    with _acted(file, "code_given", code) as transaction:
        centres.known(transaction, code)
        _say_code(code, _new_code(transaction, code))


@centre.command()
@_CENTRE
@SETTINGS
def rotate(code: str, file: Path | None) -> None:
    """Print a new token; the one before it stays valid until the next one is printed, or until all are revoked."""
    from server.city.ingest import centres, tokens

    with _acted(file, "token_rotated", code) as transaction:
        centres.known(transaction, code)
        token = tokens.give_token(transaction, code)
    click.echo(token)


@centre.command()
@_CENTRE
@SETTINGS
def revoke(code: str, file: Path | None) -> None:
    """Revoke every token and every code of a centre."""
    from server.city.ingest import centres, tokens

    with _acted(file, "tokens_revoked", code) as transaction:
        centres.known(transaction, code)
        number = tokens.revoke_tokens(transaction, code)
    click.echo(f"{code}: {number} tokens revoked. A new way in: goiso city centre code {code}")


@centre.command()
@_CENTRE
@SETTINGS
def retire(code: str, file: Path | None) -> None:
    """A centre that has closed: it sends no more; what it sent stays."""
    _do(file, "centre_retired", code, "retire")


@centre.command("let-in")
@_CENTRE
@SETTINGS
def let_in(code: str, file: Path | None) -> None:
    """Two machines run as this centre: let the one that was kept out send, and keep out the other."""
    _do(file, "instance_let_in", code, "let_in")


def _do(file: Path | None, act: str, code: str, name: str) -> None:
    from server.city.ingest import centres

    with _acted(file, act, code) as transaction:
        done: Callable[..., None] = getattr(centres, name)
        done(transaction, code)
    click.echo(f"{code}: done.")


def _new_code(transaction: "Transaction", code: str) -> str:
    from server.city.ingest.tokens import give_code
    from server.core.clock import wall_clock

    return give_code(transaction, code, wall_clock())


def _say_code(code: str, given: str) -> None:
    from server.city.ingest.tokens import CODE_LIFE_S

    click.echo(f"{code}: {given} (good once, for {CODE_LIFE_S // 86400} days)")


@contextmanager
def _acted(file: Path | None, act: str, code: str, **facts: Any) -> Iterator["Transaction"]:
    """One transaction that also notes who did it."""
    from server.city.people.audit import record

    with _connected(file) as transaction:
        yield transaction
        record(transaction, getpass.getuser(), act, code, facts)


@contextmanager
def _connected(file: Path | None) -> Iterator["Transaction"]:
    from server.city.database import Database, DatabaseGone
    from server.city.ingest.centres import BadCentre

    database = Database(settings_of(file).database)
    try:
        with database.transaction() as transaction:
            yield transaction
    except BadCentre as error:
        raise click.ClickException(str(error)) from error
    except DatabaseGone as error:
        raise click.ClickException(f"The database does not answer: {error}") from error
    finally:
        database.close()


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
