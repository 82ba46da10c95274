#!/bin/sh
# Make .venv hold exactly what requirements.txt ("run") or requirements-dev.txt ("dev") pins.
#
#   sh scripts/venv.sh run|dev
#
# Does nothing when it does already. A virtual environment that is half made, moved, damaged, of another Python
# or of other pins is made anew. Everything said on failure is one sentence that says what to do.
set -u

kind=$1
case $kind in
    run) pins=requirements.txt ;;
    dev) pins=requirements-dev.txt ;;
esac
venv=.venv

fail() {
    printf '%s\n' "$1" >&2
    exit 1
}

fits() { # a Python 3.11 or newer with the modules we need from its standard library
    "$1" -c 'import sys; assert sys.version_info >= (3, 11); import ctypes, sqlite3, ssl, zlib' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        fits "$PYTHON" || fail "PYTHON=$PYTHON is not a working Python 3.11 or newer with sqlite3 and ssl: name another one."
        found=$PYTHON
        return
    fi
    for found in python3 python3.14 python3.13 python3.12 python3.11 python; do
        fits "$found" && return
    done
    fail "MOPH Connect needs Python 3.11 or newer: install it, or say where it is with 'make PYTHON=/path/to/python3.11 …'."
}

python_of() { "$1" -c 'import sys; print(sys.version, sys.base_prefix)' 2>/dev/null; }

key() { { cat "$1"; echo "$identity"; pwd; } | cksum; } # what must be the same for the environment to be kept

stamped() { [ "$(cat "$venv/.pins-$1" 2>/dev/null)" = "$(key "$2")" ]; }

whole() { "$venv/bin/python" scripts/venv_check.py "$1" >/dev/null 2>&1; }

good() { stamped "$1" "$2" && whole "$2"; }

make_venv() {
    rm -rf "$venv" || fail "Cannot remove $venv: check who owns it."
    "$found" -m venv "$venv" >/dev/null 2>&1 && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "This Python lacks its venv module: installing the package python3-venv …"
        { apt-get update && apt-get install -y python3-venv; } >/dev/null 2>&1
        rm -rf "$venv"
        "$found" -m venv "$venv" >/dev/null 2>&1 && return
    fi
    rm -rf "$venv"
    fail "$found cannot make a virtual environment: install its venv module (Debian, Ubuntu: sudo apt install python3-venv) and try again."
}

find_python
identity=$(python_of "$found")
good "$kind" "$pins" && exit 0

# The packages of the demo may be there already: then only those for development are added.
if ! { [ "$kind" = dev ] && good run requirements.txt; }; then
    echo "Making the virtual environment (once, about a minute) …"
    make_venv
fi
rm -f "$venv"/.pins-* # until all is installed, the environment counts as half made
PIP_USER=0 "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r "$pins" ||
    fail "Installing the packages of $pins failed (see above): is the network there? Then run the same command again."
[ "$kind" = run ] || key requirements-dev.txt >"$venv/.pins-dev"
key requirements.txt >"$venv/.pins-run"
