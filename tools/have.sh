#!/bin/sh
# SPDX-License-Identifier: ISC
#
# have.sh TARGET HEADER PACKAGE...: is there what the compiler CC will ask for?
# Says what is missing, and that `make TARGET` installs it.

set -u
target=$1
header=$2
shift 2
missing=
for package in "$@"; do
  pkg-config --exists "$package" 2>/dev/null || missing="$missing $package"
done
if ! echo "#include <$header>" | ${CC:-cc} -E - >/dev/null 2>&1; then
  command -v "${CC:-cc}" >/dev/null 2>&1 && missing="$missing $header" || missing="$missing ${CC:-cc}"
fi
command -v pkg-config >/dev/null 2>&1 || missing=" pkg-config"
[ -z "$missing" ] || {
  echo "missing:$missing; make $target installs what is needed" >&2
  exit 1
}
