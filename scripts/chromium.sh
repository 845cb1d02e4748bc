#!/bin/sh
# See that there is a browser for the tests of the pages: root gets Debian's Chromium where there is none.
#
# VERBALE_WITHOUT_BROWSER=1 leaves those tests out.
set -eu

found() {
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1
}

install_chromium() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 &&
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium
}

[ "${VERBALE_WITHOUT_BROWSER:-}" = 1 ] && exit 0
found && exit 0
install_chromium >/dev/null || true
found && exit 0
echo "There is no Chromium: install it (apt-get install chromium) or leave its tests out with VERBALE_WITHOUT_BROWSER=1" >&2
exit 1
