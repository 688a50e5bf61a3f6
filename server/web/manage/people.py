"""The manager's page of people: who signs in, added, changed, switched off and removed while all goes on."""

from flask import Blueprint, render_template
from flask_login import current_user

from server.auth import needs
from server.core.person_rules import LONGEST_NAME, SHORTEST_PASSWORD
from server.core.roles import ADMINISTRATOR, PERMISSIONS, ROLE_NAMES, ROLES, WITH_PIN, may
from server.http.texts import everywhere_said
from server.service.people.rules import LONGEST_TITLE
from server.service.views import View
from server.web import shown

pages = Blueprint("people_pages", __name__)


@pages.get("/admin/people")
@needs("people.manage")
def home() -> str:
    """Everybody who signs in; what a change would do is said before it is done."""
    limits = {"name": LONGEST_NAME, "title": LONGEST_TITLE, "password": SHORTEST_PASSWORD}
    return render_template(
        "manage/people.html", roles=_roles(), grantable=_grantable(), counters=shown.counters(), limits=limits
    )


def _roles() -> dict[str, View]:
    """Each role's name and permissions, and whether it has a counter or a PIN."""
    return {
        role: {
            "name": everywhere_said(ROLE_NAMES[role]),
            "may": [everywhere_said(PERMISSIONS[each]) for each in PERMISSIONS if each in held],
            "works_at_counters": may(role, "counters.work"),
            "has_pin": role in WITH_PIN,
            "touchable": role in _grantable(),
        }
        for role, held in ROLES.items()
    }


def _grantable() -> list[str]:
    """The roles that the signed-in person may give, and whose people they may change."""
    everything: bool = current_user.may("administrators.manage")
    return [role for role in ROLES if everything or role != ADMINISTRATOR]
