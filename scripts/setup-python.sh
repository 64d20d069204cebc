#!/usr/bin/env bash
# setup-python.sh VENV: makes the virtual environment anew, with exactly the packages of requirements/dev.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$1

python=""
for candidate in python3.11 python3; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Het portaal heeft Python 3.11 of nieuwer nodig; hier staat: $(python3 --version 2>/dev/null || echo 'geen Python')." >&2
  exit 1
fi
"$python" -c 'import ensurepip' 2>/dev/null || scripts/system-packages.sh python3-venv

echo "Python-pakketten installeren (duurt ongeveer een minuut)"
"$python" -m venv --clear "$venv"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --use-pep517 --require-hashes -r requirements/dev.txt

# WeasyPrint makes the PDFs and loads Pango from the system.
if ! "$venv/bin/python" -c 'import weasyprint' >/dev/null 2>&1; then
  scripts/system-packages.sh libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  "$venv/bin/python" -c 'import weasyprint' >/dev/null
fi
