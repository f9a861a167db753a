#!/bin/sh
# SPDX-License-Identifier: ISC
#
# npm.sh FROM TO: install into TO what FROM/package-lock.json names, within
# LIMIT seconds; say what, show that it goes on, and say why if it does not.

set -eu
from=$1
to=$2
limit=${LIMIT:-180}
what=$(sed -n 's/^    "\(.*\)": "\([0-9.]*\)",*$/\1 \2/p' "$from/package.json")
count=$(grep -c '"node_modules/' "$from/package-lock.json")

refuse() {
  echo "npm: $what could not be installed: $1" >&2
  echo "npm: the part \"differential\" of the test needs it; YARRRML_PARSER=FILE names one that is there already" >&2
  exit 1
}

command -v npm >/dev/null 2>&1 || refuse "there is no npm; make deps-test installs it"
echo "npm: installing $what, $count packages in all, into $to"
mkdir -p "$to"
cp "$from/package.json" "$from/package-lock.json" "$to"

timeout -k 5 "$limit" npm ci --prefix "$to" --no-audit --no-fund \
  --ignore-scripts --omit-lockfile-registry-resolved=true --fetch-retries=1 \
  --fetch-retry-mintimeout=1000 --fetch-timeout=30000 --loglevel http \
  >"$to/log" 2>&1 </dev/null &
npm=$!
trap 'kill "$npm"; exit 1' INT TERM
seconds=0
while kill -0 "$npm" 2>/dev/null; do
  sleep 1
  seconds=$((seconds + 1))
  [ $((seconds % 10)) -ne 0 ] || echo "npm: $(grep -c fetch "$to/log") answers after $seconds s"
done
code=0
wait "$npm" || code=$?
case $code in
0) ;;
124 | 137) refuse "it was not done within $limit s; is there a way to the registry? $to/log has what npm said" ;;
*)
  grep -E '^npm (error|ERR!) ' "$to/log" | head -n 4 >&2
  refuse "npm ended with $code; $to/log has the rest"
  ;;
esac
