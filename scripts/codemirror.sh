#!/bin/sh
# Build the studio's CodeMirror from the pinned npm packages: bot/studio/codemirror/ -> bot/studio/assets/.
#
#   sh scripts/codemirror.sh [--newest]      --newest takes the newest versions and pins them anew
#
# Needs npm, once, on the machine of whoever changes it: the result is committed, and nothing else needs npm.
set -eu
cd "$(dirname "$0")/.."
command -v npm >/dev/null 2>&1 || { echo "npm is not here: install Node.js 20 or newer." >&2; exit 1; }

from=bot/studio/codemirror
place=var/codemirror
mkdir -p "$place"
cp "$from"/package.json "$from"/entry.js "$from"/build.mjs "$from"/.npmrc "$place"
[ -f "$from/package-lock.json" ] && cp "$from/package-lock.json" "$place"
(
    cd "$place"
    if [ "${1:-}" = --newest ]; then
        npm install --silent --ignore-scripts $(node -p 'Object.keys(require("./package.json").dependencies).map((name) => name + "@latest").join(" ")')
    elif [ -f package-lock.json ]; then
        npm ci --silent --ignore-scripts
    else
        npm install --silent --ignore-scripts
    fi
    node build.mjs ../../bot/studio/assets
)
cp "$place/package.json" "$place/package-lock.json" "$place/built.json" "$from"
echo "Built bot/studio/assets/codemirror.js; commit it with bot/studio/codemirror/."
