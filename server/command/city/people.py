"""`goiso city user`: people who sign in at the city."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.command.city import SETTINGS, settings_of
from server.core.refusal import Refusal

if TYPE_CHECKING:
    from server.city.database import Transaction

_PASSWORD_HELP = (
    "At least 8 characters. Leave the value out to be asked for it: then it stays out of the shell's history."  # noqa: S105
)
_ROLES = click.Choice(["administrator", "liaison", "viewer"])


@click.group("user")
def user() -> None:
    """Manage the people who sign in at the city. It works while the city runs."""


@user.command("add")
@click.argument("username")
@click.option("--name", help="The name that colleagues see, 1 to 60 letters. Default: the user name.")
@click.option("--role", type=_ROLES, default="viewer", show_default=True)
@click.option("--centre", "centres", multiple=True, help="A centre that a liaison sees; may be given again.")
@click.password_option(help=_PASSWORD_HELP)
@SETTINGS
def add(
    username: str, name: str | None, role: str, centres: tuple[str, ...], password: str, file: Path | None
) -> None:
    """Add a person. This is also how the first administrator is added."""
    from server.city.people.adding import add_person
    from server.city.people.people import PersonSaid

    with _transaction(file) as transaction:
        add_person(transaction, username, PersonSaid(name or username, role, centres), password)
    click.echo(f"{username} may sign in as {role}.")


@user.command("password")
@click.argument("username")
@click.password_option(help=_PASSWORD_HELP)
@SETTINGS
def password(username: str, password: str, file: Path | None) -> None:
    """Give somebody a new password, and sign them out everywhere."""
    from server.city.people import acts, audit, people
    from server.city.people.passwords import hashed

    with _transaction(file) as transaction:
        people.check_password(password)
        people.set_password(transaction, username, hashed(password))
        audit.record(transaction, audit.MACHINE, acts.PASSWORD_SET, None, {"username": username})
    click.echo(f"{username} has a new password.")


@user.command("list")
@SETTINGS
def list_(file: Path | None) -> None:
    """List everybody who signs in, and who is switched off."""
    from server.city.people.people import everybody

    with _transaction(file) as transaction:
        found = everybody(transaction)
    click.echo("user name\trole\tcentres\tname")
    for each in found:
        role = each.role if each.active else f"{each.role} (off)"
        sees = "all" if each.sees is None else ", ".join(each.sees)
        click.echo(f"{each.username}\t{role}\t{sees}\t{each.name}")


def _switching(name: str, told: str, *, active: bool) -> Callable[[str, Path | None], None]:
    @user.command(name, help=told)
    @click.argument("username")
    @SETTINGS
    def command(username: str, file: Path | None) -> None:
        from server.city.people import acts, audit, people

        with _transaction(file) as transaction:
            people.switch(transaction, username, active=active)
            act = acts.PERSON_ON if active else acts.PERSON_OFF
            audit.record(transaction, audit.MACHINE, act, None, {"username": username})
        click.echo(f"{username} is switched {name}.")

    return command


off = _switching(
    "off", "Switch an account off: whoever has it is signed out at once; the name stays.", active=False
)
on = _switching("on", "Switch an account on again.", active=True)


@contextmanager
def _transaction(file: Path | None) -> "Iterator[Transaction]":
    """One transaction; what is refused is a sentence."""
    from server.city.database import Database, DatabaseGone

    database = Database(settings_of(file).database)
    try:
        with database.transaction() as transaction:
            yield transaction
    except Refusal as refusal:
        said = refusal.texts()["en"]
        raise click.ClickException(said) from refusal
    except DatabaseGone as error:
        raise click.ClickException(f"The database does not answer: {error}") from error
    finally:
        database.close()
