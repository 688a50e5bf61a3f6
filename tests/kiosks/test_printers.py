"""All printers of a centre: the one that is set is the one that is meant."""

from server.app import Server
from server.config import ServerPart
from server.core.texts import Languages
from server.kiosks.machines import Kiosks
from server.service.machines.boxes import Boxes
from server.service.settings import changes


def test_a_test_slip_goes_to_the_printer_that_has_just_been_set(server: Server) -> None:
    """Also before anybody has told the printing that the settings are others."""
    context = server.context
    kiosks = Kiosks(
        context, ServerPart(), lambda: "http://hall", Languages(), lambda slip: None, lambda *lines: None
    )
    printers = kiosks.printers(Boxes(context.clock), list)
    for url in ("virtual:", None, "virtual:"):
        changes.put(context, "printer", {"url": url, "width": 576}, "admin:binh")
        if url is not None:
            printers.trial("centre")
    (centre,) = printers.all()
    assert centre.trial is not None
    kiosks.printing.close()
