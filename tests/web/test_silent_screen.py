"""When a screen may load itself anew: not while an announcement is heard, nor just before the next one."""

from tests.support.modules import on_a_stub


def test_a_screen_is_not_silent_between_two_announcements() -> None:
    found = on_a_stub("""
        let now = 100_000;
        performance.now = Date.now = () => now;
        const { startVoice } = await load("/display/static/voice.js");
        const voice = startVoice();
        const answer = [voice.silent()];
        const at = new Date(now).toISOString();
        voice.events.speak({ id: 1, number: "A001", counter: 1, url: null, say: [], at, starts_at: at, length_s: 0 });
        answer.push(voice.silent());
        const { byRole } = await load("/static/js/dom.js");
        while (!byRole("speaking").hidden) await new Promise((done) => setTimeout(done));
        await new Promise((done) => setTimeout(done));
        answer.push(voice.silent());
        now += 2_001;
        answer.push(voice.silent());
    """)
    assert found == [True, False, False, True]
