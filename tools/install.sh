#!/bin/sh
# SPDX-License-Identifier: ISC
#
# install.sh install PROGRAM: put the program, its manual page and what ships
# with it under PREFIX, itself under DESTDIR; both are in the environment.
# install.sh uninstall: take away just those files, and the folders of theirs.
# Any character may stand in either; a tilde at their beginning is HOME.

set -eu
cd "$(dirname "$0")/.."
umask 022

home() {
  case $1 in
  "~" | "~/"*) printf '%s\n' "$HOME${1#\~}" ;;
  *) printf '%s\n' "$1" ;;
  esac
}

prefix=$(home "$PREFIX")
root=$(home "${DESTDIR:-}")$prefix
case $prefix in
/*) ;;
*)
  echo "install: PREFIX is \"$PREFIX\"; give a full path, such as /usr/local" >&2
  exit 2
  ;;
esac
program=$root/bin/rhumb
page=$root/share/man/man1/rhumb.1
share=$root/share/rhumb

# put MODE FILE TARGET
put() {
  mkdir -p "$(dirname "$3")"
  rm -f "$3" # A program that runs may be replaced, not written to
  cp "$2" "$3"
  chmod "$1" "$3"
}

shipped() {
  find mappings ontology examples queries "$@"
}

case $1 in
install)
  put 755 "$2" "$program"
  put 644 rhumb.1 "$page"
  shipped -type f | while IFS= read -r file; do
    put 644 "$file" "$share/$file"
  done
  echo "rhumb is $program"
  ;;
uninstall)
  rm -f "$program" "$page"
  shipped -type f | while IFS= read -r file; do
    rm -f "$share/$file"
  done
  { shipped -type d | sort -r && echo; } | while IFS= read -r folder; do
    rmdir "$share/$folder" 2>/dev/null || : # Files of others are in it
  done
  ;;
esac
