"""`goiso certificate`: the centre's own certificate for https, made here and signed by nobody else."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from server.command.centre import FOLDER
from server.command.reading import reading
from server.core.certificates import AUTHORITY, CHAIN, KEY, folder_of
from server.core.doctor import clock as clocks
from server.core.files import DATABASE
from server.core.queue.days import moment
from server.core.texts import BothTexts, in_both
from server.core.units import SECOND_MS
from server.process import data_folder

_NOT_YET: Final = BothTexts("Chưa phải làm mới.", "Nothing to renew.")
_DOUBTED: Final = BothTexts(
    "Chưa làm mới: đồng hồ máy chủ là {now}, không chắc đúng. Chứng thư cũ giữ nguyên. Chỉnh đồng hồ, đêm sau tự làm lại; nếu giờ ấy đúng, chạy lệnh này không có --renew.",
    "Not renewed: the server's clock says {now}, which may be wrong. The old certificate was left as it is. Set the clock, and it is made the next night; if that time is right, run this without --renew.",
)
_IMPOSSIBLE: Final = BothTexts(
    "Đồng hồ máy chủ là {now}: không thể đúng. Chỉnh đồng hồ rồi chạy lại; chưa làm chứng thư nào.",
    "The server's clock says {now}: that cannot be right. Set it and try again; nothing was made.",
)
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
    """Make the certificate of the centre's own server, or renew it.

    The last two lines printed are the files that the web server in front needs. Machines are told once to trust it, at /trust.
    """
    from server.core.clock import wall_clock
    from server.operations.certificate_names import Names
    from server.operations.certificates import BadCertificate, is_due, make, names_in

    data_folder.must_be_readable(data / DATABASE)
    if not data_folder.holds_a_centre(data):
        raise click.ClickException(in_both(_NO_CENTRE.filled(data=data.absolute())))
    now_ms = wall_clock()
    folder, now = folder_of(data), datetime.fromtimestamp(now_ms // SECOND_MS, UTC)
    try:
        if renew and not is_due(folder, now):
            click.echo(in_both(_NOT_YET))
            return
        _must_believe(now_ms, data, renew=renew)
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


def _must_believe(now: int, data: Path, *, renew: bool) -> None:
    """Raise `click.ClickException` if the clock is so wrong that the certificate would be invalid once it is right."""
    local = clocks.spelled(moment(now, datetime.now().astimezone().tzinfo or UTC))
    if renew and _doubtful(now, data):
        raise click.ClickException(in_both(_DOUBTED.filled(now=local)))
    if not clocks.possible(now):
        raise click.ClickException(in_both(_IMPOSSIBLE.filled(now=local)))


def _doubtful(now: int, data: Path) -> bool:
    """Whether the year or the journal shows that the clock is wrong, without asking another machine."""
    if not clocks.possible(now):
        return True
    from server.store import journal

    with suppress(click.ClickException), reading(data) as connection:
        earlier = journal.last_moment_before(connection, now - clocks.LEAP_SEEN_MS)
        return clocks.before_journal(now, journal.last_moment(connection)) or clocks.leapt(now, earlier)
    return False
