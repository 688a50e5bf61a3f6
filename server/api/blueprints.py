"""All routes of the API."""

from typing import Final

from server.api import description
from server.api.alerts import alerts
from server.api.backups import backups
from server.api.doctor import doctor
from server.api.dossiers import form06
from server.api.machines import kiosk_help, machines, pairing, releases
from server.api.notices import notices
from server.api.people import account, people, tokens
from server.api.procedures import catalogue, centre, elsewhere, read_aloud
from server.api.queue import counters, offline_numbers, paper, tickets
from server.api.ratings import ratings
from server.api.reports import figures, journal, reports
from server.api.screens import board, screen_places, voice
from server.api.settings import settings
from server.api.standby import standby
from server.api.webhooks import webhooks

DESCRIPTION: Final = description.api
ALL: Final = (
    centre.api,
    catalogue.api,
    elsewhere.api,
    tickets.api,
    offline_numbers.api,
    paper.api,
    board.api,
    counters.api,
    people.api,
    account.api,
    tokens.api,
    webhooks.api,
    figures.api,
    reports.api,
    ratings.api,
    form06.api,
    read_aloud.api,
    journal.api,
    backups.api,
    doctor.api,
    standby.api,
    pairing.api,
    screen_places.api,
    notices.api,
    voice.api,
    settings.api,
    machines.api,
    kiosk_help.api,
    releases.api,
    alerts.api,
)
