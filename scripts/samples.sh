#!/bin/sh
# Print what is missing to run the guide's samples (PHP, Node.js, curl); install it where that is allowed.
#
#   sh scripts/samples.sh [--if-possible]
#
# Installs as root on Debian or Ubuntu, else one sentence says what to do; with --if-possible that is no failure:
# the samples in a language that is not here are then skipped by the tests (in CI a skip is a failure).
set -u

missing() {
    command -v curl >/dev/null 2>&1 || echo curl
    command -v php >/dev/null 2>&1 || echo php-cli
    command -v node >/dev/null 2>&1 || echo nodejs
}

wanted=$(missing)
if [ -n "$wanted" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing" $wanted "(once) …" >&2
    { apt-get update; DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 $wanted; } \
        >/dev/null 2>&1
    wanted=$(missing)
fi
[ -z "$wanted" ] && exit 0
echo "The guide's samples need programs that are not here: install them (Debian, Ubuntu: sudo apt install $(echo $wanted))." >&2
[ "${1:-}" = --if-possible ]
