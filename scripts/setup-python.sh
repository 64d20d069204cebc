#!/usr/bin/env bash
# setup-python.sh VENV: makes the virtual environment anew, with exactly the packages of requirements/dev.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$1

if [ -L "$venv" ]; then  # `--clear` empties what the link leads to, and others may use that
  echo "$venv is een verwijzing naar $(readlink "$venv"). Die omgeving kan van meer mappen zijn en wordt niet geleegd. Haal de verwijzing weg (rm $venv) en probeer het opnieuw." >&2
  exit 1
fi

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
needed=()
"$python" -c 'import ensurepip' 2>/dev/null || needed+=(python3-venv)
# WeasyPrint makes the PDFs and loads Pango from the system.
if [ "$(uname)" = Linux ] && ! "$python" -c 'import ctypes; ctypes.CDLL("libpangoft2-1.0.so.0")' 2>/dev/null; then
  needed+=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
fi
[ "${#needed[@]}" -eq 0 ] || scripts/system-packages.sh "${needed[@]}"

echo "Python-pakketten installeren (duurt ongeveer een minuut)"
"$python" -m venv --clear "$venv"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --use-pep517 --require-hashes -r requirements/dev.txt
