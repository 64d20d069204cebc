#!/usr/bin/env bash
# setup-static.sh VENV: fetches the npm packages of the lock and builds static/vendor. Without npm on the machine,
# Node.js comes into the virtual environment as a Python package.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$1

if ! npm --version >/dev/null 2>&1; then
  echo "Geen npm gevonden: Node.js in $venv installeren"
  "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/node.txt
  PATH="$PWD/$venv/bin:$PATH"
fi
echo "Vormgeving ophalen en bouwen"
npm ci --silent
node scripts/build-css.mjs
