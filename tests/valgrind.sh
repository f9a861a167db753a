#!/bin/sh
# SPDX-License-Identifier: ISC
#
# The example under valgrind: no invalid access, no undefined value, and
# nothing lost of what the program itself allocated.

set -u
cd "$(dirname "$0")/.."
program=${RHUMB:-build/rhumb}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0
failed=0

# The program stands between libraries and malloc() itself
grind() {
  valgrind --quiet --soname-synonyms=somalloc=NONE "$@"
}

clean() {
  name=$1
  shift
  if grind --error-exitcode=99 --leak-check=full \
    --show-leak-kinds=definite --errors-for-leak-kinds=definite \
    --num-callers=30 --suppressions=tests/valgrind.supp \
    --log-file="$folder/log" "$program" "$@" >/dev/null 2>"$folder/err"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "valgrind: FAILED: $name"
    head -n 60 "$folder/log" "$folder/err"
  fi
}

# A failing run too: what an error leaves must be freed all the same
dirty() {
  name=$1
  shift
  grind --error-exitcode=99 --leak-check=full \
    --show-leak-kinds=definite --errors-for-leak-kinds=definite \
    --suppressions=tests/valgrind.supp --log-file="$folder/log" \
    "$program" "$@" >/dev/null 2>"$folder/err"
  code=$?
  if [ "$code" -eq 1 ] || [ "$code" -eq 2 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "valgrind: FAILED: $name (exit $code)"
    head -n 60 "$folder/log" "$folder/err"
  fi
}

clean export export mappings/attribution.yml -d "$folder"
clean check check mappings/attribution.yml
clean "rdf, direct writer" rdf mappings/attribution.yml -f nquads
clean "draw any RDF" draw --rdf "$folder/attribution.ttl" -f dot
clean help --help
clean formats formats -f json
dirty "mistakes in rules" rdf tests/cases/error-all-at-once/mapping.yml
dirty "mistakes in data" rdf tests/cases/error-ragged-row/mapping.yml
dirty "mistakes in JSON" rdf tests/cases/error-json-syntax/mapping.yml
dirty "mistakes on the command line" rdf --no-such-option

echo "valgrind: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
