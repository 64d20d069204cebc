#!/usr/bin/env bash
# system-packages.sh PACKAGE...: installs the Debian packages that are missing, or says what to install and fails.
set -euo pipefail

if ! command -v dpkg-query >/dev/null; then
  echo "Installeer eerst wat in Debian heet: $*" >&2
  exit 1
fi
missing=()
for package in "$@"; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "Installeer eerst: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "Systeempakketten installeren: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq || true # a source that is no longer there must not stop the others
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
