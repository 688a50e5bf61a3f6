"""`goiso user`: people who sign in."""

from pathlib import Path
from typing import Any

import click

from server.command.centre import ACTOR, centre_of, centre_options, opened
from server.command.reading import reading
from server.core.roles import ADMINISTRATOR, ROLES
from server.core.texts import BothTexts

_INSTEAD = BothTexts(
    "Dừng máy chủ, chạy lệnh này, rồi chạy lại: sudo systemctl stop goiso … sudo systemctl start goiso.",
    "Stop the server, do this, and start it again.",
)
_ROLE = click.Choice(list(ROLES))
_PASSWORD_HELP = (
    "At least 8 characters. Leave the value out to be asked for it: then it stays out of the shell's history."  # noqa: S105
)
_PIN_HELP = "4 to 8 digits for counter machines. Leave the value out to be asked for it: then it stays out of the shell's history."


@click.group()
def user() -> None:
    """Manage the people who sign in. Stop the server first; `list` also works while it runs."""


@user.command("add")
@click.argument("username")
@click.option("--name", help="The name that colleagues see, 1 to 60 letters. Default: the user name.")
@click.option("--title", help="Job title, as screens may show it; at most 80 letters.")
@click.option("--role", type=_ROLE, default="officer", show_default=True)
@click.option("--counter", type=int, help="Their usual counter.")
@click.option(
    "--pin", prompt=True, prompt_required=False, hide_input=True, confirmation_prompt=True, help=_PIN_HELP
)
@click.password_option(help=_PASSWORD_HELP)
@centre_options
def add(
    username: str,
    name: str | None,
    title: str | None,
    role: str,
    counter: int | None,
    pin: str | None,
    password: str,
    file: Path | None,
    data: Path | None,
) -> None:
    """Add a person. A user name has 1 to 32 of a–z, 0–9, ".", "_" and "-", and starts with a letter or digit."""
    from server.service.people.people import NewPerson, add_person
    from server.service.setup.steps import begin

    new = NewPerson(username, username if name is None else name, role, password, pin, counter, title)
    with opened(centre_of(file, data), _INSTEAD) as context:
        add_person(context, new, ACTOR)
        if role == ADMINISTRATOR:
            begin(context, ACTOR)
    click.echo(f"{username} may sign in as {role}.")


@user.command("change")
@click.argument("username")
@click.option("--name", help="The name that colleagues see.")
@click.option("--title", help='Job title; "" to clear it.')
@click.option("--role", type=_ROLE, help="New role. Whoever is no longer an officer loses their PIN.")
@click.option("--counter", type=int, help="Their usual counter; 0 for none.")
@click.option(
    "--pin",
    prompt=True,
    prompt_required=False,
    hide_input=True,
    confirmation_prompt=True,
    help=_PIN_HELP + ' ""' + " for none.",
)
@click.option("--active/--inactive", default=None, help="Switch the account on or off; the name stays.")
@click.password_option(default=None, prompt_required=False, help=_PASSWORD_HELP)
@centre_options
def change(username: str, file: Path | None, data: Path | None, **given: Any) -> None:
    """Change a person's name, role, password and so on. What is not given stays as it is."""
    from server.service.people.people import Changes, change_person

    with opened(centre_of(file, data), _INSTEAD) as context:
        change_person(context, username, Changes(**given), ACTOR)
    click.echo(f"{username} is changed.")


@user.command("list")
@centre_options
def list_(file: Path | None, data: Path | None) -> None:
    """List everybody who signs in, and who is switched off. Works while the server runs."""
    from server.store.people.people import all_of

    with reading(centre_of(file, data).server.data) as connection:
        found = all_of(connection)
    click.echo("user name\trole\tcounter\tPIN\tname\ttitle")
    for each in found:
        pin = "yes" if each.pin else "no"
        role = each.role if each.active else f"{each.role} (off)"
        cells = (each.username, role, each.counter or "-", pin, each.name, each.title or "-")
        click.echo("\t".join(map(str, cells)))


@user.command("remove")
@click.argument("username")
@centre_options
def remove(username: str, file: Path | None, data: Path | None) -> None:
    """Remove a person: they can no longer sign in, their tokens and sessions end. The journal keeps their user name."""
    from server.service.people.people import remove_person

    with opened(centre_of(file, data), _INSTEAD) as context:
        remove_person(context, username, ACTOR)
    click.echo(f"{username} is removed.")
