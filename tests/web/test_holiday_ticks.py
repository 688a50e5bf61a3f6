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
