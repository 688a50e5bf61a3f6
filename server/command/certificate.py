"""`goiso certificate`: the centre's own certificate for https, made here and signed by nobody else."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from server.command.centre import FOLDER
from server.core.certificates import AUTHORITY, CHAIN, KEY, folder_of
from server.core.files import DATABASE
from server.core.texts import BothTexts, in_both
from server.process import data_folder

_NOT_YET: Final = BothTexts("Chưa phải làm mới.", "Nothing to renew.")
_MADE: Final = BothTexts("Chứng thư cho {hosts}, đến {ends}.", "A certificate for {hosts}, until {ends}.")
_FINGERPRINT: Final = BothTexts(
    "Vân tay SHA-256 của {authority}: {fingerprint}", "{authority} has the fingerprint {fingerprint}"
)
_TRUST_IT: Final = BothTexts(
    "Đây là chứng thư gốc mới: mỗi máy phải tin nó, xem /trust ở máy chủ này.",
    "It is a new one: tell each machine to trust it, at /trust on this server.",
)
_NO_CENTRE = BothTexts(
    "{data} không có dữ liệu của trung tâm nào. Xem lại --data; chưa làm chứng thư nào.",
    "{data}: no centre's data is there. Look at --data; nothing was made.",
)


@click.command()
@click.option(
    "--data", type=FOLDER, required=True, help="The centre's data folder; the certificate lies beside it."
)
@click.option(
    "--for",
    "hosts",
    multiple=True,
    help="A name or an address under which the server is opened; several times for several. Default: as before.",
)
@click.option("--renew", is_flag=True, help="Only if the one that is there ends soon.")
def certificate(data: Path, hosts: tuple[str, ...], renew: bool) -> None:
    """Make the certificate of the centre's own server, or make it anew.

    The last two lines printed are the files that the web server in front needs. Machines are told once to trust it, at /trust.
    """
    from server.operations.certificate_names import Names
    from server.operations.certificates import BadCertificate, is_due, make, names_in

    data_folder.must_be_readable(data / DATABASE)
    if not data_folder.holds_a_centre(data):
        raise click.ClickException(in_both(_NO_CENTRE.filled(data=data.absolute())))
    folder, now = folder_of(data), datetime.now(UTC).replace(microsecond=0)
    try:
        if renew and not is_due(folder, now):
            click.echo(in_both(_NOT_YET))
            return
        names = Names.of(hosts) if hosts else names_in(folder) or Names.of(hosts)
        made = make(folder, names, now)
    except (ValueError, BadCertificate) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or folder}: {error.strerror}. Nothing was made."
        ) from error
    click.echo(in_both(_MADE.filled(hosts=", ".join(made.hosts), ends=f"{made.ends:%d/%m/%Y}")))
    click.echo(in_both(_FINGERPRINT.filled(authority=folder / AUTHORITY, fingerprint=made.fingerprint)))
    if made.authority:
        click.echo(in_both(_TRUST_IT))
    click.echo(str(folder / CHAIN))
    click.echo(str(folder / KEY))
