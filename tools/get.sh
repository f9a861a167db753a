#!/bin/sh
# SPDX-License-Identifier: ISC
#
# get.sh FROM TO: install into TO what FROM pins, within LIMIT seconds; say
# what, show that it goes on, and say why if it does not. TO/ready tells that it
# is there. get.sh --say FROM TO: only say what, from where, and what for.
#
# FROM holds one of these, which says what for in its description or first remark
#   package.json, package-lock.json  npm, into TO/node_modules
#   requirements.txt                 PyPI, with a hash for each file
#   source.txt                       likewise, the source of one, unpacked
#   pom.xml                          Maven: a dependency a line, with what it needs,
#                                    or an artifactItem, alone; the property
#                                    "sha256" is of the sums of all the files

set -eu
only_say=
[ "$1" != --say ] || { only_say=yes && shift; }
from=$1
to=$2
limit=${LIMIT:-600}

if [ -e "$from/package.json" ]; then
  registry=npm client=npm
  what=$(sed -n 's/^    "\(.*\)": "\([0-9.]*\)",*$/\1 \2/p' "$from/package.json")
  what="$what ($(grep -c '"node_modules/' "$from/package-lock.json") packages in all)"
  why=$(sed -n 's/^  "description": "\(.*\)",$/\1/p' "$from/package.json")
elif [ -e "$from/requirements.txt" ] || [ -e "$from/source.txt" ]; then
  registry=PyPI client=${PYTHON:-/usr/bin/python3}
  list=$from/requirements.txt
  [ -e "$list" ] || list=$from/source.txt
  what=$(sed -n 's/^\([A-Za-z0-9._-]*\)==\([^ ]*\).*/\1 \2/p' "$list")
  why=$(sed -n '/SPDX/d;s/^# //p' "$list" | head -n 1)
else
  registry=Maven client=mvn
  what=$(sed -n 's/.*<artifactId>\(.*\)<.artifactId><version>\([^<]*\)<.*/\1 \2/p' "$from/pom.xml")
  why=$(sed -n 's/.*<description>\(.*\)<.description>.*/\1/p' "$from/pom.xml")
fi
what=$(printf '%s\n' "$what" | paste -s -d, | sed 's/,/, /g')

if [ "$only_say" ]; then
  echo "from $registry into $to: $what; $why"
  exit
fi

refuse() {
  echo "$registry: $what could not be installed: $1" >&2
  echo "$registry: it is $why" >&2
  exit 1
}

get() {
  case $registry in
  npm)
    cp "$from/package.json" "$from/package-lock.json" "$to"
    set -- npm ci --prefix "$to" --no-audit --no-fund --ignore-scripts \
      --omit-lockfile-registry-resolved=true --fetch-retries=1 \
      --fetch-retry-mintimeout=1000 --fetch-timeout=30000
    ;;
  PyPI)
    set -- --require-hashes --no-deps --no-input --retries 1 --timeout 30 \
      --disable-pip-version-check -r "$list"
    case $list in
    */source.txt)
      set -- "$client" -m pip download --dest "$to" --no-binary :all: \
        --no-build-isolation "$@"
      ;;
    *)
      set -- "$client" -m pip install --target "$to" --no-compile \
        --root-user-action ignore "$@"
      ;;
    esac
    ;;
  Maven)
    goal=copy-dependencies
    ! grep -q '<artifactItem>' "$from/pom.xml" || goal=copy
    set -- mvn -B -C -f "$from/pom.xml" "-DoutputDirectory=$to" \
      "-Dmaven.repo.local=$(dirname "$to")/maven" \
      "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:$goal"
    ;;
  esac
  exec timeout -k 5 "$limit" "$@"
}

command -v "$client" >/dev/null 2>&1 || refuse "there is no $client"
echo "$registry: installing $what into $to"
rm -rf "$to"
mkdir -p "$to"
to=$(cd "$to" && pwd)
log=$to.log
get >"$log" 2>&1 </dev/null &
getting=$!
trap 'kill "$getting"; exit 1' INT TERM
growing=$to
[ "$registry" != Maven ] || growing=${to%/*}/maven
seconds=0
while kill -0 "$getting" 2>/dev/null; do
  sleep 1
  seconds=$((seconds + 1))
  [ $((seconds % 10)) -ne 0 ] ||
    echo "$registry: $(du -sk "$growing" | cut -f1) kB are there after $seconds s"
done
code=0
wait "$getting" || code=$?
case $code in
0) ;;
124 | 137) refuse "it was not done within $limit s; is there a way to the registry? $log has what it said" ;;
*)
  grep -E '^(npm (error|ERR!)|ERROR|\[ERROR\]) ' "$log" | head -n 4 >&2
  refuse "it ended with $code; $log has the rest"
  ;;
esac

if [ -e "$from/source.txt" ]; then
  tar -xzf "$to"/*.tar.gz -C "$to"
fi
if [ "$registry" = Maven ]; then
  sum=$(cd "$to" && LC_ALL=C sha256sum ./*.* | sha256sum | cut -d' ' -f1)
  grep -q "<sha256>$sum</sha256>" "$from/pom.xml" ||
    refuse "these are other files than those of pom.xml: their sum is $sum"
fi
touch "$to/ready"
