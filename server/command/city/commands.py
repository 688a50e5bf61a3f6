"""All of `goiso city …`."""

from typing import Final

import click

from server.command.city import city as group
from server.command.city.centres import centre
from server.command.city.demo import demo
from server.command.city.doctor import doctor
from server.command.city.following import follow, replay
from server.command.city.keeping import backup, promote, restore
from server.command.city.running import migrate, serve
from server.command.city.units import install

for command in (backup, centre, demo, doctor, follow, install, migrate, promote, replay, restore, serve):
    group.add_command(command)
city: Final[click.Group] = group
