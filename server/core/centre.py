"""One service centre by its settings: who it is, when it is open, what it serves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from server.core.alerts import AlertRule
from server.core.changed import changed
from server.core.colours import DEFAULT
from server.core.model import Layout
from server.core.queue.days import moment
from server.core.queue.lines import MAIN
from server.core.queue.opening_hours import Hours
from server.core.queue.policy import Policy
from server.core.ratings.rules import RatingRules


@dataclass(frozen=True, slots=True)
class PhoneRules:
    """Whether people take numbers on their own phones.

    The presence code on the hall's screens changes every `presence_minutes`; 0 means that none is needed.
    A waiting person may go away once for `keep_place_minutes` and keeps their place; 0 means never.
    """

    enabled: bool = False
    presence_minutes: int = 5
    per_phone_per_day: int = 2
    keep_place_minutes: int = 0


@dataclass(frozen=True, slots=True)
class RemoteRules:
    """Numbers that are asked for from afar, through the city.

    `share` is the largest percentage of each field's and hour's numbers; 0 means none. A person who is not there when their turn comes
    keeps the place for `keep_minutes` more.
    """

    share: int = 0
    keep_minutes: int = 30


@dataclass(frozen=True, slots=True)
class DisplayRules:
    """What the hall's screens show: whether officers are named, and whether it is said that somebody has priority."""

    officer_names: bool = False
    priority_shown: bool = False


@dataclass(frozen=True, slots=True)
class DossierRules:
    """Whether kiosks and phones answer by a dossier's code, and after how many days the list is deleted."""

    public: bool = True
    keep_days: int = 45


@dataclass(frozen=True, slots=True)
class SlipRules:
    """The centre's own lines on slips by language: below its name, and at the foot."""

    header: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    footer: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre: its names by language, the zone of its business day, its hours, its layout and its calling order.

    `languages` are the tags of the languages offered to people, Vietnamese first; empty means every available language.
    `colour` is its accent, `logo` the name of a file, empty for the product's own mark. `card_limit` is how many numbers a
    citizen's card gets a day, `kiosk_pace` how many one kiosk gives a minute; 0 means no limit. `alerts` are the rules by which the
    manager is notified.
    """

    names: Mapping[str, str]
    ward: str
    zone: tzinfo
    hours: Hours
    layout: Layout
    languages: tuple[str, ...] = ()
    colour: str = DEFAULT
    logo: str = ""
    policy: Policy = field(default_factory=Policy)
    phone: PhoneRules = field(default_factory=PhoneRules)
    display: DisplayRules = field(default_factory=DisplayRules)
    card_limit: int = 0
    kiosk_pace: int = 0
    slip: SlipRules = field(default_factory=SlipRules)
    alerts: tuple[AlertRule, ...] = ()
    ratings: RatingRules = field(default_factory=RatingRules)
    dossiers: DossierRules = field(default_factory=DossierRules)
    remote: RemoteRules = field(default_factory=RemoteRules)

    def offers(self, language: str) -> bool:
        """Whether people are offered this language."""
        return not self.languages or language in self.languages

    def hours_at(self, point: str) -> Hours:
        """The opening hours of a point."""
        there = self.layout.points.get(point)
        return self.hours if there is None or there.hours is None else there.hours

    def hours_everywhere(self) -> tuple[Hours, ...]:
        """The opening hours of each point, the main one's first."""
        return tuple(self.hours_at(point) for point in (MAIN, *self.layout.points))

    def always_open(self) -> "Centre":
        """The same without any opening hours."""
        points = {code: changed(point, hours=None) for code, point in self.layout.points.items()}
        fields = {code: changed(field_, hours=()) for code, field_ in self.layout.fields.items()}
        layout = changed(self.layout, points=points, fields=fields)
        return changed(self, hours=Hours(turn_away=False), layout=layout)

    def open_anywhere(self, at: datetime) -> bool:
        """Whether numbers are given at some point at `at` (in the centre's zone)."""
        return any(hours.open_at(at) for hours in self.hours_everywhere())

    def local(self, at_ms: int) -> datetime:
        """UTC milliseconds as an aware time in the centre's zone."""
        return moment(at_ms, self.zone)
