"""Where clocks are set in summer: a moment is shown as the clocks stood then, by the offset that it says itself."""

from tests.support.modules import on_a_stub


def test_a_moment_before_the_clocks_were_set_is_shown_as_they_stood_then() -> None:
    texts = {"at": {"vi": "{time} ngày {day}", "en": "{time} on {day}"}}
    found = on_a_stub(
        """
        document.documentElement.lang = "vi";
        const { createClock } = await load("/static/js/clock.js");
        const { moment } = await load("/static/manage/moment.js");
        const clock = createClock();
        clock.sync("2026-10-25T09:00:00+01:00");
        const summer = "2026-10-25T00:30:00+02:00";
        const answer = [
          moment(summer, clock), clock.time(summer), clock.stamp(summer), clock.stamp("2026-10-24T23:30:00+02:00"),
          clock.time(Date.parse("2026-10-25T09:00:00+01:00")), clock.time("2026-10-25T08:00:00Z"),
          clock.iso(Date.parse("2026-10-25T08:00:00Z")),
        ];
        """,
        texts,
    )
    assert found == [
        "00:30 ngày 25/10/2026",
        "00:30",
        "00:30",
        "23:30 24/10",
        "09:00",
        "09:00",
        "2026-10-25T09:00:00+01:00",
    ]
