#!/bin/sh
# SPDX-License-Identifier: ISC
#
# pip.sh FROM TO: install into TO what FROM/requirements.txt names, by its
# checksums, within LIMIT seconds; say what, and say why if it does not work.

set -eu
from=$1
to=$2
limit=${LIMIT:-180}
python=${PYTHON:-/usr/bin/python3}
what=$(sed -n 's/^\([a-z][^ ]*\)==\([^ ]*\).*/\1 \2/p' "$from/requirements.txt")

refuse() {
  echo "pip: $what could not be installed: $1" >&2
  exit 1
}

"$python" -m pip --version >/dev/null 2>&1 || refuse "there is no pip; make deps-test installs it"
echo "pip: installing $what into $to"
rm -rf "$to"
mkdir -p "$to"
code=0
timeout -k 5 "$limit" "$python" -m pip install --quiet --target "$to" \
  --require-hashes --only-binary :all: --no-deps --no-compile --retries 1 --timeout 30 \
  --disable-pip-version-check --root-user-action ignore \
  -r "$from/requirements.txt" >"$to.log" 2>&1 </dev/null || code=$?
case $code in
0) ;;
124 | 137) refuse "it was not done within $limit s; is there a way to the registry? $to.log has what pip said" ;;
*)
  tail -n 4 "$to.log" >&2
  refuse "pip ended with $code; $to.log has the rest"
  ;;
esac
