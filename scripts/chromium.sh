#!/bin/sh
# Print the path of a Chromium with Thai fonts and emoji, for pictures and tests of pages.
#
#   sh scripts/chromium.sh [--if-possible]
#
# Installs what is missing when it may: as root on Debian or Ubuntu. Does nothing when all is there. Otherwise one
# sentence says what to do; with --if-possible that is no failure: the tests that need a browser are then skipped.
set -u

fail() {
    printf '%s\n' "$1" >&2
    [ "${2:-}" = --if-possible ] && exit 0
    exit 1
}

program() {
    if [ -n "${CHROMIUM:-}" ]; then
        command -v "$CHROMIUM"
        return
    fi
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        command -v "$name" && return
    done
}

has_font() { ! command -v fc-list >/dev/null 2>&1 || [ -n "$(fc-list "$1" 2>/dev/null)" ]; }

missing() {
    [ -n "$(program)" ] || echo chromium
    [ -f /etc/debian_version ] || return # elsewhere fonts come with the desktop
    has_font ':family=Noto Sans Thai' || echo fonts-noto-core
    has_font ':family=Noto Color Emoji' || echo fonts-noto-color-emoji
}

wanted=$(missing)
if [ -n "$wanted" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing" $wanted "(once, some minutes) …" >&2
    { apt-get update; DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 $wanted fontconfig; } \
        >/dev/null 2>&1
    wanted=$(missing)
fi
[ -z "$wanted" ] || fail "Pictures need packages that are not here: install them (Debian, Ubuntu: sudo apt install $(echo $wanted))." "${1:-}"
program
