"""`goiso standby`: a second box that keeps one row behind, and takes over by one command."""

import json
import os
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from server.command.centre import FILE, FOLDER, opened, settings_of
from server.core.backups import OnPaper
from server.core.model import spelled
from server.core.refusal import InUse, Refusal
from server.process import data_folder

if TYPE_CHECKING:
    from server.background.standby_line import HttpLine
    from server.command.standby_box import StandbyBox
    from server.core.standby import End

VARIABLE: Final = "STANDBY_TOKEN"
_TOKEN: Final = "standby-token.part"  # noqa: S105 - a file's name; a backup leaves such files out
_EVERY_S: Final = 1.0
_ENDS_WITHIN_S: Final = 60.0
_DATA: Final = click.option("--data", type=FOLDER, required=True, help="The second box's own data folder.")


@click.group(invoke_without_command=True)
@click.option("--of", "url", help="The server to follow, like http://192.168.1.10:8000")
@click.option(
    "--data",
    type=FOLDER,
    help="The second box's own data folder; a new one is begun with a copy of the centre.",
)
@click.option(
    "--token-file",
    type=FILE,
    help=f"A file with the token (role: second box) in its first line; or the variable {VARIABLE}. Kept in the folder.",
)
def standby(url: str | None, data: Path | None, token_file: Path | None) -> None:
    """Keep this box one row behind the server at --of, until `goiso standby takeover`."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    if data is None:
        raise click.UsageError("--data is needed.")
    from server.background.standby_line import LineBroken, Refused
    from server.command.standby_box import StandbyBox, follow, standing
    from server.service.context import wall_clock
    from server.store.standby.rows import CannotFollow

    data = data.absolute()
    line = _line(data, url, token_file)
    try:
        if standing(data) is None:
            _begin(data, line, str(url))
        with StandbyBox(data, line, wall_clock) as box:
            follow(box, click.echo, _EVERY_S)
    except InUse as error:
        raise click.ClickException(data_folder.sentence(error, data)) from error
    except (CannotFollow, Refused, LineBroken) as error:
        raise click.ClickException(f"{error} Nothing was changed.") from error
    except (Refusal, OSError) as error:
        raise click.ClickException(data_folder.sentence(error, data)) from error
    click.echo("Ends: somebody takes over.")


@standby.command()
@_DATA
def status(data: Path) -> None:
    """Say how far behind it is. Exit status 1 when it has not heard of the server for a minute, or lacks rows."""
    from server.command.standby_box import standing
    from server.service.context import wall_clock

    now = standing(data)
    if now is None:
        raise click.ClickException(f"{data.absolute()} follows no server.")
    ago_s = max(0, wall_clock() - now.heard_at) // 1000
    click.echo(f"Follows {now.of}: row {now.seq}, {now.behind} behind, heard {ago_s} s ago.")
    click.get_current_context().exit(1 if now.behind or ago_s > 60 else 0)  # noqa: PLR2004


@standby.command()
@_DATA
@click.option(
    "--last",
    "read_off",
    multiple=True,
    help="As in goiso restore, where the first box does not answer any more.",
)
@click.option("--nothing-since", is_flag=True, help="As in goiso restore.")
@click.option("--serve/--no-serve", "serving", default=False, help="Serve at once, as goiso serve does.")
@click.option("--config", "file", type=FILE, help="With --serve: the machine's settings (TOML).")
@click.option("--host", help="With --serve: the address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="With --serve: the port.")
def takeover(data: Path, serving: bool, **said: Any) -> None:
    """Go on with the centre here: the first box is told to end where it answers, and no number comes twice where it does not."""
    from server.command.main import serve

    data = data.absolute()
    proven = _caught_up(data)
    _went_on(data, OnPaper(said["read_off"], nothing_since=said["nothing_since"]), proven=proven)
    if serving:
        click.get_current_context().invoke(
            serve, file=said["file"], data=data, host=said["host"], port=said["port"]
        )
    else:
        click.echo(f"Start it: goiso serve --data {data}")


def _line(data: Path, url: str | None, token_file: Path | None) -> "HttpLine":
    """The line to the server that is meant, or was last time. Raises `click.ClickException`."""
    from server.background.standby_line import HttpLine
    from server.command.standby_box import standing

    now = standing(data)
    of = url or (None if now is None else now.of)
    if of is None:
        raise click.UsageError("--of is needed: the server to follow.")
    kept = data / _TOKEN
    token = os.environ.get(VARIABLE) or (kept.read_text("utf-8") if kept.exists() else None)
    if token_file is not None:
        token = token_file.read_text("utf-8")
    if not token:
        raise click.ClickException(
            f"A token of the role “second box” is needed: --token-file FILE, or {VARIABLE}."
        )
    try:
        return HttpLine(of, token.strip())
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def _begin(data: Path, line: "HttpLine", url: str) -> None:
    """Begin with a copy of the centre; a folder that is there is put aside. Raises what `restoring` raises."""
    from server.command.standby_box import Standing, keep
    from server.service.backups.restoring import building, put_there, unpacked
    from server.store.private import private_files

    data_folder.must_be_writable(data)
    click.echo(f"Copies the centre of {url}…")
    with building(data) as made:
        snapshot = made.with_name(f"{made.name}.snapshot")
        try:
            line.fetch("snapshot", snapshot)
            unpacked(snapshot, made, lambda _: None)
        finally:
            snapshot.unlink(missing_ok=True)
        with private_files():
            (made / _TOKEN).write_text(line.token, "utf-8")
        keep(made, Standing(url))
        aside = put_there(made, data)
    if aside is not None:
        click.echo(f"What was there before is kept: {aside}")


def _caught_up(data: Path) -> bool:
    """Let a process that follows end, and the first box; answers whether its last row is here. Raises `click.ClickException`."""
    from server.background.standby_line import LineBroken, Refused
    from server.command.standby_box import StandbyBox, ask_to_end, standing
    from server.service.context import wall_clock
    from server.store.standby.rows import CannotFollow

    if standing(data) is None:
        raise click.ClickException(f"{data} follows no server: it is no second box.")
    ask_to_end(data)
    line, until = _line(data, None, None), time.monotonic() + _ENDS_WITHIN_S
    with ExitStack() as held:
        box = StandbyBox(data, line, wall_clock)
        while True:
            try:
                held.enter_context(box)
                break
            except InUse as error:
                if time.monotonic() > until:
                    raise click.ClickException(data_folder.sentence(error, data)) from error
                time.sleep(0.2)
        try:
            return _last_row(box, line)
        except (LineBroken, Refused, CannotFollow) as error:
            click.echo(f"{box.now.of} does not hand over ({error}).", err=True)
            return False


def _last_row(box: "StandbyBox", line: "HttpLine") -> bool:
    """Let the first box give nothing more, and take all that it gave."""
    last = line.ask("takeover", {})
    while box.end.seq < last["seq"]:
        box.pull()
    return bool(box.end.digest.hex() == last["digest"])


def _remember_the_first(data: Path, row: "End") -> None:
    """Let the server tell the first box once it is there again; `row` is one that it lacks."""
    from server.command.standby_box import standing
    from server.service.standby.handing_over import REPLACED
    from server.store.private import private_files

    now, token = standing(data), data / _TOKEN
    if now is None or not token.exists():
        return
    facts = {"of": now.of, "token": token.read_text("utf-8"), "seq": row.seq, "digest": row.digest.hex()}
    with private_files():
        (data / REPLACED).write_text(json.dumps(facts), "utf-8")


def _went_on(data: Path, on_paper: OnPaper, *, proven: bool) -> None:
    """Be the centre from now on. Raises `click.ClickException`."""
    from server.service.standby.handing_over import STATE, take_over
    from server.store.standby.rows import end

    with opened(settings_of(None, server__data=data), "Another process works on this folder.") as context:
        try:
            following = take_over(context, on_paper, proven=proven)
        except ValueError as error:
            raise click.BadParameter(f"{error}; a number is like A047.", param_hint="--last") from error
        with context.store.read() as connection:
            row = end(connection)
    if not proven:
        _remember_the_first(data, row)
    (data / STATE).unlink()
    (data / _TOKEN).unlink(missing_ok=True)
    if proven:
        click.echo("This box has the first one's last row; the first one gives nothing more.")
    else:
        numbers = ", ".join(spelled(prefix, n) for prefix, n in following.items())
        click.echo("The first box did not hand over: keep it switched off. It is told as soon as it answers.")
        click.echo(f"Today's numbers go on at {numbers}." if numbers else "Numbers go on where they were.")
