#!/bin/sh
# Gọi Số: waits until the page answers, then shows it in Chromium, whole and alone, until it is stopped.
# Written by `goiso @{name}`; run by goiso-@{name}.service.
set -eu

server='@{url}'
profile="${XDG_DATA_HOME:-$HOME/.local/share}/goiso-@{name}"

browser=
for name in chromium chromium-browser google-chrome-stable google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        browser=$name
        break
    fi
done
if [ -z "$browser" ]; then
    echo "goiso-@{name}: there is no Chromium here. Install it: sudo apt install chromium" >&2
    exit 69
fi

answers() {
    if command -v curl >/dev/null 2>&1; then
        curl --fail --silent --output /dev/null --max-time 5 "$server@{sign}"
    elif command -v wget >/dev/null 2>&1; then
        wget --quiet --output-document=/dev/null --timeout=5 --tries=1 "$server@{sign}"
    fi
}
until answers; do
    echo "goiso-@{name}: $server does not answer yet" >&2
    sleep 2
done

# After a power cut Chromium believes that it crashed: it would ask, and refuse a profile that seems in use.
mkdir -p "$profile"
rm -f "$profile/SingletonLock" "$profile/SingletonSocket" "$profile/SingletonCookie"
if [ -f "$profile/Default/Preferences" ]; then
    sed -i 's/"exited_cleanly":false/"exited_cleanly":true/; s/"exit_type":"[^"]*"/"exit_type":"Normal"/' \
        "$profile/Default/Preferences"
fi

exec "$browser" \
    --kiosk \
    --user-data-dir="$profile" \
    --autoplay-policy=no-user-gesture-required \
    --no-first-run \
    --no-default-browser-check \
    --noerrdialogs \
    --disable-session-crashed-bubble \
    --hide-crash-restore-bubble \
    --disable-infobars \
    --disable-background-networking \
    --disable-component-update \
    --disable-sync \
    --disable-features=Translate \
    --disable-pinch \
    --overscroll-history-navigation=0 \
    --password-store=basic \
    --ozone-platform-hint=auto \
    --lang=vi \
    "$server@{page}"
