"""All pages."""

from typing import Final

from server.web import api_docs, display, logos, messages, pages, pairing, ratings, restore, start, trust
from server.web.dossiers import pages as dossier_pages
from server.web.manage import (
    backups,
    city,
    devices,
    doctor,
    home,
    journal,
    notices,
    paper,
    people,
    printers,
    procedures,
    programs,
    screens,
    visits,
    voice,
    webhooks,
)
from server.web.manage import dossiers as dossier_list_pages
from server.web.manage import messages as message_pages
from server.web.manage import ratings as rating_pages
from server.web.manage.reports import counters as counter_reports
from server.web.manage.reports import day_report, form06
from server.web.manage.reports import pages as report_pages
from server.web.manage.reports import visits as visit_lists
from server.web.manage.settings import pages as setting_pages
from server.web.manage.setup import pages as setup_pages
from server.web.people import account, pin, sign_in
from server.web.queue import counter, take
from server.web.quiet import pages as quiet_pages

ALL: Final = (
    pages.pages,
    logos.pages,
    api_docs.pages,
    display.pages,
    sign_in.pages,
    start.pages,
    restore.pages,
    pin.pages,
    take.pages,
    messages.pages,
    trust.pages,
    quiet_pages.pages,
    dossier_pages.pages,
    ratings.pages,
    counter.pages,
    account.pages,
    pairing.pages,
    home.pages,
    people.pages,
    devices.pages,
    setting_pages.pages,
    setup_pages.pages,
    procedures.pages,
    screens.pages,
    notices.pages,
    paper.pages,
    voice.pages,
    journal.pages,
    printers.pages,
    backups.pages,
    city.pages,
    doctor.pages,
    programs.pages,
    rating_pages.pages,
    webhooks.pages,
    message_pages.pages,
    visits.pages,
    day_report.pages,
    report_pages.pages,
    form06.pages,
    dossier_list_pages.pages,
    visit_lists.pages,
    counter_reports.pages,
)
