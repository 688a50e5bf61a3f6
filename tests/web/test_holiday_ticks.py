"""Ticked holidays, while the list of days off is drawn anew."""

from tests.support.modules import on_a_stub

TEXTS = {"holiday_set": {"vi": "đã có"}}


def test_a_ticked_holiday_stays_ticked_until_it_is_added() -> None:
    found = on_a_stub(
        """
        const { createOffers } = await load("/static/manage/settings/holidays.js");
        const settings = { exceptions: [] };
        const offers = createOffers({ settings: () => settings });
        const named = (date) => ({ date, names: { vi: "Tết" }, reason: { vi: "Nghỉ Tết" } });
        await offers.load({ get: async () => ({ items: [named("2027-02-06"), named("2027-02-07")] }) });
        const chosen = () => offers.chosen().map(({ date }) => date);
        const answer = [chosen()];
        offers.tickAll();
        offers.draw();
        answer.push(chosen());
        settings.exceptions = [{ date: "2027-02-06" }];
        offers.draw();
        answer.push(chosen());
        """,
        TEXTS,
    )
    assert found == [[], ["2027-02-06", "2027-02-07"], ["2027-02-07"]]


def test_ticked_holidays_are_shown_ahead_and_keep_the_page_from_loading_anew() -> None:
    found = on_a_stub(
        """
        const { createHolidays } = await load("/static/manage/settings/holidays.js");
        const { byRole } = await load("/static/js/dom.js");
        const shown = [];
        const store = { settings: () => ({ exceptions: [{ date: "2027-01-01" }] }) };
        const tools = { store, said: {}, ahead: { show: (value) => shown.push(value.map(({ date }) => date)) } };
        const items = [{ date: "2027-02-06", names: { vi: "Tết" }, reason: { vi: "Nghỉ Tết" } }];
        const holidays = createHolidays(tools, { get: async () => ({ items }) }, () => {});
        byRole("holidays").open = true;
        byRole("holidays").dispatchEvent(new Event("toggle"));
        await new Promise((done) => setTimeout(done));
        const answer = [holidays.ticked()];
        byRole("holidays-all").dispatchEvent(new Event("click"));
        answer.push(holidays.ticked(), shown);
        """,
        TEXTS,
    )
    assert found == [False, True, [["2027-01-01", "2027-02-06"]]]
