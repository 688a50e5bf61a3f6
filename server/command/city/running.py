"""`goiso city migrate` and `serve`."""

from pathlib import Path

import click

from server.command.city import SETTINGS, settings_of


@click.command()
@SETTINGS
def migrate(file: Path | None) -> None:
    """Make the city's tables, or bring them to this version."""
    from server.city.migrate import migrate as bring

    bring(settings_of(file).database)
    click.echo("The database is of this version.")


@click.command()
@SETTINGS
@click.option(
    "--role",
    required=True,
    type=click.Choice(["ingest", "public", "board"]),
    help="Whom this process answers.",
)
@click.option(
    "--workers", type=click.IntRange(1, 32), default=1, show_default=True, help="How many processes."
)
def serve(file: Path | None, role: str, workers: int) -> None:
    """Answer centres (ingest), phones (public), or the city's own people (board)."""
    from server.city.log import speak_json
    from server.city.roles import SESSION_KEY, city_app, port_of, threads_of
    from server.core.kept_secret import secret
    from server.core.refusal import Refusal
    from server.http.address import with_port
    from server.process.embedded import Embedded, port_is_free

    settings = settings_of(file)
    port = port_of(settings, role)
    port_is_free(settings.host, port)
    settings.data.mkdir(parents=True, exist_ok=True)
    try:
        secret(settings.data, SESSION_KEY)
    except Refusal as refusal:
        raise click.ClickException(refusal.texts()["en"]) from refusal
    speak_json(role=role)
    chosen = {
        "bind": with_port(settings.host, port),
        "workers": workers,
        "threads": threads_of(role),
        "forwarded_allow_ips": ",".join(map(str, settings.trusted_proxies)),
        "proc_name": f"goiso city {role}",
    }
    Embedded(chosen, lambda: city_app(settings, role)).run()
