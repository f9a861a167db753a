#!/bin/sh
# SPDX-License-Identifier: ISC
#
# deps.sh PACKAGE...: install those Debian packages that are missing, having
# said how much that is. Asks apt nothing when all of them are there. Needs
# root or sudo otherwise; without, it says what an administrator must run.
# deps.sh --missing PACKAGE...: only say which are missing.

set -eu
only_say=
[ "$1" != --missing ] || { only_say=yes && shift; }

if ! command -v dpkg-query >/dev/null 2>&1; then
  [ -z "$only_say" ] || exit 0
  echo "deps: not a Debian system; these packages, by Debian's names, must be there:" >&2
  echo "  $*" >&2
  exit 0
fi

missing=
asked=0
for package in "$@"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=none
  [ "$state" = installed ] || { missing="$missing $package" asked=$((asked + 1)); }
done
[ -z "$only_say" ] || { printf '%s\n' "$missing" && exit; }
[ -n "$missing" ] || exit 0

refuse() {
  echo "deps: $asked packages are missing, and $1; as root, run:" >&2
  echo "  apt-get install --no-install-recommends$missing" >&2
  exit 1
}

if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif ! command -v sudo >/dev/null 2>&1; then
  refuse "there is neither root nor sudo to install them"
elif sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; then
  as_root=sudo
else
  refuse "sudo does not let this user install them"
fi

echo "deps: missing:$missing"
echo "deps: bringing the lists of packages up to date"
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update ||
  echo "deps: they could not be; going on with those that are there" >&2

# What apt would do, in its own numbers
# shellcheck disable=SC2086 # a list of words
plan=$(LC_ALL=C apt-get -y --print-uris --no-install-recommends install $missing 2>/dev/null) || plan=
number() {
  printf '%s\n' "$plan" | sed -n "s/^$1.*/\\1/p"
}
total=$(number '.* upgraded, \([0-9]*\) newly installed')
download=$(number 'Need to get \(.*\) of archives')
disk=$(number 'After this operation, \(.*\) of additional disk')
echo "deps: installing ${total:-$asked} packages: ${download:-?} to download, ${disk:-?} on disk"

# tell NUMBER WHAT: show that it goes on, ten times for each kind of step
total=${total:-$asked}
stride=$(((total + 9) / 10))
tell() {
  [ "$1" -le "$total" ] || return 0 # A second try is none of them
  [ $(($1 % stride)) -ne 0 ] && [ "$1" -ne "$total" ] || echo "deps: $1 of $total $2"
}

ended=$(mktemp)
trap 'rm -f "$ended"' EXIT
# shellcheck disable=SC2086
{
  $as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -q -y \
    -o Dpkg::Use-Pty=0 install --no-install-recommends $missing &&
    echo yes >"$ended"
} | {
  fetched=0 unpacked=0 ready=0
  while IFS= read -r line; do
    case $line in
    Get:*) tell $((fetched += 1)) fetched ;;
    "Unpacking "*) tell $((unpacked += 1)) unpacked ;;
    "Setting up "*) tell $((ready += 1)) "set up" ;;
    esac
  done
}
[ -s "$ended" ] || {
  echo "deps: apt-get could not install them; what it said is above" >&2
  exit 1
}
