#!/bin/sh
# SPDX-License-Identifier: ISC
#
# deps.sh PACKAGE...: install those Debian packages that are missing.
# Asks apt nothing when all of them are there. Needs root or sudo otherwise.

set -eu

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "deps: not a Debian system; these packages, by Debian's names, must be there:" >&2
  echo "  $*" >&2
  exit 0
fi

missing=
for package in "$@"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=none
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif command -v sudo >/dev/null 2>&1; then
  as_root=sudo
else
  echo "deps: missing packages, and neither root nor sudo to install them; run as root:" >&2
  echo "  apt-get install --no-install-recommends$missing" >&2
  exit 1
fi

echo "deps: installing$missing"
# shellcheck disable=SC2086 # lists of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
  -o Dpkg::Use-Pty=0 install --no-install-recommends $missing >/dev/null
