#!/bin/sh
# SPDX-License-Identifier: ISC
#
# announce.sh WHO PACKAGE... [-- READY...]: say what WHO will install: the
# Debian packages that are missing, and for each READY that is not there,
# build/NAME/ready, what tests/NAME pins. Says that it is nothing, if it is.

set -eu
cd "$(dirname "$0")/.."
who=$1
shift
packages=
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  packages="$packages $1"
  shift
done
[ $# -eq 0 ] || shift

# shellcheck disable=SC2086 # a list of words
missing=$(sh tools/deps.sh --missing $packages)
tell() {
  for ready in "$@"; do
    to=${ready%/ready}
    [ -e "$ready" ] || sh tools/get.sh --say "tests/${to#build/}" "$to"
  done
}
others=$(tell "$@")

if [ -z "$missing$others" ]; then
  echo "$who: all is there; nothing will be installed"
else
  echo "$who: this is missing, and will be installed:"
  [ -z "$missing" ] || echo "  from Debian:$missing"
  [ -z "$others" ] || printf '%s\n' "$others" | sed 's/^/  /'
fi
